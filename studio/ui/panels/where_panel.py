"""WherePanel: the part of the picture that the style is laid on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QToolButton, QWidget

from studio.editing.recipe import Recipe
from studio.editing.where import AREAS, FEATHER, Area
from studio.ui.panels.param_slider import ParamSlider
from studio.ui.panels.section import Section
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.steps import AREA_NAMES
from studio.ui.translate import translated


class WherePanel(Section):
    """Shows and edits the recipe's Where, and says what was found in the photo."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.areas: dict[Area, QToolButton] = {}
        grid, group = QGridLayout(), QButtonGroup(self)
        grid.setSpacing(4)
        for number, area in enumerate(AREAS):
            button = QToolButton(self)
            button.setCheckable(True)
            button.setProperty("part", "choice")
            button.setObjectName(f"where_{area}")
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
            button.clicked.connect(partial(self._choose, area))
            group.addButton(button)
            grid.addWidget(button, number // 2, number % 2)
            self.areas[area] = button
        self.feather = ParamSlider(FEATHER, self)
        self.show_area = QToolButton(self)
        self.show_area.setCheckable(True)
        self.show_area.setObjectName("show_area_button")
        self._found = Label(self)
        self._found.setProperty("part", "faint")
        self._found.setWordWrap(True)
        self.add_to_heading(self.show_area)
        self.body.addLayout(grid)
        for widget in (self.feather, self._found):
            self.body.addWidget(widget)
        self.feather.changed.connect(self._set_feather)
        self.feather.drag_ended.connect(session.end_drag)
        self.show_area.clicked.connect(session.view.set_show_area)
        session.recipe_changed.connect(self._show)
        session.photo_opened.connect(self._show)
        session.show_area_changed.connect(self._show)
        session.portrait_found.connect(self._show)
        self.translate()

    def heading(self) -> str:
        return self.tr("Where")

    def translate(self) -> None:
        super().translate()
        tips: dict[Area, str] = {
            "everywhere": self.tr("The style acts on the whole picture"),
            "subject": self.tr("The style acts on the people in the picture"),
            "skin": self.tr("The style acts on the skin of the people in the picture"),
            "background": self.tr("The style acts on all but the people in the picture"),
        }
        for area, button in self.areas.items():
            button.setText(translated(AREA_NAMES[area]))
            button.setAccessibleName(translated(AREA_NAMES[area]))
            button.setToolTip(tips[area])
        self.show_area.setText(self.tr("Show area"))
        self.show_area.setToolTip(self.tr("Show in red where the style acts  (O)"))
        self.show_area.setAccessibleName(self.tr("Show area"))
        self._show()

    @Slot()
    def _show(self) -> None:
        recipe, photo = self._session.recipe, self._session.photo
        self.areas[recipe.where.area].setChecked(True)
        for button in self.areas.values():
            button.setEnabled(photo is not None)
        self.feather.setEnabled(photo is not None and not recipe.where.is_everywhere)
        self.feather.follow(recipe.where.feather)
        self.show_area.setEnabled(self.feather.isEnabled())
        self.show_area.setChecked(self._session.show_area and self.show_area.isEnabled())
        self._found.setText(self._status(recipe))
        self._found.setVisible(bool(self._found.text()))

    def _status(self, recipe: Recipe) -> str:
        if self._session.photo is None or recipe.where.is_everywhere:
            return ""
        if recipe.style is None:
            return self.tr("No style is applied: there is nothing to lay on it yet.")
        found = self._session.view.portrait
        return translated(found) if found is not None else self.tr("Looking for faces…")

    def _choose(self, area: Area) -> None:
        self._session.edits.set_where(area)
        self._show()

    @Slot(str, float, bool)
    def _set_feather(self, key: str, value: float, dragging: bool) -> None:
        self._session.edits.set_feather(value, dragging=dragging)
