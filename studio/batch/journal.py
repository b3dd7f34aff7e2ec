"""The journal of a batch: its plan, then what became of each photo, one line of JSON each.

Lines after the plan's; ``photo`` is the photo's place in the plan, ``output`` the output's in the photo:

======  ===============================================================================================
begun   photo; a worker took it
ready   photo, output, digest (of the bytes that are about to be written), input (size, time, hash)
done    photo, seconds, notes; all outputs have their names
failed  photo, seconds, reason, again; ``again``: going on tries it once more
ended   whether everything was looked at; the last line of a batch that ran to its end
======  ===============================================================================================

Why a SIGKILL or a power cut at any moment loses, doubles and corrupts nothing:

1. All names are frozen in the plan, which is written whole, in one step, before any work. Going on uses the
   same names, so nothing is done twice under two names.
2. An output is encoded in memory; the hash of its bytes is on the disk ("ready") *before* its name appears,
   and the name appears in one step, with all bytes flushed before it (``studio/files.py``). So whatever has
   the name of an output is a file with a hash that the journal knows, whole and ours, or somebody else's. The
   one exception, where a file system has no hard links, is an empty file that reserves the name: it is ours
   if "ready" was told.
3. "done" comes last. Without it, the hash of what is there decides (``studio/batch/standing.py``): known for
   this input means finished, absent means to be done, unknown means somebody else's, which stays. With it the
   hash is compared all the same: a file that was deleted or changed later is not "done".
4. Temporary files bear the batch's, the photo's and the output's number; those that a kill left are removed
   on going on, under the lock.
5. The lock on the journal dies with its process, so two never work on one batch. Two batches that would write
   the same name are told apart when the second starts; and a name is taken only if it is free, or if what has
   it is ours by its hash.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

from studio.batch import lines
from studio.batch.errors import BatchBusy, JournalInvalid
from studio.batch.fingerprint import Fingerprint
from studio.batch.lock import FileLock
from studio.batch.plan import BatchPlan
from studio.batch.plan_json import (
    fingerprint_from,
    message_or_none,
    only,
    order_from,
    photo_from,
    plain_message,
    plan_lines,
    text,
)
from studio.files import make_folder, write_atomically
from studio.messages import Message, message_from

State: TypeAlias = Literal["waiting", "done", "failed"]
SUFFIX = ".journal"


@dataclass(frozen=True)
class Ready:
    """An output that was about to be written: its place, its bytes' hash, the photo that it was made of."""

    output: int
    digest: str
    input: Fingerprint


@dataclass(frozen=True)
class PhotoState:
    """What is known of one photo."""

    state: State = "waiting"
    reason: Message | None = None
    again: bool = False
    seconds: float = 0.0
    notes: tuple[Message, ...] = ()
    ready: tuple[Ready, ...] = ()


@dataclass
class Record:
    """A journal as it was read."""

    path: Path
    plan: BatchPlan
    states: list[PhotoState] = field(default_factory=list)
    ended: bool = False


def read_journal(path: Path) -> Record:
    """Raises JournalInvalid."""
    found = lines.read_lines(path)
    try:
        order, count = order_from(next(found))
        photos = tuple([photo_from(next(found), number) for number in range(count)])
        record = Record(path, BatchPlan(order, photos), [PhotoState() for _ in photos])
        for line in found:
            _take(record, line)
    except (ValueError, StopIteration, LookupError, TypeError) as error:
        raise JournalInvalid(name=path.name, details=str(error)) from error
    return record


