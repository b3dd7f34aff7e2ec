"""Export of a style as a look-up table: what is written where, how far it is, and what the table keeps."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.editing.style_use import StyleUse
from studio.engine.passport_request import PassportDone, PassportOrder
from studio.errors import StudioError
from studio.styles.names import safe_stem
from studio.styles.style import Style
from studio.ui.chips import progress_text
from studio.ui.dialogs.passport_form import PassportForm
from studio.ui.dialogs.passport_result import PassportResult
from studio.ui.dialogs.passport_suggestion import (
    adapts,
    amounts_text,
    choices_for,
    documents,
    order_of,
    report_beside,
    use_of,
)
from studio.ui.dialogs.passport_target import TargetAsker
from studio.ui.dialogs.target import Obstacle, Target
from studio.ui.dialogs.target_view import TargetView
from studio.ui.jobs import Job
from studio.ui.live import Live
from studio.ui.session import Session
from studio.ui.style_names import name_of

WIDTH, RESULT_WIDTH = 620, 900


class PassportDialog(Live, QDialog):
    """Exports the style that it was opened for; it stops nothing in the window."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._style: Style | None = None
        self._use: StyleUse | None = None
        self._job: str | None = None
        self._done: PassportDone | None = None
        self._target: Target | None = None
        self.setObjectName("passport_dialog")
        self.setModal(False)
        self.setMinimumWidth(WIDTH)
        self.form, self.target_view = PassportForm(self), TargetView(self)
        self.result_view = PassportResult(self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.cancel_button, self.close_button = QPushButton(self), QPushButton(self)
        self.export_button = QPushButton(self)
        self.export_button.setObjectName("passport_now")
        self.export_button.setProperty("part", "primary")
        self.export_button.setDefault(True)
        self._asker = TargetAsker(session, self._question, self)
        self._arrange()
        self._connect()
        self.retranslate()

    def present(self, style: Style) -> None:
        """Show for a style. While one is being exported that goes on, and is what is shown."""
        if self._job is None:
            self._take(style)
        self._asker.ask()
        self.show()
        self.raise_()
        self.activateWindow()
        self.form.format.setFocus()

    def retranslate(self) -> None:
        title = self.tr("Export Style as Look-up Table")
        self.setWindowTitle(f"{title} — {name_of(self._style)}" if self._style else title)
        self.close_button.setText(self.tr("Close"))
        self.cancel_button.setText(self.tr("Cancel Export"))
        self.progress.setAccessibleName(self.tr("Progress of the export"))
        self._offer()
        self._follow()

    def hideEvent(self, event: object) -> None:
        self._asker.stop()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 16)
        column.setSpacing(12)
        for widget in (self.form, self.target_view, self.progress, self.result_view):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.export_button)
        column.addLayout(row)

    def _connect(self) -> None:
        session, jobs = self._session, self._session.jobs
        self.form.changed.connect(self._look_soon)
        self._asker.found.connect(self._take_target)
        self.target_view.changed.connect(self._follow)
        self.export_button.clicked.connect(self._press)
        self.cancel_button.clicked.connect(self._cancel)
        self.close_button.clicked.connect(self.close)
        session.photo_opened.connect(self._offer)
        session.folder_changed.connect(self._offer)
        jobs.progressed.connect(self._progress)
        jobs.finished.connect(self._finished)
        jobs.failed.connect(self._failed)

    def _take(self, style: Style) -> None:
        """Another style: its name is suggested; how it is set on the photo is offered."""
        self._style, self._use = style, use_of(self._session, style)
        self._done = None
        self.result_view.show_done(None)
        self.form.name.setText(safe_stem(name_of(style)))
        if not self.form.folder.text():
            self.form.folder.setText(str(documents()))
        self.retranslate()

    @Slot()
    def _offer(self) -> None:
        style, use = self._style, self._use
        if style is not None:
            choices = choices_for(self._session)
            self.form.offer(choices, learned=adapts(self._session, style, use), as_set=amounts_text(use))

    @Slot()
    def _look_soon(self) -> None:
        self._done = None
        self._target = None
        self._follow()
        if self.isVisible():
            self._asker.ask_soon()

    @Slot(object)
    def _take_target(self, target: Target) -> None:
        self._target = target
        self._follow()

    def _question(self) -> tuple[str, str, str, tuple[Path, ...]]:
        form = self.form
        return form.folder.text(), form.name.text(), form.suffix, self._originals()

    def _originals(self) -> tuple[Path, ...]:
        own = (self._session.photo_path, self._style.path if self._style else None)
        return (*(path for path in own if path is not None), *self._session.folder_photos)

    @Slot()
    def _follow(self) -> None:
        """Show what can be done now."""
        target, running = self._target, self._job is not None
        self.target_view.show_target(target)
        usable = target is not None and self.target_view.chosen(target) is not None
        done = self._done if not running else None
        self.export_button.setText(self.tr("Export") if done is None else self.tr("Export Again…"))
        usable = usable and not running and self._style is not None
        self.export_button.setEnabled(usable or done is not None)
        self.form.setEnabled(not running)
        self.target_view.setEnabled(not running)
        self.progress.setVisible(running)
        self.cancel_button.setVisible(running)
        for widget in (self.form, self.target_view):
            widget.setVisible(done is None)
        self.result_view.setVisible(done is not None)
        self._grow()

    def _grow(self) -> None:
        """Words that wrap make the dialog higher; it never springs back while it is read."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            wanted = max(layout.heightForWidth(self.width()), layout.minimumSize().height())
            if wanted > self.height():
                self.resize(self.width(), wanted)

    @Slot()
    def _press(self) -> None:
        """The button exports; under a result it leads back to the form."""
        if self._done is None:
            self._export()
        else:
            self._done = None
            self._follow()
            self.resize(WIDTH, 0)
            self._asker.ask()

    def _export(self) -> None:
        style, target = self._style, self._target
        path = self.target_view.chosen(target) if target else None
        if style is None or target is None or path is None:
            return
        order = order_of(self.form, style, self._use)
        replace = target.obstacle is Obstacle.EXISTS and path == target.path
        self._done, self._job = None, ""  # on its way
        self._follow()
        if self.form.report.isChecked():
            self._session.background.run(
                lambda: report_beside(path, replace=replace),
                lambda report: self._start(order, path, report, replace=replace),
                self._session.tell,
            )
        else:
            self._start(order, path, None, replace=replace)

    def _start(self, order: PassportOrder, path: Path, report: Path | None, *, replace: bool) -> None:
        originals = self._originals()
        self._job = self._session.jobs.passport(order, path, report, replace=replace, originals=originals)
        self.progress.setValue(0)
        self.progress.setFormat("")
        self._follow()

    @Slot()
    def _cancel(self) -> None:
        if self._job is not None:
            self._session.jobs.cancel(self._job)

    @Slot(object)
    def _progress(self, job: Job) -> None:
        if job.id == self._job:
            self.progress.setValue(round(job.fraction * 1000))
            self.progress.setFormat(progress_text(job))

    @Slot(object, object)
    def _finished(self, job: Job, done: object) -> None:
        if job.id == self._job and isinstance(done, PassportDone):
            self._job, self._done, self._target = None, done, None
            self.result_view.show_done(done)
            self._follow()
            self.resize(RESULT_WIDTH if done.panels else WIDTH, 0)
            self._grow()
            self._asker.ask()

    @Slot(object, object)
    def _failed(self, job: Job, _: StudioError) -> None:
        if job.id == self._job:
            self._job, self._target = None, None
            self._follow()
            self._asker.ask()
