"""LegendRow: which curves of a run are drawn how, and their values under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.ui.plain import Label, tip

_WIDEST_NAME = 96


class LegendRow(QWidget):
    """The run's name, where two are told apart; a word in its colour for each curve; the readout."""

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        """``most``: how many words there can be."""
        super().__init__(parent)
        self.name = Label(self)
        self.name.setObjectName("legend_run")
        self.name.hide()
        self.words = [Label(self) for _ in range(most)]
        self.readout = Label(self)
        self.readout.setProperty("part", "faint")
        self.readout.setObjectName("readout")
        self.readout.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.name)
        for word in self.words:
            row.addWidget(word)
        row.addStretch(1)
        row.addWidget(self.readout)

    def show_words(self, words: Sequence[tuple[str, str]], name: str = "") -> None:
        """(word, colour) for each curve; the name of the run, empty where there is but one."""
        metrics = self.name.fontMetrics()
        self.name.setText(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, _WIDEST_NAME))
        self.name.setToolTip(tip(name))
        self.name.setVisible(bool(name))
        for place, label in enumerate(self.words):
            label.setVisible(place < len(words))
            if place < len(words):
                text, colour = words[place]
                label.setText(text)
                palette = label.palette()
                palette.setColor(label.foregroundRole(), QColor(colour))
                label.setPalette(palette)
