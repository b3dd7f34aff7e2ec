"""Asking where a file is to be written, and whether something may be destroyed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from studio.styles.names import safe_stem


def ask_target(parent: QWidget, title: str, stem: str, suffix: str, then: Callable[[Path], None]) -> None:
    """Ask for a file's name; it may be that of one that is there, to which the user agreed."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(f"*{suffix}")
    dialog.setDefaultSuffix(suffix[1:])
    dialog.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    dialog.selectFile(safe_stem(stem) + suffix)
    dialog.finished.connect(dialog.deleteLater)
    dialog.fileSelected.connect(lambda name: then(Path(name)))
    dialog.open()


def ask_destroy(
    parent: QWidget, question: str, told: str, answers: tuple[str, str], then: Callable[[], None]
) -> None:
    """Ask before something is destroyed: ``answers`` are (do it, do not), the latter by Enter and Escape."""
    box = QMessageBox(parent)
    box.setObjectName("ask_destroy")
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(told)
    stay = box.addButton(answers[1], QMessageBox.ButtonRole.RejectRole)
    destroy = box.addButton(answers[0], QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.finished.connect(box.deleteLater)
    box.buttonClicked.connect(lambda button: then() if button is destroy else None)
    box.open()
