"""Face: where one is, how it is turned, and how sure that is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from studio.imaging.image import Float32

Point = tuple[float, float]

_NECK = 0.6
"""From a face's centre to where its head turns, in sides of the box."""
_LEAN, _LYING = 0.25, 60.0
"""Share of the head's roll that a body has, and the degrees from which it lies as its head does."""


@dataclass(frozen=True)
class Face:
    """One face. All lengths and places are fractions of the picture's width (x) and height (y).

    The box holds brows to chin, in the face's own upright position: it is square in pixels and turned by
    ``roll`` (degrees, clockwise as seen, -180 to 180) about its centre. ``confidence`` is 0 to 1. ``eyes``
    are the centres of those that were found, the picture's left one first; often none.
    """

    x: float
    y: float
    width: float
    height: float
    roll: float = 0.0
    confidence: float = 1.0
    eyes: tuple[Point, ...] = ()

    @property
    def centre(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    def pixels(self, shape: tuple[int, ...]) -> tuple[float, float, float]:
        """Centre x, centre y and side in pixels of a picture of that shape (h, w, ...)."""
        x, y = self.centre
        return x * shape[1], y * shape[0], (self.width * shape[1] + self.height * shape[0]) / 2

    def coordinates(self, shape: tuple[int, ...], body: bool = False) -> tuple[Float32, Float32]:
        """Two float32 (h, w): every pixel's place in the face's own frame, in sides of the box.

        (0, 0) is the centre, x grows to the face's right side in the picture, y towards the chin and body.
        With ``body`` it is the frame of the body: about the same neck, but a body leans less than its head.
        """
        x, y, side = self.pixels(shape)
        roll = math.radians(self.roll)
        lean = roll
        if body and abs(self.roll) < _LYING:
            lean = _LEAN * roll
            x += _NECK * side * (math.sin(lean) - math.sin(roll))
            y += _NECK * side * (math.cos(roll) - math.cos(lean))
        across = (np.arange(shape[1], dtype=np.float32) + 0.5 - x) / max(side, 1.0)
        down = (np.arange(shape[0], dtype=np.float32) + 0.5 - y) / max(side, 1.0)
        sine, cosine = math.sin(lean), math.cos(lean)
        return (
            np.asarray(cosine * across[None, :] + sine * down[:, None], np.float32),
            np.asarray(cosine * down[:, None] - sine * across[None, :], np.float32),
        )
