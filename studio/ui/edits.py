"""Edits: what is done to each photo, with a history that outlives its being on the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from studio.editing.param_groups import ALL_PARAMS
from studio.editing.document import Document
from studio.editing.recipe import STRENGTH, Recipe
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.style import Style
from studio.ui.style_list import name_of

RESTING_MS = 1000
_LABELS = {param.key: Message("Param", param.label) for param in (*ALL_PARAMS, STRENGTH)}
_STYLE = QT_TRANSLATE_NOOP("Edits", "Style {name}")
_NO_STYLE = Message("Edits", QT_TRANSLATE_NOOP("Edits", "No style"))
_RESET = Message("Edits", QT_TRANSLATE_NOOP("Edits", "Reset"))
_RESET_VALUES = Message("Edits", QT_TRANSLATE_NOOP("Edits", "Reset light and colour"))


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

    def recipe_for(self, slot: str) -> Recipe:
        """What a preview of that slot shows; see Session.request_preview."""
        if slot.startswith("before"):
            return Recipe()
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
        self._edit(self.recipe.with_value(key, value), _LABELS[key], dragging=dragging)

    def set_style(self, style: Style | None) -> None:
        if style is None:
            self._edit(self.recipe.with_style(None), _NO_STYLE)
        elif self.recipe.style is None or self.recipe.style.id != style.id:
            label = Message("Edits", _STYLE, {"name": name_of(style)})
            self._edit(self.recipe.with_style(style.id), label)

    def set_strength(self, value: float, *, dragging: bool) -> None:
        if self.recipe.style is not None:
            recipe = self.recipe.with_style(self.recipe.style, value)
            self._edit(recipe, _LABELS[STRENGTH.key], dragging=dragging)

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

    def reset_values(self) -> None:
        """Light and colour back to their defaults, as one step; the style stays."""
        self._edit(Recipe(style=self.recipe.style), _RESET_VALUES)

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
