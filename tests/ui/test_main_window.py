"""The main window: keys, menus, drag and drop, what is shown when, and what is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from studio.editing.recipe import Recipe
from studio.imaging.photo import Photo
from studio.settings import Settings
from studio.ui.action import RECENT
from studio.ui.actions import ACTIONS, MENUS
from studio.ui.main_window import MainWindow
from studio.ui.session import Session
from studio.ui.view import ZoomTo
from studio.ui.view_mode import ViewMode
from tests.support.window_engine import WindowEngine, ramp_photo
from tests.ui.conftest import opened


@pytest.fixture
def window(session: Session, qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(session)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()


def press(window: MainWindow, qtbot: QtBot, keys: str) -> None:
    QTest.keySequence(window.canvas if window.canvas.isVisible() else window, QKeySequence(keys))


def test_the_window_paints_before_anything_is_loaded(session: Session, qtbot: QtBot) -> None:
    window = MainWindow(session)
    with qtbot.waitSignal(window.painted):
        window.show()
    assert session.styles  # the test's own; nothing was started
    window.close()
    window.deleteLater()


def test_without_a_photo_the_window_says_what_to_do(window: MainWindow, session: Session) -> None:
    offers = [
        window.findChild(QAbstractButton, f"{name}_offer") for name in ("open", "open_folder", "sample")
    ]
    assert all(offer is not None and offer.isVisible() for offer in offers)
    assert not window.canvas.isVisible()
    for name in ("export", "undo", "zoom_fit", "before", "reset", "no_style"):
        assert not window.actions_by_id[name].isEnabled(), name


def test_a_photo_takes_the_place_of_the_offers(
    window: MainWindow, session: Session, window_engine: WindowEngine
) -> None:
    photo = opened(session, window_engine, ramp_photo())
    assert window.canvas.isVisible()
    assert photo.name in window.windowTitle()
    assert window.actions_by_id["export"].isEnabled()
    assert not window.filmstrip.isVisible()


def test_the_filmstrip_comes_with_several_photos(
    window: MainWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(b"x")
    session.open_folder(tmp_path)
    qtbot.waitUntil(window.filmstrip.isVisible)


def test_keys_of_the_views(window: MainWindow, session: Session, photo: Photo, qtbot: QtBot) -> None:
    for keys, mode in (
        ("Y", ViewMode.SPLIT),
        ("Y", ViewMode.SINGLE),
        ("Shift+Y", ViewMode.SIDE_BY_SIDE),
        ("Y", ViewMode.SPLIT),
    ):
        press(window, qtbot, keys)
        assert session.view_mode is mode
        assert window.actions_by_id["split"].isChecked() is (mode is ViewMode.SPLIT)


def test_keys_of_the_zoom(window: MainWindow, session: Session, photo: Photo, qtbot: QtBot) -> None:
    asked: list[ZoomTo] = []
    session.zoom_requested.connect(asked.append)
    for keys in ("Z", "Ctrl+0", "Ctrl+1", "Ctrl+2", "Ctrl++", "Ctrl+-"):
        press(window, qtbot, keys)
    assert asked == [ZoomTo.TOGGLE, ZoomTo.FIT, ZoomTo.ACTUAL, ZoomTo.DOUBLE, ZoomTo.IN, ZoomTo.OUT]


def test_before_shows_while_its_key_is_held(
    window: MainWindow, session: Session, photo: Photo, qtbot: QtBot
) -> None:
    QTest.keyPress(window.canvas, Qt.Key.Key_Backslash)
    assert session.show_before
    QTest.keyRelease(window.canvas, Qt.Key.Key_Backslash)
    assert not session.show_before


def test_brackets_change_the_strength(
    window: MainWindow, session: Session, photo: Photo, qtbot: QtBot
) -> None:
    press(window, qtbot, "]")
    assert session.recipe == Recipe()
    session.set_style("warm-film")
    press(window, qtbot, "[")
    press(window, qtbot, "[")
    assert session.recipe == Recipe().with_style("warm-film", 0.9)
    for _ in range(20):
        press(window, qtbot, "]")
    assert session.recipe == Recipe().with_style("warm-film", 1.5)


def test_undo_by_keys_names_what_it_undoes(
    window: MainWindow, session: Session, photo: Photo, qtbot: QtBot
) -> None:
    session.set_value("exposure", 1.0)
    assert window.actions_by_id["undo"].text() == "Undo Exposure"
    press(window, qtbot, "Ctrl+Z")
    assert session.recipe.values == ()
    assert not window.actions_by_id["undo"].isEnabled()
    press(window, qtbot, "Ctrl+Shift+Z")
    assert session.recipe.value("exposure") == 1.0


def test_arrows_go_through_the_folder_but_stay_with_sliders(
    window: MainWindow, session: Session, window_engine: WindowEngine, tmp_path: Path, qtbot: QtBot
) -> None:
    paths = [tmp_path / name for name in ("a.png", "b.png")]
    for path in paths:
        path.write_bytes(b"x")
        window_engine.photos[path] = ramp_photo(path=path)
    session.open_folder(tmp_path)
    qtbot.waitUntil(lambda: len(session.folder_photos) == 2)
    window_engine.answer()
    press(window, qtbot, "Right")
    assert session.pictures.wanted == paths[1]
    window_engine.answer()
    press(window, qtbot, "Left")
    assert session.pictures.wanted == paths[0]
    slider = next(widget for widget in window.panels.findChildren(QWidget) if _is_slider(widget))
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert session.pictures.wanted == paths[0]


def _is_slider(widget: QWidget) -> bool:
    return widget.metaObject().className() == "GrooveSlider" and widget.isEnabled()


def test_every_action_stands_in_the_menus_once() -> None:
    in_menus = [entry for menu in MENUS for entry in menu.entries if entry not in (None, RECENT)]
    assert sorted(map(str, in_menus)) == sorted(action.id for action in ACTIONS)


def test_no_key_has_two_meanings() -> None:
    keys = [QKeySequence(key).toString() for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))
    assert all(keys)


def test_everything_has_a_name_and_a_tip(window: MainWindow, session: Session, photo: Photo) -> None:
    for action in window.actions_by_id.all():
        assert action.text(), action.objectName()
        assert action.toolTip(), action.objectName()
    nameless = [
        f"{type(button).__name__} {button.objectName()}"
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and not (button.accessibleName() or button.text())
    ]
    assert nameless == []


def test_recent_photos_are_in_the_menu(
    window: MainWindow, session: Session, window_engine: WindowEngine, photo: Photo
) -> None:
    recent = window.actions_by_id._recent
    recent.aboutToShow.emit()
    assert [action.text() for action in recent.actions()] == [f"&1  {photo.name}"]


def test_files_are_dropped_on_the_window(
    window: MainWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), action, data, button, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), action, data, button, none))
    qtbot.waitUntil(lambda: session.pictures.wanted == path)


def test_text_is_not_taken(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("hello")
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()


def test_the_layout_is_remembered(session: Session, qtbot: QtBot) -> None:
    first = MainWindow(session)
    first.resize(790, 600)
    first.show()
    qtbot.waitExposed(first)
    first._across.setSizes([200, 330, 250])
    sizes = first._across.sizes()
    first.close()
    second = MainWindow(session)
    second.show()
    qtbot.waitExposed(second)
    assert second.size() == first.size()
    assert second._across.sizes() == sizes
    for window in (first, second):
        window.close()
        window.deleteLater()


@pytest.mark.parametrize("words", ["", "not base64 at all \u00e9", "AAAA"])
def test_a_layout_that_makes_no_sense_is_ignored(
    qtbot: QtBot, window_engine: WindowEngine, words: str
) -> None:
    session = Session(Settings(window_geometry=words, window_splitters=(words, words, words)), window_engine)
    window = MainWindow(session)
    window.show()
    assert window.width() >= 600
    window.close()
    window.deleteLater()
    session.close()


def test_menus_can_be_reached_by_keys(window: MainWindow) -> None:
    bar = window.findChild(QMenuBar)
    assert bar is not None
    assert [action.text().count("&") for action in bar.actions()] == [1] * len(MENUS)


def test_the_panels_are_never_cut_off(window: MainWindow, qtbot: QtBot) -> None:
    window._across.setSizes([500, 700, 1])
    content = window.panels.widget()
    assert content is not None
    qtbot.waitUntil(lambda: window.panels.viewport().width() >= content.minimumSizeHint().width())
    assert content.width() == window.panels.viewport().width()
