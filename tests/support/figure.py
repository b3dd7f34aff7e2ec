"""A drawn person of known outline and colours, for skin and subject maps."""

from __future__ import annotations

import numpy as np

from studio.imaging.image import Float32
from studio.portrait.face import Face

FACE = Face(0.35, 0.15, 0.3, 0.3)
"""Of the figure."""
TONES = {"light": (0.87, 0.70, 0.62), "brown": (0.60, 0.42, 0.32), "dark": (0.32, 0.21, 0.16)}


def figure(tone: tuple[float, float, float], wall: tuple[float, float, float] = (0.5, 0.55, 0.6)) -> Float32:
    """A head with hair, a blue shirt and a hand before a wall, 400 x 400, with some noise."""
    picture = np.empty((400, 400, 3), np.float32)
    picture[:] = wall
    y, x = np.mgrid[:400, :400]
    picture[np.hypot((x - 200) / 75, (y - 110) / 95) < 1] = (0.12, 0.1, 0.09)
    picture[(y > 200) & (abs(x - 200) < 140)] = (0.15, 0.25, 0.5)
    picture[np.hypot((x - 200) / 55, (y - 125) / 75) < 1] = tone
    picture[330:370, 250:300] = tone
    for eye in (178, 222):
        picture[np.hypot((x - eye) / 10, (y - 110) / 5) < 1] = (0.1, 0.1, 0.12)
    shade = 0.8 + 0.3 * x / 400
    noise = np.random.default_rng(4).normal(0, 0.008, picture.shape)
    return np.asarray((picture * shade[..., None] + noise).clip(0, 1), np.float32)
