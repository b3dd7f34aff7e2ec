"""OpenCV's Haar cascades, lent to one thread at a time, and their raw windows gathered into hits.

After P. Viola and M. Jones, Rapid Object Detection using a Boosted Cascade of Simple Features, CVPR 2001,
with the cascades that come with OpenCV 4 (R. Lienhart).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
from cv2.data import haarcascades

Gray: TypeAlias = npt.NDArray[np.uint8]
Name: TypeAlias = Literal["frontalface_alt", "frontalface_alt2", "frontalface_default", "profileface", "eye"]

_ALIKE = 0.35
"""Overlap (intersection over union) from which two windows are of one face."""
_MOST_WINDOWS = 4000


@dataclass(frozen=True)
class Hit:
    """A place where a cascade answered: a square in pixels and how many windows there agreed."""

    x: float
    y: float
    side: float
    count: int


class Cascades:
    """A set of cascades, loaded when first asked for. None may be used by two threads at once."""

    def __init__(self) -> None:
        self._loaded: dict[Name, cv2.CascadeClassifier] = {}

    def scan(
        self, name: Name, gray: Gray, smallest: int, largest: int | None = None, step: float = 1.1
    ) -> list[Hit]:
        """Hits of ``smallest`` to ``largest`` pixels, best first; each size is ``step`` times the last."""
        height, width = gray.shape
        if min(height, width) < smallest:
            return []
        longest = min(largest or max(height, width), max(height, width))
        windows = self._cascade(name).detectMultiScale(
            gray, step, 0, 0, (smallest, smallest), (longest, longest)
        )
        return gathered(np.asarray(windows, np.float32).reshape(-1, 4)[:_MOST_WINDOWS])

    def _cascade(self, name: Name) -> cv2.CascadeClassifier:
        if name not in self._loaded:
            path = Path(haarcascades) / f"haarcascade_{name}.xml"
            cascade = cv2.CascadeClassifier(str(path))
            if cascade.empty():
                raise FileNotFoundError(path)
            self._loaded[name] = cascade
        return self._loaded[name]


_idle: list[Cascades] = []
_lock = threading.Lock()


@contextmanager
def cascades() -> Iterator[Cascades]:
    """Borrow a set of cascades; there are as many as were ever in use at once."""
    with _lock:
        mine = _idle.pop() if _idle else Cascades()
    try:
        yield mine
    finally:
        with _lock:
            _idle.append(mine)


def overlap(one: npt.NDArray[np.float32], others: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Intersection over union of rows (x, y, width, height): (n, 4) and (m, 4) give (n, m)."""
    first, second = one[:, None, :], others[None, :, :]
    low = np.maximum(first[..., :2], second[..., :2])
    high = np.minimum(first[..., :2] + first[..., 2:], second[..., :2] + second[..., 2:])
    common = np.maximum(high - low, 0.0).prod(axis=2)
    union = first[..., 2:].prod(axis=2) + second[..., 2:].prod(axis=2) - common
    return np.asarray(common / np.maximum(union, 1e-6), np.float32)


def gathered(windows: npt.NDArray[np.float32]) -> list[Hit]:
    """Windows (n, 4) as hits, the one with most windows first: each takes those alike to its densest."""
    alike = overlap(windows, windows) > _ALIKE
    left = np.ones(len(windows), bool)
    hits = []
    while left.any():
        seed = int(np.argmax(np.where(left, (alike & left).sum(axis=1), -1)))
        members = alike[seed] & left
        x, y, width, height = (float(value) for value in windows[members].mean(axis=0))
        hits.append(Hit(x, y, (width + height) / 2, int(members.sum())))
        left &= ~members
    return hits
