"""The maps that are made of a reduced picture: box means, and how much each band of detail changes.

**Detail map** of the luma ``Y0`` of the developed reference picture, with ``gains`` for three bands::

    Y(k+1) = Y(k) halved by means of 2 x 2 (odd borders: of those that are there)
    mean(k) = up(Y(k+1));  B(k) = Y(k) - mean(k);  L(k) = B / (1 + (B / 0.1)^2)
    delta(k) = gain(k)(u, v, mean(k)) * L(k)
    D = delta(0) + up(delta(1) + up(delta(2)))

``up`` doubles bilinearly at half-pixel centres, clamped at the borders (a pixel of the smaller plane lies
over the 2 x 2 that it is the mean of, at odd sizes too). Gains are read trilinearly as the grid's nodes are.
``L`` is limited softly so that edges, whose band is large, make no halos.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from studio.imaging.image import Float32
from studio.imaging.transform import BAND_LIMIT, GAINS_SHAPE
from studio.kernels.interpolation import places

_BANDS, _DEPTH, _HEIGHT, _WIDTH = GAINS_SHAPE
# Numbers that are summed at once.
_BLOCK = 1 << 22


def box_reduce(pixels: npt.NDArray[Any], factor: int) -> Float32:
    """Means of boxes of ``factor`` x ``factor`` pixels, of 0 to 1 (uint8, uint16: the full range).

    ``pixels``: uint8, uint16 or float32 (H, W, C). Float32 (ceil H / factor, ceil W / factor, C); boxes at
    the right and lower borders are the means of those pixels that are there.
    """
    height, width, channels = pixels.shape
    top = 1.0 if pixels.dtype == np.float32 else float(np.iinfo(pixels.dtype).max)
    starts = np.arange(0, width, factor)
    counts = np.minimum(factor, width - starts)
    step = max(1, _BLOCK // (width * channels * factor)) * factor
    out = np.empty((-(-height // factor), len(starts), channels), dtype=np.float32)
    for start in range(0, height, step):
        rows = pixels[start : start + step]
        above = np.arange(0, len(rows), factor)
        sums = np.add.reduceat(rows, above, axis=0, dtype=np.float64)
        sums = np.add.reduceat(sums, starts, axis=1)
        box = np.minimum(factor, len(rows) - above)[:, None] * counts
        out[start // factor : start // factor + len(above)] = sums / (box[..., None] * top)
    return out


def detail_map(luma: Float32, gains: Float32) -> Float32:
    """``D`` for ``luma``, float32 (h, w), 0 to 1, and residual ``gains``, float32 ``GAINS_SHAPE``.

    Float32 (h, w), to be added to encoded values; gains of 0 give exactly 0.
    """
    levels = [luma]
    for _ in range(_BANDS):
        levels.append(_halved(levels[-1]))
    change: Float32 | None = None
    for band in reversed(range(_BANDS)):
        fine = levels[band]
        mean = _doubled(levels[band + 1], fine.shape)
        detail = fine - mean
        delta: Float32 = _gain(gains[band], mean) * detail / (1 + (detail / np.float32(BAND_LIMIT)) ** 2)
        change = delta if change is None else delta + _doubled(change, fine.shape)
    assert change is not None
    return change


def _halved(plane: Float32) -> Float32:
    return box_reduce(plane[..., None], 2)[..., 0]


def _doubled(plane: Float32, shape: tuple[int, ...]) -> Float32:
    """``plane`` at twice its size, cut to ``shape``."""
    for axis in (0, 1):
        near = np.arange(shape[axis]) // 2
        far = np.where(np.arange(shape[axis]) % 2, near + 1, near - 1).clip(0, plane.shape[axis] - 1)
        plane = np.float32(0.75) * plane.take(near, axis) + np.float32(0.25) * plane.take(far, axis)
    return plane


def _gain(gains: Float32, guide: Float32) -> Float32:
    """``gains`` (luma, y, x) sliced at ``guide`` (h, w), which is laid under the whole of them."""
    height, width = guide.shape
    y, fy = places(0, height, height, _HEIGHT)
    x, fx = places(0, width, width, _WIDTH)
    rows = gains[:, y] + (gains[:, y + 1] - gains[:, y]) * fy[:, None]
    # fmax before fmin sends not-a-number to the lower end.
    depth = np.fmin(np.fmax(guide * np.float32(_DEPTH) - np.float32(0.5), 0), np.float32(_DEPTH - 1))
    z = np.minimum(depth.astype(np.intp), _DEPTH - 2)
    fz = (depth - z).astype(np.float32)
    row = np.arange(height)[:, None]

    def at(level: npt.NDArray[np.intp]) -> Float32:
        near = rows[level, row, x]
        result: Float32 = near + (rows[level, row, x + 1] - near) * fx
        return result

    low = at(z)
    result: Float32 = low + (at(z + 1) - low) * fz
    return result
