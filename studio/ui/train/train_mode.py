"""TrainMode: where styles are taught. Trainings at the left; the wizard, or one training, at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from studio.runs.folder import RunFolder
from studio.ui.live import Live
from studio.ui.plain import Label
from studio.ui.session import Session
from studio.ui.theme.colours import colours_of
from studio.ui.theme.icons import coloured, picture
from studio.ui.train.ask import ask_destroy
from studio.ui.train.desk import TrainingDesk
from studio.ui.train.run_page import RunPage
from studio.ui.train.runs_list import RunsList
from studio.ui.train.said_state import AT_WORK
from studio.ui.train.wizard import Wizard

LEFT = 232
_APART_MS = 10
"""Between two things that take long to make, so that the window is seen to live."""


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
        self.empty = TrainEmpty(self)
        self.stack = QStackedWidget(self)
        self._blank = QWidget(self)
        for widget in (self.empty, self._blank):
            self.stack.addWidget(widget)
        self._preparing = QTimer(self, singleShot=True, interval=_APART_MS)
        self._preparing.timeout.connect(self._prepare)
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

    @property
    def wizard(self) -> Wizard:
        """Where a training is planned; made when it is first wanted, as the page is."""
        if self._wizard is None:
            self._wizard = Wizard(self._desk, self)
            self._wizard.started.connect(self._show_begun)
            self._wizard.cancelled.connect(self._rest)
            self.stack.addWidget(self._wizard)
        return self._wizard

    @property
    def page(self) -> RunPage:
        """Where one training is seen."""
        if self._page is None:
            self._page = RunPage(self._session, self._desk, self)
            self._page.again_wanted.connect(self._train_again)
            self._page.discard_wanted.connect(self._ask_discard)
            self._page.tried.connect(self.tried)
            self.stack.addWidget(self._page)
        return self._page

    def stop(self) -> None:
        """The window closes: let threads and timers end. What trains goes on."""
        self._preparing.stop()
        if self._wizard is not None:
            self._wizard.stop()
        if self._page is not None:
            self._page.stop()

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
        page = self._page
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
        if runs and self._page is None:
            self.stack.setCurrentWidget(self._blank)
            self._preparing.start()
        elif runs:
            self.show_run((at_work or runs)[0])
        else:
            self.runs.choose(None)
            self.stack.setCurrentWidget(self.empty)

    @Slot()
    def _prepare(self) -> None:
        """Make the page in a turn of its own, and show a run on it in the next."""
        if self.stack.currentWidget() is not self._blank:  # something else was wanted meanwhile
            return
        if self._page is None:
            _ = self.page
            self._preparing.start()
        else:
            self._rest()


class TrainEmpty(Live, QWidget):
    """Nothing was taught yet: says what this is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "empty")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign, self._title, self._text = Label(self), Label(self), Label(self)
        self._title.setProperty("part", "title")
        self._text.setProperty("part", "faint")
        self._text.setWordWrap(True)
        self._text.setMaximumWidth(560)
        line = QHBoxLayout()  # laid out between equals, it gets the height that its width needs
        line.addStretch(1)
        line.addWidget(self._text, 20)
        line.addStretch(1)
        self.begin = QPushButton(self)
        self.begin.setObjectName("begin_training")
        self.begin.setProperty("part", "primary")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (self._sign, self._title, self._text, self.begin):
            if isinstance(widget, Label):
                widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            if widget is self._text:
                column.addLayout(line)
            else:
                column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.retranslate()
        self.recolour()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Teach it your style"))
        self._text.setText(
            self.tr(
                "Show it photos that you finished, and it learns how you do it: 20 teach well, 40 better. It"
                " learns on this computer, for some minutes up to some hours, and goes on when the window"
                " closes."
            )
        )
        self.begin.setText(self.tr("Begin"))

    def recolour(self) -> None:
        self._sign.setPixmap(picture("train", colours_of(self.palette()).faint, 56, self.devicePixelRatioF()))
        self.begin.setIcon(coloured("train", self.palette().highlightedText().color().name()))
