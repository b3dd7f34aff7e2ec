"""Garbage collection that never stops the window, and never takes a widget away from its thread.

Importing torch makes about a million objects that live for ever. Each full collection would walk through
them, which takes 100 ms. And Python collects on whichever thread happens to make one object more: a widget
that is part of a cycle is then deleted beside the window's thread, which Qt does not survive.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from studio.ui.session import Session

EVERY_MS = 500


class CalmGarbage(QObject):
    """No collection while torch is imported; afterwards what is there counts as permanent.

    From then on it is collected as often as Python would, but by the window's thread alone.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect_due)
        session.engine_ready.connect(self._settle)
        session.notice.connect(self._resume)
        session.closing.connect(self._timer.stop)

    @Slot()
    def _settle(self) -> None:
        if not self._timer.isActive():
            gc.freeze()
            self._timer.start()

    @Slot()
    def _resume(self) -> None:
        # An engine that cannot start is told by a notice.
        if not self._timer.isActive():
            self._timer.start()


def collect_due() -> None:
    """Collect the oldest generation of which so much came together that Python itself would."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
