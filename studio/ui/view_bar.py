"""The view bar over the canvas: how before and after are shown, and the zoom."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from studio.ui.action_set import ActionSet
from studio.ui.live import Live

VIEWS = ("single", "split", "side_by_side")
ZOOMS = ("zoom_fit", "zoom_100", "zoom_200")


class ViewBar(Live, QFrame):
    """Buttons for actions; what they do and when they are enabled is the actions' business."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setProperty("part", "bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 5)
        row.setSpacing(0)
        self._buttons: dict[str, QToolButton] = {}
        for action_id in VIEWS:
            row.addWidget(self._segment(action_id, VIEWS, Qt.ToolButtonStyle.ToolButtonTextBesideIcon))
        row.addSpacing(8)
        row.addWidget(self._button("before", Qt.ToolButtonStyle.ToolButtonIconOnly))
        row.addStretch(1)
        for action_id in ("undo", "redo", "reset"):
            row.addWidget(self._button(action_id, Qt.ToolButtonStyle.ToolButtonIconOnly))
        row.addStretch(1)
        for action_id in ZOOMS:
            row.addWidget(self._segment(action_id, ZOOMS, Qt.ToolButtonStyle.ToolButtonTextOnly))
        self.retranslate()

    def retranslate(self) -> None:
        for action_id, button in self._buttons.items():
            button.setAccessibleName(self._actions[action_id].text())

    def _segment(self, action_id: str, row: tuple[str, ...], style: Qt.ToolButtonStyle) -> QToolButton:
        """One of several buttons that lie side by side as one."""
        button = self._button(action_id, style)
        button.setProperty("part", "segment")
        if action_id in (row[0], row[-1]):
            button.setProperty("place", "first" if action_id == row[0] else "last")
        return button

    def _button(self, action_id: str, style: Qt.ToolButtonStyle) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(self._actions[action_id])
        button.setObjectName(f"{action_id}_button")
        button.setToolButtonStyle(style)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[action_id] = button
        return button
