"""How much memory the training takes at the moment."""

from __future__ import annotations

import os
from pathlib import Path

_STATE = Path("/proc/self/statm")


def resident_memory() -> int | None:
    """Bytes of main memory that this process holds now; None where the system does not tell (not Linux)."""
    try:
        return int(_STATE.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return None
