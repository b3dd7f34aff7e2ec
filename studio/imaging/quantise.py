"""Float to whole numbers, the last step of an export; with dither at 8 bits.

The dither adds a threshold between 0 and 1 before cutting off: a value between two steps becomes either, in
the right proportion, and a value on a step stays there whatever the threshold. So gradients do not band and
an untouched 8-bit photo comes out as it came in.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from studio.imaging.image import Float32

_TILE = 256
# Thresholds keep off 0 and 1, so that rounding errors of a conversion do not move a value off its step.
_MARGIN = 1 / 64


def to_8_bits(values: Float32, top: int = 0) -> npt.NDArray[np.uint8]:
    """(h, W, 3), cut to 0 to 1, to uint8 with dither; ``top`` is the first row's place in the picture.

    The same place gets the same threshold each time, so that results do not depend on how a picture is cut.
    """
    height, width = values.shape[:2]
    rows, columns = np.arange(top, top + height) % _TILE, np.arange(width) % _TILE
    scaled = _unit(values)
    scaled *= np.float32(255)
    scaled += thresholds()[rows[:, None], columns[None, :], : values.shape[2]]
    return scaled.astype(np.uint8)


def rounded(values: Float32, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """Values, cut to 0 to 1, to uint8 or uint16 by rounding, without dither."""
    scaled = _unit(values)
    scaled *= np.float32(np.iinfo(dtype).max)
    scaled += np.float32(0.5)
    return scaled.astype(dtype)


def _unit(values: Float32) -> Float32:
    """Cut to 0 to 1, not-a-number as 0; a new array."""
    return np.fmin(np.fmax(values, np.float32(0)), np.float32(1))


@lru_cache
def thresholds() -> Float32:
    """(256, 256, 3): interleaved gradient noise (Jimenez 2014), shifted between the channels.

    Neighbours differ much, so that the grain is fine and hard to see.
    """
    y, x = np.mgrid[:_TILE, :_TILE].astype(np.float64)
    planes = [
        np.modf(52.9829189 * np.modf(0.06711056 * (x + 89 * c) + 0.00583715 * (y + 53 * c))[0])[0]
        for c in range(3)
    ]
    noise = _MARGIN + (1 - 2 * _MARGIN) * np.stack(planes, axis=-1)
    return noise.astype(np.float32)
