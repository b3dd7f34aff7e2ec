"""Preferences: language, theme, device, monitor. Every choice is in force at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.ui.live import Live
from studio.ui.plain import Label, tip
from studio.ui.session import Session

FIELDS = ("language", "theme", "device")


class PreferencesDialog(Live, QDialog):
    """Changes the session's settings."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("preferences_dialog")
        self.setModal(False)
        self.setMinimumWidth(460)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(14)
        self._form.setVerticalSpacing(10)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        values = {
            "language": ("system", "en", "zh_CN"),
            "theme": ("dark", "light", "system"),
            "device": ("auto", "cpu", "cuda", "mps"),
        }
        self._labels = {name: Label(self) for name in (*FIELDS, "display")}
        self._combos = {name: self._combo(name, values[name]) for name in FIELDS}
        self._profile = Label(self)
        self._choose, self._srgb, self._close = QPushButton(self), QPushButton(self), QPushButton(self)
        self._device_note = Label(self)
        self._device_note.setProperty("part", "faint")
        self._device_note.setWordWrap(True)
        self._arrange()
        self._choose.clicked.connect(self._browse)
        self._srgb.clicked.connect(self._use_srgb)
        self._close.clicked.connect(self.close)
        session.preferences.changed.connect(self._follow)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Preferences"))
        texts = {
            "language": self.tr("Language"),
            "theme": self.tr("Theme"),
            "device": self.tr("Compute on"),
            "display": self.tr("Monitor profile"),
        }
        for name, text in texts.items():
            self._labels[name].setText(text)
            if name in self._combos:
                self._combos[name].setAccessibleName(text)
        choices = {
            "language": (self.tr("As the system"), "English", "简体中文"),
            "theme": (self.tr("Dark"), self.tr("Light"), self.tr("As the system")),
            "device": (
                self.tr("The fastest that works"),
                self.tr("Processor (CPU)"),
                self.tr("NVIDIA graphics (CUDA)"),
                self.tr("Apple graphics (Metal)"),
            ),
        }
        for name, names in choices.items():
            for row, text in enumerate(names):
                self._combos[name].setItemText(row, text)
        self._choose.setText(self.tr("Choose…"))
        self._srgb.setText(self.tr("Use sRGB"))
        self._close.setText(self.tr("Close"))
        self._device_note.setText(self.tr("Another device is used from the next start on."))
        self._follow()

    @Slot()
    def _follow(self) -> None:
        settings = self._session.preferences.current
        for name, combo in self._combos.items():
            combo.setCurrentIndex(max(combo.findData(getattr(settings, name)), 0))
        path = settings.display_profile
        self._profile.setText(Path(path).name if path else "sRGB")
        self._profile.setToolTip(tip(path))
        self._srgb.setEnabled(bool(path))

    def _arrange(self) -> None:
        for name in FIELDS:
            self._form.addRow(self._labels[name], self._combos[name])
            if name == "device":
                self._form.addRow(Label(self), self._device_note)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._profile, 1)
        row.addWidget(self._choose)
        row.addWidget(self._srgb)
        self._form.addRow(self._labels["display"], row)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 16)
        column.setSpacing(16)
        column.addLayout(self._form)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column.addLayout(buttons)

    def _combo(self, name: str, values: tuple[str, ...]) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(f"preferences_{name}")
        for value in values:
            combo.addItem("", value)
        combo.activated.connect(lambda _: self._session.preferences.change(**{name: combo.currentData()}))
        return combo

    @Slot()
    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the Monitor's Profile"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [self.tr("ICC profiles ({patterns})").format(patterns="*.icc *.icm *.ICC *.ICM")]
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.fileSelected.connect(lambda name: self._session.preferences.change(display_profile=name))
        dialog.open()

    @Slot()
    def _use_srgb(self) -> None:
        self._session.preferences.change(display_profile="")
