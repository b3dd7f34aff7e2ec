"""Work on large pictures strip by strip, on all cores: memory stays bounded, numpy frees the lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from studio.imaging.image import Float32

Pixels = npt.NDArray[Any]
STRIP_PIXELS = 1 << 17
T = TypeVar("T")


def strips(height: int, width: int) -> Iterator[slice]:
    """Slices of rows that cover the picture, each of about ``STRIP_PIXELS`` pixels, at least one row."""
    rows = max(1, STRIP_PIXELS // width)
    return (slice(top, min(top + rows, height)) for top in range(0, height, rows))


def for_each(work: Callable[[T], None], parts: Sequence[T]) -> None:
    """Call ``work`` with every part, several at a time. Its first exception is raised."""
    workers = min(len(parts), os.cpu_count() or 1, 8)
    if workers <= 1:
        for part in parts:
            work(part)
        return
    with ThreadPoolExecutor(workers) as pool:
        for _ in pool.map(work, parts):
            pass


def for_each_strip(work: Callable[[slice], None], height: int, width: int) -> None:
    """Call ``work`` with every slice of rows, several at a time. Its first exception is raised."""
    for_each(work, list(strips(height, width)))


def over_strips(convert: Callable[[Pixels], Float32], values: Pixels, channels: int) -> Float32:
    """``convert`` applied to (h, W, C) strips of ``values`` (H, W, C); float32 (H, W, channels)."""
    height, width = values.shape[:2]
    out = np.empty((height, width, channels), np.float32)

    def work(rows: slice) -> None:
        out[rows] = convert(values[rows])

    for_each_strip(work, height, width)
    return out
