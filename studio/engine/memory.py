"""How much memory this computer has, and how the C library hands it out."""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache

# Where the system does not tell: a small computer.
FALLBACK = 4 << 30
# malloc.h of glibc.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3


def physical_memory() -> int:
    """Bytes of main memory; :data:`FALLBACK` where the system does not tell."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return FALLBACK
    return pages * size if pages > 0 and size > 0 else FALLBACK


@cache
def keep_freed_blocks() -> bool:
    """Let glibc keep blocks of a strip's size for the next one; whether it agreed.

    Its default gives every larger block back to the system at once, which then clears it anew for the next
    operation: a third of the time of light and colour. Blocks of whole pictures still go back.
    """
    if sys.platform != "linux":
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:
        return False
    return bool(mallopt(M_MMAP_THRESHOLD, 32 << 20)) and bool(mallopt(M_TRIM_THRESHOLD, 128 << 20))


class _MemoryStatus(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API."""

    _fields_ = (
        ("length", ctypes.c_uint32),
        ("load", ctypes.c_uint32),
        ("total", ctypes.c_uint64),
        ("others", ctypes.c_uint64 * 6),
    )


def _windows_memory() -> int:
    status = _MemoryStatus()
    status.length = ctypes.sizeof(status)
    ok = ctypes.CDLL("kernel32").GlobalMemoryStatusEx(ctypes.byref(status))
    return int(status.total) if ok and status.total else FALLBACK
