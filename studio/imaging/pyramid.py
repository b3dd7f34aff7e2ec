"""A picture at halved sizes, for previews that cost what they show."""

from __future__ import annotations

import math
import threading

import numpy as np

from studio.imaging.image import Float32, ImageBuffer
from studio.imaging.resample import premultiplied, straight


class Pyramid:
    """Halvings of a picture, each built from the one before when first asked for. Thread-safe.

    A pixel (x, y) of level k is the mean of the full picture's pixels from (x, y) * 2**k to before
    (x + 1, y + 1) * 2**k; at odd borders of those that are there.
    """

    def __init__(self, image: ImageBuffer) -> None:
        self._levels = [image]
        self._lock = threading.Lock()

    @property
    def depth(self) -> int:
        """The number of levels down to a single pixel."""
        full = self._levels[0]
        return 1 + math.ceil(math.log2(max(full.width, full.height)))

    def level(self, k: int) -> ImageBuffer:
        """The picture at 1 / 2**k of its size, rounded up; the smallest for any k beyond."""
        k = min(k, self.depth - 1)
        with self._lock:
            while len(self._levels) <= k:
                self._levels.append(_halved(self._levels[-1]))
            return self._levels[k]

    def level_for(self, scale: float) -> int:
        """The smallest level that has at least ``scale`` (0 to 1) of the full size."""
        if scale >= 1:
            return 0
        return min(max(0, math.floor(-math.log2(max(scale, 1e-6)) + 1e-9)), self.depth - 1)


def _halved(image: ImageBuffer) -> ImageBuffer:
    if not image.has_alpha:
        return ImageBuffer(_mean(image.pixels))
    return ImageBuffer(straight(_mean(premultiplied(image.pixels))))


def _mean(pixels: Float32) -> Float32:
    """Means of 2 x 2 pixels; (ceil(H / 2), ceil(W / 2), C)."""
    import cv2

    height, width, channels = pixels.shape
    even_height, even_width = height // 2 * 2, width // 2 * 2
    out = np.empty((-(-height // 2), -(-width // 2), channels), np.float32)
    if even_height and even_width:
        # At exactly a half, INTER_AREA is the mean of four.
        even = pixels[:even_height, :even_width]
        half = cv2.resize(even, (even_width // 2, even_height // 2), interpolation=cv2.INTER_AREA)
        out[: even_height // 2, : even_width // 2] = half
    if width % 2 and even_height:
        last = pixels[:even_height, -1]
        out[: even_height // 2, -1] = (last[0::2] + last[1::2]) / 2
    if height % 2 and even_width:
        last = pixels[-1, :even_width]
        out[-1, : even_width // 2] = (last[0::2] + last[1::2]) / 2
    if width % 2 and height % 2:
        out[-1, -1] = pixels[-1, -1]
    return out
