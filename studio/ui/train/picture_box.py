"""PictureBox: one picture, whole, in its proportions; a click asks to see it large."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget


class PictureBox(QWidget):
    """Draws a QImage as large as fits, in the middle. ``clickable``: by mouse, and by Enter or Space."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None, *, clickable: bool = False) -> None:
        super().__init__(parent)
        self.image: QImage | None = None
        self._clickable = clickable
        self._scaled: QImage | None = None
        self.setMinimumSize(40, 40)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if clickable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_image(self, image: QImage | None) -> None:
        self.image, self._scaled = image, None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(140, 110)

    def picture_rect(self) -> QRect:
        """Where the picture is drawn, in the widget's pixels; empty without one."""
        if self.image is None or self.image.isNull():
            return QRect()
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        corner = QPoint((self.width() - size.width()) // 2, (self.height() - size.height()) // 2)
        return QRect(corner, size)

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        place = self.picture_rect()
        if self.image is not None and not place.isEmpty():
            ratio = self.devicePixelRatioF()
            wanted = place.size() * ratio
            if self._scaled is None or self._scaled.size() != wanted:
                smooth = Qt.TransformationMode.SmoothTransformation
                self._scaled = self.image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
                self._scaled.setDevicePixelRatio(ratio)
            painter.drawImage(place.topLeft(), self._scaled)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().highlight().color(), 2))
            painter.drawRect((place if not place.isEmpty() else self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if self._clickable and left and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
