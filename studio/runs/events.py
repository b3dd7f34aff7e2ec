"""A run's events: one line of JSON each, appended by the training, read along by whoever wants to know.

Each line is ``{"t": seconds of training, "kind": ..., ...}``:

=============  ==========================================================================================
looked         counts, findings, notes as of "gathered"; coverage (question, kind, name, have, of, enough);
               memory, disk (bytes); problem (a sentence, or null)
timed          teach, game, measure, begin (seconds); plans (seconds by preset); memory; device; problem
started        pid, resumed
gathering      fraction; while photos are read
gathered       counts, findings (path, side, kind, reason, excluded), notes
stage          name; device, where it plays
teaching       step, steps, fraction, error; while a network learns the estimate
baseline       score
step           step, steps, loss_g, loss_d, d_real, d_fake, rate_g, rate_d, images_per_second, seconds_left,
               memory (bytes)
measure        step, score, structure, skin, spread
sample         step, files; style (a style file); before, baseline, truth: files, as far as there are such
watch          what, action, message
saved          step, path
paused         \
waiting        reason: a drive that is away, or a disk that is full
continued      after either
verdict        what the evaluation says, in words; missed (name, before, now), photos that do not match;
               likely (difference, untouched, share: each middle, low, high) or null; paired; discernible
stopped        ended because it was asked to
failed         sentence, details
done           path, quality
=============  ==========================================================================================

"looked" and "timed" come of a look at the photos (``training --gather --trial``), which is no training: it
says nothing decisive, and the run stays as new as it was.

A number that is not finite is null. A :class:`~studio.messages.Message` stays one on both sides.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Any

import numpy as np

from studio.files import append, open_file
from studio.messages import Message
from studio.styles import strict_json

STEP_INTERVAL = 0.25
"""Seconds between two "step" events, at least."""
DECISIVE = ("started", "stopped", "failed", "done")
"""Kinds that say where a run stands: the last of them counts."""
_TAIL = 1 << 16
_PORTION = 2 << 20
_MOST_PARTS = 1_000_000
_LONGEST_LINE = 64 << 20
_LONGEST_SPEC = 4
LARGEST = 1e12  # beyond it is no number of a training
_LARGEST_KEPT = 1 << 63


@dataclass(frozen=True)
class Event:
    """One line: ``at`` is in seconds of training, pauses and earlier parts of a resumed run included."""

    at: float
    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)


class EventLog:
    """The writing side of ``events.jsonl``; goes on where an earlier process ended, also within a line."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._path, self._clock = path, clock
        last = last_event(path)
        self._begun = clock() - (last.at if last else 0.0)
        self._last_step = float("-inf")
        self._broken: bool | None = _ends_within_a_line(path)

    def write(self, kind: str, **values: Any) -> bool:
        """Append one event and hand it to the system; whether it was written. Raises OutputError.

        A "step" within a quarter of a second of the last is left out, unless it is the last one.
        """
        now = self._clock()
        if kind == "step":
            if now - self._last_step < STEP_INTERVAL and values.get("step", 0) != values.get("steps"):
                return False
            self._last_step = now
        plain = {key: _plain(value) for key, value in values.items()}
        document = {"t": round(now - self._begun, 3), "kind": kind, **plain}
        line = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"
        broken = _ends_within_a_line(self._path) if self._broken is None else self._broken
        self._broken = None  # where this fails, as on a full disk, half of it may be there
        append(self._path, ("\n" * broken + line).encode("utf-8", "surrogateescape"))
        self._broken = False
        return True