def _take(record: Record, line: dict[str, Any]) -> None:
    kind = next(iter(line), "")
    record.ended = kind == "ended"
    if kind == "ended":
        return
    number = line[kind]
    if type(number) is not int or not 0 <= number < len(record.states):
        raise ValueError("no such photo")
    old = record.states[number]
    if kind == "begun":
        only(line, {"begun"})
        new = old
    elif kind == "ready":
        only(line, {"ready", "output", "digest", "input"})
        mark = Ready(line["output"], text(line["digest"]), fingerprint_from(line["input"]))
        if type(mark.output) is not int or not 0 <= mark.output < len(record.plan.photos[number].outputs):
            raise ValueError("no such output")
        new = replace(old, ready=(*old.ready, mark))
    elif kind == "done":
        only(line, {"done", "seconds", "notes"})
        notes = tuple(message_from(note) for note in line["notes"])
        new = replace(old, state="done", reason=None, seconds=float(line["seconds"]), notes=notes)
    elif kind == "failed":
        only(line, {"failed", "seconds", "reason", "again"})
        new = replace(
            old,
            state="failed",
            reason=message_or_none(line["reason"]),
            again=line["again"] is True,
            seconds=float(line["seconds"]),
        )
    else:
        raise ValueError("an unknown line")
    record.states[number] = new


class Journal:
    """The writing side of one batch. Holds its lock until closed; thread-safe.

    All methods that tell raise OutputError when the line cannot be written.
    """

    def __init__(self, record: Record, lock: FileLock) -> None:
        self.path, self.plan = record.path, record.plan
        self.states = record.states
        self._lock = lock
        self._lines = lines.Lines(record.path)

    @property
    def id(self) -> str:
        return self.path.stem

    def begun(self, photo: int) -> None:
        self._lines.add({"begun": photo}, lasting=False)

    def ready(self, photo: int, output: int, digest: str, input: Fingerprint) -> None:
        """Before an output gets its name."""
        self._lines.add({"ready": photo, "output": output, "digest": digest, "input": asdict(input)})
        state = self.states[photo]
        self.states[photo] = replace(state, ready=(*state.ready, Ready(output, digest, input)))

    def done(self, photo: int, seconds: float, notes: tuple[Message, ...]) -> None:
        plain = [note.as_plain() for note in notes]
        self._lines.add({"done": photo, "seconds": round(seconds, 3), "notes": plain})
        self.states[photo] = replace(
            self.states[photo], state="done", reason=None, seconds=seconds, notes=notes
        )

    def failed(self, photo: int, seconds: float, reason: Message, *, again: bool) -> None:
        plain = plain_message(reason)
        self._lines.add({"failed": photo, "seconds": round(seconds, 3), "reason": plain, "again": again})
        self.states[photo] = replace(
            self.states[photo], state="failed", reason=reason, again=again, seconds=seconds
        )

    def ended(self) -> None:
        self._lines.add({"ended": True})

    def close(self) -> None:
        self._lines.close()
        self._lock.release()


def new_journal(plan: BatchPlan, folder: Path) -> Journal:
    """Write the plan into a new journal in ``folder``, and lock it. Raises OutputError, JournalInvalid."""
    make_folder(folder)
    path = folder / f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(4)}{SUFFIX}"
    lock = _locked(path)
    try:
        write_atomically(path, b"".join(map(lines.as_line, plan_lines(plan))))
        return Journal(Record(path, plan, [PhotoState() for _ in plan.photos]), lock)
    except BaseException:
        lock.release()
        raise


def open_journal(path: Path) -> Journal:
    """Go on with a batch. Raises BatchBusy, JournalInvalid, OutputError."""
    lock = _locked(path)
    try:
        return Journal(read_journal(path), lock)
    except BaseException:
        lock.release()
        raise


def journals(folder: Path) -> list[Path]:
    """The journals of a folder, the newest first."""
    try:
        found = [path for path in folder.iterdir() if path.suffix == SUFFIX]
    except OSError:
        return []
    return sorted(found, key=lambda path: path.name, reverse=True)


def lock_of(path: Path) -> FileLock:
    return FileLock(path.with_suffix(".lock"))


def _locked(path: Path) -> FileLock:
    lock = lock_of(path)
    if not lock.take():
        raise BatchBusy
    return lock


def targets_in(path: Path) -> Iterator[str]:
    """The targets that a journal's plan names. Raises JournalInvalid."""
    for line in lines.read_lines(path):
        if "photo" in line:
            yield from (str(output["target"]) for output in line["outputs"])
        elif "journal" not in line:
            return


def is_locked(path: Path) -> bool:
    """Whether somebody works on the batch of that journal at the moment."""
    lock = lock_of(path)
    taken = lock.take()
    lock.release()
    return not taken
