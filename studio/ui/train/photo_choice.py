"""PhotoChoice: which photo the time machine shows: one of the training's, the open one, or any other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from studio.imaging.photo import Photo
from studio.ui.live import Live
from studio.ui.session import Session
from studio.ui.train.ask import ask_photo

MOST = 8
"""So many photos from elsewhere stay on the list."""
_LETTERS = 18
"""No name makes the list wider than so many."""


class PhotoChoice(Live, QWidget):
    """A list, and a button that asks for a file."""

    changed = Signal()
    """Another photo was chosen, or another one is open where the open one is shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._count = 0
        self._files: list[Path] = []
        self.list = QComboBox(self)
        self.list.setObjectName("time_photo")
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.list.setMinimumContentsLength(_LETTERS)
        self.choose = QPushButton(self)
        self.choose.setObjectName("time_choose")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.list)
        row.addWidget(self.choose)
        self.list.currentIndexChanged.connect(self.changed)
        self.choose.clicked.connect(self._ask)
        session.photo_opened.connect(self._follow_open)
        self.retranslate()

    @property
    def chosen(self) -> int | Photo | Path:
        """The number of one of the training's photos, the open photo, or a file."""
        data = self.list.currentData()
        if data == "open" and self._session.photo is not None:
            return self._session.photo
        return data if isinstance(data, int | Path) else 0

    def set_count(self, count: int) -> None:
        """How many photos the training shows."""
        if count != self._count:
            self._count = count
            self._fill()

    def show_file(self, path: Path) -> None:
        """Put a file on the list, and choose it."""
        if path not in self._files:
            self._files = [*self._files, path][-MOST:]
            self._fill()
        self.list.setCurrentIndex(self._find(path))

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Photo"))
        self.choose.setText(self.tr("Another Photo…"))
        self.choose.setToolTip(self.tr("See any photo at every checkpoint; you can also drop one here"))
        self._fill()

    def _find(self, data: object) -> int:
        # The list's own search compares what lies behind Python objects.
        return next((row for row in range(self.list.count()) if self.list.itemData(row) == data), 0)

    def _fill(self) -> None:
        chosen = self.list.currentData()
        self.list.blockSignals(True)
        self.list.clear()
        for number in range(self._count):
            self.list.addItem(self.tr("Photo {number}").format(number=number + 1), number)
        photo = self._session.photo
        if photo is not None:
            self.list.addItem(self.tr("Open: {name}").format(name=photo.path.name), "open")
        for path in self._files:
            self.list.addItem(path.name, path)
        self.list.setCurrentIndex(self._find(chosen))
        self.list.blockSignals(False)

    @Slot()
    def _follow_open(self) -> None:
        self._fill()
        if self.list.currentData() == "open":
            self.changed.emit()

    @Slot()
    def _ask(self) -> None:
        ask_photo(self, self.tr("Choose a Photo"), self.show_file)
