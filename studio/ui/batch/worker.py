"""Worker: the thread that a batch runs in; what happens there is fetched by the window's thread."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import replace as replaced
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread

from studio import paths
from studio.batch.errors import PlaceAway
from studio.batch.events import Event, PhotoBegun, PhotoEnded, Progress
from studio.batch.journal import Journal
from studio.batch.report import write_report
from studio.batch.ribbon import shoot_of
from studio.batch.runner import BatchRunner
from studio.batch.shoot_book import book_of
from studio.batch.watching import Watching, end_watch
from studio.engine.cancel import CancelToken
from studio.engine.loop import JOB_NICENESS
from studio.errors import StudioError
from studio.faults import fault_of
from studio.generators.device import Preference
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.catalogue import Catalogue
from studio.ui.batch.news import News, Opened, Watched
from studio.ui.batch.tasks import Task
from studio.ui.translate import language_in_force, translated

if TYPE_CHECKING:
    from studio.engine.render import Renderer

PROGRESS_SECONDS = 0.25
SWITCH_SECONDS = 0.001
_AWAY = QT_TRANSLATE_NOOP("Batch", "The folder “{name}” is not there at the moment.")


class Worker(QThread):
    """Opens a journal, works it off, and writes the report. No Python object goes through a signal.

    ``looked`` says how many of the photos that are looked at first are seen, None without. ``watched``: the
    folder that is watched, once what was there is done. ``error``: why it could not begin, Cancelled if it
    was taken back before; ``stopped``: why it ended early, None for neither. Both, and ``reports``, are there
    once the thread is over.
    """

    def __init__(
        self, task: Task, catalogue: Catalogue, device: Preference, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("batch")
        self._task, self._catalogue, self._device = task, catalogue, device
        self._news: SimpleQueue[Opened | Event] = SimpleQueue()
        self._lock = threading.Lock()
        self._runner: BatchRunner | None = None
        self._make_renderer: Callable[[int], Renderer] | None = None
        self._wake, self._hurry = threading.Event(), False
        self.token = CancelToken()
        self.looked: tuple[int, int] | None = (0, task.looks) if task.looks else None
        self._paused = self._cancelled = self._for_good = False
        self._told = 0.0
        self.progress: Progress | None = None
        self.watched: Watched | None = None
        self.error: StudioError | None = None
        self.stopped: Message | None = None
        self.reports: tuple[Path, Path] | None = None

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def pause(self) -> None:
        """Begin no more photos."""
        with self._lock:
            self._paused = True
            if self._runner is not None:
                self._runner.pause()

    def resume(self) -> None:
        """Go on; what waits for a trouble to pass tries again at once."""
        with self._lock:
            self._paused, self._hurry = False, True
            if self._runner is not None:
                self._runner.resume()
        self._wake.set()

    def cancel(self, *, for_good: bool = True) -> None:
        """Stop soon; not ``for_good``: a folder that is watched will be watched again."""
        with self._lock:
            self._cancelled, self._for_good = True, for_good
            self.token.cancel()
            if self._runner is not None:
                self._runner.cancel()
        self._wake.set()

    def news(self) -> News:
        """For the window's thread."""
        found = News()
        with contextlib.suppress(Empty):
            while True:
                each = self._news.get_nowait()
                if isinstance(each, Opened):
                    found.opened = each
                elif isinstance(each, PhotoBegun):
                    found.begun.append(each.photo)
                elif isinstance(each, PhotoEnded):
                    found.ended.append(each.photo)
                else:
                    found.waits.append(each)
        return found

    def tell(self, seen: int, count: int) -> None:
        """How many photos are looked at."""
        self.looked = seen, count

    def run(self) -> None:
        try:
            self._work()
        except StudioError as error:
            self.error = error.with_traceback(None)
        except Exception as error:  # noqa: BLE001 - the edge of the thread
            self.error = fault_of(error)

    def _work(self) -> None:
        if sys.platform == "linux":
            # Of this thread, and of those that it starts; previews go first.
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), JOB_NICENESS)
        with _brisk(), closing(self._task.open(self)) as journal:
            watch = self._task.only is None and (self._task.watch or journal.watched)
            if watch:
                journal.watching(True)
            self._news.put(Opened.of(journal))
            try:
                if watch:
                    self._watch(journal)
                else:
                    self.stopped = self._run(journal, self._task.only, self.renderers())
            finally:
                with contextlib.suppress(StudioError):  # its absence is seen
                    what = journal.id, journal.plan, journal.states, translated, _language()
                    self.reports = write_report(reports_folder(), *what, shoot=shoot_of(journal))

    def _run(
        self,
        journal: Journal,
        only: Collection[int] | None,
        make_renderer: Callable[[int], Renderer],
        *,
        ends: bool = True,
    ) -> Message | None:
        """Work photos off; why that ended early."""
        wanted = self._task.impressions
        impressions = book_of(journal.path).exists() if wanted is None else wanted
        runner = BatchRunner(journal, make_renderer, only=only, impressions=impressions, ends=ends)
        self.progress = runner.progress
        with self._lock:
            self._runner = runner
            if self._paused:
                runner.pause()
            if self._cancelled:
                runner.cancel()
        try:
            runner.run(self._listen)
        finally:
            self.progress = runner.progress
        return runner.stopped

    def _watch(self, journal: Journal) -> None:
        """Until it is cancelled: what is there, then what comes."""
        watching = Watching(journal)
        self.watched = Watched(watching.folder)
        held: Message | None = None
        while not self._cancelled:
            if watching.take_in(paths.user_batches()):
                self._news.put(Opened.of(journal))
            if self._hurry:
                self._hurry = False
                watching.hurry()
            if watching.due and not self._paused:
                try:
                    make_renderer = watching.renderers(self.renderers())
                    held = self._run(journal, sorted(watching.todo), make_renderer, ends=False)
                except PlaceAway as away:
                    held = away.message
                watching.settle()
            elif not watching.todo:
                held = None
            trouble = watching.trouble or held
            if watching.away:
                trouble = Message("Batch", _AWAY, {"name": watching.folder.name})
            if self.watched.held != trouble:
                self.watched = Watched(watching.folder, trouble)
            self._wake.wait(watching.rest)
            self._wake.clear()
        if self._for_good:
            end_watch(journal)

    def _listen(self, event: Event) -> None:
        self._news.put(event)
        now = time.monotonic()
        if now - self._told > PROGRESS_SECONDS and self._runner is not None:
            self._told = now
            self.progress = self._runner.progress

    def renderers(self) -> Callable[[int], Renderer]:
        if self._make_renderer is not None:
            return self._make_renderer
        from studio.engine.warmup import preload_torch

        preload_torch()
        from studio.engine.render import Renderer
        from studio.generators.device import choose_device

        choice = choose_device(self._device)
        self._make_renderer = lambda threads: Renderer(self._catalogue, replaced(choice, threads=threads))
        return self._make_renderer


@contextlib.contextmanager
def _brisk() -> Iterator[None]:
    """Python's threads take turns more often: the window's waits for no more than one turn of each."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def reports_folder() -> Path:
    """Where reports lie: not in the shoot."""
    return paths.user_batches() / "reports"


def _language() -> str:
    return language_in_force().replace("_", "-")
