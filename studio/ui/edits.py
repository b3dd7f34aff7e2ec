"""Edits: what is done to each photo, with a history that outlives its being on the screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from studio.editing.document import Document
from studio.editing.geometry import Geometry
from studio.editing.params import ParamGroup
from studio.editing.recipe import Recipe
from studio.editing.style_use import STRENGTH, STYLE_PARAMS, VARIATION
from studio.editing.where import FEATHER, Area, Where
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.style import Style
from studio.ui.steps import AREA_NAMES, LABELS
from studio.ui.style_list import said_name

RESTING_MS = 1000
_STYLE_PARAMS = {param.key: param for param in STYLE_PARAMS}
_STYLE = QT_TRANSLATE_NOOP("Edits", "Style {name}")
_NO_STYLE = Message("Edits", QT_TRANSLATE_NOOP("Edits", "No style"))
_RESET = Message("Edits", QT_TRANSLATE_NOOP("Edits", "Reset"))
_RESET_GROUP = QT_TRANSLATE_NOOP("Edits", "Reset: {group}")
_BLEND = QT_TRANSLATE_NOOP("Edits", "Blend with {name}")
_NO_BLEND = Message("Edits", QT_TRANSLATE_NOOP("Edits", "No second style"))
_WHERE = QT_TRANSLATE_NOOP("Edits", "Style on: {area}")


class Edits(QObject):
    """The documents of this sitting, and the one whose photo is on the canvas.

    Without a photo every edit is ignored.
    """

    recipe_changed = Signal(object)
    history_changed = Signal()
    hover_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents: dict[Path, Document] = {}
        self.document: Document | None = None
        self.hover_style: str | None = None
        self._resting = QTimer(self, singleShot=True, interval=RESTING_MS)
        self._resting.timeout.connect(self.end_drag)

    @property
    def recipe(self) -> Recipe:
        return self.document.recipe if self.document else Recipe()

    def recipe_of(self, path: Path) -> Recipe:
        """The edits of any photo of this sitting."""
        document = self._documents.get(path)
        return document.recipe if document else Recipe()

    def recipes(self) -> dict[Path, Recipe]:
        """Those of all photos of this sitting that are edited."""
        found = {path: document.recipe for path, document in self._documents.items()}
        return {path: recipe for path, recipe in found.items() if not recipe.changes_nothing}

    def recipe_for(self, slot: str) -> Recipe:
        """What a preview of that slot shows; see Session.request_preview."""
        if slot.startswith("before"):
            return self.recipe.framing_only()
        if slot.startswith("hover") and self.hover_style is not None:
            used = self.recipe.style
            if used is None or used.id != self.hover_style:
                return self.recipe.with_style(self.hover_style or None)
        return self.recipe

    def turn_to(self, path: Path) -> None:
        """The photo of that path is on the canvas now."""
        if self.document is not None:
            self.document.history.end_drag()
        self.document = self._documents.setdefault(path, Document(path))
        self.hover(None)
        self._changed()

    def set_value(self, key: str, value: float, *, dragging: bool) -> None:
        self._edit(self.recipe.with_value(key, value), LABELS[key], dragging=dragging)

    def set_style(self, style: Style | None) -> None:
        if style is None:
            self._edit(self.recipe.with_style(None), _NO_STYLE)
        elif self.recipe.style is None or self.recipe.style.id != style.id:
            label = Message("Edits", _STYLE, {"name": said_name(style)})
            self._edit(self.recipe.with_style(style.id), label)

    def renew(self, style_id: str) -> None:
        """The file of a style changed: what shows it is to be rendered again."""
        use = self.recipe.style
        if use is not None and style_id in (use.id, use.blend_id):
            self.recipe_changed.emit(self.recipe)

    def set_strength(self, value: float, *, dragging: bool) -> None:
        self.set_style_param(STRENGTH.key, value, dragging=dragging)

    def set_style_param(self, key: str, value: float, *, dragging: bool) -> None:
        """Strength, an amount, the variation or the blend of the style; nothing without a style."""
        use, param = self.recipe.style, _STYLE_PARAMS[key]
        if use is None:
            return
        clamped = param.clamp(value)
        change: dict[str, Any] = {key: round(clamped) if param is VARIATION else clamped}
        use = replace(use, **change)
        self._edit(self.recipe.with_style(use), LABELS[key], dragging=dragging)

    def set_blend(self, style: Style | None) -> None:
        """Mix a second style in, or none."""
        use = self.recipe.style
        if use is None or use.blend_id == (style.id if style else None):
            return
        label = _NO_BLEND if style is None else Message("Edits", _BLEND, {"name": said_name(style)})
        self._edit(self.recipe.with_style(replace(use, blend_id=style.id if style else None)), label)

    def set_where(self, area: Area) -> None:
        """Lay the style on that part of the picture."""
        label = Message("Edits", _WHERE, {"area": AREA_NAMES[area]})
        self._edit(self.recipe.with_where(Where(area, self.recipe.where.feather)), label)

    def set_feather(self, value: float, *, dragging: bool) -> None:
        where = Where(self.recipe.where.area, FEATHER.clamp(value))
        self._edit(self.recipe.with_where(where), LABELS[FEATHER.key], dragging=dragging)

    def set_geometry(self, geometry: Geometry, label: Message, *, dragging: bool = False) -> None:
        """Frame the picture anew."""
        self._edit(self.recipe.with_geometry(geometry), label, dragging=dragging)

    def nudge_strength(self, by: float) -> None:
        """A tap of a key; taps that follow each other soon are one step of the history."""
        if self.recipe.style is not None:
            self.set_strength(round(self.recipe.style.strength + by, 2), dragging=True)
            self._resting.start()

    @Slot()
    def end_drag(self) -> None:
        self._resting.stop()
        if self.document is not None:
            self.document.history.end_drag()

    def hover(self, style_id: str | None) -> None:
        if style_id != self.hover_style:
            self.hover_style = style_id
            self.hover_changed.emit(style_id)

    def undo(self) -> None:
        if self.document is not None and self.undo_label is not None:
            self.document.undo()
            self._changed()

    def redo(self) -> None:
        if self.document is not None and self.redo_label is not None:
            self.document.redo()
            self._changed()

    def reset(self) -> None:
        self._edit(Recipe(), _RESET)

    def reset_group(self, group: ParamGroup) -> None:
        """The group's settings back to their defaults, as one step; all else stays."""
        keys = {param.key for param in group.params}
        values = tuple((key, value) for key, value in self.recipe.values if key not in keys)
        label = Message("Edits", _RESET_GROUP, {"group": Message("ParamGroup", group.title)})
        self._edit(replace(self.recipe, values=values), label)

    def go_to(self, step: int) -> None:
        """Undo or redo until ``step`` steps are done; 0 is the photo as it was opened."""
        if self.document is None:
            return
        history = self.document.history
        while len(history.done) > max(step, 0):
            self.document.undo()
        while len(history.done) < step and history.undone:
            self.document.redo()
        self._changed()

    @property
    def undo_label(self) -> Message | None:
        """What undo would take back, None when there is nothing."""
        return self.document.history.undo_label if self.document else None

    @property
    def redo_label(self) -> Message | None:
        return self.document.history.redo_label if self.document else None

    def _edit(self, recipe: Recipe, label: Message, *, dragging: bool = False) -> None:
        if self.document is None:
            return
        before = self.document.recipe
        self.document.edit(recipe, label, dragging=dragging)
        if self.document.recipe != before:
            self._changed()

    def _changed(self) -> None:
        # A trial would hide what was just done, unless it is what was done.
        used = self.recipe.style.id if self.recipe.style else ""
        if self.hover_style != used:
            self.hover(None)
        self.recipe_changed.emit(self.recipe)
        self.history_changed.emit()
