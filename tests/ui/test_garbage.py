"""What belongs to Qt ends in the window's thread, whoever made Python look for garbage."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from studio.errors import OutputError, StudioError
from studio.ui.background import Background
from studio.ui.garbage import CalmGarbage
from studio.ui.messages import Notice
from studio.ui.session import Session
from tests.support.trainings import wait_until


class _Ring(QWidget):
    """A widget in a cycle, as callbacks make them; it says where it ends."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self.me = self
        self.timer = QTimer(self)
        self.timer.start(3_600_000)
        self.destroyed.connect(lambda: ends.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    background = Background()
    yield background
    background.stop()
    background.deleteLater()


@pytest.fixture
def automatic() -> Iterator[None]:
    """As Python begins: it collects by itself."""
    gc.enable()
    yield
    gc.disable()


def busy(rounds: int = 60_000) -> int:
    """Enough containers that live to have Python look for garbage, the oldest too."""
    return len([[number] for number in range(rounds)])


def fail(error: StudioError) -> None:
    pytest.fail(str(error))


@pytest.fixture
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_no_thread_collects_but_the_windows(
    session: Session, background: Background, automatic: None, thawed: None
) -> None:
    CalmGarbage(session)
    session.engine_ready.emit("CPU")
    ends, answers = list[int](), list[int]()
    _Ring(ends)
    for _ in range(5):
        background.run(busy, answers.append, fail)
    wait_until(lambda: len(answers) == 5)
    gc.collect()
    assert ends == [threading.get_ident()]


def test_collecting_begins_with_the_engine_and_goes_on(
    session: Session, automatic: None, thawed: None
) -> None:
    CalmGarbage(session)
    rings, kept = list[weakref.ref[QObject]](), list[list[int]]()

    def ring() -> weakref.ref[QObject]:
        made = _Ring([])
        return weakref.ref(made)

    session.engine_ready.emit("CPU")
    for _ in range(3):
        rings.append(ring())
        kept += [[number] for number in range(2 * gc.get_threshold()[0])]
        wait_until(lambda: rings[-1]() is None, seconds=20)
    assert not gc.isenabled()


def test_without_an_engine_it_begins_with_the_notice(session: Session, automatic: None) -> None:
    calm = CalmGarbage(session)
    assert not [timer for timer in calm.findChildren(QTimer) if timer.isActive()]
    session.notice.emit(Notice.of_error(OutputError(name="x")))
    assert [timer for timer in calm.findChildren(QTimer) if timer.isActive()]


def test_what_work_belongs_to_does_not_end_in_the_thread(background: Background) -> None:
    ends, answers = list[int](), list[int]()

    class Owner(QObject):
        def work(self) -> int:
            return 1

        def then(self, answer: int) -> None:
            answers.append(answer)

    for _ in range(200):
        owner = Owner()
        owner.destroyed.connect(
            lambda: ends.append(threading.get_ident()), Qt.ConnectionType.DirectConnection
        )
        background.run(owner.work, owner.then, fail)
        del owner
    wait_until(lambda: len(answers) == 200 and len(ends) == 200)
    assert set(ends) == {threading.get_ident()}
