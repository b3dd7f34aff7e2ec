"""What a training waits for in the middle of its work: a drive that is away, room on a disk."""

from __future__ import annotations

import shutil
from pathlib import Path

from studio.errors import DiskFull, OutputNotWritable, StudioError
from studio.files import system_path
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.passing import Place, passing
from studio.runs.errors import RunFolderLost
from studio.runs.folder import RunFolder

PATIENCE = 12 * 3600.0
"""Seconds: trainings run overnight, and whoever can plug the drive in again may be asleep."""
MOST_DELAY = 5.0
"""Seconds between two looks whether it is back, at most."""
_ROOM = 1 << 16
"""With so few bytes free not even an event can be written for sure."""

_AWAY = QT_TRANSLATE_NOOP(
    "Training", "Waits for “{name}” to come back: the drive is away. It goes on by itself then."
)
_RUN_AWAY = QT_TRANSLATE_NOOP(
    "Training",
    "Waits for the folder of the training, “{name}”, to come back: the drive is away. It goes on by itself"
    " then.",
)
_FULL = QT_TRANSLATE_NOOP(
    "Training", "Waits for room: the disk of “{name}” is full. It goes on by itself once there is some."
)


def away(name: str) -> Message:
    """What is said while a folder of photos, or the style file's, is away."""
    return Message("Training", _AWAY, {"name": name})


def run_lacks(run: RunFolder, error: StudioError) -> Message | None:
    """What the run's own folder has to get back before that error passes; None for one that stays."""
    if isinstance(error, RunFolderLost) or not is_there(run):
        return Message("Training", _RUN_AWAY, {"name": run.config.name})
    if isinstance(error, DiskFull):
        return Message("Training", _FULL, {"name": run.config.name})
    if _is_away(error):
        return Message("Training", _RUN_AWAY, {"name": run.config.name})
    return None


def place_lacks(place: Place, error: StudioError) -> Message | None:
    """The same for a file that could not be written in ``place``."""
    if place.away or _is_away(error):
        return away(place.name)
    return Message("Training", _FULL, {"name": place.name}) if isinstance(error, DiskFull) else None


def seen_to_lack(run: RunFolder) -> Message | None:
    """What a training at work lacks and cannot tell: its words would go where it lacks it. Never raises."""
    if not is_there(run):
        return Message("Training", _RUN_AWAY, {"name": run.config.name})
    if _free(run.path) < _ROOM:
        return Message("Training", _FULL, {"name": run.config.name})
    return None


def is_there(run: RunFolder) -> bool:
    """Whether the run's folder is: the empty one that its drive is mounted on is not. Never raises."""
    return run.holds("config.json")


def _is_away(error: StudioError) -> bool:
    return isinstance(error, OutputNotWritable) and passing(error.__cause__) == "away"


def _free(path: Path) -> float:
    try:
        return shutil.disk_usage(system_path(path)).free
    except OSError:
        return float("inf")
