"""About the program: its version, where news are, and the licences of all that it is made of."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio import __version__
from studio.paths import licences, resources
from studio.ui.live import Live
from studio.ui.plain import Label

_ICON = 64
_WIDTH, _HEIGHT = 640, 300


class AboutDialog(Live, QDialog):
    """Texts, and where the program was packed with its parts, theirs."""

    def __init__(self, parent: QWidget | None = None, folder: Path | None = None) -> None:
        """``folder``: of the licences; by default the packed program's."""
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setModal(False)
        self._icon = Label(self)
        icon = QIcon(str(resources() / "icons" / "application.svg"))
        self._icon.setPixmap(icon.pixmap(_ICON, _ICON))
        self._name, self._told, self._news, self._licence = (Label(self) for _ in range(4))
        self._name.setProperty("part", "heading")
        for label in (self._name, self._told, self._news, self._licence):
            label.setWordWrap(True)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._part, self._text = QComboBox(self), QPlainTextEdit(self)
        self._text.setReadOnly(True)
        self._text.setMinimumSize(_WIDTH, _HEIGHT)
        self._part.currentIndexChanged.connect(self._show_licence)
        self._close = QPushButton(self)
        self._close.setDefault(True)
        self._close.clicked.connect(self.close)
        self._lay_out()
        self._list(folder or licences())
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("About Portrait Style Studio"))
        self._name.setText(self.tr("Portrait Style Studio {version}").format(version=__version__))
        self._told.setText(
            self.tr("A photo editor for portraits that learns your style. All is computed on this computer.")
        )
        self._news.setText(
            self.tr(
                "The program opens no network connection, and so does not look for updates. For news and"
                " newer versions look where you got this one; what each version changed is in its CHANGELOG."
            )
        )
        self._licence.setText(
            self.tr("Free under the Apache License 2.0. The parts that it is made of have these licences:")
            if self._part.count()
            else self.tr(
                "Free under the Apache License 2.0. Its parts were installed by pip, with their licences."
            )
        )
        self._part.setAccessibleName(self.tr("Part of the program"))
        self._text.setAccessibleName(self.tr("Licence"))
        self._close.setText(self.tr("Close"))

    def present(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()

    def texts(self) -> list[str]:
        """What the window says, for whoever reads it aloud."""
        return [label.text() for label in (self._name, self._told, self._news, self._licence)]

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.addWidget(self._icon, 0, 0, 3, 1, Qt.AlignmentFlag.AlignTop)
        for row, label in enumerate((self._name, self._told, self._news)):
            grid.addWidget(label, row, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 14)
        column.setSpacing(10)
        column.addLayout(grid)
        column.addWidget(self._licence)
        column.addWidget(self._part)
        column.addWidget(self._text, 1)
        column.addWidget(self._close, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(480)

    def _list(self, folder: Path | None) -> None:
        for file in sorted(folder.glob("*.txt")) if folder is not None else ():
            self._part.addItem(file.stem, str(file))
        own = self._part.findText("portrait-style-studio")
        self._part.setCurrentIndex(max(own, 0))
        for widget in (self._part, self._text):
            widget.setVisible(bool(self._part.count()))

    @Slot()
    def _show_licence(self) -> None:
        place = self._part.currentData()
        if place:
            try:
                self._text.setPlainText(Path(place).read_text(encoding="utf-8", errors="replace"))
            except OSError as error:
                self._text.setPlainText(str(error))
