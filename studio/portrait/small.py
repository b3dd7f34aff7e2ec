"""Smaller, clean pictures and colour that does not change with shade: what the finders work on."""

from __future__ import annotations

import cv2
import numpy as np

from studio.imaging.image import Float32

_DARK = 0.6
_MOST_GAIN = 20.0


def cleaned(picture: Float32) -> Float32:
    """(h, w, 3) of extended sRGB, clamped to 0 to 1; not-a-number counts as 0.

    A dark picture is made lighter, so that eight bits and colours near black are enough for it.
    """
    values = np.nan_to_num(np.asarray(picture, np.float32), nan=0.0, posinf=1.0, neginf=0.0).clip(0.0, 1.0)
    step = max(1, min(values.shape[:2]) // 64)
    brightest = float(np.percentile(values[::step, ::step].max(axis=2), 99.0))
    if brightest < _DARK:
        values *= min(_DARK / max(brightest, 1e-6), _MOST_GAIN)
    return np.ascontiguousarray(values.clip(0.0, 1.0), dtype=np.float32)


def reduced(picture: Float32, longest: int) -> Float32:
    """The picture with its longest side at most that many pixels, by area means; never enlarged."""
    height, width = picture.shape[:2]
    scale = longest / max(height, width)
    if scale >= 1.0:
        return picture
    return resized(picture, (max(1, round(height * scale)), max(1, round(width * scale))))


def resized(values: Float32, shape: tuple[int, ...]) -> Float32:
    """(h, w) or (h, w, n) at another height and width: area means downwards, linear upwards."""
    height, width = shape[:2]
    if (height, width) == values.shape[:2]:
        return values
    smaller = height <= values.shape[0] and width <= values.shape[1]
    method = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(values, (width, height), interpolation=method), np.float32)


def shade_free(picture: Float32) -> Float32:
    """(h, w, 3) of encoded sRGB, 0 to 1, to L* and two measures of colour that shade does not change.

    L* and a*, b* of CIE Lab all go with the cube root of light, so that a* / (L* + 16) stays what it is from
    light to shade. Scaled to a* at L* = 60, and held back near black, where it would be noise.
    """
    lab = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2Lab), np.float32)
    lab[..., 1:] *= 86.0 / (lab[..., :1] + 26.0)
    return lab


def falling(values: Float32, edge: float, width: float) -> Float32:
    """1 below the edge, 0 above, going smoothly over ``width``."""
    t = np.clip((edge + width / 2 - values) / width, 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t), np.float32)
