"""The export dialog: what is written where, and how far it is. It stops nothing in the window."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtCore import QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.engine.request import ExportDone
from studio.errors import StudioError
from studio.ui.chips import progress_text
from studio.ui.dialogs.export_form import ExportForm
from studio.ui.dialogs.suggestion import folder_for, name_for
from studio.ui.dialogs.target import Obstacle, Target, target_of
from studio.ui.dialogs.target_view import TargetView
from studio.ui.folder_dialog import ask_folder
from studio.ui.jobs import Job
from studio.ui.live import Live
from studio.ui.session import Session

LOOK_AFTER_MS = 120


class ExportDialog(Live, QDialog):
    """Exports the photo that is on the canvas when the button is pressed, as it is edited then."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._job: str | None = None
        self._done: Path | None = None
        self._target: Target | None = None
        self._asked = 0
        self.setObjectName("export_dialog")
        self.setModal(False)
        self.setMinimumWidth(520)
        self.form = ExportForm(self)
        self.target_view = TargetView(self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.show_button, self.cancel_button = QPushButton(self), QPushButton(self)
        self.close_button, self.export_button = QPushButton(self), QPushButton(self)
        self.export_button.setObjectName("export_now")
        self.close_button.setObjectName("export_close")
        self.export_button.setProperty("part", "primary")
        self.export_button.setDefault(True)
        self._arrange()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self._look)
        self._connect()
        self.form.take(session.preferences.current)
        self._suggest()
        self.retranslate()

    def present(self) -> None:
        """Show for the current photo."""
        self._look()
        self.show()
        self.raise_()
        self.activateWindow()
        self.form.name.setFocus()
        self.form.name.selectAll()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Export"))
        self.export_button.setText(self.tr("Export"))
        self.close_button.setText(self.tr("Close"))
        self.cancel_button.setText(self.tr("Cancel Export"))
        self.show_button.setText(self.tr("Show in Folder"))
        self.progress.setAccessibleName(self.tr("Progress of the export"))
        self._follow()

    def hideEvent(self, event: object) -> None:
        self._timer.stop()

    def _connect(self) -> None:
        session, jobs = self._session, self._session.jobs
        self.form.changed.connect(self._look_soon)
        self.form.browse.connect(self._browse)
        self.target_view.changed.connect(self._follow)
        self.export_button.clicked.connect(self._export)
        self.cancel_button.clicked.connect(self._cancel)
        self.close_button.clicked.connect(self.close)
        self.show_button.clicked.connect(self._show_in_folder)
        session.photo_opened.connect(self._suggest)
        session.recipe_changed.connect(self._suggest)
        jobs.progressed.connect(self._progress)
        jobs.finished.connect(self._finished)
        jobs.failed.connect(self._failed)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 18, 18, 16)
        column.setSpacing(14)
        column.addWidget(self.form)
        column.addWidget(self.target_view)
        column.addWidget(self.progress)
        row = QHBoxLayout()
        row.addWidget(self.show_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.export_button)
        column.addLayout(row)

    @Slot()
    def _suggest(self) -> None:
        """A name for another photo or style, unless the user gave one."""
        photo, form = self._session.photo, self.form
        if photo is None:
            return
        path = photo.path
        form.show_gray(photo.gray)
        if not form.name.isModified():
            form.name.setText(name_for(self._session, path))
        if not form.folder.isModified():
            form.folder.setText(folder_for(self._session, path))

    @Slot()
    def _look_soon(self) -> None:
        self._done = None
        self._target = None
        self._follow()
        if self.isVisible():
            self._timer.start()

    @Slot()
    def _look(self) -> None:
        photo = self._session.photo
        if photo is None:
            return
        originals = (photo.path, *self._session.folder_photos)
        self._asked += 1
        asked, form = self._asked, self.form
        folder, name, suffix = form.folder.text(), form.name.text(), form.suffix

        def take(target: Target) -> None:
            if asked == self._asked:
                self._target = target
                self._follow()

        self._session.background.run(
            lambda: target_of(folder, name, suffix, originals), take, self._session.tell
        )

    @Slot()
    def _follow(self) -> None:
        """Show what can be done now."""
        target, running = self._target, self._job is not None
        self.target_view.show_target(target)
        usable = target is not None and self.target_view.chosen(target) is not None
        self.export_button.setEnabled(usable and not running and self._session.photo is not None)
        self.form.setEnabled(not running)
        self.target_view.setEnabled(not running)
        self.progress.setVisible(running)
        self.cancel_button.setVisible(running)
        self.show_button.setVisible(self._done is not None and not running)
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
    def _export(self) -> None:
        photo, target = self._session.photo, self._target
        path = self.target_view.chosen(target) if target else None
        if photo is None or target is None or path is None:
            return
        form = self.form
        certificate, key = self._session.preferences.current.signing
        options = dataclasses.replace(form.options(), certificate=certificate, private_key=key)
        self._session.preferences.change(
            **form.as_settings(),
            export_folder="" if path.parent == photo.path.parent else str(path.parent),
        )
        self._done = None
        replace = target.obstacle is Obstacle.EXISTS and path == target.path
        self._job = self._session.jobs.export(
            photo,
            self._session.recipe,
            options,
            path,
            replace=replace,
            originals=self._session.folder_photos,
        )
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
    def _finished(self, job: Job, _: ExportDone) -> None:
        if job.id == self._job:
            self._job, self._done, self._target = None, job.target, None
            self._follow()
            self._look()

    @Slot(object, object)
    def _failed(self, job: Job, _: StudioError) -> None:
        if job.id == self._job:
            self._job, self._target = None, None
            self._follow()
            self._look()

    @Slot()
    def _browse(self) -> None:
        ask_folder(self, self.tr("Choose a Folder"), self._take_folder, self.form.folder.text())

    def _take_folder(self, folder: Path) -> None:
        self.form.folder.setText(str(folder))
        self.form.folder.setModified(True)

    @Slot()
    def _show_in_folder(self) -> None:
        if self._done is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._done.parent)))
