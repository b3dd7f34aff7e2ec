"""Where an export would go, and what stands in its way. No toolkit: plain questions to the disk."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from studio.files import is_same_file

# Not allowed in names on some system that a card or a stick may be read on.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
MOST_NUMBERS = 9999


class Obstacle(Enum):
    """Why a target cannot be used as it is."""

    NONE = "none"
    NO_NAME = "no name"
    BAD_NAME = "bad name"
    NO_FOLDER = "no folder"
    NOT_WRITABLE = "not writable"
    EXISTS = "exists"
    ORIGINAL = "original"
    FOLDER_IN_THE_WAY = "folder in the way"


@dataclass(frozen=True)
class Target:
    """``path`` is what was asked for; ``numbered`` the first free name beside it, where ``path`` is taken."""

    path: Path
    obstacle: Obstacle
    numbered: Path | None = None


def target_of(folder: str, name: str, suffix: str, originals: Collection[Path]) -> Target:
    """Look at the disk. ``name`` is without ``suffix``; ``originals`` are the files of the open photos."""
    name = name.strip()
    directory = Path(folder.strip()).expanduser()
    path = directory / f"{name}{suffix}"
    if not name.strip("."):
        return Target(path, Obstacle.NO_NAME)
    if _FORBIDDEN.search(name):
        return Target(path, Obstacle.BAD_NAME)
    if not folder.strip() or not directory.is_absolute() or not directory.is_dir():
        return Target(path, Obstacle.NO_FOLDER)
    if not os.access(directory, os.W_OK):
        return Target(path, Obstacle.NOT_WRITABLE)
    if path.is_dir():
        return Target(path, Obstacle.FOLDER_IN_THE_WAY, free_name(path))
    if not os.path.lexists(path):
        return Target(path, Obstacle.NONE)
    # The writer asks again, and has the last word.
    if any(is_same_file(path, original) for original in originals):
        return Target(path, Obstacle.ORIGINAL, free_name(path))
    return Target(path, Obstacle.EXISTS, free_name(path))


def free_name(path: Path) -> Path | None:
    """``path`` with the first number behind its stem that is not taken."""
    stem = re.sub(r"-\d{1,4}$", "", path.stem)
    for number in range(2, MOST_NUMBERS):
        other = path.with_name(f"{stem}-{number}{path.suffix}")
        if not os.path.lexists(other):
            return other
    return None


def suggested_name(photo: Path, style_name: str) -> str:
    """A name that says what was done: "portrait-warm-film"."""
    words = _FORBIDDEN.sub(" ", style_name).lower().split()
    return "-".join([photo.stem, *words]) if words else f"{photo.stem}-edited"
