"""A file of lines that only grows, each on the disk before the next step is taken."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from studio.batch.errors import JournalInvalid
from studio.files import open_file, output_error, system_path
from studio.styles import strict_json

MOST_BYTES = 512 << 20
LINE_PARTS = 100_000
_LAST = 1 << 16


def as_line(document: dict[str, Any]) -> bytes:
    """One line of ASCII; halves of characters in names are escaped and come back."""
    return (json.dumps(document, allow_nan=False, separators=(",", ":")) + "\n").encode("ascii")


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Every line. A torn last one, which a crash leaves, is left out; any other fault is damage.

    Raises JournalInvalid, also for a file that cannot be read.
    """
    try:
        with open_file(path) as file:
            if file.seek(0, 2) > MOST_BYTES:
                raise ValueError("too long")
            file.seek(0)
            for line in file:
                if not line.endswith(b"\n"):
                    return
                document = strict_json.parse(line.decode("ascii"), LINE_PARTS)
                if not isinstance(document, dict):
                    raise ValueError("no object")
                yield document
    except (OSError, ValueError) as error:
        raise JournalInvalid(name=path.name, details=str(error)) from error


def last_line(path: Path) -> bytes:
    """The last whole line, without reading the others; b"" where there is none. Raises OSError."""
    with open_file(path) as file:
        end = file.seek(0, 2)
        file.seek(max(0, end - _LAST))
        whole, _, _ = file.read().rpartition(b"\n")
    return whole.rpartition(b"\n")[2]


def has_ended(path: Path) -> bool:
    """Whether the last line says that the batch ran to its end. Raises OSError."""
    return last_line(path) + b"\n" == as_line({"ended": True})


class Lines:
    """The writing side. A line that a crash tore is cut off first, and so is one that a full disk tore.

    Thread-safe. The caller holds the lock of the file. Raises OutputError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        try:
            self._file = os.fdopen(os.open(system_path(path), flags), "r+b", buffering=0)
            self._end = self._whole()
        except OSError as error:
            raise output_error(path, error) from error

    def add(self, *documents: dict[str, Any], lasting: bool = True) -> None:
        """Append a line each; ``lasting``: they are on the disk when this returns.

        Raises OutputError; then none of them is there.
        """
        line = b"".join(map(as_line, documents))
        with self._lock:
            try:
                self._file.truncate(self._end)
                self._file.seek(self._end)
                rest = memoryview(line)
                while rest:
                    rest = rest[self._file.write(rest) :]
                if lasting:
                    os.fsync(self._file.fileno())
            except (OSError, ValueError) as error:  # ValueError: closed
                with contextlib.suppress(OSError, ValueError):
                    self._file.truncate(self._end)
                raise output_error(self._path, error) from error
            self._end += len(line)

    def close(self) -> None:
        with self._lock:
            self._file.close()

    def _whole(self) -> int:
        """Where the last whole line ends."""
        end = self._file.seek(0, 2)
        while end > 0:
            start = max(0, end - (1 << 16))
            self._file.seek(start)
            found = self._file.read(end - start).rfind(b"\n")
            if found >= 0:
                return start + found + 1
            end = start
        return 0
