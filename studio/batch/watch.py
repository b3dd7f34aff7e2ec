"""A watched folder: which photos have come, and lie still."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from studio.batch.fingerprint import Fingerprint
from studio.batch.places import resolved
from studio.batch.scope import Source
from studio.errors import PhotoError
from studio.files import system_path
from studio.imaging.decode import READABLE_SUFFIXES, decode_small
from studio.imaging.folders import natural_key

RESTS = 1.0
"""Seconds for which size and time of a file must stay the same."""
GIVES_UP = 30.0
"""Seconds after which a file that cannot be opened is no longer waited for: working on it says why."""
AT_ONCE, OPENS_FOR = 100, 2.0
"""A look gives so many photos at most, and opens photos for so many seconds: of thousands that come at once
the first are done soon, and whoever waits for the look to end does so shortly."""
_LOOKED_AT = 64
Found: TypeAlias = dict[Path, tuple[os.stat_result, tuple[str, ...]]]


@dataclass
class _Seen:
    """A file as it was last looked at, and since when it has been so."""

    size: int
    mtime: int
    since: float
    checked: bool = False


class FolderWatch:
    """Looks through a folder and those below it, as often as it is asked. Reads only what is new.

    ``known``: photos that were seen to earlier, as they were then. ``out`` is not entered, nor are hidden
    folders and links to folders; a link to what lies in ``out`` is no photo that came.
    """

    def __init__(
        self,
        folder: Path,
        out: Path,
        known: Mapping[Path, Fingerprint] | None = None,
        clock: Callable[[], float] = time.monotonic,
        thorough: int = 10,
    ) -> None:
        """Every ``thorough``-th look is also at photos that were given already: they may be replaced."""
        self._folder, self._out, self._clock = folder, resolved(out), clock
        self._done = {path: (seen.size, seen.mtime) for path, seen in (known or {}).items()}
        self._settled = {str(path) for path in self._done}
        self._waiting: dict[Path, _Seen] = {}
        self._thorough, self._looks = thorough, 0
        self.away = False
        """Whether the folder could not be read the last time."""
        self.more = False
        """Whether there was more to give the last time than one look gives."""
        self.listed = 0.0
        """Seconds of a core that listing the folder took the last time."""

    @property
    def waiting(self) -> int:
        """How many files have come that do not lie still yet, or cannot be opened yet."""
        return len(self._waiting)

    def poll(self) -> list[Source]:
        """Photos that came, or were replaced, since the last time and lie still; each once. Never raises."""
        now = self._clock()
        self._looks += 1
        found: Found = {}
        # Of this thread alone: what others do at the same time does not make a folder large.
        began = time.thread_time()
        self.away = not self._look(found)
        self.listed = time.thread_time() - began
        self.more = False
        if self.away:
            return []
        self._forget(found)
        new = [path for path, (status, _) in found.items() if self._done.get(path) != _seen(status)]
        ready: list[Source] = []
        began_at = self._clock()
        for path in sorted(new, key=lambda path: natural_key(str(path))):
            status, subfolder = found[path]
            full = len(ready) >= AT_ONCE or self._clock() - began_at > OPENS_FOR
            if self._is_ready(path, *_seen(status), now, full=full):
                self._done[path] = _seen(status)
                self._settled.add(str(path))
                ready.append(Source(path, subfolder))
        return ready

    def _forget(self, found: Found) -> None:
        """What is gone may come back as it was."""
        for path in [path for path in self._waiting if path not in found]:
            del self._waiting[path]
        if self._is_thorough:
            for path in [path for path in self._done if path not in found]:
                del self._done[path]
                self._settled.discard(str(path))

    def _is_ready(self, path: Path, size: int, mtime: int, now: float, *, full: bool) -> bool:
        """``full``: it is for another look to say."""
        seen = self._waiting.get(path)
        if seen is None or (seen.size, seen.mtime) != (size, mtime):
            self._waiting[path] = _Seen(size, mtime, now)
            self._settled.discard(str(path))
            return False
        rested = now - seen.since
        if rested < RESTS or (seen.checked and rested < GIVES_UP):
            return False
        if full:
            self.more = True
            return False
        if rested < GIVES_UP and not _opens(path):
            # Once: it is looked at again when it changes.
            seen.checked = True
            return False
        del self._waiting[path]
        return True

    @property
    def _is_thorough(self) -> bool:
        return self._looks % self._thorough == 0

    def _look(self, found: Found) -> bool:
        """Whether the folder could be read. Those below are not entered by calls: there may be thousands."""
        left: list[tuple[Path, tuple[str, ...]]] = []
        could = self._list(self._folder, (), found, left)
        while left:
            self._list(*left.pop(), found, left)
        return could

    def _list(
        self,
        folder: Path,
        subfolder: tuple[str, ...],
        found: Found,
        below: list[tuple[Path, tuple[str, ...]]],
    ) -> bool:
        """What is in one folder; whether it could be read."""
        skipped = frozenset[str]() if self._is_thorough else self._settled
        try:
            with os.scandir(system_path(folder)) as entries:
                listed = list(entries)
        except (OSError, ValueError):
            return False
        for entry in listed:
            # Thousands of names: nothing is asked of those that are known.
            if entry.name.startswith(".") or f"{folder}{os.sep}{entry.name}" in skipped:
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    inner = folder / entry.name
                    if resolved(inner) != self._out:
                        below.append((inner, (*subfolder, entry.name)))
                elif os.path.splitext(entry.name)[1].lower() in READABLE_SUFFIXES:  # noqa: PTH122 - a Path takes long
                    path = folder / entry.name
                    if not entry.is_symlink() or self._out not in resolved(path).parents:
                        found[path] = entry.stat(), subfolder
            except (OSError, ValueError):
                continue  # it went in between, or is a link that leads nowhere
        return True


def _seen(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _opens(path: Path) -> bool:
    try:
        decode_small(path, _LOOKED_AT)
    except (PhotoError, MemoryError):
        return False
    return True
