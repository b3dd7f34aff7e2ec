"""Hand: what mouse, wheel, pinch and keys mean to the view; makes viewports and moves the dividing line."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QInputDevice, QKeyEvent, QMouseEvent, QWheelEvent

from studio.ui.canvas.panes import LINE_STEP, Layout
from studio.ui.canvas.viewport import STEP, Point, Viewport

_WHEEL_NOTCH = 120.0  # angleDelta of one notch of a common wheel, in eighths of a degree
_KEY_PAN = 60.0  # logical pixels

_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Grip(Enum):
    """What the hand holds."""

    NOTHING = "nothing"
    PHOTO = "photo"
    LINE = "line"


class Hand:
    """The state of a drag. Methods take the view as it is and give the view as it becomes."""

    def __init__(self) -> None:
        self.grip = Grip.NOTHING
        self.space = False  # the space bar is down
        self._last = Point(0, 0)

    def press(self, event: QMouseEvent, layout: Layout, viewport: Viewport) -> bool:
        """Take hold of something; False when there is nothing to hold here."""
        point = as_point(event.position())
        self._last = point
        if event.button() == Qt.MouseButton.MiddleButton or (
            event.button() == Qt.MouseButton.LeftButton and self.space
        ):
            self.grip = Grip.PHOTO
        elif event.button() == Qt.MouseButton.LeftButton and layout.on_line(point):
            self.grip = Grip.LINE
        elif event.button() == Qt.MouseButton.LeftButton and viewport.zoomed:
            self.grip = Grip.PHOTO
        return self.grip is not Grip.NOTHING

    def release(self) -> None:
        self.grip = Grip.NOTHING

    def pan(self, event: QMouseEvent, viewport: Viewport) -> Viewport:
        point = as_point(event.position())
        moved = viewport.pan_by(point.x - self._last.x, point.y - self._last.y)
        self._last = point
        return moved

    def wheel(self, event: QWheelEvent, at: Point, viewport: Viewport) -> Viewport:
        """A wheel zooms at the pointer, by parts of a step if it can. On a touchpad two fingers move the
        photo, as everywhere, and zoom with Ctrl (a pinch comes as a gesture of its own)."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        touchpad = event.device().type() == QInputDevice.DeviceType.TouchPad
        if touchpad and not event.pixelDelta().isNull() and not control:
            delta = event.pixelDelta()
            return viewport.pan_by(delta.x(), delta.y())
        notches = (event.angleDelta().y() or event.angleDelta().x()) / _WHEEL_NOTCH
        return viewport.zoom_by(STEP**notches, at) if notches else viewport

    def cursor(self, at: Point, layout: Layout, viewport: Viewport) -> Qt.CursorShape:
        if self.grip is Grip.PHOTO:
            return Qt.CursorShape.ClosedHandCursor
        if self.grip is Grip.LINE or (layout.on_line(at) and not self.space):
            return Qt.CursorShape.SplitHCursor
        if self.space or viewport.zoomed:
            return Qt.CursorShape.OpenHandCursor
        return Qt.CursorShape.ArrowCursor


def wanted_key(event: QKeyEvent, layout: Layout, viewport: Viewport) -> bool:
    """Whether the canvas, having the focus, takes a key before the window's actions do."""
    arrow = _ARROWS.get(event.key())
    if arrow is not None and not event.modifiers() & ~_PLAIN:
        return viewport.zoomed or (layout.line is not None and arrow[0] != 0)
    return event.key() == Qt.Key.Key_Space and not event.modifiers()


def line_by_key(event: QKeyEvent, layout: Layout) -> float | None:
    """The dividing line's new place; None when the key is not for it. Shift moves it ten steps."""
    arrow = _ARROWS.get(event.key())
    if arrow is None or arrow[0] == 0 or layout.line is None:
        return None
    step = LINE_STEP * (10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
    return layout.split + arrow[0] * step


def view_by_key(event: QKeyEvent, viewport: Viewport) -> Viewport | None:
    """Arrows look that way, plus and minus zoom at the middle; None for any other key."""
    arrow = _ARROWS.get(event.key())
    if arrow is not None and viewport.zoomed:
        step = _KEY_PAN * (4 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        return viewport.pan_by(-arrow[0] * step, -arrow[1] * step)
    if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        return viewport.zoom_by(STEP)
    if event.key() == Qt.Key.Key_Minus:
        return viewport.zoom_by(1 / STEP)
    return None


def as_point(position: QPointF) -> Point:
    return Point(position.x(), position.y())


_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
