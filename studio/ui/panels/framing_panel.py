"""FramingPanel: turn, mirror, crop and straighten."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from studio.editing.geometry import ANGLE
from studio.ui.action_set import ActionSet
from studio.ui.panels.param_slider import ParamSlider
from studio.ui.panels.section import Section
from studio.ui.session import Session

_BUTTONS = ("rotate_left", "rotate_right", "flip_horizontal", "flip_vertical")


class FramingPanel(Section):
    """Buttons for the actions, and the angle."""

    def __init__(self, session: Session, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._actions = actions
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout()
        row.setSpacing(0)
        crop = self._button("crop", Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        crop.setProperty("part", "choice")
        row.addWidget(crop)
        row.addStretch(1)
        for action_id in _BUTTONS:
            row.addWidget(self._button(action_id, Qt.ToolButtonStyle.ToolButtonIconOnly))
        self.angle = ParamSlider(ANGLE, self)
        self.body.addLayout(row)
        self.body.addWidget(self.angle)
        self._reset = QToolButton(self)
        self._reset.setAutoRaise(True)
        self.add_to_heading(self._reset)
        self._reset.clicked.connect(actions["reset_framing"].trigger)
        actions["reset_framing"].changed.connect(self._follow)
        self.angle.changed.connect(self._set_angle)
        self.angle.drag_ended.connect(session.framing.end_drag)
        session.recipe_changed.connect(self._show)
        session.photo_opened.connect(self._show)
        self.translate()
        self._show()

    def heading(self) -> str:
        return self.tr("Crop and straighten")

    def translate(self) -> None:
        super().translate()
        for action_id, button in self._buttons.items():
            button.setAccessibleName(self._actions[action_id].text())
        # Not the action's own button: the heading says of what.
        self._reset.setText(self.tr("Reset"))
        self._follow()

    @Slot()
    def _follow(self) -> None:
        reset = self._actions["reset_framing"]
        self._reset.setEnabled(reset.isEnabled())
        self._reset.setToolTip(reset.toolTip())
        self._reset.setAccessibleName(reset.text())

    @Slot()
    def _show(self) -> None:
        self.angle.setEnabled(self._session.photo is not None)
        self.angle.follow(self._session.recipe.geometry.angle)

    @Slot(str, float, bool)
    def _set_angle(self, key: str, value: float, dragging: bool) -> None:
        self._session.framing.set_angle(value, dragging=dragging)

    def _button(self, action_id: str, style: Qt.ToolButtonStyle) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(self._actions[action_id])
        button.setObjectName(f"{action_id}_button")
        button.setToolButtonStyle(style)
        button.setIconSize(QSize(16, 16))
        self._buttons[action_id] = button
        return button
