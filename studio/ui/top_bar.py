"""The top bar: menus, the photo's name, and what the machine is doing."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenuBar, QPushButton, QSizePolicy, QToolButton, QWidget

from studio.ui.action_set import ActionSet
from studio.ui.chips import BatchChip, ComputeChip, JobChip
from studio.ui.live import Live
from studio.ui.plain import Label, tip
from studio.ui.session import Session
from studio.ui.theme.icons import coloured

MODES = ("edit_mode", "batch_mode", "train_mode")


class TopBar(Live, QFrame):
    """One row, in the place of a menu bar."""

    def __init__(self, session: Session, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._actions = actions
        self.setProperty("part", "bar")
        self._menus = QMenuBar(self)
        self._menus.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self._name = Label(self)
        self._name.setProperty("part", "heading")
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._export = QPushButton(self)
        self._export.setObjectName("export_button")
        self._export.setProperty("part", "primary")
        self._export.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._export.clicked.connect(actions["export"].trigger)
        actions["export"].changed.connect(self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self._menus, 0, Qt.AlignmentFlag.AlignVCenter)
        modes = QHBoxLayout()
        modes.setSpacing(0)
        for action_id in MODES:
            modes.addWidget(self._mode(action_id))
        row.addLayout(modes)
        row.addWidget(self._name, 1)
        row.addWidget(BatchChip(session, self))
        row.addWidget(JobChip(session, self))
        row.addWidget(ComputeChip(session, self))
        row.addWidget(self._export)
        session.photo_opened.connect(self._show_name)
        session.photo_opening.connect(self._show_name)
        session.photo_failed.connect(self._show_name)
        self.retranslate()
        self.recolour()

    def _mode(self, action_id: str) -> QToolButton:
        """One of the buttons that switch the mode."""
        button = QToolButton(self)
        button.setDefaultAction(self._actions[action_id])
        button.setObjectName(f"{action_id}_button")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(16, 16))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("part", "segment")
        if action_id in (MODES[0], MODES[-1]):
            button.setProperty("place", "first" if action_id == MODES[0] else "last")
        return button

    def retranslate(self) -> None:
        self._menus.clear()
        for menu in self._actions.menus():
            self._menus.addMenu(menu)
        self._follow()
        self._show_name()

    def recolour(self) -> None:
        self._export.setIcon(coloured("export", self.palette().highlightedText().color().name()))

    @Slot()
    def _follow(self) -> None:
        action = self._actions["export"]
        self._export.setText(action.text())
        self._export.setToolTip(action.toolTip())
        self._export.setEnabled(action.isEnabled())

    @Slot()
    def _show_name(self) -> None:
        path = self._session.photo_path
        self._name.setText(path.name if path else "")
        self._name.setToolTip(tip(str(path)) if path else "")
