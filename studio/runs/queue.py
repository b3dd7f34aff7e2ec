"""The queue: trainings wait for each other, by files in their folders that outlast a window."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

from studio.files import system_path, write_atomically
from studio.runs.folder import RunFolder

QUEUED = "queued"


def put_in_queue(run: RunFolder) -> None:
    """It waits, behind those that wait already. Raises OutputError."""
    if not is_queued(run):
        write_atomically(run.path / QUEUED, b"", replace=True)


def take_from_queue(run: RunFolder) -> bool:
    """It waits no more; False where somebody else was quicker, or it did not wait. Never raises."""
    try:
        system_path(run.path / QUEUED).unlink()
    except OSError:
        return False
    return True


def is_queued(run: RunFolder) -> bool:
    return run.holds(QUEUED)


def next_in_line(runs: Iterable[RunFolder]) -> RunFolder | None:
    """Take the one of ``runs`` that waits longest; None where one of them trains, or none waits.

    Of two windows that ask at once only one gets it. Never raises.
    """
    waiting: list[tuple[int, str, RunFolder]] = []
    for run in runs:
        if run.alive:
            return None
        with contextlib.suppress(OSError):
            since = system_path(run.path / QUEUED).lstat().st_mtime_ns
            waiting.append((since, run.path.name, run))
    for _, _, run in sorted(waiting, key=lambda each: each[:2]):
        if take_from_queue(run):
            return run
    return None
