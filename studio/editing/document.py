"""Document: one photo's file and what is being done to it."""

from __future__ import annotations

from pathlib import Path

from studio.editing.history import History
from studio.editing.recipe import Recipe
from studio.messages import Message


class Document:
    """A photo's path with its recipe and history; it outlives the photo's being on the screen."""

    def __init__(self, path: Path, recipe: Recipe | None = None) -> None:
        self.path = path
        self.history = History(recipe)

    @property
    def recipe(self) -> Recipe:
        return self.history.current

    def edit(self, recipe: Recipe, label: Message, *, dragging: bool = False) -> Recipe:
        """Make ``recipe`` the current one; while ``dragging`` all edits of that label are one step."""
        self.history.push(recipe, label, merge=dragging)
        return self.recipe

    def undo(self) -> Recipe:
        return self.history.undo()

    def redo(self) -> Recipe:
        return self.history.redo()

    def reset(self, label: Message) -> Recipe:
        """Back to the untouched photo, as a step that can be undone."""
        return self.edit(Recipe(), label)
