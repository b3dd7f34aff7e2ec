"""Menu texts that hold the user's own words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from studio.styles.style import Style
from studio.ui.main_window import MainWindow
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine, ramp_photo


def test_an_ampersand_of_a_style_is_shown_and_marks_no_key(
    qtbot: QtBot, session: Session, window_engine: WindowEngine
) -> None:
    session.style_list.styles = (Style("user-ab", "A & B", "lut", Path("ab.cube")),)
    window = MainWindow(session)
    qtbot.addWidget(window)
    photo = ramp_photo()
    window_engine.photos[photo.path] = photo
    session.show_photo(photo.path)
    window_engine.answer()
    session.set_style("user-ab")
    texts = [action.text() for action in window.findChildren(QAction)]
    assert any(text.startswith("Undo ") and "A && B" in text for text in texts), texts
