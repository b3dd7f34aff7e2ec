"""Garbage collection that never stops the window.

Importing torch makes about a million objects that live for ever. Each full collection would walk through
them, which takes 100 ms, on whichever thread happens to start it, and all others wait.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Slot

from studio.ui.session import Session


class CalmGarbage(QObject):
    """No collection while torch is imported; afterwards what is there counts as permanent."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        gc.disable()
        session.engine_ready.connect(self._settle)
        session.notice.connect(self._resume)

    @Slot()
    def _settle(self) -> None:
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    @Slot()
    def _resume(self) -> None:
        # An engine that cannot start is told by a notice.
        gc.enable()
