"""LightAndColourPanel: a slider for every Param of light and colour; nothing in it is written by hand."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QToolButton, QWidget

from studio.editing.param_groups import ALL_PARAMS
from studio.editing.recipe import Recipe
from studio.imaging.photo import Photo
from studio.ui.panels.param_slider import ParamSlider
from studio.ui.panels.section import Section
from studio.ui.session import Session


class LightAndColourPanel(Section):
    """Edits the session's recipe and shows what undo and others make of it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reset = QToolButton(self)
        self._reset.setAutoRaise(True)
        self.add_to_heading(self._reset)
        self.sliders = {param.key: ParamSlider(param, self) for param in ALL_PARAMS}
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
        return self.tr("Light and colour")

    def translate(self) -> None:
        super().translate()
        self._reset.setText(self.tr("Reset"))
        self._reset.setToolTip(self.tr("Light and colour back to the photo's own"))
        self._reset.setAccessibleName(self.tr("Reset light and colour"))

    @Slot(str, float, bool)
    def _set_value(self, key: str, value: float, dragging: bool) -> None:
        self._session.set_value(key, value, dragging=dragging)

    @Slot(object)
    def _show_recipe(self, recipe: Recipe) -> None:
        for key, slider in self.sliders.items():
            # A slider in the hand is ahead of what comes back.
            if not slider.slider.isSliderDown():
                slider.show_value(recipe.value(key))
        self._reset.setEnabled(bool(recipe.values))

    @Slot(object)
    def _show_photo(self, photo: Photo | None) -> None:
        for slider in self.sliders.values():
            slider.setEnabled(photo is not None)

    @Slot()
    def _reset_all(self) -> None:
        self._session.edits.reset_values()
