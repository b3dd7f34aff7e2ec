"""RunWatch: reads along what a training tells, off the window's thread, and says where it stands."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from studio.errors import StudioError
from studio.messages import Message
from studio.runs import heartbeat
from studio.runs.errors import RunFolderLost, TrainingDied
from studio.runs.events import DECISIVE, Event
from studio.runs.folder import RunFolder
from studio.runs.launch import last_words
from studio.runs.progress import Progress
from studio.runs.queue import is_queued
from studio.runs.waiting import is_there, seen_to_lack
from studio.ui.background import Background
from studio.ui.train.children import Children
from studio.ui.train.said_state import AT_WORK
from studio.ui.train.thinning import thinned

POLL_MS = 250
_BACK = 3.0
"""Seconds after its drive came back in which a process is given time to be heard of."""


@dataclass(frozen=True)
class _Seen:
    """What one look into the folder gave."""

    events: list[Event]
    state: str
    looking: bool
    lacks: Message | None
    fault: StudioError | None


class RunWatch(QObject):
    """One run, watched. Made by the desk; looks every 250 ms while a process works there, otherwise once."""

    came = Signal(list)
    """(list[Event]) New events. Of many "step" events that come at once some are left out."""
    state_changed = Signal(str)
    """(str) One of ``studio.runs.folder.State``, "queued", or "waiting": for a drive, or room on a disk."""
    looking_changed = Signal(bool)
    """Whether a process looks at the photos, for the wizard."""
    failed = Signal(object)
    """(StudioError) A process of this window's ended without a word."""

    def __init__(
        self,
        run: RunFolder,
        children: Children,
        background: Background,
        state: str = "new",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.run = run
        self.events: list[Event] = []
        """All so far; of "step" events at most a few thousand, the latest all."""
        self.progress = Progress()
        self.state = state
        self.looking = False
        self.stop_wanted = False
        """It was asked to stop: where its drive is away, nothing else tells that it did."""
        self._process: int | None = None
        self._away_at = -math.inf
        self._lacks: Message | None = None
        self._children, self._background = children, background
        self._tail = run.tail()
        self._kind = self._last = ""
        self._reading = self._again = self._stopped = self._lost = False
        self._timer = QTimer(self, singleShot=True, interval=POLL_MS)
        self._timer.timeout.connect(self.wake)

    @property
    def at_work(self) -> bool:
        return self.state in AT_WORK

    @Slot()
    def wake(self) -> None:
        """Look now, and go on looking while there is something to see."""
        if self._stopped:
            return
        if self._reading:
            self._again = True
            return
        self._timer.stop()
        self._reading = True
        self._background.run(self._read, self._take, self._give_up)

    def stop(self) -> None:
        """Look no more. What trains goes on."""
        self._stopped = True
        self._timer.stop()

    def _read(self) -> _Seen:
        """In the background thread."""
        run, children = self.run, self._children
        # Whether they live is asked before their words are read, so that no last word is missed.
        (training_failed, look_failed), looking = children.failed(run), children.looks(run)
        trains = children.trains(run) or run.alive
        fresh: list[Event] = []
        for portion in self._tail.portions():
            for event in portion:
                self._last = event.kind
                if event.kind in DECISIVE:
                    self._kind = event.kind
                if event.kind == "started" and type(event.get("pid")) is int:
                    self._process = event["pid"]
            fresh = thinned([*fresh, *portion])
        there = is_there(run)
        self._away_at = self._away_at if there else time.monotonic()
        state = self._state(trains, there, training_failed)
        # Told once: what it left may come back with its drive.
        lost = training_failed and self.state in AT_WORK and not there
        told, self._lost = self._lost, lost
        silent = (training_failed and state in ("died", "new") and not self.stop_wanted) or (
            look_failed and self._last not in ("looked", "timed")
        )
        fault: StudioError | None = TrainingDied(details=last_words(run)) if silent else None
        if lost:
            fault = None if told or self.stop_wanted else RunFolderLost(name=run.config.name)
        return _Seen(fresh, state, looking, seen_to_lack(run) if state in AT_WORK else None, fault)

    def _state(self, trains: bool, there: bool, failed: bool) -> str:
        run, process = self.run, self._process
        if trains and not (self._kind == "done" and not self._children.trains(run)):
            return "paused" if run.pause_requested else "running"
        if not there:
            # A drive that was unplugged says nothing of the training: only its process does.
            ended = failed or (process is not None and not heartbeat.is_of(process, run.path))
            if self.state not in AT_WORK or not ended:
                return self.state
            return "stopped" if self.stop_wanted else "died"
        if self.state in AT_WORK and time.monotonic() - self._away_at < _BACK and self._kind == "started":
            return self.state
        state = run.state_after(self._kind)
        return "queued" if state not in AT_WORK and is_queued(run) else state

    def _take(self, seen: _Seen) -> None:
        self._reading = False
        if self._stopped:
            return
        events = [*seen.events, *self._unsaid(seen.lacks)]
        for event in events:
            self.progress.take(event)
        if events:
            self.events = thinned([*self.events, *events])
            self.came.emit(events)
        if seen.looking != self.looking:
            self.looking = seen.looking
            self.looking_changed.emit(seen.looking)
        waits = seen.state in ("running", "waiting") and self.progress.waiting is not None
        state = "waiting" if waits else "running" if seen.state == "waiting" else seen.state
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
        if seen.fault is not None:
            self.failed.emit(seen.fault)
        if self._again:
            self._again = False
            self.wake()
        elif not self._stopped and (self.at_work or seen.looking or seen.state == "queued"):
            self._timer.start()

    def _unsaid(self, lacks: Message | None) -> list[Event]:
        """What the training would say of its own folder, if that could be written there."""
        if lacks == self._lacks:
            return []
        self._lacks = lacks
        at = self.events[-1].at if self.events else 0.0
        return [Event(at, "continued") if lacks is None else Event(at, "waiting", {"reason": lacks})]

    def _give_up(self, error: StudioError) -> None:
        self._reading = False
        self.failed.emit(error)
