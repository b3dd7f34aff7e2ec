"""What a retoucher does all day: click a look, go on to the next photo, take a step back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.engine.request import OpenRequest
from studio.imaging.photo import Photo
from studio.ui.gallery.gallery import Gallery
from studio.ui.panels.history_panel import HistoryModel
from studio.ui.session import Session
from tests.support.window_engine import WindowEngine, ramp_photo


def press(widget: object, key: Qt.Key) -> bool:
    """Whether the widget had a use for the key."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    QApplication.sendEvent(widget, event)  # type: ignore[arg-type]
    return event.isAccepted()


def test_undo_ends_the_trial_of_a_style(session: Session, photo: Photo) -> None:
    session.set_style("warm-film")
    session.hover("soft-matte")
    session.undo()
    assert session.hover_style is None
    assert session.recipe.style is None


def test_clicking_the_style_that_is_tried_keeps_its_picture(session: Session, photo: Photo) -> None:
    session.hover("warm-film")
    session.set_style("warm-film")
    assert session.hover_style == "warm-film"
    session.set_value("exposure", 1.0)
    assert session.hover_style == "warm-film"
    session.hover("soft-matte")
    session.set_value("exposure", 2.0)
    assert session.hover_style is None


def test_left_and_right_are_the_gallerys_only_by_keyboard(
    qtbot: QtBot, session: Session, photo: Photo
) -> None:
    gallery = Gallery(session)
    qtbot.addWidget(gallery)
    gallery.resize(280, 600)
    gallery.show()
    view = gallery.view
    view.setCurrentIndex(view.model().index(0, 0))
    place = view.visualRect(view.currentIndex()).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not press(view, Qt.Key.Key_Right)
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert press(view, Qt.Key.Key_Right)


def test_the_history_says_the_values(qtbot: QtBot, session: Session, photo: Photo) -> None:
    gallery = Gallery(session)
    qtbot.addWidget(gallery)
    session.set_style("warm-film")
    session.set_strength(0.8)
    session.set_value("exposure", -0.5)
    session.set_value("saturation", 20)
    model = HistoryModel(session, gallery)
    said = [model.data(model.index(row, 0)) for row in range(model.rowCount())]
    assert said == ["As opened", "Style Warm film", "Strength 80 %", "Exposure -0.50 EV", "Saturation +20"]


@pytest.mark.parametrize("good", [2, None])
def test_a_folder_opens_on_its_first_sound_photo(
    qtbot: QtBot, session: Session, window_engine: WindowEngine, tmp_path: Path, good: int | None
) -> None:
    files = [tmp_path / f"{number}.jpg" for number in range(4)]
    for path in files:
        path.write_bytes(b"x")
    if good is not None:
        window_engine.photos[files[good]] = ramp_photo(path=files[good])
    session.open_folder(tmp_path)

    def opened() -> bool:
        window_engine.answer(lambda request: isinstance(request, OpenRequest))
        if good is not None:
            return session.photo_path == files[good]
        return sum(isinstance(request, OpenRequest) for request in window_engine.asked) == 4

    qtbot.waitUntil(opened)
    window_engine.answer()
    assert len([request for request in window_engine.asked if isinstance(request, OpenRequest)]) == (
        4 if good is None else good + 1
    )


def test_a_photo_that_was_named_is_not_left_for_another(
    qtbot: QtBot, session: Session, window_engine: WindowEngine, tmp_path: Path
) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(b"x")
    session.open_paths([tmp_path / "a.jpg"])
    qtbot.waitUntil(lambda: any(isinstance(request, OpenRequest) for request in window_engine.waiting))
    window_engine.answer()
    assert [r.path.name for r in window_engine.asked if isinstance(r, OpenRequest)] == ["a.jpg"]


def test_taps_of_a_key_that_follow_each_other_are_one_step(session: Session, photo: Photo) -> None:
    session.set_style("warm-film")
    for _ in range(4):
        session.edits.nudge_strength(-0.05)
    assert session.recipe.style is not None
    assert session.recipe.style.strength == pytest.approx(0.8)
    session.end_drag()  # the hand rests
    session.edits.nudge_strength(0.05)
    session.undo()
    assert session.recipe.style.strength == pytest.approx(0.8)
    session.undo()
    assert session.recipe.style.strength == 1.0
