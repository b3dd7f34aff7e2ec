"""What macOS needs: photos that the app is to open come as events, not as words. Not run on a Mac yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class MacApplication(QApplication):
    """``opened`` brings one path, once somebody listens (:meth:`listen`)."""

    opened = Signal(object)

    def __init__(self, words: list[str]) -> None:
        super().__init__(words)
        self._waiting: list[Path] | None = []

    def listen(self, slot: Callable[[Path], None]) -> list[Path]:
        """From now on call ``slot`` for each; what was opened before."""
        self.opened.connect(slot)
        before, self._waiting = self._waiting or [], None
        return before

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            path = Path(event.file())
            if self._waiting is None:
                self.opened.emit(path)
            else:
                self._waiting.append(path)
            return True
        return super().event(event)
