"""BatchMode: the plan at the left; at the right what it comes to, how far it is, and the photos."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.ui.batch.desk import BatchDesk
from studio.ui.batch.desk_state import AT_WORK
from studio.ui.batch.notify import notify
from studio.ui.batch.offer_bar import OfferBar
from studio.ui.batch.plan_form import PlanForm
from studio.ui.batch.plan_summary import PlanSummary
from studio.ui.batch.results import Results
from studio.ui.batch.said import what_became
from studio.ui.batch.standing import Standing
from studio.ui.batch.work_head import WorkHead, open_file
from studio.ui.live import Live
from studio.ui.messages import Notice, Offer, Severity
from studio.ui.modes import Mode
from studio.ui.session import Session
from studio.ui.train.small_pictures import SmallPictures

LEFT = 372
_OVER = QT_TRANSLATE_NOOP("Batch", "{title}. {what}")
_SHOW = Message("Batch", QT_TRANSLATE_NOOP("Batch", "Show"))


class BatchMode(Live, QWidget):
    """Everything stays as it was while another mode is shown."""

    def __init__(
        self,
        session: Session,
        window: QWidget,
        desk: BatchDesk | None = None,
        form: PlanForm | None = None,
    ) -> None:
        """``desk`` and ``form``: made already, by :func:`desk_and_form`."""
        super().__init__(window)
        self.setObjectName("batch_mode")
        self._session, self._window = session, window
        if desk is None or form is None:
            desk, form = desk_and_form(session, self)
        self.desk, self.form = desk, form
        self._pictures = SmallPictures(self)
        self.results = Results(self.desk, self._pictures, self)
        self.model, self.table, self.faults = self.results.model, self.results.table, self.results.faults
        self._standing = Standing(self.desk, self.results.shoot, session.batch, self)
        self.offer = OfferBar(self.desk, self)
        self.summary = PlanSummary(self)
        self.work = WorkHead(self.desk, self)
        self._arrange()
        self._connect()
        self.retranslate()
        self._follow()

    def stop(self) -> None:
        """The window closes: a batch that works stops, to be gone on with; all threads end."""
        self.form.stop()
        self.results.stop()
        self.desk.close()
        self._pictures.stop()

    def retranslate(self) -> None:
        self._follow_table()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The form first: to lay both sides out and paint them takes a moment too long.
        QTimer.singleShot(0, self._right, self._right.show)
        self.form.scope.follow()
        if self.desk.state not in AT_WORK:
            self.desk.leftovers.look()

    def _arrange(self) -> None:
        self._right = right = QWidget(self)
        right.hide()
        right.setObjectName("notices")
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        around = QVBoxLayout()
        around.setContentsMargins(12, 6, 12, 0)
        around.addWidget(self.offer)
        column.addLayout(around)
        column.addWidget(self.summary)
        column.addWidget(self.work)
        column.addWidget(self.results, 1)
        self._across = QSplitter(Qt.Orientation.Horizontal, self)
        self._across.setChildrenCollapsible(False)
        self._across.setHandleWidth(3)
        self.form.setMinimumWidth(LEFT - 40)
        self._across.addWidget(self.form)
        self._across.addWidget(right)
        self._across.setStretchFactor(0, 0)
        self._across.setStretchFactor(1, 1)
        self._across.setSizes([LEFT, 1280 - LEFT])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._across)

    def _connect(self) -> None:
        desk, batch = self.desk, self._session.batch
        desk.changed.connect(self._follow)
        desk.failed.connect(self._session.tell)
        desk.ended.connect(self._tell_end)
        desk.shown.connect(self._begin_anew)
        self.form.changed.connect(desk.drop_plan)
        self.summary.start_wanted.connect(desk.start)
        self.work.wanted.connect(batch.ask)
        self.offer.go_on_wanted.connect(desk.resume_batch)
        for signal in (self.model.modelReset, self.model.layoutChanged, self.model.rowsInserted):
            signal.connect(self._follow_table)
        self.results.result_wanted.connect(self._open_result)
        self.results.source_wanted.connect(self._open_source)
        self.table.opened.connect(lambda row: self._session.open_paths([self.model.path(row)]))
        self.table.again_wanted.connect(desk.try_again)
        self.table.match_wanted.connect(lambda row: self.form.match(self.model.path(row)))
        self.table.result_wanted.connect(self._open_result)
        self.table.show_wanted.connect(self._show_files)

    @Slot()
    def _follow(self) -> None:
        desk = self.desk
        working = desk.state in AT_WORK or desk.state == "ended"
        self.form.setVisible(not working)
        planned = desk.planned if desk.state == "planned" else None
        if planned is not None:
            self.summary.show_plan(planned)
        self.summary.setVisible(planned is not None)
        self.work.setVisible(working)
        self.table.may_try_again = desk.state == "ended"
        self.table.may_match = planned is not None
        self._follow_table()

    @Slot()
    def _follow_table(self) -> None:
        planned = self.desk.plan is not None
        self.table.horizontalHeader().setVisible(planned)
        self.results.follow()
        if planned:
            nothing = self.tr("Nothing failed.") if self.model.only_faults else ""
            if not self.desk.states:
                nothing = self.tr("Photos that come into the folder appear here.")
            self.table.set_empty_text(nothing)
        elif self.desk.state == "planning":
            self.table.set_empty_text(self.tr("Every name is being settled…"))
        elif self.desk.state in AT_WORK:
            self.table.set_empty_text("")
        else:
            told = self.tr(
                "Choose the photos, the style and the files at the left, and plan it: you see every problem"
                " before anything is written."
            )
            self.table.set_empty_text(told, self.tr("A whole shoot in one go"))

    @Slot()
    def _begin_anew(self) -> None:
        if self.desk.plan is None:
            self.results.begin_anew()

    @Slot()
    def _tell_end(self) -> None:
        """On the desktop where nobody looks at the window; in it where something else is shown."""
        desk, session = self.desk, self._session
        said = what_became(desk.counts)
        title = self.tr("The batch stopped early") if desk.counts.waiting else self.tr("The batch is over")
        notify(self._window, title, said)
        if session.modes.current is not Mode.BATCH:
            well = not desk.counts.failed and not desk.counts.waiting
            message = Message("Batch", _OVER, {"title": title, "what": said})
            offer = Offer(_SHOW, lambda: session.modes.go(Mode.BATCH))
            severity = Severity.NOTE if well else Severity.WARNING
            session.notice.emit(Notice(message, severity, offer=offer))

    @Slot(int)
    def _open_result(self, number: int) -> None:
        """Its neighbours come along: so one can leaf through what was made."""
        plan = self.desk.plan
        if plan is not None and plan.photos[number].outputs:
            self._session.open_paths([plan.photos[number].outputs[0].target])

    @Slot(int)
    def _open_source(self, number: int) -> None:
        plan = self.desk.plan
        if plan is not None:
            self._session.open_paths([plan.photos[number].source])

    @Slot(int)
    def _show_files(self, number: int) -> None:
        plan = self.desk.plan
        if plan is not None and plan.photos[number].outputs:
            open_file(plan.photos[number].outputs[0].target.parent)


def desk_and_form(session: Session, parent: QWidget) -> tuple[BatchDesk, PlanForm]:
    """The first half of a mode; the form is not to be seen yet."""
    desk = BatchDesk(session, parent)
    form = PlanForm(session, desk, parent)
    form.hide()
    return desk, form
