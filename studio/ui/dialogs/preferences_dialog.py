"""Preferences: language, theme, device, colour profiles. Every choice is in force at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.settings import SYSTEM_PROFILE
from studio.ui.dialogs.profile_choice import Ask, ProfileChoice, ask_pem
from studio.ui.live import Live
from studio.ui.plain import Label, tip
from studio.ui.session import Session

FIELDS = ("language", "theme", "device")
PROFILES = {
    "display_profile": (SYSTEM_PROFILE, ""),
    "proof_profile": ("",),
    "cmyk_profile": ("",),
}
"""Profiles of the settings, and their values that are no files."""
SIGNING = ("sign_certificate", "sign_key")


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
        self._labels = {name: Label(self) for name in (*FIELDS, *PROFILES, *SIGNING)}
        self._combos = {name: self._combo(name, values[name]) for name in FIELDS}
        self.files = {name: self._file(name, fixed) for name, fixed in PROFILES.items()}
        self.files |= {name: self._file(name, ("",), ask_pem) for name in SIGNING}
        self._close = QPushButton(self)
        self._device_note = Label(self)
        self._device_note.setProperty("part", "faint")
        self._device_note.setWordWrap(True)
        self._arrange()
        self._close.clicked.connect(self.close)
        session.preferences.changed.connect(self._follow)
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Preferences"))
        texts = {
            "language": self.tr("Language"),
            "theme": self.tr("Theme"),
            "device": self.tr("Compute on"),
            "display_profile": self.tr("Monitor profile"),
            "proof_profile": self.tr("Soft proof to"),
            "cmyk_profile": self.tr("CMYK without profile"),
            "sign_certificate": self.tr("Signing certificate"),
            "sign_key": self.tr("Signing key"),
        }
        for name, text in texts.items():
            self._labels[name].setText(text)
            (self._combos | self.files)[name].setAccessibleName(text)
        self.files["display_profile"].name(
            (self.tr("As the system says, else sRGB"), "sRGB"), self.tr("Choose the Monitor's Profile")
        )
        self.files["proof_profile"].name(("sRGB",), self.tr("Choose the Profile of the Soft Proof"))
        self.files["cmyk_profile"].name((self.tr("Ask"),), self.tr("Choose the Profile of CMYK Photos"))
        self.files["sign_certificate"].name((self.tr("None"),), self.tr("Choose the Certificate"))
        self.files["sign_key"].name((self.tr("None"),), self.tr("Choose the Key"))
        told = self.tr(
            "Content Credentials (C2PA): what was done, said in the file and signed by your certificate"
        )
        for name in SIGNING:
            self._labels[name].setToolTip(tip(told))
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
        self._close.setText(self.tr("Close"))
        self._device_note.setText(self.tr("Another device is used from the next start on."))
        self._follow()

    @Slot()
    def _follow(self) -> None:
        settings = self._session.preferences.current
        for name, combo in self._combos.items():
            combo.setCurrentIndex(max(combo.findData(getattr(settings, name)), 0))
        for name, choice in self.files.items():
            choice.take(getattr(settings, name))

    def _arrange(self) -> None:
        for name in FIELDS:
            self._form.addRow(self._labels[name], self._combos[name])
            if name == "device":
                self._form.addRow(Label(self), self._device_note)
        for name, choice in self.files.items():
            self._form.addRow(self._labels[name], choice)
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

    def _file(self, name: str, fixed: Sequence[str], ask: Ask | None = None) -> ProfileChoice:
        choice = ProfileChoice(fixed, self, ask)
        choice.setObjectName(f"preferences_{name}")
        choice.chosen.connect(lambda value: self._session.preferences.change(**{name: value}))
        return choice
