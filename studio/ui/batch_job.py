"""BatchJob: the batch as the rest of the window knows it: how far it is, what can be done, what was added."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

from PySide6.QtCore import QObject, Signal

Phase: TypeAlias = Literal["none", "looking", "aligning", "working", "watching", "paused", "held"]
"""``looking``: the shoot is looked at before any work. ``aligning``: skin is measured, nothing is
changed yet. ``watching``: a folder is watched. ``held``: it waits for a trouble to pass, a full disk or a
drive away."""


class BatchJob(QObject):
    """Light, so that it is there from the start; what works comes with the mode Batch."""

    progressed = Signal()
    changed = Signal()
    """What can be done is something else now, or photos were added."""
    wanted = Signal(str)
    """Something that can be done was asked for: "start", "pause", "cancel", "again", "show", "new",
    "align", "realign"."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.phase: Phase = "none"
        self.finished = 0
        self.total = 0
        self.can: frozenset[str] = frozenset()
        self.added: tuple[Path, ...] = ()
        """The photos that the user gathered for a batch, in that order."""

    @property
    def works(self) -> bool:
        """Whether a batch is under way, be it paused."""
        return self.phase != "none"

    def tell(self, phase: Phase, finished: int, total: int) -> None:
        """How far it is, in photos."""
        if (phase, finished, total) != (self.phase, self.finished, self.total):
            self.phase, self.finished, self.total = phase, finished, total
            self.progressed.emit()

    def allow(self, can: frozenset[str]) -> None:
        """What can be asked for at the moment."""
        if can != self.can:
            self.can = can
            self.changed.emit()

    def ask(self, what: str) -> None:
        if what in self.can:
            self.wanted.emit(what)

    def add(self, path: Path) -> None:
        """Gather a photo, once."""
        if path not in self.added:
            self.added = (*self.added, path)
            self.changed.emit()

    def clear(self) -> None:
        """Gather anew."""
        if self.added:
            self.added = ()
            self.changed.emit()
