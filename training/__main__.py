"""The training: a run's folder in, a style file out. Started as ``python -m training FOLDER``.

All that happens is told in the folder's events. The exit code is 0 where the training ended as it should,
asked to stop or not, and 1 otherwise.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from studio.errors import Cancelled, InternalError, StudioError
from studio.runs.events import DECISIVE
from studio.runs.folder import RunFolder
from studio.runs.needs import refuse_what_lacks
from studio.runs.reporter import RunReporter
from training.gather import Watch, gather

DONE, FAILED, USAGE = 0, 1, 2
_TELL = 0.25
"""Seconds between two words on how far gathering is."""


def main(argv: Sequence[str] | None = None) -> int:
    """Train what the folder says; never raises for what can go wrong outside the program."""
    words = list(sys.argv[1:] if argv is None else argv)
    if len(words) != 1:
        sys.stderr.write("usage: python -m training FOLDER\n")
        return USAGE
    try:
        folder = RunFolder.open(Path(words[0]))
        with folder.occupied():
            return _run(folder)
    except StudioError as error:  # there is no folder to tell it in, or it cannot be written
        sys.stderr.write(f"{error}\n{error.details}\n")
        return FAILED


def _run(folder: RunFolder) -> int:
    folder.log.write("started", pid=os.getpid(), resumed=folder.last("started") is not None)
    try:
        _train(folder)
    except Cancelled:
        pass
    except StudioError as error:
        return _failed(folder, error)
    except Exception as fault:  # noqa: BLE001 - the program's edge
        details = "".join(traceback.format_exception(fault))
        return _failed(folder, InternalError(what=type(fault).__name__, details=details))
    last = folder.last(*DECISIVE)
    if last is None or last.kind != "done":
        folder.log.write("stopped")
    return DONE


def _train(folder: RunFolder) -> None:
    refuse_what_lacks(folder.config)
    reporter = RunReporter(folder)
    gathered = gather(folder.config, Watch(_Teller(folder).tell, reporter.check))
    reporter.event("gathered", **gathered.as_event())
    if gathered.problem is not None:
        raise gathered.problem
    # Loaded late: there may be nothing to learn, and then no network is wanted.
    importlib.import_module("training.stages").run(folder.config, gathered, folder)


def _failed(folder: RunFolder, error: StudioError) -> int:
    sys.stderr.write(f"{error}\n{error.details}\n")
    folder.log.write("failed", sentence=error.message, details=error.details)
    return FAILED


class _Teller:
    """Says how far gathering is, a few times a second."""

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder
        self._told = float("-inf")

    def tell(self, fraction: float) -> None:
        now = time.monotonic()
        if now - self._told >= _TELL or fraction >= 1.0:
            self._told = now
            self._folder.log.write("gathering", fraction=round(fraction, 4))


if __name__ == "__main__":
    sys.exit(main())
