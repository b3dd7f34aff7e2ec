"""Chips: small buttons that tell a state, with more on request."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QSize, Qt, Slot
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from studio.ui.jobs import Job
from studio.ui.live import Live
from studio.ui.modes import Mode
from studio.ui.plain import caption, tip
from studio.ui.session import Session
from studio.ui.theme.icons import icon
from studio.ui.translate import translated

SHOWN_IN_SECONDS = 90


class Chip(Live, QToolButton):
    """A rounded button with an icon and a short text."""

    drawing = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "chip")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(14, 14))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.recolour()

    def recolour(self) -> None:
        if self.drawing:
            self.setIcon(icon(self.drawing, self.palette()))

    def tell(self, text: str, told: str, name: str) -> None:
        """``told``: the tooltip; ``name``: for screen readers, before the text."""
        self.setText(caption(text))
        self.setToolTip(tip(told))
        self.setAccessibleName(f"{name}: {text}")


class ComputeChip(Chip):
    """What computes, and why: the device, and in the tip its reason and the kernel."""

    drawing = "chip"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("compute_chip")
        session.engine_ready.connect(self.retranslate)
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        name = self.tr("Computes on")
        state = self._session.engine_state
        if state is None:
            self.tell(self.tr("Starting…"), self.tr("The engine is being loaded."), name)
        else:
            told = f"{translated(state.device.reason)}\n{translated(state.kernel)}"
            self.tell(translated(state.device.label), told, name)


class JobChip(Chip):
    """What is being exported and how long it takes; a click lists the jobs, each with its cancel."""

    drawing = "export"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("job_chip")
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._list)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        session.jobs.changed.connect(self.retranslate)
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        jobs = self._session.jobs.all()
        self.setVisible(bool(jobs))
        if jobs:
            text = progress_text(jobs[0])
            if len(jobs) > 1:
                text = self.tr("{progress}, {n} more waiting").format(progress=text, n=len(jobs) - 1)
            self.tell(text, self.tr("What is being exported; click to cancel"), self.tr("Export"))

    @Slot()
    def _list(self) -> None:
        self._menu.clear()
        for job in self._session.jobs.all():
            offer = self.tr("Cancel “{name}”").format(name=job.target.name)
            entry = self._menu.addAction(caption(offer))
            entry.triggered.connect(lambda _=False, job_id=job.id: self._session.jobs.cancel(job_id))


class BatchChip(Chip):
    """How far the batch is; a click shows it."""

    drawing = "batch"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch = session.batch
        self.setObjectName("batch_chip")
        self.clicked.connect(lambda: session.modes.go(Mode.BATCH))
        session.batch.progressed.connect(self.retranslate)
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        batch = self._batch
        self.setVisible(batch.works)
        if batch.works:
            drawing = {"paused": "pause", "held": "warning"}.get(batch.phase, "batch")
            if drawing != self.drawing:
                self.drawing = drawing
                self.recolour()
            told = {
                "looking": self.tr("Photos that were looked at before the batch begins; click to see it"),
                "aligning": self.tr("Photos whose skin is measured, to align them; click to see it"),
                "watching": self.tr("A folder is watched: photos that are done; click to see it"),
                "paused": self.tr("The batch is paused; click to see it"),
                "held": self.tr("The batch waits; click to see why"),
            }.get(batch.phase, self.tr("Photos of the batch that are done; click to see it"))
            text = f"{batch.finished}/{batch.total}"
            if batch.phase == "watching" and batch.finished == batch.total:
                text = self.tr("Watching: {n}").format(n=batch.finished)
            self.tell(text, told, self.tr("Batch"))


def progress_text(job: Job) -> str:
    """ "Rendering 40 %, 12 s left" in the language in force."""
    stage, percent = translated(job.stage), int(job.fraction * 100)
    left = job.seconds_left(time.monotonic())
    if left is None:
        template = QCoreApplication.translate("Jobs", "{stage} {percent} %")
        return template.format(stage=stage, percent=percent)
    if left < SHOWN_IN_SECONDS:
        template = QCoreApplication.translate("Jobs", "{stage} {percent} %, {seconds} s left")
        return template.format(stage=stage, percent=percent, seconds=max(1, round(left)))
    template = QCoreApplication.translate("Jobs", "{stage} {percent} %, {minutes} min left")
    return template.format(stage=stage, percent=percent, minutes=round(left / 60))
