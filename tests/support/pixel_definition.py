"""What happens to a pixel, once more and plainly: one pixel at a time, in Python's own floats.

Written from :mod:`studio.imaging.transform` and :mod:`studio.kernels.detail`, with none of the kernels' code.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from studio.imaging.image import Float32
from studio.imaging.transform import Cube, PixelTransform, Place
from studio.kernels.finish import grain_tile

Colour = list[float]


def clamp(value: float, low: float = 0.0, high: float = 1.0) -> float:
    return min(max(value, low), high)


def luma(colour: Sequence[float]) -> float:
    return sum(weight * clamp(value) for weight, value in zip((0.299, 0.587, 0.114), colour, strict=True))


def between(place: float, nodes: int) -> tuple[int, int, float]:
    place = clamp(place, 0.0, nodes - 1.0)
    lower = math.floor(place)
    return lower, min(lower + 1, nodes - 1), place - lower


def multilinear(array: Any, places: Sequence[float]) -> float:
    """Linear interpolation of ``array`` along each of its axes."""
    ends = [between(place, size) for place, size in zip(places, array.shape, strict=True)]
    total = 0.0
    for sides in itertools.product((0, 1), repeat=len(ends)):
        weight = math.prod(end[2] if side else 1 - end[2] for end, side in zip(ends, sides, strict=True))
        total += weight * float(array[tuple(end[side] for end, side in zip(ends, sides, strict=True))])
    return total


def laid(values: Float32, u: float, v: float) -> float:
    height, width = values.shape
    return multilinear(values, (v * height - 0.5, u * width - 0.5))


def excess(cube: Cube, colour: Colour) -> Colour:
    """Walk from the black corner of the cell along the axes, the largest fraction first."""

    def bent(x: float) -> float:
        return math.copysign((math.sqrt(abs(x)) + abs(x)) / 2, x) if cube.axis == "root" else x

    low, high = bent(cube.low), bent(cube.high)
    places = [clamp((bent(x) - low) / (high - low) * (cube.size - 1), 0, cube.size - 1) for x in colour]
    node = [min(math.floor(place), cube.size - 2) for place in places]
    fraction = [place - lower for place, lower in zip(places, node, strict=True)]
    order = sorted(range(3), key=lambda axis: -fraction[axis])
    steps = [1.0, *(fraction[axis] for axis in order), 0.0]
    total = np.zeros(3)
    for step in range(4):
        total += (steps[step] - steps[step + 1]) * cube.excess[node[2], node[1], node[0]].astype(np.float64)
        if step < 3:
            node[order[step]] += 1
    return [float(value) for value in total]


def pixel(transform: PixelTransform, x: Colour, row: int, column: int, place: Place) -> Colour:
    """The pixel of the picture at ``row`` and ``column`` of the whole."""
    u, v = (column + 0.5) / place.width, (row + 0.5) / place.height
    s = list(x) if transform.full is None else _sum(x, excess(transform.full, x))
    if transform.grid is not None:
        where = (luma(s) * 8 - 0.5, v * 16 - 0.5, u * 16 - 0.5)
        terms = [multilinear(transform.grid[..., k], where) for k in range(12)]
        colour = [clamp(value) for value in s] + [1.0]
        s = _sum(s, [sum(terms[4 * i + j] * colour[j] for j in range(4)) for i in range(3)])
    if transform.detail is not None:
        s = _sum(s, [laid(transform.detail, u, v)] * 3)
    if transform.mask is not None:
        b = list(x) if transform.base is None else _sum(x, excess(transform.base, x))
        if transform.base_detail is not None:
            b = _sum(b, [laid(transform.base_detail, u, v)] * 3)
        slope, offset = (laid(transform.mask[..., k], u, v) for k in range(2))
        m = clamp(slope * luma(x) + offset)
        s = [base + m * (value - base) for base, value in zip(b, s, strict=True)]
    w, h = place.width, place.height
    r2 = ((u - 0.5) ** 2 * w**2 + (v - 0.5) ** 2 * h**2) / ((w**2 + h**2) / 4)
    t = clamp((r2 - 0.1) / 0.9)
    s = [value * (1 + transform.vignette * t * t * (3 - 2 * t)) for value in s]
    if transform.grain:
        level = max(math.floor(math.log2(1 / place.scale)), 0)
        tile = grain_tile(level)
        y, x_ = (math.floor((at + 0.5) / place.scale) // 2**level % len(tile) for at in (row, column))
        tone = 2 * math.sqrt(max(luma(s) * (1 - luma(s)), 0.0))
        s = [value + 0.06 * transform.grain * tone * float(tile[y, x_]) for value in s]
    return s


def strip(transform: PixelTransform, rgb: Float32, place: Place) -> Float32:
    """A whole strip (h, w, 3)."""
    out = np.empty_like(rgb)
    for row, column in np.ndindex(rgb.shape[:2]):
        colour = [float(value) for value in rgb[row, column]]
        out[row, column] = pixel(transform, colour, place.top + row, place.left + column, place)
    return out


def detail_map(plane: Float32, gains: Float32) -> Float32:
    """``D`` of :mod:`studio.kernels.detail`."""
    levels = [plane.astype(np.float64)]
    for _ in range(3):
        levels.append(_halved(levels[-1]))
    change = np.zeros_like(levels[3])
    for band in (2, 1, 0):
        fine = levels[band]
        height, width = fine.shape
        finer = np.zeros_like(fine)
        for y, x in np.ndindex(fine.shape):
            where = ((y + 0.5) / 2 - 0.5, (x + 0.5) / 2 - 0.5)
            mean = multilinear(levels[band + 1], where)
            difference = fine[y, x] - mean
            limited = difference / (1 + (difference / 0.1) ** 2)
            at = (mean * 8 - 0.5, (y + 0.5) / height * 16 - 0.5, (x + 0.5) / width * 16 - 0.5)
            finer[y, x] = multilinear(gains[band], at) * limited + multilinear(change, where)
        change = finer
    return change.astype(np.float32)


def _halved(plane: Any) -> Any:
    height, width = plane.shape
    return np.array(
        [[plane[y : y + 2, x : x + 2].mean() for x in range(0, width, 2)] for y in range(0, height, 2)]
    )


def _sum(one: Sequence[float], other: Sequence[float]) -> Colour:
    return [a + b for a, b in zip(one, other, strict=True)]
