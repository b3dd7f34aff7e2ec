"""How much memory this computer has."""

from __future__ import annotations

import ctypes
import os
import sys

# Where the system does not tell: a small computer.
FALLBACK = 4 << 30


def physical_memory() -> int:
    """Bytes of main memory; :data:`FALLBACK` where the system does not tell."""
    if sys.platform == "win32":
        return _windows_memory()
    try:
        pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return FALLBACK
    return pages * size if pages > 0 and size > 0 else FALLBACK


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
