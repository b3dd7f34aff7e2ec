"""The fields of the dialog that exports a style as a look-up table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from studio.imaging.photo import Photo
from studio.styles.table_formats import FORMATS
from studio.ui.folder_dialog import ask_folder
from studio.ui.live import Live
from studio.ui.plain import Label

Photos: TypeAlias = tuple[Path | Photo, ...]


@dataclass(frozen=True)
class Choices:
    """The photos that the table can be made from, those that there are; and how many are taken at most."""

    this_photo: Photo | None
    folder: tuple[Path, ...]
    sample: Path | None
    most: int

    def of(self, key: str) -> Photos:
        """The photos that a choice stands for."""
        if key == "folder":
            return self.folder
        if key == "photo":
            return (self.this_photo,) if self.this_photo is not None else ()
        return (self.sample,) if self.sample is not None else ()


class PassportForm(Live, QWidget):
    """``changed`` after any change of where it is written to."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = Choices(None, (), None, 0)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(9)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.format, self.nodes, self.photos = QComboBox(self), QComboBox(self), QComboBox(self)
        for combo, name in ((self.format, "format"), (self.nodes, "size"), (self.photos, "photos")):
            combo.setObjectName(f"passport_{name}")
        for key in FORMATS:
            self.format.addItem("", key)
        self.as_set, self.report = QCheckBox(self), QCheckBox(self)
        self.as_set.setObjectName("passport_as_set")
        self.report.setObjectName("passport_report")
        self.report.setChecked(True)
        self.name, self.folder = QLineEdit(self), QLineEdit(self)
        self.name.setObjectName("passport_name")
        self.folder.setObjectName("passport_folder")
        self.browse_button = QPushButton(self)
        self.browse_button.clicked.connect(self._browse)
        self._suffix, self._hint = Label(self), Label(self)
        self._hint.setProperty("part", "faint")
        self._hint.setWordWrap(True)
        self._labels = [Label(self) for _ in range(8)]
        self._rows: tuple[QWidget, ...] = (
            self.as_set,
            self.format,
            self.nodes,
            self.photos,
            self._hint,
            self.report,
            _row(self.name, self._suffix),
            _row(self.folder, self.browse_button),
        )
        for label, row in zip(self._labels, self._rows, strict=True):
            self._form.addRow(label, row)
        self.format.currentIndexChanged.connect(self._fill_sizes)
        for signal in (
            self.format.currentIndexChanged,
            self.name.textChanged,
            self.folder.textChanged,
            self.report.toggled,
        ):
            signal.connect(self._follow)
        self._fill_sizes()
        self.retranslate()

    @property
    def suffix(self) -> str:
        return FORMATS[self.format.currentData()].suffix

    def chosen_photos(self) -> Photos:
        return self._choices.of(str(self.photos.currentData()))

    def offer(self, choices: Choices, *, learned: bool, as_set: str) -> None:
        """What there is to choose. ``as_set`` says how the style is set on the photo; empty: no choice."""
        before = self.photos.currentData()
        self._choices, self._learned = choices, learned
        self.photos.clear()
        for key in ("folder", "photo", "sample"):
            if len(choices.of(key)) > (1 if key == "folder" else 0):
                self.photos.addItem("", key)
        self.photos.setCurrentIndex(max(self.photos.findData(before), 0))
        self._form.setRowVisible(self.as_set, bool(as_set))
        self.as_set.setChecked(bool(as_set))
        self._as_set = as_set
        self.retranslate()

    def retranslate(self) -> None:
        texts = (
            "",
            self.tr("Format"),
            self.tr("Size"),
            self.tr("Made from") if self._learned else self.tr("Compared on"),
            "",
            "",
            self.tr("Name"),
            self.tr("Folder"),
        )
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
        for field, text in (
            (self.format, texts[1]),
            (self.nodes, texts[2]),
            (self.photos, texts[3]),
            (self.name, texts[6]),
            (self.folder, texts[7]),
        ):
            field.setAccessibleName(text)
        names = {
            "cube": self.tr("Look-up table (.cube)"),
            "hald": self.tr("HaldCLUT (.png)"),
            "xmp": self.tr("Lightroom and Camera Raw profile (.xmp)"),
        }
        for row in range(self.format.count()):
            self.format.setItemText(row, names[self.format.itemData(row)])
        for row in range(self.nodes.count()):
            nodes = self.nodes.itemData(row)
            self.nodes.setItemText(row, self.tr("{n} x {n} x {n} nodes").format(n=nodes))
        for row in range(self.photos.count()):
            self.photos.setItemText(row, self._photos_text(self.photos.itemData(row)))
        self.as_set.setText(self.tr("As set on this photo: {amounts}").format(amounts=self._as_set))
        self.report.setText(self.tr("Write a report with pictures beside it (.html)"))
        self.browse_button.setText(self.tr("Choose…"))
        self._follow_texts()

    # Set before the first ``offer``.
    _learned = False
    _as_set = ""

    def _photos_text(self, key: str) -> str:
        photos = self._choices.of(key)
        if key == "sample":
            return self.tr("The sample portrait")
        if key == "photo":
            photo = self._choices.this_photo
            return self.tr("This photo: {name}").format(name=photo.name if photo else "")
        if len(photos) > self._choices.most:
            text = self.tr("The open folder: {most} of its {count} photos")
            return text.format(most=self._choices.most, count=len(photos))
        return self.tr("The open folder: its {count} photos").format(count=len(photos))

    @Slot()
    def _browse(self) -> None:
        ask_folder(
            self,
            self.tr("Choose a Folder"),
            lambda folder: self.folder.setText(str(folder)),
            self.folder.text(),
        )

    @Slot()
    def _fill_sizes(self) -> None:
        form = FORMATS[self.format.currentData()]
        self.nodes.clear()
        for nodes in form.sizes:
            self.nodes.addItem(self.tr("{n} x {n} x {n} nodes").format(n=nodes), nodes)
        self.nodes.setCurrentIndex(form.sizes.index(form.size))
        self.nodes.setEnabled(len(form.sizes) > 1)

    @Slot()
    def _follow(self) -> None:
        self._follow_texts()
        self.changed.emit()

    def _follow_texts(self) -> None:
        self._suffix.setText(self.suffix)
        hints = []
        if self._learned:
            hints.append(
                self.tr(
                    "This style adapts to each photo. The table that comes nearest on these photos is made,"
                    " and what it keeps of the style is measured."
                )
            )
        else:
            hints.append(self.tr("This style is a fixed table and goes out as it is."))
        if self.format.currentData() == "xmp":
            hints.append(self.tr("Made by Adobe's published table format; not yet tried in Lightroom."))
        self._hint.setText(" ".join(hints))


def _row(wide: QWidget, narrow: QWidget) -> QWidget:
    row = QWidget(wide.parentWidget())
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(wide, 1)
    layout.addWidget(narrow)
    return row
