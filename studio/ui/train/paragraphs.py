"""Paragraphs: sentences one below the other, each for itself, of which the first counts most."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.ui.plain import Label

_BETWEEN = 8
"""Pixels: less than a line, more than between lines."""


class Paragraphs(QWidget):
    """As many labels as there are sentences. ``lead``: the first stands out."""

    def __init__(self, parent: QWidget | None = None, *, lead: bool = False) -> None:
        super().__init__(parent)
        self._lead = lead
        self.labels: list[Label] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_BETWEEN)

    def show_sentences(self, said: Sequence[str]) -> None:
        """Show these in place of what was shown; nothing of the widget is seen without any."""
        while len(self.labels) < len(said):
            self.labels.append(self._label(first=not self.labels))
        for place, label in enumerate(self.labels):
            text = said[place] if place < len(said) else ""
            label.setText(text)
            label.setVisible(bool(text))
        self.setVisible(bool(said))

    def text(self) -> str:
        """What is shown, a line for each."""
        return "\n".join(label.text() for label in self.labels if label.text())

    def _label(self, *, first: bool) -> Label:
        label = Label(self)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if first and self._lead:
            label.setProperty("part", "lead")
        self._column.addWidget(label)
        return label
