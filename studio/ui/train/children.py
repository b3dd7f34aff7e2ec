"""Children: the processes that this window started, for its background thread; none of them ends with it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from studio.runs.folder import RunFolder
from studio.runs.launch import LOOK, launch

Process = subprocess.Popen[bytes]

_LEFT: list[Process] = []
"""Those of windows that are gone: Python warns of handles that are dropped while their process runs."""


class Children:
    """By run at most one that trains and one that looks at the photos. For one thread only."""

    def __init__(self) -> None:
        self._training: dict[Path, Process] = {}
        self._looks: dict[Path, Process] = {}

    def train(self, run: RunFolder) -> None:
        """Start the training, or go on with it. Raises RunBusy, TrainingNotStarted, OutputError."""
        self._training[run.path] = launch(run)

    def look(self, run: RunFolder, *options: str) -> None:
        """Look at the photos, in place of an earlier look. Raises as :meth:`train`."""
        self.end_look(run)
        self._looks[run.path] = launch(run, *(options or LOOK))

    def trains(self, run: RunFolder) -> bool:
        return _runs(self._training.get(run.path))

    def looks(self, run: RunFolder) -> bool:
        return _runs(self._looks.get(run.path))

    def any_trains(self) -> bool:
        return any(map(_runs, self._training.values()))

    def failed(self, run: RunFolder) -> tuple[bool, bool]:
        """Whether the run's training, and its look, ended with a fault since this was last asked."""
        return _failed(self._training, run), _failed(self._looks, run)

    def end_look(self, run: RunFolder) -> None:
        """End it at once: it only reads."""
        _end(self._looks.pop(run.path, None))

    def end(self, run: RunFolder) -> None:
        """End all of the run's at once."""
        self.end_look(run)
        _end(self._training.pop(run.path, None))

    def terminate(self, run: RunFolder) -> bool:
        """Ask the system to end the run's training, if this window started it, and whether it did."""
        process = self._training.get(run.path)
        if process is None or not _runs(process):
            return False
        process.terminate()
        return True

    def leave(self) -> None:
        """The window goes; trainings go on, and a look ends by itself."""
        _LEFT[:] = [process for process in _LEFT if _runs(process)]
        _LEFT.extend(filter(_runs, self._training.values()))
        for process in self._looks.values():
            _end(process)


def _runs(process: Process | None) -> bool:
    return process is not None and process.poll() is None


def _failed(processes: dict[Path, Process], run: RunFolder) -> bool:
    process = processes.get(run.path)
    return process is not None and not _runs(process) and processes.pop(run.path).returncode != 0


def _end(process: Process | None) -> None:
    if process is not None and process.poll() is None:
        process.kill()
        process.wait()
