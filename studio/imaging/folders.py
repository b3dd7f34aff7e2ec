"""The photos of a folder, in the order in which people count."""

from __future__ import annotations

import re
from pathlib import Path

from studio.errors import FolderUnreadable
from studio.files import system_path
from studio.imaging.sniff import FORMAT_OF_SUFFIX

READABLE_SUFFIXES: frozenset[str] = frozenset(FORMAT_OF_SUFFIX)


def list_photos(folder: Path) -> list[Path]:
    """Files in ``folder`` (not below it) that are photos by their suffix, hidden ones left out.

    Sorted naturally: "2.jpg" before "10.jpg". Raises FolderUnreadable.
    """
    try:
        names = [entry.name for entry in system_path(folder).iterdir() if _is_photo(entry)]
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise FolderUnreadable(name=folder.name or str(folder), reason=reason) from error
    return [folder / name for name in sorted(names, key=natural_key)]


def _is_photo(entry: Path) -> bool:
    if entry.suffix.lower() not in READABLE_SUFFIXES or entry.name.startswith("."):
        return False
    try:
        return not entry.is_dir()
    except OSError:
        return True  # shown, so that its fault is told


def natural_key(name: str) -> tuple[tuple[tuple[bool, int, str], ...], str]:
    """A sort key by which runs of digits count as numbers and case does not."""
    parts = re.split(r"(\d{1,100})", name.casefold())
    return tuple((part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts), name
