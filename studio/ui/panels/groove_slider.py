"""GrooveSlider: a horizontal slider for one Param."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSlider, QWidget

from studio.editing.params import Param

_HANDLE = 7.0  # radius
_GROOVE = 4.0  # height


class GrooveSlider(QSlider):
    """Stands on whole ticks, the smallest steps that the number beside it can show.

    The groove has the Param's colours or is filled from the default to the handle; a mark stands at the
    default. Double click resets. Arrows move a step, with Shift a tick, Page keys ten steps. The wheel is
    left to the panel: it scrolls.
    """

    moved = Signal(float, bool)
    """(value, dragging) by the user; not by :meth:`show_value`."""
    released = Signal()
    """The hand or the key let go after moves with dragging."""

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._param = param
        self._tick = 10.0**-param.decimals / param.scale
        self._offset: float | None = None  # from the hand to the handle's middle, while held
        self._key_held = False
        self.setRange(0, round((param.maximum - param.minimum) / self._tick))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(90)
        self.show_value(param.default)

    @property
    def value_shown(self) -> float:
        # Rounded, so that 41 ticks of 0.01 are 0.41.
        return round(self._param.minimum + self.value() * self._tick, 6)

    def show_value(self, value: float) -> None:
        """Stand at a value without telling anyone."""
        self.setValue(round((value - self._param.minimum) / self._tick))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(90, 20)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        at, handle = event.position().x(), self._x_of(self.value())
        if abs(at - handle) <= _HANDLE + 2:
            self._offset = handle - at
        else:
            self._offset = 0.0
            self._drag_to(at)
        self.setSliderDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._offset is not None:
            self._drag_to(event.position().x() + self._offset)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._offset is not None and event.button() == Qt.MouseButton.LeftButton:
            self._offset = None
            self.setSliderDown(False)
            self.released.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._offset = None
        self.reset()

    def reset(self) -> None:
        """Back to the default, as one change."""
        self.released.emit()
        self._move(self._param.default, dragging=False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = self._tick if fine else self._param.step
        steps = {
            Qt.Key.Key_Left: -step,
            Qt.Key.Key_Down: -step,
            Qt.Key.Key_Right: step,
            Qt.Key.Key_Up: step,
            Qt.Key.Key_PageDown: -10 * self._param.step,
            Qt.Key.Key_PageUp: 10 * self._param.step,
            Qt.Key.Key_Home: self._param.minimum - self._param.maximum,
            Qt.Key.Key_End: self._param.maximum - self._param.minimum,
        }
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.reset()
        elif (by := steps.get(Qt.Key(event.key()))) is not None:
            # A key that is held down makes one step of the history.
            self._key_held = True
            self._move(self.value_shown + by, dragging=True)
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._key_held and not event.isAutoRepeat():
            self._key_held = False
            self.released.emit()
        super().keyReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        middle = self.height() / 2
        groove = QRectF(_HANDLE, middle - _GROOVE / 2, self.width() - 2 * _HANDLE, _GROOVE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._groove_brush(groove))
        painter.drawRoundedRect(groove, _GROOVE / 2, _GROOVE / 2)
        origin, handle = self._x_of(self._default_tick), self._x_of(self.value())
        if not self._param.low and self.isEnabled():
            painter.setBrush(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(QRectF(min(origin, handle), groove.y(), abs(handle - origin), _GROOVE))
        mark = palette.color(QPalette.ColorRole.WindowText)
        mark.setAlphaF(0.55)
        painter.fillRect(QRectF(origin - 0.75, middle - 5, 1.5, 10), mark)
        self._paint_handle(painter, QPointF(handle, middle))
        painter.end()

    def _paint_handle(self, painter: QPainter, middle: QPointF) -> None:
        palette = self.palette()
        face = palette.color(QPalette.ColorRole.WindowText)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
        else:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Window), 2))
        painter.setBrush(face)
        painter.drawEllipse(middle, _HANDLE - 1, _HANDLE - 1)

    def _groove_brush(self, groove: QRectF) -> QBrush:
        if not self._param.low or not self.isEnabled():
            ground = self.palette().color(QPalette.ColorRole.WindowText)
            ground.setAlphaF(0.25)
            return QBrush(ground)
        gradient = QLinearGradient(groove.topLeft(), groove.topRight())
        gradient.setColorAt(0, QColor(self._param.low))
        gradient.setColorAt(1, QColor(self._param.high))
        return QBrush(gradient)

    @property
    def _default_tick(self) -> int:
        return round((self._param.default - self._param.minimum) / self._tick)

    def _x_of(self, tick: int) -> float:
        return _HANDLE + (self.width() - 2 * _HANDLE) * tick / max(self.maximum(), 1)

    def _drag_to(self, x: float) -> None:
        share = (x - _HANDLE) / max(self.width() - 2 * _HANDLE, 1)
        span = self._param.maximum - self._param.minimum
        self._move(self._param.minimum + min(max(share, 0.0), 1.0) * span, dragging=True)

    def _move(self, value: float, *, dragging: bool) -> None:
        before = self.value()
        self.show_value(self._param.clamp(value))
        if self.value() != before:
            self.moved.emit(self.value_shown, dragging)
