"""The queue: trainings wait for each other, and for more steps, by notes that outlast a window.

The notes lie in the ledger, and name the settings that were to be learned by. A run that somebody else put
among the user's, or whose settings were changed since, does not start by itself.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable

from studio.files import system_path
from studio.runs import ledger
from studio.runs.config import MAX_STEPS, to_json
from studio.runs.folder import RunFolder


def put_in_queue(run: RunFolder) -> None:
    """It waits, behind those that wait already. Raises OutputError."""
    if not is_queued(run):
        ledger.note(run.path, "queued", _seal(run))


def take_from_queue(run: RunFolder) -> bool:
    """It waits no more; False where somebody else was quicker, or it did not wait. Never raises."""
    return ledger.take_back(run.path, "queued")


def is_queued(run: RunFolder) -> bool:
    """Whether it waits, with these settings. Never raises."""
    noted = ledger.noted(run.path, "queued")
    return noted is not None and noted == _seal(run)


def next_in_line(runs: Iterable[RunFolder]) -> RunFolder | None:
    """Take the one of ``runs`` that waits longest; None where one of them trains, or none waits.

    ``runs`` as they lie on the disk now: of settings that were changed since nothing starts. Of two windows
    that ask at once only one gets it. Never raises.
    """
    waiting: list[tuple[int, str, RunFolder]] = []
    for run in runs:
        if run.alive:
            return None
        with contextlib.suppress(OSError):
            if is_queued(run):
                since = system_path(ledger.place_of(run.path, "queued")).lstat().st_mtime_ns
                waiting.append((since, run.path.name, run))
    for _, _, run in sorted(waiting, key=lambda each: each[:2]):
        if take_from_queue(run):
            return run
    return None


def want_more(run: RunFolder, steps: int) -> None:
    """So many more steps are wanted, once it has stopped. Raises OutputError."""
    ledger.note(run.path, "extend", f"{steps + wanted_more(run)} {_seal(run)}")


def wanted_more(run: RunFolder) -> int:
    """How many more steps are wanted; 0 where none are. Never raises."""
    words = (ledger.noted(run.path, "extend") or "").split()
    if len(words) != 2 or not words[0].isdecimal() or words[1] != _seal(run):
        return 0
    return min(int(words[0]), MAX_STEPS)


def want_no_more(run: RunFolder) -> None:
    """As many steps as are planned, and no more. Never raises."""
    ledger.take_back(run.path, "extend")


def _seal(run: RunFolder) -> str:
    return hashlib.sha256(to_json(run.config).encode("utf-8", "surrogateescape")).hexdigest()
