"""The canvas under a real mouse and keyboard, with an engine that answers on demand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.engine.request import Region
from studio.imaging.photo import Photo
from studio.ui.canvas.canvas import Canvas
from studio.ui.canvas.marks import SURROUND
from studio.ui.canvas.viewport import Point, Viewport
from studio.ui.session import Session
from studio.ui.view import ZoomTo
from studio.ui.view_mode import ViewMode
from tests.support.window_engine import WindowEngine, ramp_photo

LEFT = Qt.MouseButton.LeftButton
LARGE = (2400, 1600)


@pytest.fixture
def canvas(qtbot: QtBot, session: Session) -> Canvas:
    canvas = Canvas(session)
    qtbot.addWidget(canvas)
    canvas.resize(632, 432)
    canvas.show()
    canvas.setFocus()
    qtbot.waitExposed(canvas)
    return canvas


def show(session: Session, engine: WindowEngine, photo: Photo) -> None:
    engine.photos[photo.path] = photo
    session.show_photo(photo.path)
    engine.answer()


def settle(qtbot: QtBot, engine: WindowEngine, slot: str = "after") -> None:
    """Wait until a slot is asked, and answer all."""
    qtbot.waitUntil(lambda: any(getattr(request, "slot", None) == slot for request in engine.waiting))
    engine.answer()


def view(canvas: Canvas) -> Viewport:
    assert canvas.viewport is not None
    return canvas.viewport


def colour(canvas: Canvas, x: int, y: int) -> QColor:
    return canvas.grab().toImage().pixelColor(x, y)


def wheel(canvas: Canvas, at: QPoint, notches: float) -> None:
    event = QWheelEvent(
        QPointF(at), canvas.mapToGlobal(QPointF(at)), QPoint(), QPoint(0, round(notches * 120)),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)


def drag(canvas: Canvas, start: QPoint, end: QPoint, button: Qt.MouseButton = LEFT) -> None:
    QTest.mousePress(canvas, button, pos=start)
    QTest.mouseMove(canvas, (start + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, button, pos=end)


def test_a_photo_is_asked_whole_at_its_size_on_the_screen_and_drawn(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo(*LARGE))
    settle(qtbot, window_engine)
    request = window_engine.previews("after")[0]
    assert request.region == Region(0, 0, *LARGE)
    assert request.size == (600, 400)
    assert colour(canvas, 5, 5) == SURROUND
    assert colour(canvas, 16 + 590, 16 + 200).red() > 240
    assert colour(canvas, 16 + 10, 16 + 200).red() < 10
    assert abs(colour(canvas, 300, 216).green() - 128) < 3


def test_the_wheel_zooms_at_the_pointer_and_only_what_is_visible_is_asked(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo(*LARGE))
    settle(qtbot, window_engine)
    at = QPoint(400, 200)
    held = view(canvas).to_photo(Point(400, 200))
    wheel(canvas, at, 8)
    assert view(canvas).scale == pytest.approx(1.0)
    assert view(canvas).to_pane(held) == pytest.approx((400, 200))
    settle(qtbot, window_engine)
    request = window_engine.previews("after")[-1]
    assert request.size == (request.region.width, request.region.height)
    assert request.region.width < 1000
    # The same photo point is still under the pointer, now in all its pixels.
    assert abs(colour(canvas, 400, 200).red() - held.x / LARGE[0] * 255) <= 1
    wheel(canvas, at, 0.25)
    assert view(canvas).scale == pytest.approx(2 ** (1 / 16))


def test_the_old_picture_is_drawn_until_the_new_one_comes(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo(*LARGE))
    settle(qtbot, window_engine)
    session.view.zoom_to(ZoomTo.ACTUAL)
    place = view(canvas).to_photo(Point(100, 100))
    assert abs(colour(canvas, 100, 100).red() - place.x / LARGE[0] * 255) <= 2


def test_dragging_pans_and_clamps(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo(*LARGE))
    before = view(canvas)
    drag(canvas, QPoint(300, 200), QPoint(340, 250))
    assert view(canvas) == before, "a fitted photo stays"
    session.view.zoom_to(ZoomTo.ACTUAL)
    assert canvas.cursor().shape() != Qt.CursorShape.ClosedHandCursor
    centre = view(canvas).centre
    drag(canvas, QPoint(300, 200), QPoint(340, 250))
    assert view(canvas).centre == Point(centre.x - 40, centre.y - 50)
    assert canvas.cursor().shape() is Qt.CursorShape.OpenHandCursor
    drag(canvas, QPoint(10, 10), QPoint(600, 400), Qt.MouseButton.MiddleButton)
    assert view(canvas).centre == Point(centre.x - 40 - 590, max(centre.y - 50 - 390, 216))


def test_double_click_and_keys_zoom(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo(*LARGE))
    fit = view(canvas)
    held = fit.to_photo(Point(200, 150))
    QTest.mouseDClick(canvas, LEFT, pos=QPoint(200, 150))
    assert view(canvas).scale == 1.0
    assert view(canvas).to_pane(held) == pytest.approx((200, 150))
    QTest.mouseDClick(canvas, LEFT, pos=QPoint(200, 150))
    assert view(canvas) == fit
    session.view.zoom_to(ZoomTo.DOUBLE)
    assert session.view.zoom == 2.0
    centre = view(canvas).centre
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert view(canvas).centre.x > centre.x
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert view(canvas).scale < 2.0


def test_a_recipe_asks_again_for_what_is_visible_and_a_style_shows(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo(*LARGE))
    settle(qtbot, window_engine)
    session.view.zoom_to(ZoomTo.ACTUAL)
    settle(qtbot, window_engine)
    session.set_style("warm-film")
    settle(qtbot, window_engine)
    request = window_engine.previews("after")[-1]
    assert request.recipe.style is not None
    assert request.region == view(canvas).visible()
    assert colour(canvas, 300, 200).blue() == 255
    # Beneath the tile the whole photo follows when the hand rests.
    settle(qtbot, window_engine, "after-whole")
    assert window_engine.previews("after-whole")[-1].recipe == session.recipe


def test_nothing_is_asked_twice(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo(*LARGE))
    settle(qtbot, window_engine)
    session.view.zoom_to(ZoomTo.ACTUAL)
    settle(qtbot, window_engine)
    count = len(window_engine.previews("after"))
    canvas.look(view(canvas).pan_by(5, 5))
    # Quiet follows the frame in which a tile would have been asked.
    settle(qtbot, window_engine, "before")
    assert len(window_engine.previews("after")) == count, "within the spare border"
    canvas.look(view(canvas).pan_by(400, 0))
    settle(qtbot, window_engine)
    assert len(window_engine.previews("after")) == count + 1


def test_a_style_is_tried_while_the_pointer_is_on_it(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo())
    settle(qtbot, window_engine)
    session.hover("cool-film")
    settle(qtbot, window_engine, "hover")
    assert colour(canvas, 300, 100).blue() == 255
    ground = canvas.grab().toImage().pixelColor(316, 432 - 12 - 4)
    assert max(ground.red(), ground.green(), ground.blue()) < 130, "the dark ground of the name"
    session.hover(None)
    assert colour(canvas, 300, 100).blue() == 0, "back at once, before anything is rendered"
    assert session.recipe.style is None


def test_split_shows_before_and_after_on_two_sides_of_a_line_that_moves(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo())
    session.set_style("warm-film")
    session.view.set_mode(ViewMode.SPLIT)
    settle(qtbot, window_engine, "before")
    assert colour(canvas, 250, 100).blue() == 0
    assert colour(canvas, 380, 100).blue() == 255
    QTest.mouseMove(canvas, QPoint(317, 80))
    assert canvas.cursor().shape() is Qt.CursorShape.SplitHCursor
    drag(canvas, QPoint(317, 80), QPoint(158, 90))
    assert canvas.split == pytest.approx(0.25)
    assert colour(canvas, 250, 100).blue() == 255
    QTest.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.split == pytest.approx(0.34)
    QTest.mouseDClick(canvas, LEFT, pos=QPoint(round(0.34 * 632), 20))
    assert canvas.split == 0.5


def test_the_line_is_seen_on_black_and_on_white(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo())
    session.view.set_mode(ViewMode.SPLIT)
    settle(qtbot, window_engine, "before")
    shades = [colour(canvas, x, 40).lightness() for x in range(312, 321)]
    assert max(shades) > 240
    assert min(shades) < 60


def test_side_by_side_has_one_view_for_both(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo(*LARGE))
    session.set_style("warm-film")
    session.view.set_mode(ViewMode.SIDE_BY_SIDE)
    settle(qtbot, window_engine, "before")
    wheel(canvas, QPoint(500, 216), 20)
    settle(qtbot, window_engine, "before")
    shot = canvas.grab().toImage()
    for x, y in ((60, 100), (150, 216), (250, 400)):
        left, right = shot.pixelColor(x, y), shot.pixelColor(x + 317, y)
        assert (left.red(), left.green()) == (right.red(), right.green())
        assert (left.blue(), right.blue()) == (0, 255)
    drag(canvas, QPoint(100, 100), QPoint(140, 120))
    moved = canvas.grab().toImage()
    assert moved.pixelColor(200, 300).red() == moved.pixelColor(200 + 317, 300).red()


def test_before_shows_while_it_is_asked_for(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo())
    session.set_style("warm-film")
    settle(qtbot, window_engine)
    # Asked when the hand rests, so that it is there when the key goes down.
    settle(qtbot, window_engine, "before")
    session.view.set_show_before(True)
    assert colour(canvas, 300, 100).blue() == 0
    session.view.set_show_before(False)
    assert colour(canvas, 300, 100).blue() == 255


def test_the_last_photo_stays_until_the_next_is_rendered(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo())
    settle(qtbot, window_engine)
    show(session, window_engine, replace(ramp_photo(300, 400), path=Path("/photos/next.png")))
    assert colour(canvas, 600, 216).red() > 200, "still the first"
    settle(qtbot, window_engine)
    assert colour(canvas, 600, 216) == SURROUND


def test_readout(qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine) -> None:
    told: list[object] = []
    session.view.readout_changed.connect(told.append)
    show(session, window_engine, ramp_photo())
    settle(qtbot, window_engine)
    QTest.mouseMove(canvas, QPoint(16 + 300, 16 + 200))
    readout = told[-1]
    assert (readout.zoom, readout.profile, readout.rgb) == (1.0, "Display P3", (128, 128, 0))  # type: ignore[attr-defined]
    QTest.mouseMove(canvas, QPoint(3, 3))
    assert told[-1].rgb is None  # type: ignore[attr-defined]


def test_a_resize_keeps_the_photo_fitted(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    show(session, window_engine, ramp_photo(*LARGE))
    settle(qtbot, window_engine)
    canvas.resize(332, 432)
    qtbot.waitUntil(lambda: view(canvas).pane == (332, 432))
    settle(qtbot, window_engine)
    assert window_engine.previews("after")[-1].size == (300, 200)


def test_the_canvas_takes_arrows_only_when_it_has_a_use_for_them(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    def claimed(key: Qt.Key) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(canvas, event)
        return event.isAccepted()

    show(session, window_engine, ramp_photo(*LARGE))
    assert not claimed(Qt.Key.Key_Right), "next photo"
    session.view.zoom_to(ZoomTo.ACTUAL)
    assert claimed(Qt.Key.Key_Right)
    session.view.zoom_to(ZoomTo.FIT)
    session.view.set_mode(ViewMode.SPLIT)
    assert claimed(Qt.Key.Key_Right)
    assert not claimed(Qt.Key.Key_Down)


def test_a_slow_engine_is_asked_for_a_draft_first_and_all_when_the_hand_rests(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    window_engine.seconds = 0.5
    show(session, window_engine, ramp_photo(*LARGE))
    settle(qtbot, window_engine)
    session.set_value("exposure", -1.0, dragging=True)
    settle(qtbot, window_engine)
    width, height = window_engine.previews("after")[-1].size
    assert 600 / 4 <= width < 600 / 2
    assert width / height == pytest.approx(1.5, rel=0.02)
    assert abs(colour(canvas, 300, 216).green() - 64) < 4, "the draft fills the photo's place"
    settle(qtbot, window_engine)
    assert window_engine.previews("after")[-1].size == (600, 400)
    assert len(window_engine.previews("after")) == 3


def test_a_fast_engine_is_not_asked_for_drafts(
    qtbot: QtBot, canvas: Canvas, session: Session, window_engine: WindowEngine
) -> None:
    window_engine.seconds = 0.09
    show(session, window_engine, ramp_photo(*LARGE))
    settle(qtbot, window_engine)
    session.set_value("exposure", -1.0, dragging=True)
    settle(qtbot, window_engine)
    settle(qtbot, window_engine, "before")
    assert [request.size for request in window_engine.previews("after")] == [(600, 400)] * 2
