"""The message bar: one notice at a time, none lost, nothing stopped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.errors import PhotoMissing
from studio.messages import Message
from studio.ui.message_bar import MARGIN, MOST_WAITING, MessageBar
from studio.ui.messages import Notice, Offer, Severity
from studio.ui.session import Session


@pytest.fixture
def bar(session: Session, qtbot: QtBot) -> Iterator[MessageBar]:
    host = QWidget()
    host.resize(800, 400)
    bar = MessageBar(session, host)
    host.show()
    yield bar
    host.close()
    host.deleteLater()


def notice(text: str, severity: Severity = Severity.ERROR, details: str = "") -> Notice:
    return Notice(Message("errors", text), severity, details)


def test_the_newest_error_is_shown_and_the_others_come_back(bar: MessageBar, session: Session) -> None:
    assert not bar.isVisible()
    for text in ("one", "two", "one", "three"):
        session.notice.emit(notice(text))
    shown = []
    while bar.notice is not None:
        shown.append(str(bar.notice.message))
        assert bar.isVisible()
        bar.dismiss()
    assert shown == ["three", "one", "two"]
    assert not bar.isVisible()


def test_a_note_is_seen_although_an_error_was_left_open(
    bar: MessageBar, session: Session, qtbot: QtBot
) -> None:
    bar._timer.setInterval(50)
    session.notice.emit(notice("bad"))
    session.notice.emit(notice("done", Severity.NOTE))
    assert bar.notice is not None
    assert str(bar.notice.message) == "done"
    qtbot.waitUntil(lambda: bar.notice is not None and str(bar.notice.message) == "bad")
    qtbot.wait(150)
    assert bar.isVisible()


def test_a_note_gives_way_and_leaves_by_itself(bar: MessageBar, session: Session, qtbot: QtBot) -> None:
    bar._timer.setInterval(50)
    session.notice.emit(notice("done", Severity.NOTE))
    session.notice.emit(notice("more", Severity.NOTE))
    assert bar.notice is not None
    assert str(bar.notice.message) == "more"
    qtbot.waitUntil(lambda: not bar.isVisible())
    session.notice.emit(notice("bad"))
    qtbot.wait(150)
    assert bar.isVisible()


def test_details_are_shown_on_request(bar: MessageBar, session: Session) -> None:
    session.notice.emit(notice("bad", details="line 3"))
    small = bar.height()
    bar._details_button.click()
    assert bar._details.isVisible()
    assert bar._details.toPlainText() == "line 3"
    assert bar.height() > small
    bar.dismiss()
    session.notice.emit(notice("other"))
    assert not bar._details_button.isVisible()
    assert not bar._details.isVisible()


def test_an_offer_is_taken_once(bar: MessageBar, session: Session) -> None:
    taken: list[bool] = []
    offer = Offer(Message("Session", "Open what is left of it"), lambda: taken.append(True))
    session.notice.emit(Notice.of_error(PhotoMissing(name="a.jpg"), offer))
    assert bar._offer.text() == "Open what is left of it"
    bar._offer.click()
    assert taken == [True]
    assert not bar.isVisible()


def test_escape_closes(bar: MessageBar, session: Session, qtbot: QtBot) -> None:
    session.notice.emit(notice("bad"))
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_the_bar_follows_its_host_and_wraps(bar: MessageBar, session: Session) -> None:
    session.notice.emit(notice("a long sentence about a photo " * 8))
    high = bar.height()
    host = bar.parentWidget()
    assert host is not None
    host.resize(340, 400)
    assert bar.width() == 340 - 2 * MARGIN
    assert bar.height() > high


def test_a_flood_is_bounded(bar: MessageBar, session: Session) -> None:
    for number in range(MOST_WAITING * 3):
        session.notice.emit(notice(f"fault {number}"))
    count = 0
    while bar.notice is not None:
        bar.dismiss()
        count += 1
    assert count == MOST_WAITING + 1
