"""TrainingDesk: the trainings there are, and what can be done with them; the one thing that widgets ask."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from studio import paths
from studio.errors import StudioError
from studio.runs.config import TrainingConfig
from studio.runs.discard import discard, end_at_once, sweep
from studio.runs.folder import RunFolder, runs_in
from studio.runs.queue import is_queued
from studio.styles.names import safe_stem
from studio.ui.background import Background
from studio.ui.train import orders
from studio.ui.train.children import Children
from studio.ui.train.said_state import AT_WORK
from studio.ui.train.watch import RunWatch

QUEUE_MS = 2000
"""How often it is asked whether the next may start, where another program trains."""
_ENDS_WITHIN = 5.0


class TrainingDesk(QObject):
    """Every method returns at once: folders are read and written in a thread of the desk's own, in order.

    What trains is a process of its own. It goes on when the window closes, and is found again by the next.
    """

    changed = Signal()
    """Runs came or went, or one's state changed."""
    failed = Signal(object)
    """(StudioError) Something that was asked for could not be done, or a process died without a word."""

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        """``folder``: where the runs lie; by itself the user's."""
        super().__init__(parent)
        self._folder = folder or paths.user_runs()
        self._background = Background(self)
        self._children = Children()
        self._runs: dict[Path, RunFolder] = {}
        self._states: dict[Path, str] = {}
        self._measured: set[Path] = set()
        self._watches: dict[Path, RunWatch] = {}
        self._drafts: set[Path] = set()
        self._closed = False
        self._timer = QTimer(self, singleShot=True, interval=QUEUE_MS)
        self._timer.timeout.connect(self._advance)
        self._do(lambda: sweep(self._folder))
        self.refresh()

    def runs(self) -> tuple[RunFolder, ...]:
        """The user's runs, newest first; empty until ``changed`` first tells that they were found."""
        return tuple(self._runs.values())

    def state(self, run: RunFolder) -> str:
        """One of ``studio.runs.folder.State``, or "queued"."""
        watch = self._watches.get(run.path)
        return watch.state if watch else self._states.get(run.path, "new")

    def measured(self, run: RunFolder) -> bool:
        """Whether it has come so far that it has curves."""
        watch = self._watches.get(run.path)
        told = watch is not None and any(event.kind == "measure" for event in watch.events)
        return told or run.path in self._measured

    def watch(self, run: RunFolder) -> RunWatch:
        """What watches the run; its events come by and by."""
        watch = self._watches.get(run.path)
        if watch is None:
            watch = RunWatch(run, self._children, self._background, self.state(run), self)
            self._watches[run.path] = watch
            watch.state_changed.connect(self._turned)
            watch.failed.connect(self.failed)
            watch.wake()
        return watch

    @Slot()
    def refresh(self) -> None:
        """Look for runs that came from elsewhere (the command line)."""
        self._background.run(lambda: _found(self._folder), self._take_found, self.failed.emit)

    def draft(self, config: TrainingConfig) -> RunFolder:
        """A new run, not started."""
        stamp = f"{time.strftime('%Y%m%d-%H%M%S')}-{secrets.token_hex(2)}"
        run = RunFolder(self._folder / f"{safe_stem(config.name)}-{stamp}", config)
        self._runs = {run.path: run, **self._runs}
        self._drafts.add(run.path)

        def refused(error: StudioError) -> None:
            self._forget(run)
            self.failed.emit(error)

        self._background.run(lambda: RunFolder.create(run.path, config), lambda _: None, refused)
        self.changed.emit()
        return run

    def rewrite(self, run: RunFolder, config: TrainingConfig) -> None:
        """Other settings, while nothing trains there."""
        self._do(lambda: run.rewrite(config), self.changed.emit)

    def look(self, run: RunFolder) -> None:
        """Look at the photos and try a few steps, in place of an earlier look: "looked" and "timed"."""
        self._do(lambda: self._children.look(run), self.watch(run).wake)

    def time(self, run: RunFolder) -> None:
        """Try a few steps only: event "timed"; in place of an earlier look."""
        self._do(lambda: self._children.look(run, "--trial"), self.watch(run).wake)

    def start(self, run: RunFolder) -> None:
        """Train, at once or when no other does."""
        watch = self.watch(run)
        watch.stop_wanted = False
        self._do(lambda: orders.begin(run, self._children), self._advance, watch.wake)

    resume = start
    """After a stop, a failure or a death: from the last checkpoint."""

    def pause(self, run: RunFolder) -> None:
        """After the step at hand; it keeps its place."""
        self._do(run.request_pause, self.watch(run).wake)

    def go_on(self, run: RunFolder) -> None:
        """After a pause."""
        self._do(run.take_back_pause, self.watch(run).wake)

    def stop(self, run: RunFolder) -> None:
        """After the step at hand, and keep what was learned; a run that waits waits no more."""
        watch, children = self.watch(run), self._children
        watch.stop_wanted = True
        self._do(lambda: orders.stop(run, children), watch.wake)

    def extend(self, run: RunFolder, steps: int) -> None:
        """So many steps more than were planned. One that trains stops and goes on with the new plan."""

        def work() -> None:
            orders.lengthen(run, steps)
            orders.extend(run, self._children)

        self._do(work, self._advance, self.watch(run).wake)

    def discard(self, run: RunFolder) -> None:
        """End it, and delete what it made; never a photo."""
        self._forget(run)

        def work() -> None:
            self._children.end(run)
            end_at_once(run)
            until = time.monotonic() + _ENDS_WITHIN
            while run.alive and time.monotonic() < until:
                time.sleep(0.05)
            discard(run)

        self._do(work, self._advance, self.refresh)
        self.changed.emit()

    def close(self) -> None:
        """The window closes: what is being written is ended, what trains goes on."""
        self._closed = True
        self._timer.stop()
        for watch in self._watches.values():
            watch.stop()
        self._background.stop()
        self._children.leave()

    def _do(self, work: Callable[[], object], *then: Callable[[], None]) -> None:
        def done(_: object) -> None:
            for each in then:
                each()

        self._background.run(work, done, self.failed.emit)

    def _forget(self, run: RunFolder) -> None:
        self._runs.pop(run.path, None)
        self._states.pop(run.path, None)
        self._drafts.discard(run.path)
        watch = self._watches.pop(run.path, None)
        if watch is not None:
            watch.stop()
            watch.deleteLater()

    def _take_found(self, found: list[tuple[RunFolder, str, bool]]) -> None:
        there = {run.path: run for run, *_ in found}
        young = {path: run for path, run in self._runs.items() if path in self._drafts and path not in there}
        # Objects that widgets hold stay the same ones.
        self._runs = {**young, **{path: self._runs.get(path, run) for path, run in there.items()}}
        self._states = {run.path: state for run, state, _ in found}
        self._measured = {run.path for run, _, measured in found if measured}
        for run, state, _ in found:
            if state in (*AT_WORK, "queued"):
                self.watch(self._runs[run.path])
        self._rest(*(self._runs[run.path] for run, *_ in found))
        self.changed.emit()

    @Slot(str)
    def _turned(self, state: str) -> None:
        self.changed.emit()
        watch = self.sender()
        if isinstance(watch, RunWatch) and state not in AT_WORK:
            self._rest(watch.run)

    def _rest(self, *runs: RunFolder) -> None:
        """These do not train: one that is to go on longer, or the next in line, may."""

        def work() -> None:
            for run in runs:
                orders.extend(run, self._children)

        self._do(work, self._advance)

    @Slot()
    def _advance(self) -> None:
        if self._closed:
            return
        children = self._children

        def work() -> RunFolder | None:
            return orders.advance(self._folder, children)

        self._background.run(work, self._started, self.failed.emit)
        if any(watch.state == "queued" for watch in self._watches.values()):
            self._timer.start()

    def _started(self, run: RunFolder | None) -> None:
        if run is not None:
            self.watch(self._runs.setdefault(run.path, run)).wake()


def _found(folder: Path) -> list[tuple[RunFolder, str, bool]]:
    """Each run with its state, and whether it was measured."""
    found = []
    for run in runs_in(folder):
        state: str = run.state()
        queued = state not in AT_WORK and is_queued(run)
        found.append((run, "queued" if queued else state, run.last("measure") is not None))
    return found
