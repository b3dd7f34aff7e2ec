"""TrainEmpty: what the mode Train shows while nothing was taught yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.theme.colours import colours_of
from studio.ui.theme.icons import coloured, picture


class TrainEmpty(Live, QWidget):
    """Says what this is, and how to begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "empty")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign, self._title, self._text = Label(self), Label(self), Label(self)
        self._title.setProperty("part", "title")
        self._text.setProperty("part", "faint")
        self._text.setWordWrap(True)
        self._text.setMaximumWidth(560)
        line = QHBoxLayout()  # laid out between equals, it gets the height that its width needs
        line.addStretch(1)
        line.addWidget(self._text, 20)
        line.addStretch(1)
        self.begin = QPushButton(self)
        self.begin.setObjectName("begin_training")
        self.begin.setProperty("part", "primary")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (self._sign, self._title, self._text, self.begin):
            if isinstance(widget, Label):
                widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            if widget is self._text:
                column.addLayout(line)
            else:
                column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.retranslate()
        self.recolour()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Teach it your style"))
        self._text.setText(
            self.tr(
                "Show it photos that you finished, and it learns how you do it: 20 teach well, 40 better. It"
                " learns on this computer, for some minutes up to some hours, and goes on when the window"
                " closes."
            )
        )
        self.begin.setText(self.tr("Begin"))

    def recolour(self) -> None:
        self._sign.setPixmap(picture("train", colours_of(self.palette()).faint, 56, self.devicePixelRatioF()))
        self.begin.setIcon(coloured("train", self.palette().highlightedText().color().name()))
