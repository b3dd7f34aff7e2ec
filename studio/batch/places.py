"""When two paths are one file or one name, and names that file systems take."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from studio.files import system_path

LONGEST_NAME = 255  # bytes, on nearly every file system


def is_folder(path: Path) -> bool:
    """Also for names that the system refuses, at which ``Path.is_dir`` raises."""
    try:
        return system_path(path).is_dir()
    except (OSError, ValueError):
        return False


def is_there(path: Path) -> bool:
    """Whether anything has that name, be it a link that leads nowhere."""
    return os.path.lexists(system_path(path))  # never raises


def fitting(stem: str, ending: str) -> str:
    """The name, its stem cut where file systems would refuse its length."""
    while len(os.fsencode(stem + ending)) > LONGEST_NAME and len(stem) > 1:
        stem = stem[:-1]
    return stem + ending


def name_key(name: str) -> str:
    """Equal for names that some file system holds to be one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def identities(path: Path) -> Iterable[object]:
    """Two paths that share one of these are one file: hard links, symbolic links, another spelling."""
    yield resolved(path)
    try:
        status = system_path(path).stat()
    except (OSError, ValueError):
        return
    yield status.st_dev, status.st_ino


def resolved(path: Path) -> Path:
    """The path without links, as far as there are such. Never raises."""
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):  # a loop of links
        return path.absolute()
