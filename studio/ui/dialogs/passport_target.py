"""Asks the disk, in the background, what stands in the way of a file; a moment after the last change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from studio.ui.dialogs.target import Target, target_of
from studio.ui.session import Session

LOOK_AFTER_MS = 120

Question: TypeAlias = Callable[[], tuple[str, str, str, tuple[Path, ...]]]


class TargetAsker(QObject):
    """``question`` gives folder, name, suffix and originals as they are when it is asked."""

    found = Signal(object)
    """(Target) The answer to the last question."""

    def __init__(self, session: Session, question: Question, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._question = question
        self._asked = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self.ask)

    def ask_soon(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def ask(self) -> None:
        self._asked += 1
        asked = self._asked
        folder, name, suffix, originals = self._question()

        def take(target: Target) -> None:
            if asked == self._asked:
                self.found.emit(target)

        self._session.background.run(
            lambda: target_of(folder, name, suffix, originals), take, self._session.tell
        )
