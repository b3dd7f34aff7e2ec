"""RunWatch: reads along what a training tells, off the window's thread, and says where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from studio.errors import StudioError
from studio.runs.errors import RunFolderLost, TrainingDied
from studio.runs.events import DECISIVE, Event
from studio.runs.folder import RunFolder
from studio.runs.launch import last_words
from studio.runs.progress import Progress
from studio.runs.queue import is_queued
from studio.ui.background import Background
from studio.ui.train.children import Children
from studio.ui.train.thinning import thinned

POLL_MS = 250
AT_WORK = ("running", "paused")
"""States in which a process trains, or holds its place while it waits."""


@dataclass(frozen=True)
class _Seen:
    """What one look into the folder gave."""

    events: list[Event]
    state: str
    looking: bool
    fault: StudioError | None


class RunWatch(QObject):
    """One run, watched. Made by the desk; looks every 250 ms while a process works there, otherwise once."""

    came = Signal(list)
    """(list[Event]) New events. Of many "step" events that come at once some are left out."""
    state_changed = Signal(str)
    """(str) One of ``studio.runs.folder.State``, or "queued"."""
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
            fresh = thinned([*fresh, *portion])
        state = self._state(trains)
        # Told once: what it left may come back with its drive.
        lost = training_failed and self.state in AT_WORK and not run.path.is_dir()
        told, self._lost = self._lost, lost
        silent = (training_failed and state in ("died", "new")) or (
            look_failed and self._last not in ("looked", "timed")
        )
        fault: StudioError | None = TrainingDied(details=last_words(run)) if silent else None
        if lost:
            fault = None if told else RunFolderLost(name=run.config.name)
        return _Seen(fresh, state, looking, fault)

    def _state(self, trains: bool) -> str:
        run = self.run
        if trains and not (self._kind == "done" and not self._children.trains(run)):
            return "paused" if run.pause_requested else "running"
        if not run.path.is_dir():
            return self.state  # a disk that was unplugged says nothing of the training
        state = run.state_after(self._kind)
        return "queued" if state not in AT_WORK and is_queued(run) else state

    def _take(self, seen: _Seen) -> None:
        self._reading = False
        if self._stopped:
            return
        if seen.events:
            for event in seen.events:
                self.progress.take(event)
            self.events = thinned([*self.events, *seen.events])
            self.came.emit(seen.events)
        if seen.looking != self.looking:
            self.looking = seen.looking
            self.looking_changed.emit(seen.looking)
        if seen.state != self.state:
            self.state = seen.state
            self.state_changed.emit(seen.state)
        if seen.fault is not None:
            self.failed.emit(seen.fault)
        if self._again:
            self._again = False
            self.wake()
        elif not self._stopped and (self.at_work or seen.looking or seen.state == "queued"):
            self._timer.start()

    def _give_up(self, error: StudioError) -> None:
        self._reading = False
        self.failed.emit(error)
