"""ParamSlider: a Param's name, slider and number."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QWidget

from studio.editing.params import Param
from studio.ui.panels.groove_slider import GrooveSlider
from studio.ui.plain import Label


class ParamSlider(QWidget):
    """Edits one number. Double click on name or slider resets it; the number can be typed."""

    changed = Signal(str, float, bool)
    """(key, value, dragging) by the user only."""
    drag_ended = Signal()

    def __init__(self, param: Param, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.param = param
        self.slider = GrooveSlider(param, self)
        self.number = _Number(param, self)
        self._label = _Label(self)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 1, 0, 1)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(0)
        layout.addWidget(self._label, 0, 0)
        layout.addWidget(self.number, 0, 1, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.slider, 1, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        self._reason = ""
        self._label.setBuddy(self.number)
        self._label.double_clicked.connect(self.slider.reset)
        self.slider.moved.connect(self._moved)
        self.slider.released.connect(self.drag_ended)
        self.number.valueChanged.connect(self._typed)
        self._translate()

    @property
    def value(self) -> float:
        return self.slider.value_shown

    def show_value(self, value: float) -> None:
        """Show a value that came from elsewhere; nothing is told."""
        self.slider.show_value(value)
        # Of the number, not the slider, whose ticks may be coarser than what undo brings back.
        self.number.show_value(value)

    def follow(self, value: float) -> None:
        """Show what undo or others made of it; a slider in the hand is ahead of what comes back."""
        if not self.slider.isSliderDown():
            self.show_value(value)

    def name_default(self, text: str) -> None:
        """Show words where the number is the smallest, which is the default."""
        self.number.setSpecialValueText(text)
        self.number.setFixedWidth(max(self.number.width(), self.fontMetrics().horizontalAdvance(text) + 20))

    def set_reason(self, reason: str) -> None:
        """Why it cannot be used, for its tool tip."""
        if reason != self._reason:
            self._reason = reason
            self._translate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._translate()
        super().changeEvent(event)

    @Slot(float, bool)
    def _moved(self, value: float, dragging: bool) -> None:
        self.number.show_value(value)
        self.changed.emit(self.param.key, value, dragging)

    @Slot(float)
    def _typed(self, shown: float) -> None:
        value = self.param.clamp(shown / self.param.scale)
        self.slider.show_value(value)
        self.changed.emit(self.param.key, value, False)

    def _translate(self) -> None:
        label = QCoreApplication.translate("Param", self.param.label)
        tip = QCoreApplication.translate("Param", self.param.tip)
        self._label.setText(label)
        self.setAccessibleName(label)
        self.slider.setAccessibleName(label)
        self.number.setAccessibleName(label)
        hint = self.tr("Double click resets. Arrow keys step, with Shift finely, Page keys coarsely.")
        for widget in (self._label, self.slider):
            widget.setToolTip("\n".join(filter(None, (tip, self._reason or hint))))
        self.number.setToolTip("\n".join(filter(None, (tip, self._reason))))


class _Label(Label):
    double_clicked = Signal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.double_clicked.emit()


class _Number(QDoubleSpinBox):
    """The value as shown: times the Param's scale, with its unit; a plus before more than nothing."""

    def __init__(self, param: Param, parent: QWidget) -> None:
        super().__init__(parent)
        self._signed = param.minimum < 0
        self.setDecimals(param.decimals)
        self.setRange(param.minimum * param.scale, param.maximum * param.scale)
        self.setSingleStep(param.step * param.scale)
        self.setValue(param.default * param.scale)
        self._scale = param.scale
        if param.unit:
            self.setSuffix(f"\u202f{param.unit}")
        self.setKeyboardTracking(False)
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("+000.00\u202fEV") + 16)

    def show_value(self, value: float) -> None:
        self.blockSignals(True)
        self.setValue(value * self._scale)
        self.blockSignals(False)

    def textFromValue(self, value: float) -> str:
        text = super().textFromValue(value)
        return f"+{text}" if self._signed and value > 0 else text

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The panel scrolls; a number that changes on the way would not be noticed.
        event.ignore()
