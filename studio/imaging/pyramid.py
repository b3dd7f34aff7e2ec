"""A picture at halved sizes, for previews that cost what they show."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from typing import TypeAlias

from studio.imaging.image import Float32, ImageBuffer, Stored
from studio.imaging.resample import box_means, premultiplied, straight

BoxReduce: TypeAlias = Callable[[Stored, int], Float32]
"""Stored pixels and a factor to float32 means, as :func:`studio.imaging.resample.box_means`."""


class Pyramid:
    """Halvings of a picture, each built when first asked for. Thread-safe.

    A pixel (x, y) of level k is the mean of the full picture's pixels from (x, y) * 2**k to before
    (x + 1, y + 1) * 2**k; at odd borders of those that are there. ``reduce`` takes the means.
    """

    def __init__(self, image: ImageBuffer, reduce: BoxReduce = box_means) -> None:
        self._levels = {0: image}
        self._reduce = reduce
        self._lock = threading.Lock()

    @property
    def depth(self) -> int:
        """The number of levels down to a single pixel."""
        full = self._levels[0]
        return 1 + math.ceil(math.log2(max(full.width, full.height)))

    @property
    def nbytes(self) -> int:
        """Memory of the levels but the first."""
        with self._lock:
            return sum(image.nbytes for level, image in self._levels.items() if level)

    def level(self, k: int) -> ImageBuffer:
        """The picture at 1 / 2**k of its size, rounded up; the smallest for any k beyond."""
        k = min(k, self.depth - 1)
        with self._lock:
            if k not in self._levels:
                # Small ones from a smaller one: but only whole levels keep the borders' means right.
                finer = max(level for level in self._levels if level < k)
                if self._levels[0].width % (1 << finer) or self._levels[0].height % (1 << finer):
                    finer = 0
                self._levels[k] = reduced_by(self._levels[finer], 1 << (k - finer), self._reduce)
            return self._levels[k]


def reduced_by(image: ImageBuffer, factor: int, reduce: BoxReduce = box_means) -> ImageBuffer:
    """The picture at 1 / ``factor`` of its size, rounded up, in float32; colour counts by its alpha."""
    if factor == 1:
        return image
    if not image.has_alpha:
        return ImageBuffer(reduce(image.stored, factor))
    return ImageBuffer(straight(reduce(premultiplied(image.floats()), factor)))
