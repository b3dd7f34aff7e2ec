"""What to render, and where the finished strips go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from torch import Tensor

from studio.engine.request import Region
from studio.engine.tensors import into_array
from studio.imaging.image import Float32, ImageBuffer
from studio.imaging.photo import Photo


@dataclass(frozen=True)
class View:
    """What to render: ``area`` of ``picture``, which itself lies within the rendered whole.

    ``left`` and ``top`` place the picture's first pixel in the whole, ``width`` and ``height`` are the size
    of the whole, ``scale`` its pixels per pixel of the photo.
    """

    picture: ImageBuffer
    area: Region
    left: int
    top: int
    width: int
    height: int
    scale: float

    @staticmethod
    def full_size(photo: Photo, region: Region) -> View:
        """``region`` of the photo, pixel for pixel."""
        return View(photo.image, region, 0, 0, photo.image.width, photo.image.height, 1.0)

    @staticmethod
    def of(image: ImageBuffer) -> View:
        """A whole picture as it is."""
        whole = Region(0, 0, image.width, image.height)
        return View(image, whole, 0, 0, image.width, image.height, 1.0)


class Sink(Protocol):
    """Where finished strips go."""

    def put(self, top: int, picture: Tensor, alpha: Float32 | None) -> None:
        """Rows from ``top`` on: colour (h, w, 3), extended sRGB, and alpha (h, w) or None."""


class BufferSink:
    """Keeps strips as a float32 picture (H, W, 3 or 4); alpha is carried bit by bit."""

    def __init__(self, width: int, height: int, channels: int) -> None:
        self.pixels: Float32 = np.empty((height, width, channels), dtype=np.float32)

    def put(self, top: int, picture: Tensor, alpha: Float32 | None) -> None:
        rows = self.pixels[top : top + picture.shape[0]]
        into_array(picture, rows)
        if alpha is not None:
            rows[..., 3] = alpha
