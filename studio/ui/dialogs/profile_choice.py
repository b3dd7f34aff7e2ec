"""A colour profile to choose, or another file: one of a few by name, or any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from studio.ui.plain import tip

Ask: TypeAlias = Callable[[QWidget, str, Callable[[Path], None]], QFileDialog]

# Where Linux keeps profiles that are installed.
_FOLDERS = ("/usr/share/color/icc", "/usr/local/share/color/icc")


class ProfileChoice(QComboBox):
    """``chosen`` carries the path of a file, or one of ``fixed``, whose texts :meth:`name` gives.

    ``ask`` opens the dialog: by default one for profiles.
    """

    chosen = Signal(str)

    def __init__(self, fixed: Sequence[str], parent: QWidget | None = None, ask: Ask | None = None) -> None:
        super().__init__(parent)
        self._ask = ask or ask_profile
        self._fixed = tuple(fixed)
        self._value = self._fixed[0]
        self._title = ""
        for value in self._fixed:
            self.addItem("", value)
        self.addItem("", None)
        self.activated.connect(self._activated)

    @property
    def value(self) -> str:
        return self._value

    def name(self, texts: Sequence[str], title: str) -> None:
        """What the fixed choices are called, and the dialog."""
        self._title = title
        for row, text in enumerate(texts):
            self.setItemText(row, text)
        self.setItemText(self.count() - 1, QCoreApplication.translate("ProfileChoice", "Choose a file…"))

    def take(self, value: str) -> None:
        """Show what is chosen."""
        self._value = value
        while self.count() > len(self._fixed) + 1:
            self.removeItem(len(self._fixed))
        if value not in self._fixed:
            self.insertItem(len(self._fixed), Path(value).name, value)
        self.setCurrentIndex(self.findData(value))
        self.setToolTip(tip(value) if value not in self._fixed else "")

    @Slot(int)
    def _activated(self, row: int) -> None:
        value = self.itemData(row)
        if value is not None:
            self.chosen.emit(value)
            return
        self.take(self._value)
        self._ask(self, self._title, lambda path: self.chosen.emit(str(path)))


def ask_profile(parent: QWidget, title: str, then: Callable[[Path], None]) -> QFileDialog:
    """Open a dialog; ``then`` gets the profile's file that was chosen."""
    template = QCoreApplication.translate("ProfileChoice", "ICC profiles ({patterns})")
    dialog = _dialog(parent, title, then, template.format(patterns="*.icc *.icm *.ICC *.ICM"))
    folder = next((folder for folder in _FOLDERS if Path(folder).is_dir()), None)
    if folder is not None:
        dialog.setDirectory(folder)
    return dialog


def ask_pem(parent: QWidget, title: str, then: Callable[[Path], None]) -> QFileDialog:
    """As :func:`ask_profile`, for a certificate or a key."""
    template = QCoreApplication.translate("ProfileChoice", "Certificates and keys ({patterns})")
    return _dialog(parent, title, then, template.format(patterns="*.pem *.crt *.cer *.key"))


def _dialog(parent: QWidget, title: str, then: Callable[[Path], None], names: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([names])
    dialog.finished.connect(dialog.deleteLater)
    dialog.fileSelected.connect(lambda name: then(Path(name).absolute()))
    dialog.open()
    return dialog
