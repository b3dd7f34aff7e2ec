"""Vignette and grain, the last step before a pixel is written: formulas and the grain's noise.

**Vignette** of amount a, -1 (darker corners) to 1: ``y (1 + V)`` with ``V = a t^2 (3 - 2 t)``,
``t = clamp((r2 - 0.1) / 0.9)``, where ``r2`` is the squared distance from the middle in units of the squared
half diagonal: 0 in the middle, 1 in the corners.

**Grain** of amount g, 0 to 1: ``y + 0.06 g noise 2 sqrt(l (1 - l))``, the same for the three channels, with
``l = luma(clamp(y))`` after the vignette: none in black and white. ``noise`` is a fixed tile of unit
variance, one sample for each pixel of the photo. A picture of reduced scale takes the means of the tile's
boxes of the nearest power of two, which is about what reducing a grained photo would leave.
"""

from __future__ import annotations

from functools import lru_cache
from math import floor, log2

import numpy as np
import numpy.typing as npt

from studio.imaging.image import Float32
from studio.imaging.transform import Place

GRAIN_STRENGTH = 0.06
GRAIN_SIZE = 512
VIGNETTE_START = 0.1
_LEVELS = 10


def vignette_radii(place: Place, rows: int, columns: int) -> tuple[Float32, Float32]:
    """The squared radius as a sum: the part of each row (rows,) and of each column (columns,)."""
    corner = (place.width**2 + place.height**2) / 4
    v = (place.top + np.arange(rows) + 0.5) / place.height - 0.5
    u = (place.left + np.arange(columns) + 0.5) / place.width - 0.5
    by_row, by_column = v * v * (place.height**2 / corner), u * u * (place.width**2 / corner)
    return by_row.astype(np.float32), by_column.astype(np.float32)


def grain_level(scale: float) -> int:
    """The level of the tile for pictures of ``scale`` rendered pixels per pixel of the photo."""
    return min(max(floor(log2(1.0 / scale)), 0), _LEVELS - 1)


def grain_places(start: int, count: int, scale: float) -> npt.NDArray[np.int32]:
    """For rendered pixels ``start`` to ``start + count``: rows or columns of ``grain_tile`` at that scale."""
    level = grain_level(scale)
    in_photo = np.floor((np.arange(start, start + count) + 0.5) / scale).astype(np.int64)
    places: npt.NDArray[np.int32] = ((in_photo >> level) % (GRAIN_SIZE >> level)).astype(np.int32)
    return places


@lru_cache
def grain_tile(level: int) -> Float32:
    """The noise, (512 >> level, 512 >> level), read-only: box means of 2^level pixels of the first level."""
    if level > 0:
        finer = grain_tile(level - 1)
        size = len(finer) // 2
        tile = finer.reshape(size, 2, size, 2).mean(axis=(1, 3), dtype=np.float64)
    else:
        tile = _film_noise()
    result: Float32 = tile.astype(np.float32)
    result.flags.writeable = False
    return result


def _film_noise() -> npt.NDArray[np.float64]:
    """Normal noise, slightly blurred, of mean 0 and variance 1; it repeats without a seam."""
    # From a hash and not from a generator, whose stream a later version might change: grain must last.
    uniform = _hashed(2 * GRAIN_SIZE**2).reshape(2, GRAIN_SIZE, GRAIN_SIZE)
    noise = np.sqrt(-2.0 * np.log(uniform[0])) * np.cos(2.0 * np.pi * uniform[1])
    for axis in (0, 1):
        noise = 0.5 * noise + 0.25 * (np.roll(noise, 1, axis) + np.roll(noise, -1, axis))
    noise -= noise.mean()
    result: npt.NDArray[np.float64] = noise / noise.std()
    return result


def _hashed(count: int) -> npt.NDArray[np.float64]:
    """``count`` numbers above 0 and below 1: SplitMix64 (Steele, Lea and Flood 2014) of 1, 2, ..."""
    with np.errstate(over="ignore"):
        z = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    return ((z >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53
