"""Advanced: the numbers of the learning, folded away; each has the range that a config allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QPushButton,
    QSpinBox,
    QWidget,
)

from studio.runs.config import LOSSES, MAX_STEPS, SCHEDULES, TrainingConfig
from studio.ui.panels.section import Section
from studio.ui.plain import Label

WHOLE: Final[Mapping[str, tuple[int, int]]] = {
    "steps": (1, MAX_STEPS),
    "batch": (1, 64),
    "seed": (0, 2**31 - 1),
}
"""The least and the most. A config's seed may be twice as large; a spin box cannot."""
REAL: Final[Mapping[str, tuple[float, float, int]]] = {
    "rate_generator": (1e-7, 1.0, 7),
    "rate_discriminator": (1e-7, 1.0, 7),
    "penalty": (0.0, 1000.0, 3),
    "self_pairs": (0.0, 1.0, 2),
    "hold": (0.0, 1e6, 5),
}
"""The least, the most, and how many decimals."""
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {"loss": LOSSES, "schedule": SCHEDULES}
SWITCHES: Final = ("variations", "tensorboard")
ORDER: Final = (
    *("loss", "steps", "batch", "rate_generator", "rate_discriminator", "schedule", "penalty"),
    *("self_pairs", "hold", "seed", *SWITCHES),
)
_DEFAULTS: Final = {name: field.default for name, field in TrainingConfig.__dataclass_fields__.items()}


