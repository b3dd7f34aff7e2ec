"""The wizard and the page of a training are made a step at a time; half made they are safe to have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.session import Session
from studio.ui.train.desk import TrainingDesk
from studio.ui.train.run_page import RunPage
from studio.ui.train.wizard import Wizard
from studio.ui.turns import Turns, polishing
from tests.support.trainings import desk_at


def test_steps_are_taken_in_turns_of_the_event_loop(qtbot: QtBot) -> None:
    parent = QObject()
    taken: list[str] = []

    def steps(name: str) -> Iterator[None]:
        for number in range(3):
            taken.append(f"{name}{number}")
            yield

    turns = Turns(parent)
    turns.begin(steps("a"), lambda: taken.append("a made"))
    turns.begin(steps("b"))
    assert not taken, "not before the event loop has had a turn"
    qtbot.waitUntil(lambda: "b2" in taken)
    assert taken == ["a0", "a1", "a2", "a made", "b0", "b1", "b2"]
    turns.begin(steps("c"))
    turns.stop()
    qtbot.wait(20)
    assert "c0" not in taken
    parent.deleteLater()


def test_what_was_finished_meanwhile_is_made_once(qtbot: QtBot) -> None:
    parent = QObject()
    made: list[int] = []
    done: list[bool] = []

    def make() -> Iterator[None]:
        yield
        made.append(1)

    steps = make()
    turns = Turns(parent)
    turns.begin(steps, lambda: done.append(True))
    list(steps)
    qtbot.waitUntil(lambda: bool(done))
    assert made == [1]
    turns.stop()
    parent.deleteLater()


def test_polishing_reaches_every_part(qtbot: QtBot) -> None:
    outer = QStackedWidget()
    qtbot.addWidget(outer)
    parts = [QWidget(outer) for _ in range(30)]
    assert len(list(polishing(outer))) > 1
    assert all(part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished) for part in parts)


@pytest.fixture
def desk(tmp_path: Path, qapp: object) -> Iterator[TrainingDesk]:
    with desk_at(tmp_path) as desk:
        yield desk


@pytest.mark.parametrize("steps", range(7))
def test_a_switch_of_language_and_the_end_find_it_half_made(
    steps: int, session: Session, desk: TrainingDesk, qtbot: QtBot
) -> None:
    made = Wizard(desk, in_turns=True), RunPage(session, desk, in_turns=True)
    for widget in made:
        qtbot.addWidget(widget)
        for _ in range(steps):
            next(widget.making, None)
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
        widget.finish()
        widget.stop()
        assert widget.made


def test_nothing_that_scrolls_lies_in_the_verdict(session: Session, desk: TrainingDesk, qtbot: QtBot) -> None:
    """Two areas that scroll at once, one in the other, are painted wrongly by Qt."""
    page = RunPage(session, desk)
    qtbot.addWidget(page)
    assert not page.verdict.findChildren(QScrollArea)
    page.stop()
