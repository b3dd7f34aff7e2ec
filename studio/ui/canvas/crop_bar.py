"""CropBar: over the canvas while the crop tool is open; its ratio, and how to leave."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from studio.ui.framing import Aspect
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.session import Session


class CropBar(Live, QFrame):
    """Hidden while the tool is closed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._framing = session.framing
        self.setProperty("part", "bar")
        self.setObjectName("crop_bar")
        self.aspects = QComboBox(self)
        self.aspects.setObjectName("crop_aspect")
        self.swap = QToolButton(self)
        self.swap.setObjectName("crop_swap")
        self._size = Label(self)
        self._size.setProperty("part", "faint")
        self.reset, self.cancel, self.apply = QPushButton(self), QPushButton(self), QPushButton(self)
        self.apply.setProperty("part", "primary")
        self.apply.setObjectName("crop_apply")
        self.cancel.setObjectName("crop_cancel")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 5)
        row.setSpacing(6)
        for widget in (self.aspects, self.swap, self._size):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.reset, self.cancel, self.apply):
            row.addWidget(button)
        self.aspects.activated.connect(self._choose)
        self.swap.clicked.connect(self._swap)
        self.reset.clicked.connect(self._framing.reset_crop)
        self.cancel.clicked.connect(self._framing.cancel_crop)
        self.apply.clicked.connect(self._framing.apply_crop)
        self._framing.changed.connect(self._show)
        session.recipe_changed.connect(self._show)
        self.retranslate()

    def retranslate(self) -> None:
        names = {
            Aspect.FREE: self.tr("Free"),
            Aspect.ORIGINAL: self.tr("As taken"),
            Aspect.SQUARE: "1 : 1",
            Aspect.FOUR_TO_FIVE: "4 : 5",
            Aspect.TWO_TO_THREE: "2 : 3",
            Aspect.SIXTEEN_TO_NINE: "16 : 9",
        }
        self.aspects.clear()
        for aspect, name in names.items():
            self.aspects.addItem(name, aspect.name)
        self.aspects.setAccessibleName(self.tr("Ratio of the sides"))
        self.aspects.setToolTip(self.tr("Ratio of the sides"))
        self.swap.setText("⇄")
        self.swap.setAccessibleName(self.tr("Standing or lying"))
        self.swap.setToolTip(self.tr("Standing or lying"))
        self.reset.setText(self.tr("Reset"))
        self.reset.setToolTip(self.tr("Take in the whole picture  (double click on it)"))
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Leave the crop as it was  (Esc)"))
        self.apply.setText(self.tr("Apply"))
        self.apply.setToolTip(self.tr("Cut the picture to the box  (Enter)"))
        self._show()

    @Slot()
    def _show(self) -> None:
        self.setVisible(self._framing.cropping)
        if not self._framing.cropping:
            return
        self.aspects.setCurrentIndex(self.aspects.findData(self._framing.aspect.name))
        self.swap.setEnabled(self._framing.aspect.value not in (None, 0.0, 1.0))
        locale, (width, height) = QLocale(), self._framing.crop_size
        self._size.setText(f"{locale.toString(width)} × {locale.toString(height)}")

    @Slot(int)
    def _choose(self, place: int) -> None:
        self._framing.set_aspect(Aspect[self.aspects.itemData(place)])

    @Slot()
    def _swap(self) -> None:
        self._framing.set_aspect(self._framing.aspect, upright=not self._framing.upright)
