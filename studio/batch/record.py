"""A journal as it is read: the plan, and what became of each photo. Its lines are told in ``journal``."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

from studio.batch import lines
from studio.batch.errors import JournalInvalid
from studio.batch.fingerprint import Fingerprint
from studio.batch.plan import BatchPlan, PlannedPhoto
from studio.batch.plan_json import (
    alignment_from,
    fingerprint_from,
    message_or_none,
    only,
    order_from,
    photo_from,
    text,
)
from studio.messages import Message, message_from

State: TypeAlias = Literal["waiting", "done", "failed"]


@dataclass(frozen=True)
class Ready:
    """An output that was about to be written: its place, its bytes' hash, the photo that it was made of.

    ``stale``: the photo was aligned since; the file is ours, and to be replaced.
    """

    output: int
    digest: str
    input: Fingerprint
    stale: bool = False


@dataclass(frozen=True)
class PhotoState:
    """What is known of one photo.

    ``begun``: how often a worker took it since its last end; ``alone``: the last time with no other in work.
    """

    state: State = "waiting"
    reason: Message | None = None
    again: bool = False
    seconds: float = 0.0
    notes: tuple[Message, ...] = ()
    ready: tuple[Ready, ...] = ()
    begun: int = 0
    alone: bool = False

    def made_of(self, photo: PlannedPhoto) -> Fingerprint:
        """The file as it was when it was last worked on, else as it was planned."""
        return self.ready[-1].input if self.ready else photo.input

    def once_more(self) -> PhotoState:
        """To be done anew, in place of the files that it has."""
        return PhotoState(ready=tuple(replace(mark, stale=True) for mark in self.ready))


@dataclass
class Record:
    """A journal as it was read."""

    path: Path
    plan: BatchPlan
    states: list[PhotoState] = field(default_factory=list)
    ended: bool = False
    watched: bool = False
    """Whether its folder was watched when the last line was written."""


def read_journal(path: Path) -> Record:
    """Raises JournalInvalid."""
    found = lines.read_lines(path)
    try:
        order, count = order_from(next(found))
        photos = [photo_from(next(found), number) for number in range(count)]
        record = Record(path, BatchPlan(order, ()), [PhotoState() for _ in photos])
        for line in found:
            _take(record, photos, line)
        record.plan = replace(record.plan, photos=tuple(photos))
    except (ValueError, StopIteration, LookupError, TypeError, OverflowError) as error:
        raise JournalInvalid(name=path.name, details=str(error)) from error
    return record


def _take(record: Record, photos: list[PlannedPhoto], line: dict[str, Any]) -> None:
    """``photos``: those of the plan, a list, as there may be thousands that came one by one."""
    kind = next(iter(line), "")
    record.ended = kind == "ended"
    if kind == "ended":
        return
    if kind == "watching":
        on = only(line, {"watching"})["watching"]
        if type(on) is not bool:
            raise ValueError("neither yes nor no")
        record.watched = on
        return
    if kind == "photo":  # one that came later
        photos.append(photo_from(line, len(photos)))
        record.states.append(PhotoState())
        return
    number = line[kind]
    if type(number) is not int or not 0 <= number < len(record.states):
        raise ValueError("no such photo")
    old = record.states[number]
    if kind == "aligned":
        photos[number] = replace(photos[number], alignment=alignment_from(line))
        new = old.once_more()
    elif kind == "begun":
        only({"alone": False} | line, {"begun", "alone"})
        new = replace(old, begun=old.begun + 1, alone=line.get("alone") is True)
    elif kind == "left":
        only(line, {"left"})
        new = replace(old, begun=0, alone=False)
    elif kind == "ready":
        only(line, {"ready", "output", "digest", "input"})
        mark = Ready(line["output"], text(line["digest"]), fingerprint_from(line["input"]))
        if type(mark.output) is not int or not 0 <= mark.output < len(photos[number].outputs):
            raise ValueError("no such output")
        new = replace(old, ready=(*old.ready, mark))
    elif kind == "done":
        only(line, {"done", "seconds", "notes"})
        notes = tuple(message_from(note) for note in line["notes"])
        new = replace(old, state="done", reason=None, seconds=_seconds(line["seconds"]), notes=notes, begun=0)
    elif kind == "failed":
        only(line, {"failed", "seconds", "reason", "again"})
        new = replace(
            old,
            state="failed",
            reason=message_or_none(line["reason"]),
            again=line["again"] is True,
            seconds=_seconds(line["seconds"]),
            begun=0,
        )
    else:
        raise ValueError("an unknown line")
    record.states[number] = new


def _seconds(value: Any) -> float:
    """Raises ValueError, TypeError, OverflowError."""
    seconds = float(value)
    if not math.isfinite(seconds):
        raise ValueError("endless seconds")
    return seconds
