"""What a style file holds, told by content; and contents that are kept while their files stay as they are."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeAlias, TypeVar

from studio.errors import StyleError
from studio.styles.hald import hald_level
from studio.styles.lut_file import is_png, read_lut
from studio.styles.tensor_header import MAX_HEADER
from studio.styles.xmp_profile import is_xmp

BUNDLE_SUFFIX = ".pstyle"
STYLE_SUFFIXES = (BUNDLE_SUFFIX, ".cube", ".png", ".xmp")
# Of the others, many a file is none: photos, and what cameras and editors say of them.
_BY_NAME = (BUNDLE_SUFFIX, ".cube")

Stamp: TypeAlias = tuple[Path, int, int]
"""A file's path, size in bytes, and time of its last change in nanoseconds; -1 for one that is gone."""


class Sized(Protocol):
    @property
    def nbytes(self) -> int: ...


T = TypeVar("T", bound=Sized)


def content_of(beginning: bytes, suffix: str) -> str:
    """The suffix that a file should have by its first bytes; one called ``.pstyle`` is that, or refused."""
    if suffix.lower() == BUNDLE_SUFFIX:
        return BUNDLE_SUFFIX
    if is_png(beginning):
        return ".png"
    if is_xmp(beginning):
        return ".xmp"
    # As a length of a header, eight letters of a text would be terabytes.
    if beginning[8:9] == b"{" and int.from_bytes(beginning[:8], "little") <= MAX_HEADER:
        return BUNDLE_SUFFIX
    return ".cube"


def is_style_file(path: Path) -> bool:
    """Whether a file that may be a photo is a style: by name, a PNG or XMP by content. Never fails."""
    if path.suffix.lower() in _BY_NAME or path.suffix.lower() not in STYLE_SUFFIXES:
        return path.suffix.lower() in _BY_NAME
    try:
        with path.open("rb") as file:
            head = file.read(64)
        if not is_xmp(head):
            hald_level(head, path.name)
        read_lut(path)
    except (OSError, StyleError):
        return False
    return True


def stamp_of(path: Path) -> Stamp:
    """The file as it is now."""
    try:
        status = path.stat()
    except OSError:
        return path, -1, -1
    return path, status.st_size, status.st_mtime_ns


class Kept(Generic[T]):
    """The contents last used, up to ``budget`` bytes (the last one always). Safe from several threads."""

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self._lock = threading.Lock()
        self._found: OrderedDict[Stamp, T] = OrderedDict()

    def get(self, stamp: Stamp, read: Callable[[Path], T]) -> T:
        """What the file of that stamp holds, read if need be. Raises what ``read`` raises."""
        with self._lock:
            found = self._found.get(stamp)
            if found is not None:
                self._found.move_to_end(stamp)
                return found
        found = read(stamp[0])
        with self._lock:
            self._found[stamp] = found
            while len(self._found) > 1 and sum(kept.nbytes for kept in self._found.values()) > self.budget:
                self._found.popitem(last=False)
        return found
