"""Worker: the thread that a batch runs in; what happens there is fetched by the window's thread."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import replace as replaced
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QThread

from studio import paths
from studio.batch.batches import begin, check_styles, go_on
from studio.batch.events import Event, PhotoBegun, PhotoEnded, Progress
from studio.batch.journal import Journal
from studio.batch.plan import CONSISTENCY, BatchPlan
from studio.batch.report import write_report
from studio.batch.ribbon import shoot_of
from studio.batch.runner import BatchRunner
from studio.engine.cancel import CancelToken
from studio.engine.loop import JOB_NICENESS
from studio.errors import InternalError, StudioError
from studio.generators.device import Preference
from studio.messages import Message
from studio.styles.catalogue import Catalogue
from studio.ui.batch.news import News
from studio.ui.translate import language_in_force, translated

if TYPE_CHECKING:
    from studio.engine.render import Renderer

Alike: TypeAlias = Callable[[BatchPlan], BatchPlan]
"""Looks at a whole shoot where its order asks for it, and settles in the plan what makes scenes alike."""
PROGRESS_SECONDS = 0.25
SWITCH_SECONDS = 0.001


class Worker(QThread):
    """Opens a journal, works it off, and writes the report. No Python object goes through a signal.

    ``begin`` may have ``looks`` photos looked at first; ``looked`` says how many of them are seen, None
    without. ``error``: why it could not begin, Cancelled if it was taken back before; ``stopped``: why it
    ended early, None for neither. Both, and ``reports``, are there once the thread is over.
    """

    def __init__(
        self,
        begin: Callable[[Alike], Journal],
        catalogue: Catalogue,
        device: Preference,
        only: Collection[int] | None = None,
        looks: int = 0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("batch")
        self._begin, self._catalogue, self._device, self._only = begin, catalogue, device, only
        self._news: SimpleQueue[Journal | Event] = SimpleQueue()
        self._lock = threading.Lock()
        self._runner: BatchRunner | None = None
        self._make_renderer: Callable[[int], Renderer] | None = None
        self._token = CancelToken()
        self.looked: tuple[int, int] | None = (0, looks) if looks else None
        self._paused = self._cancelled = False
        self._told = 0.0
        self.progress: Progress | None = None
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
            self._paused = False
            if self._runner is not None:
                self._runner.resume()

    def cancel(self) -> None:
        """Stop soon."""
        with self._lock:
            self._cancelled = True
            self._token.cancel()
            if self._runner is not None:
                self._runner.cancel()

    def news(self) -> News:
        """For the window's thread."""
        found = News()
        with contextlib.suppress(Empty):
            while True:
                each = self._news.get_nowait()
                if isinstance(each, Journal):
                    found.journal = each
                elif isinstance(each, PhotoBegun):
                    found.begun.append(each.photo)
                elif isinstance(each, PhotoEnded):
                    found.ended.append(each.photo)
                else:
                    found.waits.append(each)
        return found

    def run(self) -> None:
        try:
            self._work()
        except StudioError as error:
            self.error = error.with_traceback(None)
        except Exception as error:  # noqa: BLE001 - the edge of the thread
            self.error = InternalError(what=type(error).__name__, details=traceback.format_exc())

    def _work(self) -> None:
        if sys.platform == "linux":
            # Of this thread, and of those that it starts; previews go first.
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), JOB_NICENESS)
        with _brisk(), closing(self._begin(self._alike)) as journal:
            self._news.put(journal)
            alike = journal.plan.order.consistency != CONSISTENCY[0]
            runner = BatchRunner(journal, self._renderers(), only=self._only, impressions=alike)
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
                self.stopped = runner.stopped
            with contextlib.suppress(StudioError):  # its absence is seen
                self.reports = write_report(
                    *(reports_folder(), journal.id, journal.plan, journal.states, translated, _language()),
                    shoot=shoot_of(journal),
                )

    def _alike(self, plan: BatchPlan) -> BatchPlan:
        if plan.order.consistency == CONSISTENCY[0]:
            return plan
        from studio.batch.consistency import make_consistent

        def tell(seen: int, count: int) -> None:
            self.looked = seen, count

        return make_consistent(plan, self._renderers(), token=self._token, progress=tell)

    def _listen(self, event: Event) -> None:
        self._news.put(event)
        now = time.monotonic()
        if now - self._told > PROGRESS_SECONDS and self._runner is not None:
            self._told = now
            self.progress = self._runner.progress

    def _renderers(self) -> Callable[[int], Renderer]:
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


def begun(plan: BatchPlan, catalogue: Catalogue, alike: Alike) -> Journal:
    """Write a plan down, if its styles and the room for it are as they were; before, it is made ``alike``.

    Raises StyleChanged, NotEnoughSpace and what begin and make_consistent raise.
    """
    check_styles(plan.order, catalogue)
    plan.check_space()
    return begin(alike(plan), paths.user_batches())


def gone_on(path: Path, catalogue: Catalogue) -> Journal:
    """Go on with a journal, if its styles are what they were. Raises StyleChanged and what go_on raises."""
    journal = go_on(path)
    try:
        check_styles(journal.plan.order, catalogue)
    except BaseException:
        journal.close()
        raise
    return journal


def reports_folder() -> Path:
    """Where reports lie: not in the shoot."""
    return paths.user_batches() / "reports"


def _language() -> str:
    return language_in_force().replace("_", "-")
