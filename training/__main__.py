"""The training: a run's folder in, a style file out. Started as ``python -m training FOLDER``.

All that happens is told in the folder's events. The exit code is 0 where the training ended as it should,
asked to stop or not, and 1 otherwise. With ``--gather``, ``--trial`` or both nothing is learned: the photos
are looked at (event "looked"), and a few steps tried (event "timed"), for as long as who asked for it lives.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from studio.errors import Cancelled, InternalError, StudioError
from studio.runs.events import DECISIVE
from studio.runs.folder import RunFolder
from studio.runs.needs import refuse_output, refuse_what_lacks
from studio.runs.reporter import RunReporter
from training.gather import Watch, gather
from training.gather.patient import gather_patiently

DONE, FAILED, USAGE = 0, 1, 2
GATHER, TRIAL = "--gather", "--trial"
_NICENESS = 10
_TELL = 0.25
"""Seconds between two words on how far gathering is."""


def child(argv: Sequence[str] | None = None) -> int:
    """:func:`main` in a process of its own, which gives way to whatever the user does."""
    if hasattr(os, "nice"):  # Windows is told when the process is made
        with contextlib.suppress(OSError):
            os.nice(_NICENESS)
    return main(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Train what the folder says; never raises for what can go wrong outside the program."""
    words = list(sys.argv[1:] if argv is None else argv)
    options = {word for word in words[:-1] if word in (GATHER, TRIAL)}
    if len(words) != len(options) + 1 or words[-1] in (GATHER, TRIAL):
        sys.stderr.write("usage: python -m training [--gather] [--trial] FOLDER\n")
        return USAGE
    try:
        folder = RunFolder.open(Path(words[-1]))
        if options:
            return _look(folder, options)
        with folder.occupied():
            return _run(folder)
    except StudioError as error:  # there is no folder to tell it in, or it cannot be written
        sys.stderr.write(f"{error}\n{error.details}\n")
        return FAILED


def _look(folder: RunFolder, options: set[str]) -> int:
    """Look, and tell; nothing decisive is said, and no heartbeat left."""
    config, asked_by = folder.config, os.getppid()
    nothing: dict[str, Any] = {"counts": {}, "findings": [], "notes": [], "coverage": [], "memory": None}
    untimed: dict[str, Any] = {"teach": None, "game": None, "plans": {}, "memory": None}

    def check() -> None:
        if os.getppid() != asked_by:
            raise Cancelled

    def tell(fraction: float) -> None:
        if GATHER in options:
            teller.tell(fraction)

    teller = _Teller(folder.log.write)
    kind, without = ("looked", nothing | {"disk": None}) if GATHER in options else ("timed", untimed)
    try:
        gathered = gather(config, Watch(tell, check))
        forecast = importlib.import_module("training.forecast")
        if GATHER in options:
            folder.log.write("looked", **forecast.looked(config, gathered))
        kind, without = "timed", untimed
        if TRIAL in options and gathered.problem is None:
            refuse_what_lacks(config)
            placement = importlib.import_module("training.device").Placement(config.device, folder.log.write)
            folder.log.write("timed", **forecast.timed(config, gathered.examples, placement))
    except Cancelled:
        return DONE
    except Exception as fault:  # noqa: BLE001 - the program's edge
        error = fault if isinstance(fault, StudioError) else _internal(fault)
        sys.stderr.write(f"{error}\n{error.details}\n")
        folder.log.write(kind, **without, problem=error.message)
        return FAILED
    return DONE


def _run(folder: RunFolder) -> int:
    folder.log.write("started", pid=os.getpid(), resumed=folder.last("started") is not None)
    try:
        _train(folder)
    except Cancelled:
        pass
    except StudioError as error:
        return _failed(folder, error)
    except Exception as fault:  # noqa: BLE001 - the program's edge
        return _failed(folder, _internal(fault))
    last = folder.last(*DECISIVE)
    if last is None or last.kind != "done":
        folder.log.write("stopped")
    return DONE


def _train(folder: RunFolder) -> None:
    refuse_what_lacks(folder.config)
    refuse_output(folder.config)
    reporter = RunReporter(folder)
    gathered = gather_patiently(folder.config, Watch(_Teller(reporter.event).tell, reporter.check), reporter)
    reporter.event("gathered", **gathered.as_event())
    if gathered.problem is not None:
        raise gathered.problem
    # Loaded late: there may be nothing to learn, and then no network is wanted.
    importlib.import_module("training.stages").run(folder.config, gathered, folder)


def _internal(fault: Exception) -> InternalError:
    return InternalError(what=type(fault).__name__, details="".join(traceback.format_exception(fault)))


def _failed(folder: RunFolder, error: StudioError) -> int:
    sys.stderr.write(f"{error}\n{error.details}\n")
    folder.log.write("failed", sentence=error.message, details=error.details)
    return FAILED


class _Teller:
    """Says how far gathering is, a few times a second."""

    def __init__(self, event: Callable[..., object]) -> None:
        self._event = event
        self._told = float("-inf")

    def tell(self, fraction: float) -> None:
        now = time.monotonic()
        if now - self._told >= _TELL or fraction >= 1.0:
            self._told = now
            self._event("gathering", fraction=round(fraction, 4))


if __name__ == "__main__":
    sys.exit(child())
