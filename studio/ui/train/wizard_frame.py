"""WizardFrame: the steps above, a page, and the buttons below."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.train.step_header import StepHeader


class WizardFrame(Live, QWidget):
    """Widgets only; what they mean is the subclass's."""

    def __init__(self, steps: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = StepHeader(steps, self)
        self.pages = QStackedWidget(self)
        self.hint = Label(self)
        self.hint.setObjectName("wizard_hint")
        self.hint.setWordWrap(True)
        self.cancel_button, self.back_button, self.next_button = (QPushButton(self) for _ in range(3))
        for button, name in (
            (self.cancel_button, "cancel"),
            (self.back_button, "back"),
            (self.next_button, "next"),
        ):
            button.setObjectName(f"wizard_{name}")
        self.next_button.setProperty("part", "primary")
        bar = QFrame(self)
        bar.setProperty("part", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(8)
        row.addWidget(self.cancel_button)
        row.addWidget(self.hint, 1)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)
        column.addWidget(bar)

    def retranslate(self) -> None:
        self.cancel_button.setText(self.tr("Cancel"))
        self.cancel_button.setToolTip(self.tr("Throw this plan away; your photos stay as they are"))
        self.back_button.setText(self.tr("Back"))


def scrolled(parent: QWidget) -> QScrollArea:
    """An area for a page, which it scrolls where it is too small."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    return area
