"""DeskState: what there is to know of the batch that is planned, at work or over."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

from PySide6.QtCore import QObject, Signal

from studio.batch.events import Progress, Waiting
from studio.batch.journal import PhotoState
from studio.batch.plan import BatchPlan
from studio.batch.results import Counts, counted
from studio.messages import Message
from studio.ui.batch.news import Watched
from studio.ui.batch.planning import Planned

State: TypeAlias = Literal["idle", "planning", "planned", "running", "paused", "stopping", "ended"]
AT_WORK = ("running", "paused", "stopping")


class DeskState(QObject):
    """To be read by widgets; :class:`~studio.ui.batch.desk.BatchDesk` keeps it."""

    changed = Signal()
    """The state."""
    shown = Signal()
    """Another plan is to be seen, or none."""
    photos_changed = Signal(object)
    """(list of places in the plan) Their states, or what they wait for."""
    grew = Signal(int)
    """(place in the plan) Photos came, from there on."""
    progressed = Signal()
    ended = Signal()
    failed = Signal(object)
    """(StudioError) What was asked for could not be done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
        self.aligns = False
        """Whether the work is to align photos of a batch that is over."""
        self.watched: Watched | None = None
        self.watches = False
        """Whether a folder is watched, or was by the batch that is over."""
        self.last: int | None = None
        """The photo that was done last."""
        self.stopped: Message | None = None
        self.cancelled = False
        self.reports: tuple[Path, Path] | None = None

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
        held = self.watched.held if self.watched is not None else None
        return next((reason for reason in reasons if reason is not None), held)
