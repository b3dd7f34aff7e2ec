"""PresetDialog: a preset of the user's own, made or changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.batch.presets import ExportPreset
from studio.errors import StudioError
from studio.imaging.encode import SUFFIXES
from studio.imaging.gray import FORMATS as GRAY_FORMATS
from studio.imaging.sniff import NAMES
from studio.ui.batch.kept_presets import PROFILES
from studio.ui.dialogs.export_form import WITH_DEPTH, WITH_QUALITY
from studio.ui.dialogs.file_choices import ChromaChoice, CompressionChoice, SizeChoice
from studio.ui.dialogs.metadata_choice import MetadataChoice
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.translate import translated

_NO_FOLDER = re.compile(r"""[/\\{}<>:"|?*]+""")


class PresetDialog(Live, QDialog):
    """``then`` gets the preset when it is agreed to. ``taken``: names of the others.

    A preset without a name is a new one: its folder is called as it is, unless the user says otherwise:
    its files shall not come among those of the preset that it began as.
    """

    def __init__(
        self,
        preset: ExportPreset,
        taken: Collection[str],
        then: Callable[[ExportPreset], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preset, self._taken, self._then = preset, taken, then
        self.setObjectName("preset_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name, self.folder = QLineEdit(preset.name, self), QLineEdit(preset.folder, self)
        self.name.setObjectName("preset_name")
        self.folder.setObjectName("preset_folder")
        self.format, self.bits, self.profile = QComboBox(self), QComboBox(self), QComboBox(self)
        self.format.setObjectName("preset_format")
        self.quality = QSpinBox(self)
        self.quality.setRange(1, 100)
        self.quality.setValue(preset.quality)
        self.chroma, self.compression = ChromaChoice(self), CompressionChoice(self)
        self.chroma.take(preset.subsampling, preset.progressive)
        self.compression.take(preset.compression)
        self.size_choice = SizeChoice(self)
        self.size_choice.take(preset.long_edge, preset.megapixels)
        self.keep_gray = QCheckBox(self)
        self.keep_gray.setObjectName("preset_keep_gray")
        self.keep_gray.setChecked(preset.keep_gray)
        self.metadata = MetadataChoice(preset.metadata, self)
        for combo, values in (
            (self.format, ("", *SUFFIXES)),
            (self.bits, (0, 8, 16)),
            (self.profile, ("input", *PROFILES)),
        ):
            for value in values:
                combo.addItem("", value)
        self.format.setCurrentIndex(max(self.format.findData(preset.format or ""), 0))
        self.bits.setCurrentIndex(max(self.bits.findData(preset.bit_depth or 0), 0))
        self.profile.setCurrentIndex(max(self.profile.findData(preset.profile), 0))
        self._error = Label(self)
        self._error.setObjectName("preset_error")
        self._error.setProperty("part", "error")
        self._error.setWordWrap(True)
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel, self)
        for button in self.buttons.buttons():
            button.setIcon(QIcon())  # elsewhere they have none
        self.buttons.accepted.connect(self._agree)
        self.buttons.rejected.connect(self.reject)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(9)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._fields = (
            *(self.name, self.folder, self.format, self.quality, self.chroma, self.bits, self.compression),
            *(self.size_choice, self.profile, self.keep_gray, self.metadata),
        )
        self._labels = [Label(self) for _ in self._fields]
        for label, field in zip(self._labels, self._fields, strict=True):
            self._form.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 16)
        column.setSpacing(12)
        column.addLayout(self._form)
        column.addWidget(self._error)
        column.addWidget(self.buttons)
        self.setMinimumWidth(420)
        if not preset.name:
            self.folder.setText("")
            self.name.textEdited.connect(self._name_folder)
        self.name.textChanged.connect(self._look)
        self.folder.textChanged.connect(self._look)
        self.format.currentIndexChanged.connect(self._look)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Export Preset"))
        texts = (
            *(self.tr("Name"), self.tr("Folder in the output folder"), self.tr("Format"), self.tr("Quality")),
            *(self.tr("Subsampling"), self.tr("Bit depth"), self.tr("Compression"), self.tr("Size")),
            *(self.tr("Colour profile"), self.tr("Gray photos"), self.tr("Metadata")),
        )
        for label, field, text in zip(self._labels, self._fields, texts, strict=True):
            label.setText(text)
            field.setAccessibleName(text)
        self.keep_gray.setText(self.tr("Save in gray"))
        as_photo = self.tr("As the photo")
        for row, text in enumerate((as_photo, *(NAMES[kind] for kind in SUFFIXES))):
            self.format.setItemText(row, text)
        for row, text in enumerate((as_photo, self.tr("8 bit a channel"), self.tr("16 bit a channel"))):
            self.bits.setItemText(row, text)
        for row, text in enumerate((as_photo, *PROFILES.values())):
            self.profile.setItemText(row, text)
        self.folder.setPlaceholderText(self.tr("none"))
        self._look()

    @Slot(str)
    def _name_folder(self, name: str) -> None:
        if not self.folder.isModified():
            self.folder.setText(_NO_FOLDER.sub("-", name.strip()).strip(". "))

    @Slot()
    def _look(self) -> None:
        """Say at once what cannot be."""
        form = self.format.currentData()
        self._form.setRowVisible(self.quality, not form or form in WITH_QUALITY)
        self._form.setRowVisible(self.chroma, form == "jpeg")
        self._form.setRowVisible(self.bits, form in WITH_DEPTH)
        self._form.setRowVisible(self.compression, form == "tiff")
        self._form.setRowVisible(self.keep_gray, not form or form in GRAY_FORMATS)
        found = self._found()
        fault = found if isinstance(found, str) else ""
        self._error.setText(fault)
        self._error.setVisible(bool(fault))
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(not isinstance(found, str) and bool(self.name.text().strip()))

    def _found(self) -> ExportPreset | str:
        """The preset as it stands, or why it is none."""
        name, form = self.name.text().strip(), self.format.currentData()
        if name in self._taken:
            return self.tr("There is a preset of that name already.")
        try:
            return replace(
                self._preset,
                name=name,
                folder=self.folder.text().strip(" /"),
                format=form or None,
                quality=self.quality.value(),
                bit_depth=(self.bits.currentData() or None) if form in WITH_DEPTH else None,
                profile=self.profile.currentData(),
                metadata=self.metadata.value,
                subsampling=self.chroma.subsampling if form == "jpeg" else "auto",
                progressive=self.chroma.progressive and form == "jpeg",
                compression=self.compression.value if form == "tiff" else "deflate",
                long_edge=self.size_choice.long_edge,
                megapixels=self.size_choice.megapixels,
                keep_gray=self.keep_gray.isChecked() and (not form or form in GRAY_FORMATS),
            )
        except StudioError as error:
            return translated(error.message)
        except ValueError as error:
            return str(error)

    @Slot()
    def _agree(self) -> None:
        found = self._found()
        if not isinstance(found, str):
            self._then(found)
            self.accept()
