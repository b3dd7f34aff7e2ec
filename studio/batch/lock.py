"""A lock that dies with its process: no stale one is ever left."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from studio.files import make_folder, output_error, system_path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class FileLock:
    """A lock on a file of its own, which is made and stays. For processes of one computer."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self, *, wait: bool = False) -> bool:
        """Take it; False where another holds it (also in this process). Raises OutputError."""
        make_folder(self._path.parent)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            handle = os.open(system_path(self._path), flags, 0o600)
        except OSError as error:
            raise output_error(self._path, error) from error
        try:
            _lock(handle, wait=wait)
        except OSError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)  # which gives the lock back
            self._handle = None

    def __enter__(self) -> FileLock:
        self.take(wait=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def beginning(folder: Path) -> FileLock:
    """Held by who begins a batch, goes on with one, or looks who works, in that folder of journals."""
    return FileLock(folder / "beginning.lock")


def _lock(handle: int, *, wait: bool) -> None:
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
