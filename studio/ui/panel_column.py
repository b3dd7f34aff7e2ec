"""The right side: the panels, one below the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio.editing.param_groups import GROUPS
from studio.ui.action_set import ActionSet
from studio.ui.panels.framing_panel import FramingPanel
from studio.ui.panels.group_panel import GroupPanel
from studio.ui.panels.history_panel import HistoryPanel
from studio.ui.panels.info_panel import InfoPanel
from studio.ui.panels.style_panel import StylePanel
from studio.ui.panels.where_panel import WherePanel
from studio.ui.session import Session


class PanelColumn(QScrollArea):
    """Scrolls when the panels are higher than the window."""

    def __init__(self, session: Session, actions: ActionSet, parent: QWidget | None = None) -> None:
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
            WherePanel(session, content),
            *(GroupPanel(session, group, content) for group in GROUPS),
            FramingPanel(session, actions, content),
            HistoryPanel(session, content),
            InfoPanel(session, content),
        ):
            column.addWidget(panel)
        column.addStretch(1)
        self.setWidget(content)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than what it holds, in any language: it scrolls downwards only."""
        content = self.widget()
        width = content.minimumSizeHint().width() if content is not None else 0
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(width + bar, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
