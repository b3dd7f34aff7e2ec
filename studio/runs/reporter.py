"""RunReporter: what long work tells its run's folder, what it is told from there, and what it waits for."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from typing import Any, TypeVar

from studio.errors import Cancelled, OutputError, StudioError
from studio.messages import Message
from studio.passing import delays
from studio.runs import heartbeat
from studio.runs.config import TrainingConfig
from studio.runs.errors import RunBusy, RunFolderLost
from studio.runs.folder import RunFolder
from studio.runs.waiting import MOST_DELAY, PATIENCE, is_there, run_lacks

T = TypeVar("T")

POLL = 0.2
"""Seconds between two looks at the files that ask for a stop or a pause."""


class RunReporter:
    """Events go out; stop and pause come in. What cannot be written now is waited for.

    ``waited`` is how many seconds passed in pauses and in waiting.
    """

    def __init__(self, folder: RunFolder, patience: float = PATIENCE) -> None:
        """``patience``: for so many seconds a drive, or room on a disk, is waited for."""
        self.folder = folder
        self.waited = 0.0
        self._patience = patience
        self._ours = heartbeat.process_of(folder.path / "heartbeat") == os.getpid()

    def event(self, kind: str, **values: Any) -> None:
        """Append an event; see :meth:`keep`."""
        self.keep(lambda: self.folder.log.write(kind, **values))

    def should_stop(self) -> bool:
        """Whether the work is to end after what it is doing."""
        return self.folder.stop_requested

    def wait_while_paused(self) -> None:
        """Return at once, or once nobody wants the pause any more, or a stop is wanted."""
        if not self.folder.pause_requested or self.should_stop():
            return
        self.event("paused")
        self._stand_still()
        self.event("continued")

    def check(self) -> None:
        """For work that cannot be cut short in a useful way: wait while paused. Raises Cancelled on stop."""
        self.wait_while_paused()
        if self.should_stop():
            raise Cancelled

    def keep(self, attempt: Callable[[], T]) -> T:
        """What ``attempt`` gives, which writes into the run's folder: sooner or later.

        While the folder is away, or its disk is full, it is tried again and again. Raises OutputError where
        that does not help, RunBusy where another process took the run meanwhile; what was waited for in vain
        after hours, or once a stop is wanted, among it RunFolderLost.
        """

        def within() -> T:
            if not is_there(self.folder):
                raise RunFolderLost(name=self.folder.config.name)
            return attempt()

        return self.until(within, lambda error: run_lacks(self.folder, error))

    def until(self, attempt: Callable[[], T], lacks: Callable[[StudioError], Message | None]) -> T:
        """What ``attempt`` gives, once nothing is in its way; stop and pause are obeyed meanwhile.

        ``lacks`` says what an error of its waits for, None for one that stays: that is raised. So is what is
        waited for in vain.
        """
        begun: float | None = None
        told: Message | None = None
        for delay in delays(MOST_DELAY):
            try:
                if begun is not None:
                    self._refuse_another()
                found = attempt()
            except Cancelled:
                raise
            except StudioError as error:
                reason = lacks(error)
                now = time.monotonic()
                begun = now if begun is None else begun
                if reason is None or self.should_stop() or now - begun >= self._patience:
                    raise
                if reason != told and self._say("waiting", reason=reason):
                    told = reason
            else:
                if told is not None:
                    self._say("continued")
                return found
            if self._sleep(delay):
                told = None
        raise AssertionError("delays never end")

    def _refuse_another(self) -> None:
        """Raises RunFolderLost for another run in its place, RunBusy where another process trains it."""
        folder = self.folder
        if not is_there(folder):
            return
        try:
            config: TrainingConfig | None = RunFolder.open(folder.path).config
        except StudioError:
            config = None
        if config != folder.config:
            raise RunFolderLost(name=folder.config.name)
        if self._ours and heartbeat.process_of(folder.path / "heartbeat") not in (None, os.getpid()):
            raise RunBusy(name=folder.path.name)

    def _sleep(self, seconds: float) -> bool:
        """Wait so long, or until a stop is wanted, or the end of a pause; whether there was one."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0.0 and not self.should_stop():
            if self.folder.pause_requested:
                self._say("paused")
                self._stand_still()
                self._say("continued")
                return True
            self._pass(min(left, POLL))
        return False

    def _stand_still(self) -> None:
        while self.folder.pause_requested and not self.should_stop():
            self._pass(POLL)

    def _pass(self, seconds: float) -> None:
        begun = time.monotonic()
        time.sleep(seconds)
        self.waited += time.monotonic() - begun

    def _say(self, kind: str, **values: Any) -> bool:
        """Append an event if that is possible now, and whether it was."""
        with contextlib.suppress(OutputError):
            return is_there(self.folder) and self.folder.log.write(kind, **values)
        return False
