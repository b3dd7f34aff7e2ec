"""Garbage collection in the window's thread alone, in pieces that never stop it.

Python collects cycles on whichever thread happens to allocate. A Qt object among them would be destroyed
there, which Qt forbids: it corrupts memory or hangs. So the automatic collection stays off, and a timer of
the window's thread collects, by generations as Python does.

Importing torch makes about a million objects that live for ever. Each full collection would walk through
them, which takes 100 ms, so what is there when the engine is ready counts as permanent.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from studio.ui.session import Session

INTERVAL_MS = 500
MANY = 1000


def spare(photos: int) -> None:
    """So many photos came, and stay a while: a plan of thousands is not walked through every time.

    It holds no cycles, and goes as soon as nobody needs it.
    """
    if photos >= MANY:
        gc.freeze()


class CalmGarbage(QObject):
    """No collection while torch is imported; then every half second where there is enough to look at."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        gc.disable()
        self._frozen = False
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self._collect)
        session.engine_ready.connect(self._settle)
        session.notice.connect(self._begin)

    @Slot()
    def _settle(self) -> None:
        if not self._frozen:
            self._frozen = True
            gc.freeze()
        self._begin()

    @Slot()
    def _begin(self) -> None:
        # An engine that cannot start is told by a notice.
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _collect(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        if counts[0] <= limits[0]:
            return
        oldest = 0
        while oldest < 2 and counts[oldest + 1] > limits[oldest + 1]:
            oldest += 1
        gc.collect(oldest)
