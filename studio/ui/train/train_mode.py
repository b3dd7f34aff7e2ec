"""TrainMode: where styles are taught. Trainings at the left; the wizard, or one training, at the right."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from studio.runs.folder import RunFolder
from studio.ui.live import Live
from studio.ui.session import Session
from studio.ui.train.ask import ask_destroy
from studio.ui.train.desk import TrainingDesk
from studio.ui.train.run_page import RunPage
from studio.ui.train.runs_list import RunsList
from studio.ui.train.said_state import AT_WORK
from studio.ui.train.train_empty import TrainEmpty
from studio.ui.train.wizard import Wizard
from studio.ui.turns import Turns, polishing, take_all

LEFT = 232


class TrainMode(Live, QWidget):
    """Everything stays as it was while another mode is shown."""

    tried = Signal(object)
    """(Style) The user wants to see a style that was learned on a photo."""

    def __init__(self, session: Session, desk: TrainingDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train_mode")
        self._session, self._desk = session, desk
        self.runs = RunsList(desk, self)
        self._wizard: Wizard | None = None
        self._page: RunPage | None = None
        self._wizard_steps, self._page_steps = self._make_wizard(), self._make_page()
        self.empty = TrainEmpty(self)
        self.stack = QStackedWidget(self)
        self._blank = QWidget(self)
        for widget in (self.empty, self._blank):
            self.stack.addWidget(widget)
        self._turns = Turns(self)
        across = QSplitter(Qt.Orientation.Horizontal, self)
        across.setChildrenCollapsible(False)
        across.setHandleWidth(3)
        self.runs.setMinimumWidth(LEFT - 32)
        across.addWidget(self.runs)
        across.addWidget(self.stack)
        across.setStretchFactor(0, 0)
        across.setStretchFactor(1, 1)
        across.setSizes([LEFT, 1280 - LEFT])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(across)
        self.runs.chosen.connect(self.show_run)
        self.runs.new_wanted.connect(self.show_wizard)
        self.empty.begin.clicked.connect(self.show_wizard)
        self.runs.again_wanted.connect(self._train_again)
        self.runs.discard_wanted.connect(self._ask_discard)
        desk.changed.connect(self._follow)
        self._rest()
        self._turns.begin(self._wizard_steps)
        self._turns.begin(self._page_steps)

    @property
    def wizard(self) -> Wizard:
        """Where a training is planned; what is not made yet is made at once, as of the page."""
        take_all(self._wizard_steps)
        assert self._wizard is not None
        return self._wizard

    @property
    def page(self) -> RunPage:
        """Where one training is seen."""
        take_all(self._page_steps)
        assert self._page is not None
        return self._page

    def _make_wizard(self) -> Iterator[None]:
        wizard = self._wizard = Wizard(self._desk, self.stack, in_turns=True)
        yield from wizard.making
        wizard.started.connect(self._show_begun)
        wizard.cancelled.connect(self._rest)
        self.stack.addWidget(wizard)
        yield
        yield from polishing(wizard)

    def _make_page(self) -> Iterator[None]:
        page = self._page = RunPage(self._session, self._desk, self.stack, in_turns=True)
        yield from page.making
        page.again_wanted.connect(self._train_again)
        page.discard_wanted.connect(self._ask_discard)
        page.tried.connect(self.tried)
        self.stack.addWidget(page)
        yield
        yield from polishing(page)

    def stop(self) -> None:
        """The window closes: let threads and timers end. What trains goes on."""
        self._turns.stop()
        if self._wizard is not None:
            self.wizard.stop()
        if self._page is not None:
            self.page.stop()

    @Slot()
    def show_wizard(self) -> None:
        """Teach a new style; a plan that was begun is gone on with."""
        self.runs.choose(None)
        self.stack.setCurrentWidget(self.wizard)

    @Slot(object)
    def show_run(self, run: RunFolder) -> None:
        """Show a training; one that was not started yet, in the wizard."""
        if self._desk.state(run) != "new":
            self._show_page(run)
            return
        draft = self.wizard.draft
        if draft is None or draft.path != run.path:
            self.wizard.open(run)
        self.stack.setCurrentWidget(self.wizard)

    @Slot(object)
    def _show_page(self, run: RunFolder) -> None:
        self.page.show_run(run)
        self.runs.choose(run)
        self.stack.setCurrentWidget(self.page)

    @Slot(object)
    def _show_begun(self, run: RunFolder) -> None:
        self._show_page(run)
        # Otherwise Qt gives the keyboard to the next best button, which throws away.
        self.page.setFocus()

    @Slot(object)
    def _train_again(self, run: RunFolder) -> None:
        self.wizard.begin(run.config)
        self.show_wizard()

    @Slot(object)
    def _ask_discard(self, run: RunFolder) -> None:
        ask_destroy(
            self,
            self.tr("Throw the training “{name}” away?").format(name=run.config.name),
            self.tr(
                "Its checkpoints, pictures and its style file are deleted. Your photos stay, and so does a"
                " style that you added to your gallery."
            ),
            (self.tr("Throw Away"), self.tr("Keep It")),
            lambda: self._discard(run),
        )

    def _discard(self, run: RunFolder) -> None:
        self._desk.discard(run)  # which tells that it changed

    @Slot()
    def _follow(self) -> None:
        """Runs were found, or one that was shown is gone."""
        page = self._page if self._page is not None and self._page.made else None
        shown = page.run if page is not None else None
        if page is not None and shown is not None and shown.path not in [r.path for r in self._desk.runs()]:
            page.show_run(None)
            if self.stack.currentWidget() is page:
                self._rest()
        elif self.stack.currentWidget() is self.empty or self.stack.currentWidget() is self._blank:
            self._rest()

    @Slot()
    def _rest(self) -> None:
        """Show what is most likely wanted: the training at work, else the newest, else what can be done."""
        runs = [run for run in self._desk.runs() if self._desk.state(run) != "new"]
        at_work = [run for run in runs if self._desk.state(run) in AT_WORK]
        if runs and (self._page is None or not self._page.made):
            self.stack.setCurrentWidget(self._blank)
            self._turns.begin(self._page_steps, self._leave_blank)
        elif runs:
            self.show_run((at_work or runs)[0])
        else:
            self.runs.choose(None)
            self.stack.setCurrentWidget(self.empty)

    def _leave_blank(self) -> None:
        """The page is made; something else may have been wanted meanwhile."""
        if self.stack.currentWidget() is self._blank:
            self._rest()
