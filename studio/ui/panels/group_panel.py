"""GroupPanel: a slider for every Param of a group; nothing in it is written by hand."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from studio.editing.params import ParamGroup
from studio.editing.recipe import Recipe
from studio.imaging.photo import Photo
from studio.ui.panels.param_slider import ParamSlider
from studio.ui.panels.section import Section
from studio.ui.session import Session


class GroupPanel(Section):
    """Edits the session's recipe and shows what undo and others make of it."""

    def __init__(self, session: Session, group: ParamGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._group = group
        self._reset = QToolButton(self)
        self._reset.setAutoRaise(True)
        self.add_to_heading(self._reset)
        self.sliders = {param.key: ParamSlider(param, self) for param in group.params}
        for slider in self.sliders.values():
            self.body.addWidget(slider)
            slider.changed.connect(self._set_value)
            slider.drag_ended.connect(session.end_drag)
        self._reset.clicked.connect(self._reset_all)
        session.recipe_changed.connect(self._show_recipe)
        session.photo_opened.connect(self._show_photo)
        self.translate()
        self._show_photo(session.photo)
        self._show_recipe(session.recipe)

    def heading(self) -> str:
        return QCoreApplication.translate("ParamGroup", self._group.title)

    def translate(self) -> None:
        super().translate()
        self._reset.setText(self.tr("Reset"))
        self._reset.setToolTip(self.tr("All of these back to the photo's own"))
        self._reset.setAccessibleName(self.tr("Reset: {group}").format(group=self.heading()))

    @Slot(str, float, bool)
    def _set_value(self, key: str, value: float, dragging: bool) -> None:
        self._session.set_value(key, value, dragging=dragging)

    @Slot(object)
    def _show_recipe(self, recipe: Recipe) -> None:
        for key, slider in self.sliders.items():
            slider.follow(recipe.value(key))
        self._reset.setEnabled(any(key in self.sliders for key, _ in recipe.values))

    @Slot(object)
    def _show_photo(self, photo: Photo | None) -> None:
        for slider in self.sliders.values():
            slider.setEnabled(photo is not None)

    @Slot()
    def _reset_all(self) -> None:
        self._session.edits.reset_group(self._group)
