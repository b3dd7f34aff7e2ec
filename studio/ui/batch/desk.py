"""BatchDesk: the batch that is planned, at work or over, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from studio.batch.events import Progress, Waiting
from studio.batch.journal import Journal, PhotoState
from studio.batch.plan import BatchPlan
from studio.batch.results import Counts, counted
from studio.errors import Cancelled, StudioError
from studio.messages import Message
from studio.ui.background import Background
from studio.ui.batch.leftovers import Leftovers
from studio.ui.batch.planning import Planned, plan_of
from studio.ui.batch.wishes import Wishes
from studio.ui.batch.worker import Alike, Worker, begun, gone_on
from studio.ui.garbage import spare
from studio.ui.session import Session

State: TypeAlias = Literal["idle", "planning", "planned", "running", "paused", "stopping", "ended"]
T = TypeVar("T")
AT_WORK = ("running", "paused", "stopping")
POLL_MS = 120


class BatchDesk(QObject):
    """Every method returns at once. Plans are made in a thread, the batch in another."""

    changed = Signal()
    """The state."""
    shown = Signal()
    """Another plan is to be seen, or none."""
    photos_changed = Signal(object)
    """(list of places in the plan) Their states, or what they wait for."""
    progressed = Signal()
    ended = Signal()
    failed = Signal(object)
    """(StudioError) What was asked for could not be done."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background, self._looking = Background(self), Background(self)
        self.leftovers = Leftovers(self._looking, self)
        self.leftovers.failed.connect(self.failed)
        self._worker: Worker | None = None
        self._asked = 0
        self.state: State = "idle"
        self.planned: Planned | None = None
        self.plan: BatchPlan | None = None
        self.states: list[PhotoState] = []
        self.journal: Path | None = None
        self.begun: set[int] = set()
        self.waits: dict[int, Waiting] = {}
        self.progress: Progress | None = None
        self.looked: tuple[int, int] | None = None
        """Before the work, where the shoot is looked at first: so many photos of so many are seen."""
        self.stopped: Message | None = None
        self.cancelled = False
        self.reports: tuple[Path, Path] | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def counts(self) -> Counts:
        """What became of the photos; those of the last quarter of a second may lack."""
        if self.progress is not None:
            return self.progress.counts
        return counted(self.plan, self.states) if self.plan is not None else Counts(0, 0, 0, 0)

    @property
    def trouble(self) -> Message | None:
        """What holds the batch up at the moment."""
        reasons = (wait.reason for wait in self.waits.values())
        return next((reason for reason in reasons if reason is not None), None)

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
            plan = planned.plan
            looks = 0 if plan.order.consistency == "as is" else len(plan.photos)
            self._work(lambda alike: begun(plan, catalogue, alike), looks=looks)

    def resume_batch(self, path: Path) -> None:
        """Go on with a batch that ended early."""
        catalogue = self._session.style_list.catalogue
        if catalogue is not None and self.state not in AT_WORK:
            if path != self.journal:
                self.planned, self.journal = None, path
                self._show(None, [])
            self._work(lambda _: gone_on(path, catalogue))

    def try_again(self, photos: Collection[int]) -> None:
        """Photos that failed, once more."""
        path, catalogue = self.journal, self._session.style_list.catalogue
        if path is not None and catalogue is not None and self.state == "ended" and photos:
            self._work(lambda _: gone_on(path, catalogue), frozenset(photos))

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
            self._worker.cancel()
            self._worker.wait()
        self._looking.stop()
        self._background.stop()

    def _work(
        self, open_journal: Callable[[Alike], Journal], only: Collection[int] | None = None, looks: int = 0
    ) -> None:
        catalogue = self._session.style_list.catalogue
        if catalogue is None:
            return
        self.stopped, self.cancelled, self.progress, self.reports = None, False, None, None
        device = self._session.preferences.current.device
        self._worker = Worker(open_journal, catalogue, device, only, looks, self)
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
        if news.journal is not None:
            self._open(news.journal)
        changed = news.settle(self.begun, self.waits)
        if changed:
            self.photos_changed.emit(changed)
        self.progress = self._worker.progress or self.progress
        if self.looked is not None:
            self.looked = self._worker.looked if news.journal is None else None
            if self.looked is None:
                self.changed.emit()
        self.progressed.emit()

    def _open(self, journal: Journal) -> None:
        same = journal.plan is self.plan or (journal.path == self.journal and self.plan is not None)
        self.journal = journal.path
        if same:
            self.plan, self.states = journal.plan, journal.states
        else:
            self._show(journal.plan, journal.states)

    @Slot()
    def _end(self) -> None:
        worker = self._worker
        if worker is None:
            return
        self._poll()
        self._timer.stop()
        self._worker, self.looked = None, None
        left = sorted({*self.begun, *self.waits})
        self.begun.clear()
        self.waits.clear()
        if left:
            self.photos_changed.emit(left)
        self.stopped, self.reports = worker.stopped, worker.reports
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
        self.plan, self.states, self.progress = plan, states, None
        self.begun.clear()
        self.waits.clear()
        spare(len(states))
        self.shown.emit()

    def _turn(self, state: State) -> None:
        self.state = state
        self.changed.emit()
