"""How much memory the training takes, and has taken."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_STATE = Path("/proc/self/statm")


def resident_memory() -> int | None:
    """Bytes of main memory that this process holds now; None where the system does not tell (not Linux)."""
    try:
        return int(_STATE.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None


def peak_memory() -> int | None:
    """The most bytes of memory that this process has taken; None where the system does not tell."""
    try:
        import resource  # not on Windows
    except ImportError:
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most << 10
