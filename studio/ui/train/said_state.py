"""What the states of a run are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.runs.events import Event

STATES: Mapping[str, Message] = {
    "new": Message("RunState", QT_TRANSLATE_NOOP("RunState", "Not started")),
    "queued": Message("RunState", QT_TRANSLATE_NOOP("RunState", "Waiting for its turn")),
    "running": Message("RunState", QT_TRANSLATE_NOOP("RunState", "Learning")),
    "waiting": Message("RunState", QT_TRANSLATE_NOOP("RunState", "Waiting for a disk")),
    "paused": Message("RunState", QT_TRANSLATE_NOOP("RunState", "Paused")),
    "stopped": Message("RunState", QT_TRANSLATE_NOOP("RunState", "Stopped")),
    "failed": Message("RunState", QT_TRANSLATE_NOOP("RunState", "Failed")),
    "died": Message("RunState", QT_TRANSLATE_NOOP("RunState", "Ended unexpectedly")),
    "done": Message("RunState", QT_TRANSLATE_NOOP("RunState", "Finished")),
}
AT_WORK = ("running", "paused", "waiting")
"""States in which a process trains, or holds its place while it waits."""
RESTS = ("stopped", "failed", "died")
"""States from which a run can go on."""


def last_of(events: Iterable[Event], kind: str, key: str) -> Any:
    """The value of the last event of that kind that tells it; None where none does."""
    found = None
    for event in events:
        if event.kind == kind and event.get(key) is not None:
            found = event[key]
    return found
