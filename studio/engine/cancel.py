"""CancelToken: says "stop" across threads."""

from __future__ import annotations

import threading

from studio.errors import Cancelled


class CancelToken:
    """One side cancels, the working side checks between its steps."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask for a stop; cannot be taken back."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raises Cancelled once cancelled."""
        if self._event.is_set():
            raise Cancelled
