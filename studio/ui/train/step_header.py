"""StepHeader: the steps of the wizard in a row; a click goes back to one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from studio.ui.plain import caption


class StepHeader(QFrame):
    """``wanted`` with the place of a step that was clicked."""

    wanted = Signal(int)

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(6)
        self._steps: list[QToolButton] = []
        for place in range(count):
            step = QToolButton(self)
            step.setObjectName(f"step_{place + 1}")
            step.setProperty("part", "choice")
            step.setCheckable(True)
            step.clicked.connect(lambda _=False, place=place: self._want(place))
            self._steps.append(step)
            row.addWidget(step)
        row.addStretch(1)
        self._now = 0
        self.go_to(0, 0)

    def set_titles(self, titles: Sequence[str]) -> None:
        """The steps' names, in their order."""
        for place, (step, title) in enumerate(zip(self._steps, titles, strict=True)):
            step.setText(caption(f"{place + 1}  {title}"))
            step.setAccessibleName(title)

    def go_to(self, place: int, reachable: int) -> None:
        """Mark the step that is shown; those up to ``reachable`` can be clicked."""
        self._now = place
        for number, step in enumerate(self._steps):
            step.setChecked(number == place)
            step.setEnabled(number <= max(reachable, place))

    def _want(self, place: int) -> None:
        self._steps[place].setChecked(place == self._now)
        if place != self._now:
            self.wanted.emit(place)
