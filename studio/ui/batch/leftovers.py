"""Leftovers: batches that ended early, in an earlier sitting or on the command line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio import paths
from studio.batch.unfinished import Unfinished, let_be, unfinished
from studio.ui.background import Background


class Leftovers(QObject):
    """``found``: the newest first, as of the last :meth:`look`."""

    changed = Signal()
    failed = Signal(object)
    """(StudioError)"""

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self.found: tuple[Unfinished, ...] = ()

    def look(self) -> None:
        """Journals are read in the background; ``changed`` follows."""

        def take(found: tuple[Unfinished, ...]) -> None:
            self.found = found
            self.changed.emit()

        self._background.run(lambda: unfinished(paths.user_batches()), take, self.failed.emit)

    def let_be(self, path: Path) -> None:
        """Never offer a batch again; what it wrote stays."""
        self._background.run(lambda: let_be(path), lambda _: self.look(), self.failed.emit)
