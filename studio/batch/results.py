"""What became of the photos of a batch, for tables, reports and exit codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from studio.batch.journal import PhotoState
from studio.batch.plan import BatchPlan, PlannedPhoto

Outcome: TypeAlias = Literal["waiting", "done", "failed", "skipped"]


@dataclass(frozen=True)
class Counts:
    """``waiting``: not done yet. ``skipped``: all outputs were there already."""

    done: int
    failed: int
    skipped: int
    waiting: int

    @property
    def total(self) -> int:
        return self.done + self.failed + self.skipped + self.waiting


def outcome(photo: PlannedPhoto, state: PhotoState) -> Outcome:
    if state.state == "done" and photo.outputs and all(output.skip for output in photo.outputs):
        return "skipped"
    return state.state


def counted(plan: BatchPlan, states: Sequence[PhotoState]) -> Counts:
    found = [outcome(photo, state) for photo, state in zip(plan.photos, states, strict=True)]
    return Counts(*(found.count(kind) for kind in ("done", "failed", "skipped", "waiting")))
