"""News: what happened in a batch since the window last asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from studio.batch.events import Waiting
from studio.batch.journal import Journal, PhotoState
from studio.batch.plan import BatchPlan
from studio.messages import Message


@dataclass(frozen=True, eq=False)
class Opened:
    """A journal as it was at one moment: plan and states agree. It is told anew when photos came."""

    path: Path
    plan: BatchPlan
    states: list[PhotoState]

    @staticmethod
    def of(journal: Journal) -> Opened:
        return Opened(journal.path, journal.plan, journal.states)


@dataclass(frozen=True)
class Watched:
    """The folder that is watched. ``held``: what is waited for, the folder itself or the one to write to."""

    folder: Path
    held: Message | None = None


@dataclass
class News:
    """What happened since it was last asked: photos that began, ended, and wait, with why (None: go on)."""

    opened: Opened | None = None
    begun: list[int] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    waits: list[Waiting] = field(default_factory=list)

    def settle(self, begun: set[int], waits: dict[int, Waiting]) -> list[int]:
        """Bring up to date which photos are at work and which wait; those of which something is told."""
        begun.update(self.begun)
        begun.difference_update(self.ended)
        for wait in self.waits:
            if wait.reason is None:
                waits.pop(wait.photo, None)
            else:
                waits[wait.photo] = wait
        for photo in self.ended:
            waits.pop(photo, None)
        return sorted({*self.begun, *self.ended, *(wait.photo for wait in self.waits)})
