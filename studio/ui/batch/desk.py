"""BatchDesk: the batch that is planned, at work or over, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Slot

from studio.batch.alignment import Wish
from studio.batch.journal import PhotoState
from studio.batch.plan import BatchPlan
from studio.errors import Cancelled, StudioError
from studio.ui.background import Background
from studio.ui.batch.desk_state import AT_WORK, DeskState, State
from studio.ui.batch.leftovers import Leftovers
from studio.ui.batch.news import Opened
from studio.ui.batch.planning import Planned, plan_of
from studio.ui.batch.tasks import Task, aligning, going_on, new_batch
from studio.ui.batch.wishes import Wishes
from studio.ui.batch.worker import Worker
from studio.ui.garbage import spare
from studio.ui.session import Session

T = TypeVar("T")
POLL_MS = 120


class BatchDesk(DeskState):
    """Every method returns at once. Plans are made in a thread, the batch in another."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background, self._looking = Background(self), Background(self)
        self.leftovers = Leftovers(self._looking, self)
        self.leftovers.failed.connect(self.failed)
        self._worker: Worker | None = None
        self._asked = 0
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)

    def aside(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[StudioError], None] | None = None,
    ) -> None:
        """Have something worked out off the window's thread."""
        self._looking.run(work, then, failed or self.failed.emit)

    def make_plan(self, wishes: Wishes) -> None:
        """Settle all names; it is "planned" then, unless :meth:`drop_plan` comes before."""
        catalogue = self._session.style_list.catalogue
        if catalogue is None or self.state in AT_WORK:
            return
        self._asked += 1
        asked = self._asked
        self.journal = None
        self._turn("planning")

        def take(planned: Planned) -> None:
            if asked == self._asked:
                self.planned = planned
                self._show(planned.plan, [PhotoState()] * len(planned.plan.photos))
                self._turn("planned")

        def refused(error: StudioError) -> None:
            if asked == self._asked:
                self._turn("idle")
                self.failed.emit(error)

        self._background.run(lambda: plan_of(wishes, catalogue), take, refused)

    def drop_plan(self) -> None:
        """What was planned, or is over, is not wanted any more."""
        if self.state not in AT_WORK:
            self._asked += 1
            if self.journal is not None:
                self.leftovers.look()
            self.planned, self.journal = None, None
            self._show(None, [])
            self._turn("idle")

    def start(self) -> None:
        """Do what was planned."""
        planned, catalogue = self.planned, self._session.style_list.catalogue
        if planned is not None and catalogue is not None and self.state == "planned":
            self._work(new_batch(planned, catalogue))

    def resume_batch(self, path: Path) -> None:
        """Go on with a batch that ended early, or with watching a folder."""
        catalogue = self._session.style_list.catalogue
        if catalogue is not None and self.state not in AT_WORK:
            if path != self.journal:
                self.planned, self.journal = None, path
                self._show(None, [])
            self._work(going_on(path, catalogue, watch=self.watches))

    def try_again(self, photos: Collection[int]) -> None:
        """Photos that failed, once more."""
        path, catalogue = self.journal, self._session.style_list.catalogue
        if path is not None and catalogue is not None and self.state == "ended" and photos:
            self._work(going_on(path, catalogue, frozenset(photos)))

    def align(self, wishes: Mapping[int, Wish | None]) -> None:
        """Photos once more, aligned with their scene as wished, or as they were planned."""
        path, catalogue = self.journal, self._session.style_list.catalogue
        if path is not None and catalogue is not None and self.state == "ended" and wishes:
            self._work(aligning(path, catalogue, wishes))

    def pause(self) -> None:
        """Begin no more photos, or go on."""
        if self._worker is not None and self.state in ("running", "paused") and self.looked is None:
            paused = self.state == "running"
            (self._worker.pause if paused else self._worker.resume)()
            self._turn("paused" if paused else "running")

    def hurry(self) -> None:
        """What waits for a trouble to pass tries again at once."""
        if self._worker is not None and self.state == "running":
            self._worker.resume()

    def cancel(self) -> None:
        """Stop soon; what is written stays."""
        if self._worker is not None and self.state in AT_WORK:
            self._worker.cancel()
            self._turn("stopping")

    def close(self) -> None:
        """The window closes: the batch stops, to be gone on with."""
        self._timer.stop()
        if self._worker is not None:
            self._worker.cancel(for_good=False)
            self._worker.wait()
        self._looking.stop()
        self._background.stop()

    def _work(self, task: Task) -> None:
        catalogue = self._session.style_list.catalogue
        if catalogue is None:
            return
        self.stopped, self.cancelled, self.progress, self.last = None, False, None, None
        self.aligns = task.aligns
        self._worker = Worker(task, catalogue, self._session.preferences.current.device, self)
        self.looked = self._worker.looked
        self._worker.finished.connect(self._end)
        self._worker.start()
        self._timer.start()
        self._turn("running")

    @Slot()
    def _poll(self) -> None:
        if self._worker is None:
            return
        news = self._worker.news()
        if news.opened is not None:
            self._open(news.opened)
        changed = news.settle(self.begun, self.waits)
        if changed:
            self.photos_changed.emit(changed)
        self.progress = self._worker.progress or self.progress
        if news.ended:
            self.last = news.ended[-1]
        if self.watched != self._worker.watched:
            self.watched = self._worker.watched
            self.watches = self.watches or self.watched is not None
            self.changed.emit()
        if self.looked is not None:
            self.looked = self._worker.looked if news.opened is None else None
            if self.looked is None:
                self.changed.emit()
        self.progressed.emit()

    def _open(self, opened: Opened) -> None:
        before = len(self.states)
        same = opened.plan is self.plan or (opened.path == self.journal and self.plan is not None)
        self.journal = opened.path
        if not same:
            self._show(opened.plan, opened.states)
            return
        self.plan, self.states = opened.plan, opened.states
        if len(self.states) > before:
            self.grew.emit(before)

    @Slot()
    def _end(self) -> None:
        worker = self._worker
        if worker is None:
            return
        self._poll()
        self._timer.stop()
        self._worker, self.looked, self.watched = None, None, None
        left = sorted({*self.begun, *self.waits})
        self.begun.clear()
        self.waits.clear()
        if left:
            self.photos_changed.emit(left)
        self.stopped, self.reports = worker.stopped, worker.reports or self.reports
        self.cancelled = worker.cancelled and worker.stopped is None
        worker.deleteLater()
        if worker.error is not None and not isinstance(worker.error, Cancelled):
            self.failed.emit(worker.error)
            self.stopped = worker.error.message
        worked = self.journal is not None and self.plan is not None
        if not worked:
            self.journal = None
        self._turn("ended" if worked else "planned" if self.planned is not None else "idle")
        if worked:
            self.ended.emit()

    def _show(self, plan: BatchPlan | None, states: list[PhotoState]) -> None:
        self.plan, self.states, self.progress, self.reports = plan, states, None, None
        self.watches = False
        self.begun.clear()
        self.waits.clear()
        spare(len(states))
        self.shown.emit()

    def _turn(self, state: State) -> None:
        self.state = state
        self.changed.emit()
