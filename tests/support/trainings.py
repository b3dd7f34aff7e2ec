"""Desks for tests; their trainings are those of ``tests.support.training_child``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from studio.runs import launch
from studio.runs.config import TrainingConfig
from studio.runs.discard import end_at_once
from studio.runs.folder import RunFolder, runs_in
from studio.ui.train.desk import TrainingDesk


def started_as(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trainings from now on are of that kind; looks at photos are the real ones."""
    real = launch.command

    def command(folder: RunFolder, *options: str) -> list[str]:
        if options:
            return real(folder, *options)
        return [sys.executable, "-m", "tests.support.training_child", kind, str(folder.path)]

    monkeypatch.setattr(launch, "command", command)
    monkeypatch.setenv("OMP_NUM_THREADS", "1")


def config(folder: Path, name: str = "Mine", **values: Any) -> TrainingConfig:
    values.setdefault("style", (str(folder / "photos"),))
    return TrainingConfig(name=name, output=str(folder / f"{name}.pstyle"), preset="quick", **values)


@contextmanager
def desk_at(runs: Path) -> Iterator[TrainingDesk]:
    """A desk, whose window closes at the end."""
    desk = TrainingDesk(runs)
    try:
        yield desk
    finally:
        desk.close()
        desk.deleteLater()


def end_all(runs: Path) -> None:
    """End what trains there, as no test may leave a process behind."""
    for run in runs_in(runs):
        end_at_once(run)
        until = time.monotonic() + 10
        while run.alive and time.monotonic() < until:
            time.sleep(0.02)


def wait_until(ready: Callable[[], object], seconds: float = 60.0) -> None:
    """Let the window live until ``ready``."""
    loop, until = QEventLoop(), time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < until, "it took too long"
        QTimer.singleShot(20, loop.quit)
        loop.exec()
