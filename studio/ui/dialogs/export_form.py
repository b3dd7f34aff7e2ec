"""The fields of the export dialog: format with what belongs to it, size, profile, name and folder."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QWidget,
)

from studio.imaging.encode import SUFFIXES, ExportOptions
from studio.imaging.gray import FORMATS as GRAY_FORMATS
from studio.imaging.sniff import NAMES
from studio.settings import Settings
from studio.ui.dialogs.file_choices import ChromaChoice, CompressionChoice, SizeChoice
from studio.ui.dialogs.metadata_choice import MetadataChoice
from studio.ui.live import Live
from studio.ui.plain import Label

WITH_QUALITY = ("jpeg", "webp", "avif")
WITH_DEPTH = ("png", "tiff")


class ExportForm(Live, QWidget):
    """``changed`` after any change by hand; ``browse`` when another folder is wanted."""

    changed = Signal()
    browse = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(9)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.format = self._combo("format", tuple(SUFFIXES))
        self.quality = QSpinBox(self)
        self.quality_slider = QSlider(Qt.Orientation.Horizontal, self)
        for control in (self.quality, self.quality_slider):
            control.setRange(1, 100)
        self.quality.setFixedWidth(64)
        self.quality.valueChanged.connect(self.quality_slider.setValue)
        self.quality_slider.valueChanged.connect(self.quality.setValue)
        self.bits = self._combo("depth", (0, 8, 16))
        self.profile = self._combo("profile", ("input", "srgb", "display-p3", "adobe-rgb", "prophoto"))
        self.chroma, self.compression = ChromaChoice(self), CompressionChoice(self)
        self.size_choice = SizeChoice(self)
        self.keep_gray = QCheckBox(self)
        self.keep_gray.setObjectName("export_keep_gray")
        self._is_gray = False
        self.metadata = MetadataChoice("all", self)
        self.name, self.folder = QLineEdit(self), QLineEdit(self)
        self.name.setObjectName("export_name")
        self.folder.setObjectName("export_folder")
        self.browse_button = QPushButton(self)
        self.browse_button.clicked.connect(self.browse)
        self._suffix = Label(self)
        self._quality_row = _row(self.quality_slider, self.quality)
        self._labels = [Label(self) for _ in range(11)]
        rows: tuple[QWidget, ...] = (
            self.format,
            self._quality_row,
            self.chroma,
            self.bits,
            self.compression,
            self.size_choice,
            self.profile,
            self.keep_gray,
            self.metadata,
            _row(self.name, self._suffix),
            _row(self.folder, self.browse_button),
        )
        for label, row in zip(self._labels, rows, strict=True):
            self._form.addRow(label, row)
        for signal in (
            self.format.currentIndexChanged,
            self.quality.valueChanged,
            self.chroma.changed,
            self.bits.currentIndexChanged,
            self.compression.currentIndexChanged,
            self.size_choice.changed,
            self.profile.currentIndexChanged,
            self.keep_gray.toggled,
            self.metadata.currentIndexChanged,
            self.name.textChanged,
            self.folder.textChanged,
        ):
            signal.connect(self._follow)
        self.retranslate()
        self._follow()

    @property
    def suffix(self) -> str:
        return SUFFIXES[self.format.currentData()]

    def options(self) -> ExportOptions:
        form = str(self.format.currentData())
        return ExportOptions(
            format=form,
            quality=self.quality.value(),
            bit_depth=(self.bits.currentData() or None) if form in WITH_DEPTH else None,
            profile=str(self.profile.currentData()),
            metadata=self.metadata.value,
            subsampling=self.chroma.subsampling if form == "jpeg" else "auto",
            progressive=self.chroma.progressive and form == "jpeg",
            compression=self.compression.value if form == "tiff" else "deflate",
            long_edge=self.size_choice.long_edge,
            megapixels=self.size_choice.megapixels,
            keep_gray=self.keep_gray.isChecked() and form in GRAY_FORMATS,
        )

    def show_gray(self, is_gray: bool) -> None:
        """Whether the photo is gray: of others there is no choice."""
        self._is_gray = is_gray
        self._follow()

    def as_settings(self) -> dict[str, Any]:
        """What :meth:`take` takes, what the format has no use for included."""
        return {
            "export_format": self.format.currentData(),
            "export_quality": self.quality.value(),
            "export_bit_depth": self.bits.currentData(),
            "export_profile": self.profile.currentData(),
            "export_keep": self.metadata.value,
            "export_subsampling": self.chroma.subsampling,
            "export_progressive": self.chroma.progressive,
            "export_compression": self.compression.value,
            "export_long_edge": self.size_choice.long_edge or 0,
            "export_megapixels": self.size_choice.megapixels or 0.0,
            "export_keep_gray": self.keep_gray.isChecked(),
        }

    def take(self, settings: Settings) -> None:
        """The choices of the last export."""
        for combo, value in (
            (self.format, settings.export_format),
            (self.bits, settings.export_bit_depth),
            (self.profile, settings.export_profile),
        ):
            combo.setCurrentIndex(max(combo.findData(value), 0))
        self.quality.setValue(settings.export_quality)
        self.keep_gray.setChecked(settings.export_keep_gray)
        self.metadata.take(settings.export_keep)
        self.chroma.take(settings.export_subsampling, settings.export_progressive)
        self.compression.take(settings.export_compression)
        self.size_choice.take(settings.export_long_edge, settings.export_megapixels)

    def retranslate(self) -> None:
        texts = (
            self.tr("Format"),
            self.tr("Quality"),
            self.tr("Subsampling"),
            self.tr("Bit depth"),
            self.tr("Compression"),
            self.tr("Size"),
            self.tr("Colour profile"),
            self.tr("Gray photo"),
            self.tr("Metadata"),
            self.tr("Name"),
            self.tr("Folder"),
        )
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
        fields: tuple[QWidget, ...] = (
            *(self.format, self.quality, self.chroma, self.bits, self.compression, self.size_choice),
            *(self.profile, self.keep_gray, self.metadata, self.name, self.folder),
        )
        for field, text in zip(fields, texts, strict=True):
            field.setAccessibleName(text)
        self.quality_slider.setAccessibleName(texts[1])
        self.keep_gray.setText(self.tr("Save in gray"))
        _name(self.format, {kind: NAMES[kind] for kind in SUFFIXES})
        _name(
            self.bits,
            {0: self.tr("As the photo"), 8: self.tr("8 bit a channel"), 16: self.tr("16 bit a channel")},
        )
        _name(
            self.profile,
            {
                "input": self.tr("As the photo"),
                "srgb": "sRGB",
                "display-p3": "Display P3",
                "adobe-rgb": "Adobe RGB (1998)",
                "prophoto": "ProPhoto RGB",
            },
        )
        self.browse_button.setText(self.tr("Choose…"))

    @Slot()
    def _follow(self) -> None:
        form = self.format.currentData()
        self._form.setRowVisible(self._quality_row, form in WITH_QUALITY)
        self._form.setRowVisible(self.chroma, form == "jpeg")
        self._form.setRowVisible(self.bits, form in WITH_DEPTH)
        self._form.setRowVisible(self.compression, form == "tiff")
        self._form.setRowVisible(self.keep_gray, self._is_gray and form in GRAY_FORMATS)
        self._suffix.setText(self.suffix)
        self.changed.emit()

    def _combo(self, name: str, values: tuple[object, ...]) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(f"export_{name}")
        for value in values:
            combo.addItem("", value)
        return combo


def _row(wide: QWidget, narrow: QWidget) -> QWidget:
    row = QWidget(wide.parentWidget())
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(wide, 1)
    layout.addWidget(narrow)
    return row


def _name(combo: QComboBox, names: dict[str, str] | dict[int, str]) -> None:
    for row, text in enumerate(names.values()):
        combo.setItemText(row, text)
