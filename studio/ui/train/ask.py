"""Asking which photos are meant, where a file is to be written, and whether something may be destroyed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from studio.styles.names import safe_stem


def local_paths(data: QMimeData) -> list[Path]:
    """The files and folders of this computer that are dropped, absolute."""
    return [Path(url.toLocalFile()).absolute() for url in data.urls() if url.isLocalFile()]


def pictures_folder() -> str:
    """Where the user's pictures mostly are; empty where the system knows none."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)


def photo_dialog(parent: QWidget, title: str, *, many: bool = False) -> QFileDialog:
    """A dialog that shows the photos of a folder, at first those of the user's pictures; not open yet."""
    from studio.imaging.folders import READABLE_SUFFIXES

    dialog = QFileDialog(parent, title)
    modes = QFileDialog.FileMode
    dialog.setFileMode(modes.ExistingFiles if many else modes.ExistingFile)
    patterns = [f"*{case(each)}" for each in sorted(READABLE_SUFFIXES) for case in (str.lower, str.upper)]
    said = QCoreApplication.translate("Ask", "Photos ({patterns})")
    dialog.setNameFilters([said.format(patterns=" ".join(patterns))])
    dialog.setDirectory(pictures_folder())
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def ask_photo(parent: QWidget, title: str, then: Callable[[Path], None]) -> None:
    """Ask for one photo."""
    dialog = photo_dialog(parent, title)
    dialog.fileSelected.connect(lambda name: then(Path(name).absolute()))
    dialog.open()


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
