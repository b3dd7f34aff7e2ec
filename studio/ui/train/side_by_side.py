"""SideBySide: two pictures with a line below each, or the sentence that says why there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.ui.plain import Label
from studio.ui.train.picture_box import PictureBox

Captioned = tuple[QImage | None, str]


class SideBySide(QWidget):
    """``left`` and ``right`` draw the pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.right = PictureBox(self), PictureBox(self)
        self._captions = Label(self), Label(self)
        self.error = Label(self)
        self.error.setProperty("part", "error")
        self.error.setWordWrap(True)
        self.error.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.error.hide()
        row = QHBoxLayout()
        for box, caption in zip((self.left, self.right), self._captions, strict=True):
            caption.setProperty("part", "faint")
            caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
            side = QVBoxLayout()
            side.addWidget(box, 1)
            side.addWidget(caption)
            row.addLayout(side, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.error)
        column.addLayout(row, 1)

    def show_pair(self, left: Captioned, right: Captioned) -> None:
        """A picture and the words below it, for each side."""
        for box, caption, (image, text) in zip(
            (self.left, self.right), self._captions, (left, right), strict=True
        ):
            box.show_image(image)
            caption.setText(text)

    def show_error(self, sentence: str) -> None:
        """Say why there is nothing to see; an empty sentence takes it back."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
        if sentence:
            self.show_pair((None, ""), (None, ""))
