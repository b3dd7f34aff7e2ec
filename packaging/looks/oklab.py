"""OkLab (Björn Ottosson, 2020): perceptual lightness and colour, from and to sRGB.

Chosen over CIELAB for straight hue lines: a blue or a skin tone keeps its hue when its chroma changes.
Everything is float64 with the colour in the last axis.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]

_RGB_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LMS_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_LMS_TO_RGB = np.linalg.inv(_RGB_TO_LMS)
_LAB_TO_LMS = np.linalg.inv(_LMS_TO_LAB)


def srgb_decode(encoded: Array) -> Array:
    """sRGB-encoded to linear light (IEC 61966-2-1), for values from 0."""
    return np.where(encoded <= 0.04045, encoded / 12.92, ((np.maximum(encoded, 0.0) + 0.055) / 1.055) ** 2.4)


def srgb_encode(linear: Array) -> Array:
    """Linear light to sRGB-encoded, for values from 0."""
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.maximum(linear, 0.0) ** (1 / 2.4) - 0.055)


def to_oklab(encoded: Array) -> Array:
    """sRGB-encoded (..., 3) to L (0 to 1), a, b."""
    return _times(np.cbrt(_times(srgb_decode(encoded), _RGB_TO_LMS)), _LMS_TO_LAB)


def to_linear(lab: Array) -> Array:
    """L, a, b to linear sRGB (..., 3), outside 0 to 1 for colours outside sRGB."""
    return _times(_times(lab, _LAB_TO_LMS) ** 3, _LMS_TO_RGB)


def hue_distance(hue: Array, centre: float) -> Array:
    """Signed distance of hues from a centre, in degrees, -180 to 180."""
    return (hue - centre + 180.0) % 360.0 - 180.0


def hue_window(hue: Array, centre: float, width: float) -> Array:
    """A raised cosine over hue: 1 at the centre, 0 from ``width`` degrees away on."""
    away = np.minimum(np.abs(hue_distance(hue, centre)) / width, 1.0)
    return np.asarray(0.5 + 0.5 * np.cos(np.pi * away))


def smoothstep(value: Array, low: float, high: float) -> Array:
    """0 below ``low``, 1 above ``high``, smooth between."""
    t = np.clip((value - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t))


def _times(colours: Array, matrix: Array) -> Array:
    # Written out: the same additions on every machine, where a library's product may reorder them.
    parts = [sum((colours[..., j] * row[j] for j in (1, 2)), colours[..., 0] * row[0]) for row in matrix]
    return np.stack(parts, axis=-1)
