"""A desk of trainings for tests of the wizard: it notes what it is asked, and tells what the test says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from studio.messages import Message
from studio.runs.config import TrainingConfig
from studio.runs.events import Event
from studio.runs.folder import RunFolder


class WizardWatch(QObject):
    came = Signal(list)
    looking_changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.looking = False

    def tell(self, kind: str, **values: Any) -> None:
        self.came.emit([Event(0.0, kind, values)])

    def look(self, on: bool) -> None:
        self.looking = on
        self.looking_changed.emit(on)


class WizardDesk(QObject):
    """``asked``: names of the calls with the run's config at that time."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.asked: list[tuple[str, TrainingConfig]] = []
        self.drafts: list[RunFolder] = []
        self.watches: dict[Path, WizardWatch] = {}

    def runs(self) -> tuple[RunFolder, ...]:
        return tuple(self.drafts)

    def draft(self, config: TrainingConfig) -> RunFolder:
        run = RunFolder(self.folder / f"run-{len(self.watches)}", config)
        self.drafts.append(run)
        self.asked.append(("draft", config))
        self.changed.emit()
        return run

    def rewrite(self, run: RunFolder, config: TrainingConfig) -> None:
        run.config = config
        self.asked.append(("rewrite", config))

    def look(self, run: RunFolder) -> None:
        self.asked.append(("look", run.config))

    def time(self, run: RunFolder) -> None:
        self.asked.append(("time", run.config))

    def start(self, run: RunFolder) -> None:
        self.asked.append(("start", run.config))

    def discard(self, run: RunFolder) -> None:
        self.drafts.remove(run)
        self.asked.append(("discard", run.config))
        self.changed.emit()

    def watch(self, run: RunFolder) -> WizardWatch:
        return self.watches.setdefault(run.path, WizardWatch(self))

    @property
    def calls(self) -> list[str]:
        return [name for name, _ in self.asked]


def looked(findings: tuple[dict[str, Any], ...] = (), **values: Any) -> dict[str, Any]:
    """The values of a "looked" event, of 24 finished and 30 ordinary photos unless told otherwise."""
    return {
        "counts": {
            "style": {"found": 24, "usable": 24, "used": 19, "held": 5},
            "ordinary": {"found": 30, "usable": 30, "used": 24, "held": 6},
        },
        "findings": list(findings),
        "notes": [],
        "coverage": [
            {
                "question": "light",
                "kind": kind,
                "name": Message("Evaluation", name),
                "have": have,
                "of": 24,
                "enough": have > 2,
            }
            for kind, name, have in (("dark", "dark scenes", 1), ("bright", "bright scenes", 9))
        ],
        "memory": 900_000_000,
        "disk": 120_000_000,
        "problem": None,
        **values,
    }


def found(path: Path, side: str, kind: str, *, excluded: bool = True) -> dict[str, Any]:
    """A finding as an event tells it."""
    reason = Message("Gather", "It shows one colour only.")
    return {"path": str(path), "side": side, "kind": kind, "reason": reason, "excluded": excluded}
