"""The wizard's third page: how long it may learn, on what, and how the style will be called."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, get_args

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.runs.config import DEVICES, Preset
from studio.styles.card import MAX_TEXTS, clean
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.train.advanced import Advanced
from studio.ui.train.big_choice import BigChoice
from studio.ui.train.durations import duration, size
from studio.ui.train.findings import Timed
from studio.ui.train.wheel_guard import WheelGuard
from studio.ui.translate import translated

TEXTS = ("name", "group", "author", "licence")


class PlanPage(Live, QScrollArea):
    """``changed`` after any change by hand; :meth:`values` gives all."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("plan_page")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._timed: Timed | None = None
        self._measuring = False
        self._title, self._text, self._time = Label(self), Label(self), Label(self)
        self._title.setProperty("part", "title")
        for label in (self._text, self._time):
            label.setProperty("part", "faint")
            label.setWordWrap(True)
        self._cards: dict[Preset, BigChoice] = {}
        group = QButtonGroup(self)
        for preset in get_args(Preset):
            card = self._cards[preset] = BigChoice(self)
            card.setObjectName(f"plan_{preset}")
            group.addButton(card)
        self.device = QComboBox(self)
        self.device.setObjectName("plan_device")
        for device in offered_devices():
            self.device.addItem("", device)
        self._lines = {name: QLineEdit(self) for name in TEXTS}
        for name, line in self._lines.items():
            line.setObjectName(f"plan_{name}")
            line.setMaxLength(MAX_TEXTS[name])
            line.textEdited.connect(self._tell)
        self._labels = {name: Label(self) for name in ("device", *TEXTS)}
        self.advanced = Advanced(self)
        self._lay_out()
        WheelGuard(self)
        self.show_values({})
        group.buttonClicked.connect(self._tell)
        self.device.currentIndexChanged.connect(self._tell)
        self.advanced.changed.connect(self._tell)
        self.retranslate()

    def values(self) -> dict[str, Any]:
        """What was chosen, by a config's names; a name that was left empty is ""."""
        preset = next(preset for preset, card in self._cards.items() if card.isChecked())
        texts = {name: clean(line.text(), MAX_TEXTS[name]) for name, line in self._lines.items()}
        return {"preset": preset, "device": self.device.currentData()} | texts | self.advanced.values()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show these, and of what is not named the usual; nothing is emitted."""
        card = self._cards[values.get("preset", "balanced")]
        card.setChecked(True)
        self.setFocusProxy(card)
        self.device.blockSignals(True)
        self.device.setCurrentIndex(max(self.device.findData(values.get("device", "auto")), 0))
        self.device.blockSignals(False)
        for name, line in self._lines.items():
            line.setText(str(values.get(name, "")))
        self.advanced.show_values(values)
        self.verticalScrollBar().setValue(0)
        self.retranslate()

    def suggest_name(self, name: str) -> None:
        """The name that the style gets if none is given."""
        self._lines["name"].setPlaceholderText(name)

    def show_time(self, timed: Timed | None, measuring: bool) -> None:
        """What was measured of this computer; None: nothing, or not yet."""
        self._timed, self._measuring = timed, measuring
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("How long may it learn?"))
        self._text.setText(
            self.tr(
                "The best of what it learned is kept, and only if it is better by measure than the first"
                " estimate. You can pause, stop or extend it at any time, and close the window meanwhile."
            )
        )
        names: Mapping[Preset, tuple[str, str]] = {
            "quick": (self.tr("Quick"), self.tr("To see whether the photos fit, and a usable style.")),
            "balanced": (self.tr("Balanced"), self.tr("Where most of the quality is reached.")),
            "best": (self.tr("Best"), self.tr("As long as it pays: for a style that stays in use.")),
        }
        for preset, card in self._cards.items():
            title, text = names[preset]
            card.set_texts(title, self._time_of(preset), text)
        self._time.setText(self._about_time())
        self._time.setVisible(bool(self._time.text()))
        devices = {
            "auto": self.tr("Automatic: the fastest that works here"),
            "cpu": self.tr("Processor"),
            "cuda": self.tr("NVIDIA graphics (not tested yet)"),
            "mps": self.tr("Apple graphics (not tested yet)"),
        }
        for row in range(self.device.count()):
            self.device.setItemText(row, devices[self.device.itemData(row)])
        texts = {
            "device": self.tr("Computed on"),
            "name": self.tr("Name of the style"),
            "group": self.tr("Group in the gallery"),
            "author": self.tr("Author"),
            "licence": self.tr("Licence"),
        }
        for name, text in texts.items():
            self._labels[name].setText(text)
            field: QWidget = self.device if name == "device" else self._lines[name]
            field.setAccessibleName(text)
        self._lines["group"].setPlaceholderText(self.tr("No group"))
        self._lines["author"].setPlaceholderText(self.tr("Nobody is named"))
        self._lines["licence"].setPlaceholderText(self.tr("Not said; for example CC BY 4.0, or private use"))

    def _time_of(self, preset: Preset) -> str:
        if self._timed is not None and preset in self._timed.plans:
            text = self.tr("{time} on this computer")
            return text.format(time=translated(duration(self._timed.plans[preset])))
        return self.tr("Measuring how long it takes here…") if self._measuring else ""

    def _about_time(self) -> str:
        if self._timed is None:
            return ""
        if self._timed.problem is not None:
            return translated(self._timed.problem)
        said = [self.tr("Measured by a few steps on this computer; other work beside it makes it longer.")]
        values = self.advanced.values()
        if values["steps"] is not None and self._timed.game is not None:
            time = translated(duration(values["steps"] * self._timed.game))
            said.append(self.tr("The {n} steps asked for take {time}.").format(n=values["steps"], time=time))
        if self._timed.memory is not None:
            memory = translated(size(self._timed.memory))
            said.append(self.tr("It takes {memory} of memory.").format(memory=memory))
        return " ".join(said)

    def _lay_out(self) -> None:
        inner = QWidget(self)
        cards = QHBoxLayout()
        cards.setSpacing(14)
        for card in self._cards.values():
            cards.addWidget(card, 1)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name in ("name", "group", "author", "licence", "device"):
            field: QWidget = self.device if name == "device" else self._lines[name]
            form.addRow(self._labels[name], field)
            self._labels[name].setBuddy(field)
        box = QWidget(inner)
        box.setMaximumWidth(640)
        box.setLayout(form)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(4)
        column.addLayout(cards)
        column.addWidget(self._time)
        column.addSpacing(6)
        column.addWidget(box)
        self.advanced.setMaximumWidth(640)
        column.addWidget(self.advanced)
        column.addStretch(1)
        self.setWidget(inner)

    @Slot()
    def _tell(self) -> None:
        self.retranslate()
        self.changed.emit()


def offered_devices() -> tuple[str, ...]:
    """The devices that a computer of this kind can have; whether it has one is found out at the start."""
    unfit = "cuda" if sys.platform == "darwin" else "mps"
    return tuple(device for device in DEVICES if device != unfit)
