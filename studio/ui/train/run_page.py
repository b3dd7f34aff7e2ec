"""RunPage: one training: what it does, live, its verdict, and its time machine."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from studio.runs.events import Event
from studio.runs.folder import RunFolder
from studio.ui.background import Background
from studio.ui.live import Live
from studio.ui.plain import caption
from studio.ui.session import Session
from studio.ui.train.blind_test import BlindTest
from studio.ui.train.desk import TrainingDesk
from studio.ui.train.live_page import LivePage
from studio.ui.train.remembered import Remembered
from studio.ui.train.run_head import RunHead
from studio.ui.train.runs_list import made_at
from studio.ui.train.sample_pictures import by_step, samples_of
from studio.ui.train.time_machine import TimeMachine
from studio.ui.train.verdict_page import VerdictPage
from studio.ui.train.watch import RunWatch
from studio.ui.turns import MadeInTurns


class RunPage(MadeInTurns, Live, QWidget):
    """Shows the run of :meth:`show_run` until the next one, and follows it while it is not seen too.

    Call :meth:`stop` before it goes: it has a thread of its own.
    """

    discard_wanted = Signal(object)
    """(RunFolder)"""
    again_wanted = Signal(object)
    """(RunFolder)"""
    tried = Signal(object)
    """(Style)"""

    def __init__(
        self, session: Session, desk: TrainingDesk, parent: QWidget | None = None, *, in_turns: bool = False
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.watch: RunWatch | None = None
        self._other: RunWatch | None = None
        self.setObjectName("run_page")
        # Pictures only: the session's own thread may be busy with what takes long.
        self._background = Background(self)
        self._pictures = Remembered(self._background)
        self.make(self._make(session), in_turns=in_turns)

    def _make(self, session: Session) -> Iterator[None]:
        self.head = RunHead(self._desk, self)
        yield
        self.live = LivePage(session, self._pictures, self)
        yield
        self.verdict = VerdictPage(session, self._background, self._pictures, self)
        yield
        self.machine = TimeMachine(session, self._background, self._pictures, self)
        yield
        self.blind = BlindTest(self._pictures, self)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("run_tabs")
        self.tabs.setDocumentMode(True)
        for page in (self.live, self.verdict, self.machine, self.blind):
            self.tabs.addTab(page, "")
            yield
        self.setFocusProxy(self.tabs.tabBar())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.addWidget(self.head)
        column.addWidget(self.tabs, 1)
        self.head.discard_wanted.connect(lambda: self._tell(self.discard_wanted))
        self.head.again_wanted.connect(lambda: self._tell(self.again_wanted))
        self.live.plots.compare_wanted.connect(self._compare)
        for teller in (self.verdict, self.machine):
            teller.tried.connect(self.tried)
        self._desk.changed.connect(self.offer_others)
        self.made = True
        self.retranslate()

    @property
    def run(self) -> RunFolder | None:
        """The run that is shown."""
        return self.watch.run if self.watch is not None else None

    def show_run(self, run: RunFolder | None) -> None:
        """Show another run; None forgets the one that was shown."""
        watch = self._desk.watch(run) if run is not None else None
        if watch is self.watch and watch is not None:
            return
        if self.watch is not None:
            self.watch.came.disconnect(self._take)
            self.watch.state_changed.disconnect(self._turn)
        self._compare(None)
        self.watch = watch
        self.head.show_watch(watch)
        if watch is None:
            return
        watch.came.connect(self._take)
        watch.state_changed.connect(self._turn)
        self._pictures.begin(watch.run)
        for page in (self.live, self.verdict, self.machine):
            page.begin(watch)
        self.blind.begin()
        self._ask_blindly(watch.events)
        self.offer_others()
        self.tabs.setCurrentWidget(self.verdict if self.verdict.ready and not watch.at_work else self.live)
        self._allow()

    def stop(self) -> None:
        """Let the thread end that reads pictures."""
        self._background.stop()

    @Slot()
    def offer_others(self) -> None:
        """Offer the other runs that have curves; one that is gone is compared with no more."""
        if self._other is not None and all(run.path != self._other.run.path for run in self._desk.runs()):
            self._compare(None)
        own = self.watch.run.path if self.watch is not None else None
        others = [run for run in self._desk.runs() if run.path != own and self._desk.measured(run)]
        self.live.plots.offer_others((str(run.path), self._named(run)) for run in others)

    def retranslate(self) -> None:
        if not self.made:
            return  # its last step sets all texts
        texts = self.tr("Live"), self.tr("Verdict"), self.tr("Time Machine"), self.tr("Blind Test")
        for place, text in enumerate(texts):
            self.tabs.setTabText(place, caption(text))

    @Slot(list)
    def _take(self, events: list[Event]) -> None:
        before = self.verdict.ready
        self.head.take(events)
        self._pictures.forget(by_step(events))  # a run that goes on writes them anew
        for page in (self.live, self.verdict, self.machine):
            page.take(events)
        self._ask_blindly(events)
        self.head.follow()
        self._allow()
        if self.verdict.ready and not before and self.tabs.currentWidget() is self.live:
            self.tabs.setCurrentWidget(self.verdict)

    @Slot()
    def _turn(self) -> None:
        self.head.follow()
        self.live.follow()

    def _ask_blindly(self, events: list[Event]) -> None:
        """The newest pictures are asked about, but not while somebody answers."""
        found = [one for event in events if (one := samples_of(event)) is not None]
        if found and not (self.blind.answers and self.blind.question is not None):
            self.blind.take(found[-1])

    def _allow(self) -> None:
        self.tabs.setTabEnabled(1, self.verdict.ready)
        self.tabs.setTabVisible(3, self.blind.possible)

    @Slot(object)
    def _compare(self, path: object) -> None:
        if self._other is not None:
            self._other.came.disconnect(self._lay_behind)
        run = next((run for run in self._desk.runs() if str(run.path) == path), None)
        self._other = self._desk.watch(run) if run is not None else None
        if self._other is not None:
            # The events of a run that was not watched so far come by and by.
            self._other.came.connect(self._lay_behind)
        self._lay_behind()

    @Slot()
    def _lay_behind(self) -> None:
        other = self._other
        if other is None or self.run is None:
            self.live.plots.compare_with(("", ""), None)
        else:
            self.live.plots.compare_with((self._named(self.run), self._named(other.run)), other.events)

    def _named(self, run: RunFolder) -> str:
        """A run's name, with the time that it was made where others are called the same."""
        names, made = [each.config.name for each in self._desk.runs()], made_at(run)
        return f"{run.config.name} · {made}" if made and names.count(run.config.name) > 1 else run.config.name

    def _tell(self, signal: object) -> None:
        if self.run is not None:
            signal.emit(self.run)  # type: ignore[attr-defined]
