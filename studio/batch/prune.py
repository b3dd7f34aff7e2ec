"""Old journals go: of batches that ended, by age and by number."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from studio.batch.journal import journals, lock_of
from studio.batch.lines import has_ended
from studio.errors import OutputError

MOST, LONGEST = 100, 180 * 86400.0
"""How many journals of ended batches are kept, and for how many seconds."""


def prune(folder: Path, *, most: int = MOST, longest: float = LONGEST) -> int:
    """Remove what is older or more, with all that lies beside it; how many batches.

    A batch that did not end stays, whatever its age, and so does one that somebody works on. The files of a
    batch whose journal is gone are somebody else's from then on: they are never overwritten.
    """
    oldest, gone = time.time() - longest, 0
    ended = [path for path in journals(folder) if _ended(path)]
    for place, path in enumerate(ended):
        try:
            if place < most and path.stat().st_mtime >= oldest:
                continue
            lock = lock_of(path)
            if not lock.take():
                continue
        except (OSError, OutputError):
            continue
        try:
            # Asked once more: it may have been gone on with before the lock was ours.
            if _ended(path):
                for beside in _beside(path):
                    with contextlib.suppress(OSError):
                        beside.unlink()
                gone += 1
        finally:
            lock.release()
    return gone


def _ended(path: Path) -> bool:
    try:
        return has_ended(path)
    except OSError:
        return False


def _beside(path: Path) -> list[Path]:
    """No pattern: the name may hold a wildcard, or begin as another batch's does."""
    try:
        return [other for other in path.parent.iterdir() if other.stem == path.stem]
    except OSError:
        return []
