"""RunReporter: what long work tells its run's folder, and what it is told from there."""

from __future__ import annotations

import time
from typing import Any

from studio.errors import Cancelled
from studio.runs.folder import RunFolder

POLL = 0.2
"""Seconds between two looks at the pause file."""


class RunReporter:
    """Events go out; stop and pause come in."""

    def __init__(self, folder: RunFolder) -> None:
        self.folder = folder

    def event(self, kind: str, **values: Any) -> None:
        """Append an event. Raises OutputError."""
        self.folder.log.write(kind, **values)

    def should_stop(self) -> bool:
        """Whether the work is to end after what it is doing."""
        return self.folder.stop_requested

    def wait_while_paused(self) -> None:
        """Return at once, or once nobody wants the pause any more, or a stop is wanted."""
        if not self.folder.pause_requested or self.should_stop():
            return
        self.event("paused")
        while self.folder.pause_requested and not self.should_stop():
            time.sleep(POLL)
        self.event("continued")

    def check(self) -> None:
        """For work that cannot be cut short in a useful way: wait while paused. Raises Cancelled on stop."""
        self.wait_while_paused()
        if self.should_stop():
            raise Cancelled
