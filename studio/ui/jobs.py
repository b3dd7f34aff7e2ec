"""Exports that run, and how far they are."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from studio.editing.recipe import Recipe
from studio.engine.passport_request import PassportDone, PassportOrder, PassportRequest
from studio.engine.request import ExportDone, ExportRequest, Failure, Progress, Request
from studio.errors import Cancelled
from studio.imaging.photo import Photo
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.ui.messages import Notice, Severity
from studio.ui.translate import translated

if TYPE_CHECKING:
    from studio.imaging.encode import ExportOptions

WAITING = Message("Jobs", QT_TRANSLATE_NOOP("Jobs", "Waiting"))
DONE = QT_TRANSLATE_NOOP("Jobs", "Exported “{name}”.")
CANCELLED = QT_TRANSLATE_NOOP("Jobs", "The export of “{name}” was cancelled; nothing was written.")

# Before this an estimate would jump about.
ESTIMATE_AFTER_SECONDS = 1.0
ESTIMATE_AFTER_FRACTION = 0.05


@dataclass(frozen=True)
class Job:
    """One export, of a photo or a style: ``fraction`` 0 to 1; ``started`` in seconds of time.monotonic.

    ``started`` is None while it waits.
    """

    id: str
    target: Path
    fraction: float = 0.0
    stage: Message = WAITING
    started: float | None = None

    def seconds_left(self, now: float) -> float | None:
        """How long it will take by its speed so far; None while that says nothing."""
        if self.started is None or self.fraction < ESTIMATE_AFTER_FRACTION:
            return None
        spent = now - self.started
        if spent < ESTIMATE_AFTER_SECONDS:
            return None
        return spent * (1.0 - self.fraction) / self.fraction


class Jobs(QObject):
    """The jobs that run or wait, oldest first."""

    changed = Signal()
    """A job came, moved on or ended."""
    started = Signal(object)
    progressed = Signal(object)
    finished = Signal(object, object)
    """(Job, ExportDone or PassportDone)"""
    failed = Signal(object, object)
    """(Job, StudioError); Cancelled when the user took it back."""

    def __init__(
        self,
        submit: Callable[[Request], None],
        cancel: Callable[[str], None],
        notify: Callable[[Notice], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._submit = submit
        self._cancel = cancel
        self._notify = notify
        self._jobs: dict[str, Job] = {}
        self._numbers = itertools.count(1)

    def all(self) -> tuple[Job, ...]:
        return tuple(self._jobs.values())

    def export(
        self,
        photo: Photo,
        recipe: Recipe,
        options: ExportOptions,
        target: Path,
        *,
        replace: bool,
        originals: tuple[Path, ...] = (),
    ) -> str:
        """Export a photo as it is edited now; later edits do not reach it. The job's id.

        ``originals``: the other photos that are open, which are never replaced.
        """
        job = Job(f"export-{next(self._numbers)}", target)
        self._jobs[job.id] = job
        self.started.emit(job)
        self.changed.emit()
        self._submit(ExportRequest(job.id, photo, recipe, options, target, replace, originals=originals))
        return job.id

    def passport(
        self,
        order: PassportOrder,
        target: Path,
        report: Path | None,
        *,
        replace: bool,
        originals: tuple[Path, ...] = (),
    ) -> str:
        """Export a style as a look-up table, and a report unless that is None. The job's id."""
        job = Job(f"passport-{next(self._numbers)}", target)
        self._jobs[job.id] = job
        self.started.emit(job)
        self.changed.emit()
        language = QLocale().name().replace("_", "-")
        self._submit(
            PassportRequest(
                job.id, order, target, report, replace, originals, translate=translated, language=language
            )
        )
        return job.id

    def cancel(self, job_id: str) -> None:
        """Take a job back; it ends soon with Cancelled."""
        if job_id in self._jobs:
            self._cancel(job_id)

    def take(self, result: Progress | ExportDone | PassportDone | Failure) -> None:
        """A result of the engine that belongs to a job."""
        if isinstance(result, Progress):
            self._progress(result)
        elif isinstance(result, ExportDone | PassportDone):
            self._done(result)
        elif isinstance(result.request, ExportRequest | PassportRequest):
            self._fail(result.request.job_id, result)

    def _progress(self, result: Progress) -> None:
        job = self._jobs.get(result.job_id)
        if job is None:
            return
        started = time.monotonic() if job.started is None else job.started
        job = replace(job, fraction=result.fraction, stage=result.stage, started=started)
        self._jobs[job.id] = job
        self.progressed.emit(job)
        self.changed.emit()

    def _done(self, result: ExportDone | PassportDone) -> None:
        job = self._jobs.pop(result.job_id, None)
        if job is None:
            return
        self.finished.emit(replace(job, fraction=1.0), result)
        self.changed.emit()
        self._notify(Notice(Message("Jobs", DONE, {"name": job.target.name})))
        for note in result.notes if isinstance(result, ExportDone) else ():
            self._notify(Notice(note, Severity.WARNING))

    def _fail(self, job_id: str, failure: Failure) -> None:
        job = self._jobs.pop(job_id, None)
        if job is None:
            return
        self.failed.emit(job, failure.error)
        self.changed.emit()
        if isinstance(failure.error, Cancelled):
            self._notify(Notice(Message("Jobs", CANCELLED, {"name": job.target.name})))
        else:
            self._notify(Notice.of_error(failure.error))
