"""BigChoice: one of several large choices, with a heading and a few sentences."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from studio.ui.plain import Label, caption
from studio.ui.theme.colours import colours_of

_MARGIN = 14


class BigChoice(QAbstractButton):
    """A button that is chosen or not. It is as high as its sentences need at its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN + 4, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        self._lines: list[Label] = []
        self._title = self._line("heading")
        font = self._title.font()
        font.setPixelSize(15)
        self._title.setFont(font)

    def set_texts(self, title: str, *lines: str) -> None:
        """A heading and sentences below it, the first in full colour."""
        while len(self._lines) <= len(lines):
            self._line("" if len(self._lines) == 1 else "faint")
        for label, text in zip(self._lines, (title, *lines), strict=False):
            label.setText(text)
            label.setVisible(bool(text))
        self.setText(caption(title))
        self.setAccessibleName(title)
        self.setAccessibleDescription("\n".join(filter(None, lines)))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._column.heightForWidth(width)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, _: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self.isChecked() or self.hasFocus() or self.underMouse()
        edge = self.palette().highlight().color() if lively else self.palette().mid().color()
        painter.setPen(QPen(edge, 2 if self.isChecked() else 1))
        painter.setBrush(self.palette().base() if self.isChecked() else self.palette().button())
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 8, 8)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().highlight())
            painter.drawRoundedRect(6, _MARGIN + 2, 4, self.height() - 2 * _MARGIN - 4, 2, 2)
        if self.hasFocus():
            pen = QPen(QColor(colours.text), 1, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(4, 4, -5, -5), 6, 6)
        painter.end()

    def _line(self, part: str) -> Label:
        label = Label(self)
        label.setWordWrap(True)
        if part:
            label.setProperty("part", part)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column.insertWidget(len(self._lines), label)
        self._lines.append(label)
        return label
