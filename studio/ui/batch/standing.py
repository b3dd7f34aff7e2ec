"""Standing: keeps what the rest of the window knows of the batch in step, and does what it asks for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from studio.ui.batch.desk import BatchDesk
from studio.ui.batch.desk_state import AT_WORK
from studio.ui.batch.shoot_desk import ShootDesk
from studio.ui.batch_job import BatchJob, Phase


class Standing(QObject):
    """Between the desk and :class:`~studio.ui.batch_job.BatchJob`."""

    def __init__(
        self, desk: BatchDesk, shoot: ShootDesk, job: BatchJob, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._shoot, self._job = desk, shoot, job
        for signal in (shoot.changed, shoot.selection_changed, shoot.alignments.changed):
            signal.connect(self._follow)
        desk.changed.connect(self._follow)
        desk.progressed.connect(self._tell)
        job.wanted.connect(self._do)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        self._tell()
        self._job.allow(frozenset(self._can()))

    def _can(self) -> list[str]:
        desk = self._desk
        planned = desk.planned
        state = desk.state
        found = ["show", "new"] if state == "ended" else []
        if state == "planned" and planned is not None and planned.may_start:
            found.append("start")
        if desk.looked is not None:
            return ["cancel"] * (state == "running")
        if state in ("running", "paused"):
            found += ["pause", "cancel", "show"]
        if state == "ended":
            counts = desk.counts
            found += ["resume"] * (bool(counts.waiting) or desk.watches) + ["again"] * bool(counts.failed)
            shoot = self._shoot
            if shoot.may_align:
                found += ["align"] * any(map(shoot.can_align, shoot.selected))
                found += ["realign"] * bool(len(shoot.alignments))
        return found

    @Slot()
    def _tell(self) -> None:
        desk = self._desk
        phase: Phase = "none"
        if desk.state in AT_WORK:
            phase = "working" if desk.watched is None else "watching"
            phase = "paused" if desk.state == "paused" else "held" if desk.trouble else phase
        if desk.looked is not None:
            self._job.tell("aligning" if desk.aligns else "looking", *desk.looked)
            return
        counts = desk.counts if desk.progress is not None or desk.watched is not None else None
        finished = counts.total - counts.waiting if counts is not None else 0
        self._job.tell(phase, finished, len(desk.states))

    @Slot(str)
    def _do(self, what: str) -> None:
        desk = self._desk
        if what == "start":
            desk.start()
        elif what == "pause":
            desk.pause()
        elif what == "cancel":
            desk.cancel()
        elif what == "resume" and desk.journal is not None:
            desk.resume_batch(desk.journal)
        elif what == "again":
            desk.try_again(failed_in(desk))
        elif what == "align":
            self._shoot.align(1.0)
        elif what == "realign":
            self._shoot.do_again()
        elif what == "show" and desk.plan is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(desk.plan.order.out)))
        elif what == "new":
            desk.drop_plan()


def failed_in(desk: BatchDesk) -> list[int]:
    """The photos of the batch that could not be done."""
    return [number for number, state in enumerate(desk.states) if state.state == "failed"]
