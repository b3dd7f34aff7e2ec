"""From folders and files to the photos in them, those of other programs' formats included."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from studio.errors import FolderUnreadable
from studio.files import system_path
from studio.imaging.folders import natural_key
from studio.imaging.sniff import FORMAT_OF_SUFFIX
from studio.messages import QT_TRANSLATE_NOOP, Message

T = TypeVar("T")

GONE = QT_TRANSLATE_NOOP("errors", "it is not there")

OTHER_PICTURES = frozenset({".exr", ".jxl", ".tga"})
"""Endings of pictures that cannot be read yet: they are named, not passed over in silence."""


def listed(places: Iterable[str], left_out: Collection[str] = ()) -> list[Path]:
    """The photos of folders (not of folders in them) and files, each once, in the order people count.

    A RAW file, or one of a format that is not read, is left out where a picture of its name stands beside it.
    Raises FolderUnreadable.
    """
    unwanted = {_resolved(Path(text)) for text in left_out}
    found: dict[Path, Path] = {}
    for place in map(Path, places):
        for path in _photos(place):
            key = _resolved(path)
            if key not in unwanted:
                found.setdefault(key, path)
    return list(found.values())


def gone(folders: Iterable[Path]) -> Path | None:
    """The first of the folders that is not there or holds no photo any more; None for none."""
    for folder in folders:
        try:
            if not listed([str(folder)]):
                return folder
        except FolderUnreadable:
            return folder
    return None


def name_of(places: Sequence[str]) -> str:
    """What to call the places in a sentence."""
    names = [Path(text).name or text for text in places]
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")


def file_of(path: Path) -> tuple[str, int] | None:
    """Name and size of a file, by which copies are told; None where there is none."""
    try:
        return path.name, system_path(path).stat().st_size
    except (OSError, ValueError):
        return None


def spread_over(paths: Sequence[T], most: int) -> list[T]:
    """At most so many of them, evenly from first to last."""
    if len(paths) <= most:
        return list(paths)
    places = np.linspace(0, len(paths) - 1, most).round().astype(int)
    return [paths[int(place)] for place in places]


def _photos(place: Path) -> list[Path]:
    if not _is_folder(place):
        if not place.suffix and not _is_there(place):
            raise FolderUnreadable(name=place.name or str(place), reason=Message("errors", GONE))
        return [place]
    try:
        entries = [entry for entry in system_path(place).iterdir() if not entry.name.startswith(".")]
    except OSError as error:
        raise FolderUnreadable(name=place.name or str(place), reason=error.strerror or str(error)) from error
    kinds = {entry: FORMAT_OF_SUFFIX.get(entry.suffix.lower()) for entry in entries}
    pictures = {entry.stem.casefold() for entry, kind in kinds.items() if kind not in (None, "raw")}
    names = [
        entry.name
        for entry, kind in kinds.items()
        if kind not in (None, "raw")
        or (
            (kind == "raw" or entry.suffix.lower() in OTHER_PICTURES)
            and entry.stem.casefold() not in pictures
        )
    ]
    return [place / name for name in sorted(names, key=natural_key) if not _is_folder(place / name)]


def _is_there(path: Path) -> bool:
    try:
        return system_path(path).exists()
    except (OSError, ValueError):  # no file can have such a name
        return False


def _is_folder(path: Path) -> bool:
    try:
        return system_path(path).is_dir()
    except (OSError, ValueError):
        return False


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):  # a loop of links
        return path.absolute()
