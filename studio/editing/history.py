"""History: undo and redo over whole recipes."""

from __future__ import annotations

from dataclasses import dataclass

from studio.editing.recipe import Recipe
from studio.messages import Message

LIMIT = 1000


@dataclass(frozen=True)
class Entry:
    """A step: the recipe it led to, and what it was, for the menu ("Undo Exposure")."""

    recipe: Recipe
    label: Message


class History:
    """The steps from the first recipe to the current one, and those that were undone.

    Holds at most :data:`LIMIT` steps; the oldest are forgotten first. Not thread-safe.
    """

    def __init__(self, first: Recipe | None = None) -> None:
        self._first = first or Recipe()
        self._done: list[Entry] = []
        self._undone: list[Entry] = []
        self._dragging: Message | None = None

    @property
    def current(self) -> Recipe:
        return self._done[-1].recipe if self._done else self._first

    @property
    def done(self) -> tuple[Entry, ...]:
        """The steps taken, oldest first."""
        return tuple(self._done)

    @property
    def undone(self) -> tuple[Entry, ...]:
        """The steps that redo would take, next first."""
        return tuple(reversed(self._undone))

    @property
    def undo_label(self) -> Message | None:
        """What undo would take back, None when there is nothing."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> Message | None:
        """What redo would do again, None when there is nothing."""
        return self._undone[-1].label if self._undone else None

    def push(self, recipe: Recipe, label: Message, *, merge: bool = False) -> None:
        """Take a step. Nothing happens when the recipe is the current one.

        With ``merge`` it belongs to a drag: pushes with the same label until :meth:`end_drag` are one step,
        and none when the drag ends where it began.
        """
        extends = merge and self._dragging == label
        self._dragging = label if merge else None
        if extends and self._done:
            self._done.pop()
        elif recipe == self.current:
            # The drag has not left its place: the next push begins its step.
            self._dragging = None
            return
        if recipe == self.current:
            self._dragging = None
            return
        self._done.append(Entry(recipe, label))
        self._undone.clear()
        if len(self._done) > LIMIT:
            self._first = self._done.pop(0).recipe

    def end_drag(self) -> None:
        """The hand left the slider: the next push is a step of its own."""
        self._dragging = None

    def undo(self) -> Recipe:
        """Take the last step back; the recipe that is now current (the same when there is none)."""
        self.end_drag()
        if self._done:
            self._undone.append(self._done.pop())
        return self.current

    def redo(self) -> Recipe:
        """Take the last undone step again; the recipe that is now current."""
        self.end_drag()
        if self._undone:
            self._done.append(self._undone.pop())
        return self.current
