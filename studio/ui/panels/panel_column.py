"""PanelColumn: the right side, from top to bottom."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studio.ui.panels.history_panel import HistoryPanel
from studio.ui.panels.info_panel import InfoPanel
from studio.ui.panels.light_and_colour import LightAndColourPanel
from studio.ui.panels.style_panel import StylePanel
from studio.ui.session import Session


class PanelColumn(QWidget):
    """The panels of a photo, each folding on its own."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.style_panel = StylePanel(session, self)
        self.light_and_colour = LightAndColourPanel(session, self)
        self.history = HistoryPanel(session, self)
        self.info = InfoPanel(session, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 8)
        layout.setSpacing(2)
        for panel in (self.style_panel, self.light_and_colour, self.history, self.info):
            if layout.count():
                layout.addWidget(_line(self))
            layout.addWidget(panel)
        layout.addStretch(1)


def _line(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("part", "line")
    line.setFixedHeight(1)
    return line
