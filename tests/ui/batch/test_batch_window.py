"""Batches in the window: keys, chip, menu, what is told when it is over, and leaving while one works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from studio import paths
from studio.ui.batch import notify as notifying
from studio.ui.batch.batch_mode import BatchMode
from studio.ui.batch.notify import notify
from studio.ui.batch.said import left, size, taken
from studio.ui.leaving import may_leave
from studio.ui.main_window import MainWindow
from studio.ui.messages import Notice, Severity
from studio.ui.modes import Mode
from studio.ui.session import Session
from studio.ui.translate import translated
from tests.support.batch_hands import SOON_MS, ask_for, click, plan, states, until
from tests.support.batches import begun, small_shoot
from tests.support.window_engine import WindowEngine, ramp_photo
from tests.ui.conftest import opened


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(session)
    window.show()
    qtbot.waitExposed(window)
    yield window
    session.batch.tell("none", 0, 0)
    window.close()
    window.deleteLater()


def in_batch(window: MainWindow, qtbot: QtBot) -> BatchMode:
    QTest.keySequence(window, QKeySequence("F2"))
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(BatchMode)), timeout=SOON_MS)
    return window.findChildren(BatchMode)[0]


def chip(window: MainWindow) -> QAbstractButton:
    found = window.findChild(QAbstractButton, "batch_chip")
    assert found is not None
    return found


def test_the_chip_tells_how_far_it_is_and_leads_to_it(
    window: MainWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    mode = in_batch(window, qtbot)
    assert not chip(window).isVisible()
    ask_for(mode, small_shoot(tmp_path / "many", 60), tmp_path / "out")
    plan(mode, qtbot)
    assert window.actions_by_id["batch_start"].isEnabled()
    window.actions_by_id["batch_start"].trigger()
    session.modes.edit()
    qtbot.waitUntil(lambda: chip(window).text() not in ("", "0/60"), timeout=SOON_MS)
    assert chip(window).text().endswith("/60")
    window.actions_by_id["batch_pause"].trigger()
    assert window.actions_by_id["batch_pause"].isChecked()
    assert "paused" in chip(window).toolTip()
    chip(window).click()
    assert session.modes.current is Mode.BATCH
    window.actions_by_id["batch_pause"].trigger()
    until(mode, "ended", qtbot)
    assert not chip(window).isVisible()
    assert not window.actions_by_id["batch_pause"].isEnabled()
    assert window.actions_by_id["batch_new"].isEnabled()


def test_ctrl_enter_gathers_the_photo_and_the_notice_leads_to_it(
    window: MainWindow, session: Session, window_engine: WindowEngine, qtbot: QtBot
) -> None:
    photo = opened(session, window_engine, ramp_photo())
    told: list[Notice] = []
    session.notice.connect(told.append)
    QTest.keySequence(window.canvas, QKeySequence("Ctrl+Return"))
    QTest.keySequence(window.canvas, QKeySequence("Ctrl+Return"))
    assert session.batch.added == (photo.path,)
    assert "1 in all" in translated(told[-1].message)
    offer = told[-1].offer
    assert offer is not None
    offer.accept()
    mode = in_batch(window, qtbot)
    assert mode.form.scope.inputs == (photo.path,)


def test_a_batch_that_was_left_is_told_of_at_the_start(
    window: MainWindow, session: Session, window_engine: WindowEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    begun(small_shoot(tmp_path / "in", 3), tmp_path / "finished", paths.user_batches()).close()
    with qtbot.waitSignal(session.notice, timeout=SOON_MS) as told:
        session.engine_ready.emit(None)
    assert "“finished” has not come to its end: 0 of 3" in translated(told.args[0].message)


@pytest.mark.parametrize("answer", [True, False])
def test_leaving_while_a_batch_works_is_asked_about(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert may_leave(session, window)
    session.batch.tell("working", 12, 300)
    asked: list[str] = []

    def say(question: QMessageBox) -> None:
        asked.append(question.text())
        texts = {button.text(): button for button in question.buttons()}
        texts["Stop It and Quit" if answer else "Keep Working"].click()

    monkeypatch.setattr(QMessageBox, "exec", say)
    assert may_leave(session, window) is answer
    assert asked == ["A batch is at work: 12 of 300 photos are done."]
    session.batch.tell("looking", 12, 300)  # there is nothing yet to go on with
    assert may_leave(session, window) is answer
    assert asked[1:] == ["A batch takes a first look at its photos."]


def test_what_was_being_done_when_the_window_closes_is_whole_or_not_there(
    mode: BatchMode, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    out = tmp_path / "out"
    ask_for(mode, small_shoot(tmp_path / "many", 60), out)
    plan(mode, qtbot)
    click(mode, "batch_start_button")
    qtbot.waitUntil(lambda: "Done" in states(mode), timeout=SOON_MS)
    session.batch.ask("pause")
    mode.stop()  # also out of a pause
    assert all(path.read_bytes().endswith(b"\xff\xd9") for path in out.rglob("*.jpg"))


def test_the_desktop_is_told_only_when_nobody_looks(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, str]] = []

    def send(title: str, text: str) -> bool:
        sent.append((title, text))
        return True

    monkeypatch.setattr(notifying, "_by_bus", send)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    window = QWidget()
    qtbot.addWidget(window)
    assert notify(window, "The batch is over", "All is done: 3 photos.")
    assert sent == [("The batch is over", "All is done: 3 photos.")]
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    assert not notify(window, "The batch is over", "again")
    assert len(sent) == 1


def test_without_a_desktop_nothing_is_told_and_nothing_fails(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    window = QWidget()
    qtbot.addWidget(window)
    assert not notify(window, "title", "text")


def test_times_and_sizes_are_said_no_more_exactly_than_they_are() -> None:
    assert [taken(seconds) for seconds in (0.0, 0.84, 12.4)] == ["", "0.8 s", "12 s"]
    assert [left(seconds) for seconds in (3, 33, 70, 7200)] == ["3 s", "35 s", "1 min", "2.0 h"]
    assert [size(count) for count in (3_400_000, 2_440_000_000)] == ["3 MB", "2.4 GB"]


@pytest.mark.parametrize("broken", [False, True])
def test_its_end_is_told_where_something_else_is_shown(
    mode: BatchMode, session: Session, tmp_path: Path, qtbot: QtBot, broken: bool
) -> None:
    shoot = small_shoot(tmp_path / "shoot", 3)
    if broken:
        (shoot / "2.jpg").write_bytes(b"no photo")
    ask_for(mode, shoot, tmp_path / "out")
    plan(mode, qtbot)
    told: list[Notice] = []
    session.notice.connect(told.append)
    session.modes.edit()  # as it is from the start
    click(mode, "batch_start_button")
    until(mode, "ended", qtbot)
    said = "The batch is over. Of 3 photos: 2 done, 1 failed." if broken else None
    assert translated(told[-1].message) == (said or "The batch is over. All is done: 3 photos.")
    assert told[-1].severity is (Severity.WARNING if broken else Severity.NOTE)
    offer = told[-1].offer
    assert offer is not None
    offer.accept()
    assert session.modes.current is Mode.BATCH
    click(mode, "work_new")
    plan(mode, qtbot)
    count = len(told)
    click(mode, "batch_start_button")
    until(mode, "ended", qtbot)
    assert len(told) == count  # it is seen
