"""Which file it is: size, time and a hash of content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from studio.files import open_file, system_path

_PORTION = 1 << 20


@dataclass(frozen=True)
class Fingerprint:
    """A file as it was: size in bytes, time of modification in nanoseconds, BLAKE2b-128 of its content.

    The hash is in hexadecimal, as ``Photo.digest``; "" where nobody has read the file yet.
    """

    size: int
    mtime: int
    digest: str = ""

    def still_is(self, path: Path) -> bool:
        """Whether the file is what it was: by size and time, else by its content. Raises OSError."""
        now = look_at(path)
        if (now.size, now.mtime) == (self.size, self.mtime):
            return True
        return now.size == self.size and bool(self.digest) and digest_of(path) == self.digest


def look_at(path: Path) -> Fingerprint:
    """Size and time, without reading the file. Raises OSError, ValueError."""
    status = system_path(path).stat()
    return Fingerprint(status.st_size, status.st_mtime_ns)


def digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_of(path: Path) -> str | None:
    """The hash of a file's content, None where there is no such file. Raises OSError for what is no file."""
    try:
        with open_file(path) as file:
            hashed = hashlib.blake2b(digest_size=16)
            while portion := file.read(_PORTION):
                hashed.update(portion)
            return hashed.hexdigest()
    except FileNotFoundError:
        return None
