"""The gallery under a real mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio.engine.request import StyleThumbnailRequest
from studio.imaging.photo import Photo
from studio.ui.cards import two_lines
from studio.ui.gallery.gallery import Gallery
from studio.ui.gallery.style_card import StyleCard, filling
from studio.ui.gallery.style_model import APPLIED_ROLE, ID_ROLE, IMAGE_ROLE
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def gallery(qtbot: QtBot, session: Session, photo: Photo) -> Gallery:
    gallery = Gallery(session)
    qtbot.addWidget(gallery)
    gallery.resize(260, 700)
    gallery.show()
    qtbot.waitExposed(gallery)
    return gallery


def rows(gallery: Gallery) -> list[QModelIndex]:
    model = gallery.view.model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def shown(gallery: Gallery) -> list[str]:
    """The ids of the cards, in order."""
    return [index.data(ID_ROLE) for index in rows(gallery) if index.data(ID_ROLE) is not None]


def card(gallery: Gallery, style_id: str) -> QModelIndex:
    return next(index for index in rows(gallery) if index.data(ID_ROLE) == style_id)


def place(gallery: Gallery, style_id: str) -> QPoint:
    index = card(gallery, style_id)
    gallery.view.scrollTo(index)
    return gallery.view.visualRect(index).center()


def applied(gallery: Gallery) -> list[str]:
    return [index.data(ID_ROLE) for index in rows(gallery) if index.data(APPLIED_ROLE)]


def one(gallery: Gallery, name: str) -> QWidget:
    return next(found for found in gallery.findChildren(QWidget) if found.accessibleName() == name)


def test_every_style_is_rendered_on_the_photo(
    qtbot: QtBot, gallery: Gallery, session: Session, window_engine: WindowEngine
) -> None:
    assert shown(gallery) == ["", "user-mine", "warm-film", "cool-film", "soft-matte"]
    wanted = [True] * 5

    def pictures() -> list[bool]:
        window_engine.answer(lambda request: isinstance(request, StyleThumbnailRequest))
        cards = [index for index in rows(gallery) if index.data(ID_ROLE) is not None]
        return [index.data(IMAGE_ROLE) is not None for index in cards]

    qtbot.waitUntil(lambda: pictures() == wanted)
    at = place(gallery, "warm-film")
    shot = gallery.view.viewport().grab().toImage()
    assert shot.pixelColor(at.x(), at.y() - 15).blue() == 255, "the style shows on the card"
    at = place(gallery, "")
    assert shot.pixelColor(at.x(), at.y() - 15).blue() == 0


def test_a_click_applies_and_the_original_takes_it_back(gallery: Gallery, session: Session) -> None:
    QTest.mouseClick(gallery.view.viewport(), LEFT, pos=place(gallery, "cool-film"))
    assert session.recipe.style is not None
    assert session.recipe.style.id == "cool-film"
    assert applied(gallery) == ["cool-film"]
    QTest.mouseDClick(gallery.view.viewport(), LEFT, pos=place(gallery, "cool-film"))
    assert len(session.edits.document.history.done) == 1  # type: ignore[union-attr]
    QTest.mouseClick(gallery.view.viewport(), LEFT, pos=place(gallery, ""))
    assert session.recipe.style is None


def test_the_pointer_tries_a_style_and_leaving_ends_it(
    qtbot: QtBot, gallery: Gallery, session: Session
) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    QTest.mouseMove(gallery.view.viewport(), place(gallery, "warm-film"))
    assert session.hover_style is None, "passing by tries nothing"
    qtbot.waitUntil(lambda: session.hover_style == "warm-film")
    QTest.mouseMove(gallery.view.viewport(), place(gallery, "soft-matte"))
    qtbot.waitUntil(lambda: session.hover_style == "soft-matte")
    QApplication.sendEvent(gallery.view, QEvent(QEvent.Type.Leave))
    assert session.hover_style is None
    assert session.recipe.changes_nothing


def test_arrows_try_and_enter_applies(qtbot: QtBot, gallery: Gallery, session: Session) -> None:
    gallery.view.setFocus()
    QTest.keyClick(gallery.view, Qt.Key.Key_Home)
    QTest.keyClick(gallery.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: session.hover_style == "user-mine")
    QTest.keyClick(gallery.view, Qt.Key.Key_Down)
    QTest.keyClick(gallery.view, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: session.hover_style == "cool-film")
    QTest.keyClick(gallery.view, Qt.Key.Key_Escape)
    assert session.hover_style is None
    QTest.keyClick(gallery.view, Qt.Key.Key_End)
    QTest.keyClick(gallery.view, Qt.Key.Key_Return)
    assert session.recipe.style is not None
    assert session.recipe.style.id == "soft-matte"
    QTest.keyClick(gallery.view, Qt.Key.Key_Up)
    QTest.keyClick(gallery.view, Qt.Key.Key_Return)
    assert session.recipe.style.id == "warm-film"


def test_search_and_groups(gallery: Gallery) -> None:
    search = one(gallery, "Search styles")
    assert isinstance(search, QLineEdit)
    QTest.keyClicks(search, "film wa")
    assert shown(gallery) == ["warm-film"]
    search.setText("nothing of the kind")
    assert shown(gallery) == []
    search.clear()
    groups = one(gallery, "Group of styles")
    assert isinstance(groups, QComboBox)
    names = [groups.itemText(row) for row in range(groups.count())]
    assert names == ["All styles", "Film", "Natural", "My styles"]
    groups.setCurrentIndex(1)
    assert shown(gallery) == ["", "warm-film", "cool-film"]
    groups.setCurrentIndex(3)
    assert shown(gallery) == ["", "user-mine"]


def test_the_star_makes_a_favourite_and_applies_nothing(gallery: Gallery, session: Session) -> None:
    view = gallery.view
    rect = view.visualRect(card(gallery, "cool-film"))
    star = StyleCard.star_rect(rect, view.fontMetrics()).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=star)
    assert session.favourites == ("cool-film",)
    assert session.recipe.style is None
    only = one(gallery, "Only favourites")
    assert isinstance(only, QToolButton)
    only.click()
    assert shown(gallery) == ["", "cool-film"]
    session.preferences.toggle_favourite("cool-film")
    assert shown(gallery) == [""]


def test_screen_readers_hear_name_and_state(gallery: Gallery, session: Session) -> None:
    session.set_style("warm-film")
    session.preferences.toggle_favourite("warm-film")
    index = card(gallery, "warm-film")
    assert index.data(int(Qt.ItemDataRole.AccessibleTextRole)) == "Warm film, applied, favourite"
    assert rows(gallery)[1].data(int(Qt.ItemDataRole.AccessibleTextRole)) == "Favourites"


def test_names_take_at_most_two_lines(qapp: object, gallery: Gallery) -> None:
    metrics = QFontMetrics(gallery.font())
    assert two_lines("Faded", metrics, 100) == ["Faded"]
    assert two_lines("Dramatic black and white", metrics, metrics.horizontalAdvance("Dramatic black")) == [
        "Dramatic black",
        "and white",
    ]
    for text in ("Incomprehensibilities of the twentieth century and more", "很长的风格名称" * 5, "x" * 90):
        lines = two_lines(text, metrics, 80)
        assert len(lines) == 2
        assert all(metrics.horizontalAdvance(line) <= 80 for line in lines)
        assert lines[1].endswith("…")


def test_a_card_is_filled_with_the_upper_part_of_a_tall_photo() -> None:
    assert filling(QSize(100, 150), QSize(50, 50)) == QRectF(0, 12.5, 100, 100)
    assert filling(QSize(200, 100), QSize(50, 50)) == QRectF(50, 0, 100, 100)
    assert filling(QSize(90, 60), QSize(45, 30)) == QRectF(0, 0, 90, 60)


def test_five_hundred_styles_scroll(qtbot: QtBot, gallery: Gallery, session: Session) -> None:
    from dataclasses import replace
    from time import perf_counter

    first = session.styles[0]
    session.style_list.styles = tuple(
        replace(first, id=f"s{number}", name=f"Style {number}") for number in range(500)
    )
    session.style_list.changed.emit(tuple(style.id for style in session.styles))
    start = perf_counter()
    gallery.view.scrollToBottom()
    gallery.view.viewport().grab()
    assert perf_counter() - start < 0.5
    assert gallery.view.indexAt(QPoint(30, 600)).row() > 400
