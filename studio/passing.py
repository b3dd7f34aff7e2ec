"""Faults that pass by themselves: a drive or share that is away, a file that another program holds."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from studio.files import output_error, system_path, write_atomically

Passing: TypeAlias = Literal["away", "locked"]

_AWAY_NAMES = (
    *("EIO", "ESTALE", "ENODEV", "ENXIO", "ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH"),
    *("ETIMEDOUT", "ENOMEDIUM"),
)
_AWAY = {getattr(errno, name) for name in _AWAY_NAMES if hasattr(errno, name)}
_LOCKED = {errno.EBUSY, errno.EAGAIN, errno.ETXTBSY, errno.EDEADLK, errno.EMFILE, errno.ENFILE}
# Of Windows: a file in use, a part of it locked, a device not ready, a network name gone.
_LOCKED_WINDOWS, _AWAY_WINDOWS = {32, 33}, {21, 53, 55, 59, 64, 67, 1231, 1232}


def passing(error: BaseException | None) -> Passing | None:
    """What kind of passing fault an error of the system's is; None for one that stays, and any other."""
    if not isinstance(error, OSError):
        return None
    windows = getattr(error, "winerror", None)
    if error.errno in _LOCKED or windows in _LOCKED_WINDOWS:
        return "locked"
    if error.errno in _AWAY or windows in _AWAY_WINDOWS:
        return "away"
    return None


def is_away(folder: Path) -> bool:
    """Whether a folder is gone, or empty as a mount point without its drive. Never raises."""
    try:
        return next(system_path(folder).iterdir(), None) is None
    except (OSError, ValueError):
        return True


def delays(most: float = 30.0) -> Iterator[float]:
    """Seconds before each new attempt: soon at first, then less and less often, every ``most`` in the end."""
    delay = 0.5
    while True:
        yield min(delay, most)
        delay = min(delay * 2, most)


class Place:
    """A folder that was there once, be it empty then: whether its drive took it away since."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._was = self._identity()

    @property
    def name(self) -> str:
        return self.path.name or str(self.path)

    @property
    def away(self) -> bool:
        """A folder that is empty and another than before is where the drive was mounted. Never raises."""
        now = self._identity()
        return now is None or (self._was is not None and now != self._was and is_away(self.path))

    def write(self, path: Path, data: bytes, *, replace: bool) -> None:
        """Write a file into it, and none where its drive was mounted. Raises OutputError."""
        if self.away:
            raise output_error(path, FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)))
        write_atomically(path, data, replace=replace)

    def _identity(self) -> tuple[int, int] | None:
        try:
            status = system_path(self.path).stat()
        except (OSError, ValueError):
            return None
        return (status.st_dev, status.st_ino)
