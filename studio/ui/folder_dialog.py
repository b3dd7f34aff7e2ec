"""Asking for a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_folder(
    parent: QWidget, title: str, then: Callable[[Path], None], shown: str | Path = ""
) -> QFileDialog:
    """Open a dialog that shows the folder ``shown``; ``then`` gets the one that was chosen, absolute."""
    dialog = QFileDialog(parent, title, str(shown))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.finished.connect(dialog.deleteLater)
    # Qt's own dialog names the folder that it shows beside one that was typed; only the last was meant.
    dialog.filesSelected.connect(lambda names: then(Path(names[-1]).absolute()))
    dialog.open()
    return dialog
