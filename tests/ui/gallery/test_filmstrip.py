"""The filmstrip: a thousand photos, of which only those in sight are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.engine.request import FileThumbnailRequest, OpenRequest
from studio.ui.gallery.filmstrip import Filmstrip
from studio.ui.gallery.filmstrip_model import AT_ONCE, BROKEN_ROLE, CURRENT_ROLE, EDITED_ROLE, IMAGE_ROLE
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine, ramp_photo

PHOTOS = tuple(Path(f"/shoot/{number:04}.jpg") for number in range(1000))


@pytest.fixture
def filmstrip(qtbot: QtBot, session: Session, window_engine: WindowEngine) -> Filmstrip:
    for path in PHOTOS[:-1]:
        window_engine.photos[path] = ramp_photo(60, 40, path)
    session.folder.photos = PHOTOS
    session.folder.changed.emit()
    filmstrip = Filmstrip(session)
    qtbot.addWidget(filmstrip)
    filmstrip.resize(900, filmstrip.height())
    filmstrip.show()
    qtbot.waitExposed(filmstrip)
    return filmstrip


def asked(engine: WindowEngine) -> list[Path]:
    return [request.path for request in engine.asked if isinstance(request, FileThumbnailRequest)]


def thumbnails(request: object) -> bool:
    return isinstance(request, FileThumbnailRequest)


def fill(qtbot: QtBot, filmstrip: Filmstrip, engine: WindowEngine) -> None:
    """Answer until all that is in sight is there."""

    def there() -> bool:
        engine.answer(thumbnails)
        model = filmstrip.model()
        cells = [model.index(row, 0) for row in filmstrip.visible_rows()]
        return all(cell.data(IMAGE_ROLE) is not None or cell.data(BROKEN_ROLE) for cell in cells)

    qtbot.waitUntil(there)


def test_only_what_is_in_sight_is_fetched_a_few_at_once(
    qtbot: QtBot, filmstrip: Filmstrip, window_engine: WindowEngine
) -> None:
    qtbot.waitUntil(lambda: len(asked(window_engine)) == AT_ONCE)
    fill(qtbot, filmstrip, window_engine)
    seen = len(filmstrip.visible_rows())
    assert 7 <= seen <= 10
    assert asked(window_engine) == list(PHOTOS[:seen])
    filmstrip.horizontalScrollBar().setValue(filmstrip.horizontalScrollBar().maximum())
    fill(qtbot, filmstrip, window_engine)
    assert len(asked(window_engine)) <= 2 * seen + 1, "what was scrolled past was not fetched"


def test_a_click_shows_a_photo_and_the_strip_follows(
    qtbot: QtBot, filmstrip: Filmstrip, session: Session, window_engine: WindowEngine
) -> None:
    third = filmstrip.visualRect(filmstrip.model().index(2, 0)).center()
    QTest.mouseClick(filmstrip.viewport(), Qt.MouseButton.LeftButton, pos=third)
    opens = [request.path for request in window_engine.asked if isinstance(request, OpenRequest)]
    assert opens == [PHOTOS[2]]
    assert filmstrip.model().index(2, 0).data(CURRENT_ROLE)
    window_engine.answer()
    QTest.keyClick(filmstrip, Qt.Key.Key_Right)
    window_engine.answer()
    assert session.photo_path == PHOTOS[3]
    session.show_photo(PHOTOS[500])
    assert 500 in filmstrip.visible_rows()


def test_edited_and_broken_photos_are_marked(
    qtbot: QtBot, filmstrip: Filmstrip, session: Session, window_engine: WindowEngine
) -> None:
    session.show_photo(PHOTOS[0])
    window_engine.answer()
    assert not filmstrip.model().index(0, 0).data(EDITED_ROLE)
    session.set_value("exposure", 1.0)
    first = filmstrip.model().index(0, 0)
    assert first.data(EDITED_ROLE)
    fill(qtbot, filmstrip, window_engine)
    middle = filmstrip.visualRect(first).center()
    shot = filmstrip.viewport().grab().toImage()
    assert abs(shot.pixelColor(middle).red() - 128) < 8, "the marks leave the picture free"
    filmstrip.scrollToBottom()
    last = filmstrip.model().index(999, 0)
    filmstrip.scrollTo(last)
    fill(qtbot, filmstrip, window_engine)
    assert last.data(BROKEN_ROLE)
    assert "0999.jpg" in last.data(int(Qt.ItemDataRole.ToolTipRole))
    assert last.data(int(Qt.ItemDataRole.AccessibleTextRole)) == "0999.jpg, cannot be opened"


def test_a_photo_that_fails_to_open_leaves_the_mark_where_it_was(
    filmstrip: Filmstrip, session: Session, window_engine: WindowEngine
) -> None:
    session.show_photo(PHOTOS[1])
    window_engine.answer()
    session.show_photo(PHOTOS[999])
    window_engine.answer()
    assert filmstrip.model().index(999, 0).data(BROKEN_ROLE)
    assert filmstrip.model().index(1, 0).data(CURRENT_ROLE)