class RealBox(QDoubleSpinBox):
    """A number without the zeros at its end; a step is a tenth of its size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)

    def textFromValue(self, value: float) -> str:
        text = super().textFromValue(value)
        return text.rstrip("0").rstrip(".") if "." in text else text


class Advanced(Section):
    """``changed`` after any change by hand."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, folded=True)
        self.setObjectName("advanced")
        self._fields: dict[str, QComboBox | QSpinBox | QDoubleSpinBox | QCheckBox] = {}
        self._labels: dict[str, Label] = {}
        self._text = Label(self)
        self._text.setProperty("part", "faint")
        self._text.setWordWrap(True)
        self._usual = QPushButton(self)
        self._usual.setObjectName("advanced_usual")
        self._usual.clicked.connect(self._take_usual)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        for name in ORDER:
            field = self._fields[name] = self._field(name)
            field.setObjectName(f"advanced_{name}")
            if isinstance(field, QCheckBox):
                form.addRow(field)
            else:
                label = self._labels[name] = Label(self)
                form.addRow(label, field)
                label.setBuddy(field)
        self.body.addWidget(self._text)
        self.body.addLayout(form)
        margins = self.layout()
        if margins is not None:
            margins.setContentsMargins(0, 4, 0, 4)
        self.body.setSpacing(10)
        self.body.addWidget(self._usual, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_values({})
        self.translate()

    def heading(self) -> str:
        return self.tr("Advanced")

    def values(self) -> dict[str, Any]:
        """The values by a config's names. What is as usual is among them."""
        found: dict[str, Any] = {}
        for name, field in self._fields.items():
            if isinstance(field, QComboBox):
                found[name] = field.currentData()
            elif isinstance(field, QCheckBox):
                found[name] = field.isChecked()
            else:
                found[name] = field.value()
        found["steps"] = found["steps"] or None
        return found

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show these, and of what is not named the usual; nothing is emitted."""
        for name, field in self._fields.items():
            value = values.get(name, _DEFAULTS[name])
            field.blockSignals(True)
            if isinstance(field, QComboBox):
                field.setCurrentIndex(max(field.findData(value), 0))
            elif isinstance(field, QCheckBox):
                field.setChecked(bool(value))
            elif isinstance(field, QSpinBox):
                field.setValue(min(value or 0, field.maximum()))
            else:
                field.setValue(value)
            field.blockSignals(False)

    def translate(self) -> None:
        super().translate()
        self._text.setText(
            self.tr("These fit most photos as they are. A change here may teach less, or break the learning.")
        )
        self._usual.setText(self.tr("As Usual Again"))
        texts = self._texts()
        for name, field in self._fields.items():
            title, tip = texts[name]
            if isinstance(field, QCheckBox):
                field.setText(title)
            else:
                self._labels[name].setText(title)
            field.setAccessibleName(title)
            field.setToolTip(tip)
        steps = self._fields["steps"]
        if isinstance(steps, QSpinBox):
            steps.setSpecialValueText(self.tr("As the plan says"))
        names = {
            "nonsaturating": self.tr("Non-saturating"),
            "saturating": self.tr("Saturating (the original game)"),
            "wasserstein": self.tr("Wasserstein"),
            "hinge": self.tr("Hinge"),
            "least_squares": self.tr("Least squares"),
            "relativistic": self.tr("Relativistic (usual)"),
            "linear": self.tr("Falling in the second half (usual)"),
            "cosine": self.tr("Falling all the way (cosine)"),
            "constant": self.tr("The same to the end"),
        }
        for name, values in CHOICES.items():
            combo = self._fields[name]
            if isinstance(combo, QComboBox):
                for row, value in enumerate(values):
                    combo.setItemText(row, names[value])

    def _texts(self) -> Mapping[str, tuple[str, str]]:
        return {
            "loss": (
                self.tr("Loss"),
                self.tr("The rule of the game between the generator and its discriminators"),
            ),
            "steps": (
                self.tr("Steps"),
                self.tr("How many steps the game has, in place of the plan's number"),
            ),
            "batch": (
                self.tr("Batch size"),
                self.tr("How many photos a step looks at; more takes more memory and time"),
            ),
            "rate_generator": (
                self.tr("Learning rate of the generator"),
                self.tr("How far a step goes; too much and the colours swing"),
            ),
            "rate_discriminator": (
                self.tr("Learning rate of the discriminators"),
                self.tr("How fast those learn that tell learned from finished photos"),
            ),
            "schedule": (
                self.tr("Schedule of the rates"),
                self.tr("How the learning rates fall towards the end"),
            ),
            "penalty": (
                self.tr("Gradient penalty"),
                self.tr("How strongly the discriminators are kept calm; 0 is off"),
            ),
            "self_pairs": (
                self.tr("Share of self-made pairs"),
                self.tr("0 to 1: finished photos whose style is taken off, to be learned back"),
            ),
            "hold": (
                self.tr("Hold on the estimate"),
                self.tr("How firmly each photo is held to what was estimated for it; 0 is free"),
            ),
            "seed": (self.tr("Seed"), self.tr("The same photos, settings and seed give the same style")),
            "variations": (
                self.tr("Learn variations"),
                self.tr("Several readings of the style, to choose from with a slider; takes longer"),
            ),
            "tensorboard": (
                self.tr("Write files for TensorBoard"),
                self.tr("Curves and pictures in the run's folder; needs the package tensorboardX"),
            ),
        }

    def _field(self, name: str) -> QComboBox | QSpinBox | QDoubleSpinBox | QCheckBox:
        if name in SWITCHES:
            switch = QCheckBox(self)
            switch.toggled.connect(self._tell)
            return switch
        if name in CHOICES:
            combo = QComboBox(self)
            for value in CHOICES[name]:
                combo.addItem("", value)
            combo.currentIndexChanged.connect(self._tell)
            return combo
        if name in REAL:
            least, most, decimals = REAL[name]
            real = RealBox(self)
            real.setDecimals(decimals)
            real.setRange(least, most)
            real.valueChanged.connect(self._tell)
            return real
        low, high = WHOLE[name]
        whole = QSpinBox(self)
        whole.setRange(0 if name == "steps" else low, high)
        whole.valueChanged.connect(self._tell)
        return whole

    @Slot()
    def _take_usual(self) -> None:
        self.show_values({})
        self.changed.emit()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
