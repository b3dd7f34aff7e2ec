"""LargeView: one photo of a run's samples as large as there is room; its kinds are switched through."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from studio.ui.live import Live
from studio.ui.plain import caption
from studio.ui.train.picture_box import PictureBox
from studio.ui.train.sample_pictures import KINDS


class LargeView(Live, QWidget):
    """Left and right switch the kind, up and down the photo, Escape and a click go back."""

    closed = Signal()
    photo_wanted = Signal(int)
    """(by how many: 1 or -1)"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("large_view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._images: dict[str, QImage] = {}
        self.kind = "now"
        self.box = PictureBox(self, clickable=True)
        self.box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.box.clicked.connect(self.closed)
        self._back = QPushButton(self)
        self._back.setObjectName("large_back")
        self._back.clicked.connect(self.closed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        self.buttons: dict[str, QToolButton] = {}
        for kind in KINDS:
            button = QToolButton(self)
            button.setObjectName(f"large_{kind}")
            button.setProperty("part", "choice")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _=False, kind=kind: self.show_kind(kind))
            self._group.addButton(button)
            self.buttons[kind] = button
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.box, 1)
        self.retranslate()

    def show_images(self, images: dict[str, QImage], kind: str = "") -> None:
        """The pictures of a photo by kind; newer ones take the place of what is seen."""
        self._images = images
        for name, button in self.buttons.items():
            button.setVisible(name in images)
        self.show_kind(kind or self.kind)

    def show_kind(self, kind: str) -> None:
        self.kind = kind if kind in self._images else next(iter(self._images), "now")
        self.box.show_image(self._images.get(self.kind))
        button = self.buttons.get(self.kind)
        if button is not None:
            button.setChecked(True)
            self.box.setAccessibleName(button.text())

    def name_kinds(self, names: dict[str, str]) -> None:
        """What the kinds are called."""
        for kind, button in self.buttons.items():
            button.setText(caption(names[kind]))

    def retranslate(self) -> None:
        self._back.setText(self.tr("Back to All"))

    def step_kind(self, by: int) -> None:
        """The next kind that there is, or the one before."""
        there = [kind for kind in KINDS if kind in self._images]
        if there:
            place = there.index(self.kind) if self.kind in there else 0
            self.show_kind(there[(place + by) % len(there)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step_kind(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.photo_wanted.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
