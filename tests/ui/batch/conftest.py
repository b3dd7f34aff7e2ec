"""The mode Batch over the real core, with the program's own styles, and small shoots."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.settings import Settings
from studio.ui.batch.batch_mode import BatchMode
from studio.ui.session import Session
from tests.support.batches import small_shoot
from tests.support.window_engine import WindowEngine


@pytest.fixture(autouse=True)
def _in_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine at work a batch gives way to everybody, and a test would wait for it ten times as long."""
    monkeypatch.setattr("studio.ui.batch.worker.JOB_NICENESS", 0)


@pytest.fixture
def session(window_engine: WindowEngine, qtbot: QtBot) -> Iterator[Session]:
    """A session with the program's styles, that computes on the CPU."""
    session = Session(Settings(device="cpu"), window_engine)
    with qtbot.waitSignal(session.style_list.changed):
        session.style_list.load(lambda _: None)
    yield session
    session.close()
    session.deleteLater()


@pytest.fixture
def new_mode(session: Session) -> Iterator[Callable[[], BatchMode]]:
    """Opens the mode as another sitting would; all end with the test."""
    made: list[tuple[QWidget, BatchMode]] = []

    def make() -> BatchMode:
        window = QWidget()
        window.resize(1180, 760)
        mode = BatchMode(session, window)
        mode.resize(window.size())
        window.show()
        made.append((window, mode))
        return mode

    yield make
    for window, mode in made:
        mode.stop()
        window.close()
        window.deleteLater()


@pytest.fixture
def mode(new_mode: Callable[[], BatchMode]) -> BatchMode:
    return new_mode()


@pytest.fixture
def shoot(tmp_path: Path) -> Path:
    return small_shoot(tmp_path / "shoot", 6)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"
