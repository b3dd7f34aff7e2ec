"""How large a picture may be: a fixed limit, and the free memory. Checked before any allocation."""

from __future__ import annotations

import os
from pathlib import Path

from studio.errors import PhotoNeedsMemory, PhotoTooLarge

MOST_MEGAPIXELS = 450
_GIGABYTE = 1_000_000_000


def check_size(name: str, width: int, height: int, bytes_per_pixel: int) -> None:
    """``bytes_per_pixel`` is what decoding takes at its peak.

    Raises PhotoTooLarge, and its kind PhotoNeedsMemory where the memory that is free would not do.
    """
    if width * height > MOST_MEGAPIXELS * 1_000_000:
        raise PhotoTooLarge(name=name, width=width, height=height, limit=MOST_MEGAPIXELS)
    needed, free = width * height * bytes_per_pixel, free_memory()
    if free is not None and needed > free:
        raise PhotoNeedsMemory(
            name=name,
            width=width,
            height=height,
            needed=round(needed / _GIGABYTE, 1),
            free=round(free / _GIGABYTE, 1),
        )


def free_memory() -> int | None:
    """Bytes that can be had without swapping, None where the system does not say."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    if os.name == "nt":
        return _free_memory_windows()
    return None


def _free_memory_windows() -> int | None:
    import ctypes

    class Status(ctypes.Structure):
        """MEMORYSTATUSEX."""

        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("available", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 5),
        )

    status = Status(length=ctypes.sizeof(Status))
    library = getattr(ctypes, "windll", None)
    if library is None or not library.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.available)
