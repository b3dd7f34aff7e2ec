"""The canvas while the photo is framed: the crop tool under a real mouse, the grid, the area's overlay."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.editing.geometry import FULL_CROP, Geometry
from studio.engine.request import Region
from studio.imaging.photo import Photo
from studio.messages import Message
from studio.ui.canvas.canvas import Canvas
from studio.ui.canvas.marks import SURROUND
from studio.ui.framing import Aspect
from studio.ui.session import Session
from studio.ui.view_mode import ViewMode
from tests.support.window_engine import WindowEngine

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CROP = Message("Edits", "Crop")
CORNER = QPoint(16, 16)  # of the photo of 600 x 400 on the canvas


@pytest.fixture
def canvas(qtbot: QtBot, session: Session, window_engine: WindowEngine, photo: Photo) -> Canvas:
    canvas = Canvas(session)
    qtbot.addWidget(canvas)
    canvas.resize(632, 432)
    canvas.show()
    qtbot.waitExposed(canvas)
    settle(qtbot, window_engine)
    return canvas


def settle(qtbot: QtBot, engine: WindowEngine, slot: str = "after") -> None:
    qtbot.waitUntil(lambda: any(getattr(request, "slot", None) == slot for request in engine.waiting))
    engine.answer()


def colour(canvas: Canvas, x: int, y: int) -> QColor:
    return canvas.grab().toImage().pixelColor(x, y)


def drag(canvas: Canvas, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, LEFT, pos=start)
    QTest.mouseMove(canvas, (start + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, LEFT, pos=end)


def box(session: Session) -> tuple[int, int, int, int]:
    shown = session.framing.box
    return round(shown.left), round(shown.top), round(shown.right), round(shown.bottom)


def test_corners_sides_and_the_inside_are_dragged(canvas: Canvas, session: Session) -> None:
    session.framing.toggle_crop()
    drag(canvas, CORNER + QPoint(1, 2), CORNER + QPoint(101, 52))
    assert box(session) == (100, 50, 600, 400)
    drag(canvas, CORNER + QPoint(600, 200), CORNER + QPoint(500, 200))
    assert box(session) == (100, 50, 500, 400)
    drag(canvas, CORNER + QPoint(300, 200), CORNER + QPoint(330, 190))
    assert box(session) == (130, 40, 530, 390)
    drag(canvas, CORNER + QPoint(50, 200), CORNER + QPoint(90, 250))
    assert box(session) == (130, 40, 530, 390), "nothing is held beside the box"
    assert session.recipe.geometry.crop == FULL_CROP
    QTest.mouseMove(canvas, CORNER + QPoint(530, 200))
    assert canvas.cursor().shape() is Qt.CursorShape.SizeHorCursor
    QTest.mouseMove(canvas, CORNER + QPoint(130, 40))
    assert canvas.cursor().shape() is Qt.CursorShape.SizeFDiagCursor


def test_what_is_cut_off_is_dimmed(canvas: Canvas, session: Session) -> None:
    bright = colour(canvas, 16 + 590, 16 + 390)
    session.framing.toggle_crop()
    drag(canvas, CORNER + QPoint(600, 400), CORNER + QPoint(300, 200))
    dimmed = colour(canvas, 16 + 590, 16 + 390)
    assert dimmed.red() < bright.red() / 2
    inside = colour(canvas, 16 + 50, 16 + 60)
    assert inside.green() == pytest.approx(60 / 400 * 255, abs=3)


def test_enter_applies_and_the_canvas_shows_what_is_kept(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    session.framing.toggle_crop()
    assert canvas.hasFocus()
    drag(canvas, CORNER + QPoint(600, 400), CORNER + QPoint(300, 200))
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert not session.framing.cropping
    assert session.recipe.geometry.crop == (0.0, 0.0, 0.5, 0.5)
    settle(qtbot, window_engine)
    assert window_engine.previews("after")[-1].region == Region(0, 0, 300, 200)
    assert canvas.viewport is not None
    assert canvas.viewport.photo == (300, 200)
    assert colour(canvas, 40, 216) == SURROUND, "at 100 % there is room beside it"
    session.undo()
    assert canvas.viewport.photo == (600, 400)
    settle(qtbot, window_engine)
    assert colour(canvas, 600, 216) != SURROUND


def test_escape_leaves_all_as_it_was(canvas: Canvas, session: Session) -> None:
    session.framing.toggle_crop()
    drag(canvas, CORNER, CORNER + QPoint(100, 100))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not session.framing.cropping
    assert session.document is not None
    assert session.document.history.done == ()


def test_double_click_takes_in_all_at_the_ratio(canvas: Canvas, session: Session) -> None:
    session.framing.toggle_crop()
    drag(canvas, CORNER, CORNER + QPoint(300, 100))
    QTest.mouseDClick(canvas, LEFT, pos=CORNER + QPoint(450, 200))
    assert box(session) == (0, 0, 600, 400)
    session.framing.set_aspect(Aspect.SQUARE)
    assert box(session) == (100, 0, 500, 400)
    drag(canvas, CORNER + QPoint(100, 0), CORNER + QPoint(200, 50))
    left, top, right, bottom = box(session)
    assert right - left == bottom - top < 400
    assert (right, bottom) == (500, 400)
    QTest.mouseDClick(canvas, LEFT, pos=CORNER + QPoint(400, 300))
    assert box(session) == (100, 0, 500, 400)


def test_by_keys_alone(canvas: Canvas, session: Session) -> None:
    session.framing.toggle_crop()
    for _ in range(20):
        QTest.keyClick(canvas, Qt.Key.Key_Left, SHIFT)
    assert box(session) == (0, 0, 540, 400)
    for _ in range(5):
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        QTest.keyClick(canvas, Qt.Key.Key_Up, SHIFT)
    assert box(session) == (15, 0, 555, 390)
    QTest.keyClick(canvas, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert session.recipe.geometry.crop == pytest.approx((15 / 600, 0, 555 / 600, 390 / 400))


def test_a_crop_is_made_in_one_picture(canvas: Canvas, session: Session) -> None:
    session.set_view_mode(ViewMode.SIDE_BY_SIDE)
    session.framing.toggle_crop()
    assert canvas.layout_now().mode is ViewMode.SINGLE
    session.framing.cancel_crop()
    assert canvas.layout_now().mode is ViewMode.SIDE_BY_SIDE


def test_the_old_frame_is_drawn_until_the_new_one_is_rendered(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    assert colour(canvas, 30, 216) != SURROUND
    session.framing.rotate(1)
    assert colour(canvas, 30, 216) != SURROUND, "still lying"
    settle(qtbot, window_engine)
    assert window_engine.previews("after")[-1].region == Region(0, 0, 400, 600)
    assert colour(canvas, 30, 216) == SURROUND


def test_a_late_picture_of_another_frame_is_dropped(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    session.set_value("exposure", -1.0)
    qtbot.waitUntil(lambda: any(getattr(r, "slot", "") == "after" for r in window_engine.waiting))
    session.framing.rotate(1)
    window_engine.answer()
    assert colour(canvas, 30, 216) != SURROUND, "the last of the old frame stays"
    settle(qtbot, window_engine)
    assert colour(canvas, 30, 216) == SURROUND


def test_straightening_asks_anew_for_both_sides_and_draws_a_grid(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    settle(qtbot, window_engine, "before")
    plain = canvas.grab().toImage()
    session.framing.set_angle(2.0, dragging=True)
    dragged = canvas.grab().toImage()
    settle(qtbot, window_engine, "after")
    settle(qtbot, window_engine, "before")
    assert window_engine.previews("before")[-1].recipe.geometry == Geometry(angle=2.0)
    session.framing.end_drag()
    assert dragged != plain
    assert canvas.grab().toImage() == plain, "the test's engine does not turn: only the grid was there"


def test_the_area_is_asked_and_shown_in_place_of_the_edits(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    session.view.set_show_area(True)
    assert not window_engine.previews("mask"), "everywhere is no area"
    session.edits.set_where("skin")
    settle(qtbot, window_engine, "mask")
    assert window_engine.previews("mask")[-1].recipe.where.area == "skin"
    assert window_engine.previews("mask")[-1].region == Region(0, 0, 600, 400)
    assert colour(canvas, 20, 400) == QColor(255, 0, 0)
    session.edits.set_feather(60, dragging=True)
    settle(qtbot, window_engine, "mask")
    assert window_engine.previews("mask")[-1].recipe.where.feather == 60
    session.view.set_show_area(False)
    assert colour(canvas, 20, 400) != QColor(255, 0, 0)
    settle(qtbot, window_engine, "after")


def test_a_style_that_is_tried_comes_before_the_area(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    session.edits.set_where("skin")
    session.view.set_show_area(True)
    settle(qtbot, window_engine, "mask")
    session.hover("cool-film")
    settle(qtbot, window_engine, "hover")
    assert colour(canvas, 300, 100).blue() == 255
    session.hover(None)
    assert colour(canvas, 300, 100).blue() == 0