class EventTail:
    """The reading side: every call gives what came since the last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._place = 0
        self._half = b""

    def read(self) -> list[Event]:
        """New whole lines as events. A line that ends later is given later; one that is none is left out."""
        return [event for portion in self.portions() for event in portion]

    def portions(self) -> Iterator[list[Event]]:
        """The same, a few megabytes of lines at a time."""
        while data := self._portion():
            *lines, half = (self._half + data).split(b"\n")
            # Of a line that is too long enough is kept to see that it is.
            self._half = half[: _LONGEST_LINE + 1]
            yield [event for line in lines if (event := parse_event(line)) is not None]

    def _portion(self) -> bytes:
        try:
            with open_file(self._path) as file:
                if file.seek(0, 2) < self._place:  # another file took its place
                    self._place, self._half = 0, b""
                file.seek(self._place)
                data = file.read(_PORTION)
        except OSError:
            return b""
        self._place += len(data)
        return data


def parse_event(line: bytes) -> Event | None:
    """The event of a line, or None where it is none."""
    if not line or len(line) > _LONGEST_LINE:
        return None
    try:
        document = strict_json.parse(line.decode("utf-8", "surrogateescape"), _MOST_PARTS)
        if not isinstance(document, dict):
            return None
        at, kind = number(document.pop("t", None)), document.pop("kind", None)
        if at is None or not isinstance(kind, str):
            return None
        return Event(at, kind, {key: _told(value) for key, value in document.items()})
    except (ValueError, RecursionError):
        return None


def last_event(path: Path, *kinds: str) -> Event | None:
    """The last event (of those kinds), looked for from the end of the file; None where there is none."""
    wanted = [kind.encode() for kind in kinds]
    try:
        with open_file(path) as file:
            place, pieces = file.seek(0, 2), [b""]
            while place > 0:
                size = min(_TAIL, place)
                place -= size
                file.seek(place)
                pieces.append(file.read(size))
                if place and b"\n" not in pieces[-1]:
                    if len(pieces) * _TAIL > _LONGEST_LINE:  # the rest of it is not needed either
                        pieces = [bytes(_TAIL)]
                    continue
                lines = b"".join(reversed(pieces)).split(b"\n")
                pieces = [lines.pop(0) if place else b""]
                for line in reversed(lines):
                    if wanted and not any(kind in line for kind in wanted):
                        continue
                    event = parse_event(line)
                    if event is not None and (not kinds or event.kind in kinds):
                        return event
    except OSError:
        pass
    return None


def _ends_within_a_line(path: Path) -> bool:
    try:
        with open_file(path) as file:
            size = file.seek(0, 2)
            if size == 0:
                return False
            file.seek(size - 1)
            return file.read(1) != b"\n"
    except OSError:
        return False


def _plain(value: Any) -> Any:
    """``value`` as JSON takes it."""
    if isinstance(value, Message):
        return {"context": value.context, "template": value.template, "values": _plain(value.values)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, np.ndarray | np.generic):
        return _plain(value.tolist())
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, float):
        return value if np.isfinite(value) else None
    return value


def _told(value: Any) -> Any:
    """The inverse of :func:`_plain`: messages are messages again; a number too large to be shown is null."""
    if isinstance(value, int | float):
        return value if abs(value) <= _LARGEST_KEPT else None
    if isinstance(value, list):
        return [_told(each) for each in value]
    if not isinstance(value, dict):
        return value
    inner = {key: _told(each) for key, each in value.items()}
    if inner.keys() == {"context", "template", "values"} and isinstance(inner["values"], dict):
        context, template = inner["context"], inner["template"]
        if isinstance(context, str) and isinstance(template, str) and _fills(template, inner["values"]):
            return Message(context, template, inner["values"])
    return inner


def _fills(template: str, values: Mapping[str, Any]) -> bool:
    """Whether the values fill the template, by their names alone: a file's words reach nothing else."""
    try:
        fields = [(name, spec or "") for _, name, spec, _ in Formatter().parse(template) if name is not None]
        if not all(
            name in values and "{" not in spec and len(spec) <= _LONGEST_SPEC for name, spec in fields
        ):
            return False
        template.format(**values)
    except (ValueError, LookupError, TypeError, AttributeError):
        return False
    return True


def number(value: object, *, least: float = -LARGEST) -> float | None:
    """A number of an event that can be shown, ``least`` or more; None for anything else, or beyond 1e12."""
    fits = isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= LARGEST
    return float(value) if fits else None  # type: ignore[arg-type]
