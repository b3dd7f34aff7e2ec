"""CropHand: what mouse and keys mean to the crop tool."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from studio.ui.canvas.viewport import Point, Viewport
from studio.ui.crop_box import CropBox, Handle
from studio.ui.framing import Framing

_REACH = 10.0  # logical pixels around sides and corners
_STEP = 0.005  # of the picture, a tap of an arrow

_CURSORS: Mapping[Handle, Qt.CursorShape] = {
    Handle.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Handle.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Handle.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Handle.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
    Handle.LEFT: Qt.CursorShape.SizeHorCursor,
    Handle.RIGHT: Qt.CursorShape.SizeHorCursor,
    Handle.TOP: Qt.CursorShape.SizeVerCursor,
    Handle.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Handle.INSIDE: Qt.CursorShape.SizeAllCursor,
}
_ARROWS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_DONE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CropHand:
    """Holds a handle of the crop box while the button is down. Positions are those of the one pane."""

    def __init__(self, framing: Framing) -> None:
        self._framing = framing
        self._held: Handle | None = None
        self._start = Point(0, 0)
        self._box: CropBox | None = None

    @property
    def holds(self) -> bool:
        return self._held is not None

    def press(self, event: QMouseEvent, viewport: Viewport) -> bool:
        """Take hold of the box; False when it is not there, or the tool is closed."""
        if not self._framing.cropping or event.button() != Qt.MouseButton.LeftButton:
            return False
        self._held = self._handle(event.position(), viewport)
        self._start, self._box = _place(event.position(), viewport), self._framing.box
        return self.holds

    def move(self, event: QMouseEvent, viewport: Viewport) -> None:
        if self._held is not None and self._box is not None:
            here = _place(event.position(), viewport)
            by = Point(here.x - self._start.x, here.y - self._start.y)
            self._framing.set_box(self._box.pulled(self._held, by.x, by.y))

    def release(self) -> None:
        self._held = None

    def reset(self, event: QMouseEvent, viewport: Viewport) -> bool:
        """A double click on the box takes in the whole picture."""
        if not self._framing.cropping or self._handle(event.position(), viewport) is None:
            return False
        self.release()
        self._framing.reset_crop()
        return True

    def wants(self, event: QKeyEvent) -> bool:
        """Whether the open tool takes a key."""
        if not self._framing.cropping:
            return False
        arrow = event.key() in _ARROWS and not event.modifiers() & ~_PLAIN
        return arrow or (event.key() in (*_DONE, Qt.Key.Key_Escape) and not _modified(event))

    def key(self, event: QKeyEvent) -> bool:
        """Arrows move the box, with Shift its right and lower side; Enter applies, Escape leaves."""
        if not self.wants(event):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._framing.cancel_crop()
        elif event.key() in _DONE:
            self._framing.apply_crop()
        else:
            across, down = _ARROWS[event.key()]
            box = self._framing.box
            dx, dy = across * _STEP * box.size[0], down * _STEP * box.size[1]
            handle = Handle.INSIDE
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                handle = Handle.RIGHT if across else Handle.BOTTOM
            self._framing.set_box(box.pulled(handle, dx, dy))
        return True

    def cursor(self, at: QPointF, viewport: Viewport) -> Qt.CursorShape | None:
        """None where the box is not."""
        if not self._framing.cropping:
            return None
        handle = self._held or self._handle(at, viewport)
        return _CURSORS[handle] if handle is not None else None

    def _handle(self, at: QPointF, viewport: Viewport) -> Handle | None:
        reach = _REACH * viewport.ratio / viewport.scale
        return self._framing.box.handle_at(*_place(at, viewport), reach)


def _place(at: QPointF, viewport: Viewport) -> Point:
    return viewport.to_photo(Point(at.x(), at.y()))


def _modified(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)


_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
