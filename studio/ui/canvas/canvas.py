"""Canvas: the photo with the hand on it: mouse, wheel, pinch and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from studio.ui.canvas.canvas_view import CanvasView
from studio.ui.canvas.crop_hand import CropHand
from studio.ui.canvas.hand import Grip, Hand, as_point, line_by_key, view_by_key, wanted_key
from studio.ui.canvas.opening_label import OpeningLabel
from studio.ui.canvas.viewport import Point
from studio.ui.session import Session
from studio.ui.view import ZoomTo


class Canvas(CanvasView):
    """Zoom with the wheel or a pinch, pan by dragging (also with the space bar or the middle button), toggle
    fit and 100 % by double click, and drag the line that divides before from after."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._hand = Hand()
        self._crop = CropHand(session.framing)
        self._cropping = False
        self._opening = OpeningLabel(session, self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        session.zoom_requested.connect(self._zoom_wanted)
        session.framing.changed.connect(self._follow_crop)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        viewport = self.viewport
        if viewport is None:
            super().mousePressEvent(event)
        elif not self._hand.space and self._crop.press(event, viewport):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        elif not self._hand.press(event, self.layout_now(), viewport):
            super().mousePressEvent(event)
        self._update_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = as_point(event.position())
        viewport = self.viewport
        if self._crop.holds and viewport is not None:
            self._crop.move(event, viewport)
        elif self._hand.grip is Grip.PHOTO and viewport is not None:
            self.look(self._hand.pan(event, viewport))
        elif self._hand.grip is Grip.LINE:
            self.set_split(self._pointer.x / max(self.width(), 1))
        self.tell_readout()
        self._update_cursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hand.release()
        self._crop.release()
        self._update_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
        elif self.viewport is not None and self._crop.reset(event, self.viewport):
            pass
        elif self.layout_now().on_line(as_point(event.position())):
            self.set_split(0.5)
        else:
            self.zoom(ZoomTo.TOGGLE, self._in_pane(event.position()))
        self._update_cursor()

    def wheelEvent(self, event: QWheelEvent) -> None:
        viewport = self.viewport
        if viewport is not None:
            self.look(self._hand.wheel(event, self._in_pane(event.position()), viewport))
            self._update_cursor()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.tell_readout()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        viewport = self.viewport
        split = line_by_key(event, self.layout_now())
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._hand.space = True
        elif viewport is None:
            super().keyPressEvent(event)
        elif self._crop.key(event):
            pass
        elif split is not None:
            self.set_split(split)
        elif (moved := view_by_key(event, viewport)) is not None:
            self.look(moved)
        else:
            super().keyPressEvent(event)
        self._update_cursor()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hand.space = False
            self._update_cursor()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        # The release of the space bar would go elsewhere.
        self._hand.space = False
        super().focusOutEvent(event)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            return self._claim(event) or super().event(event)
        if isinstance(event, QNativeGestureEvent):
            return self._pinch(event) or super().event(event)
        return super().event(event)

    def _claim(self, event: QKeyEvent) -> bool:
        """Take a key that is also some action's shortcut."""
        viewport = self.viewport
        if viewport is None:
            return False
        if not (self._crop.wants(event) or wanted_key(event, self.layout_now(), viewport)):
            return False
        event.accept()
        return True

    def _pinch(self, event: QNativeGestureEvent) -> bool:
        viewport = self.viewport
        if viewport is None or event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self.look(viewport.zoom_to(viewport.scale * (1 + event.value()), self._in_pane(event.position())))
        return True

    @Slot()
    def _follow_crop(self) -> None:
        """The keys of the tool are at hand as soon as it opens."""
        opened = self._session.framing.cropping and not self._cropping
        self._cropping = self._session.framing.cropping
        if opened:
            self.setFocus()
        self._update_cursor()

    @Slot(object)
    def _zoom_wanted(self, zoom: ZoomTo) -> None:
        at = self._pointer if zoom is ZoomTo.TOGGLE else None
        self.zoom(zoom, self._in_pane(QPointF(at.x, at.y)) if at is not None else None)

    def _in_pane(self, position: QPointF) -> Point:
        """A point of the canvas in its pane, as the viewport counts."""
        point = as_point(position)
        pane = self.layout_now().pane_at(point)
        return Point(point.x - pane.frame.x, point.y - pane.frame.y) if pane is not None else point

    def _update_cursor(self) -> None:
        viewport = self.viewport
        if viewport is None:
            self.unsetCursor()
            return
        at = self._pointer or Point(-100, -100)
        crop = None if self._hand.space else self._crop.cursor(QPointF(at.x, at.y), viewport)
        self.setCursor(crop or self._hand.cursor(at, self.layout_now(), viewport))
