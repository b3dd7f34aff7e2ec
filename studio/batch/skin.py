"""The colour of skin in a picture, by its skin map."""

from __future__ import annotations

import numpy as np

from studio.imaging.colour import rgb_to_lab, srgb_decode
from studio.imaging.image import Float32
from studio.portrait.small import resized

LEAST = 0.004
"""The share of the picture that must be skin."""
_SURELY = 0.5
_EXPOSED = (0.02, 0.98)


def log_skin(picture: Float32, skin: Float32 | None) -> Float32 | None:
    """The median logarithm of linear red, green and blue of skin that is neither clipped nor black: (3,).

    ``picture``: float32 (h, w, 3), extended sRGB; ``skin``: a map of it, 0 to 1. None without skin.
    """
    where = _where(picture, skin)
    if where is None:
        return None
    colours = picture[where]
    exposed = (colours.min(axis=1) > _EXPOSED[0]) & (colours.max(axis=1) < _EXPOSED[1])
    if exposed.sum() < LEAST * where.size:
        return None
    return np.asarray(np.median(np.log(srgb_decode(colours[exposed])), axis=0), np.float32)


def skin_lab(picture: Float32, skin: Float32 | None) -> tuple[float, float, float] | None:
    """The mean CIE L*a*b* of skin, None without any."""
    where = _where(picture, skin)
    if where is None:
        return None
    lab = rgb_to_lab(np.clip(picture[where], 0.0, 1.0).astype(np.float64)).mean(axis=0)
    return float(lab[0]), float(lab[1]), float(lab[2])


def _where(picture: Float32, skin: Float32 | None) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]] | None:
    if skin is None:
        return None
    where = np.asarray(resized(skin, picture.shape[:2]) > _SURELY)
    return where if where.sum() > LEAST * where.size else None
