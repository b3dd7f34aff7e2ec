"""The right side: the panels, one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio.ui.panels.history_panel import HistoryPanel
from studio.ui.panels.info_panel import InfoPanel
from studio.ui.panels.light_and_colour import LightAndColourPanel
from studio.ui.panels.style_panel import StylePanel
from studio.ui.session import Session


class PanelColumn(QScrollArea):
    """Scrolls when the panels are higher than the window."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for panel in (
            StylePanel(session, content),
            LightAndColourPanel(session, content),
            HistoryPanel(session, content),
            InfoPanel(session, content),
        ):
            column.addWidget(panel)
        column.addStretch(1)
        self.setWidget(content)
