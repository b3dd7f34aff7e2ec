"""Kernel: what touches every pixel, as the engine sees it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import torch

from studio.imaging.image import Float32
from studio.imaging.transform import PixelTransform, Place
from studio.messages import Message

Pixels: TypeAlias = npt.NDArray[Any]
"""uint8, uint16 (full range: 0 to 1) or float32, (h, w, 3 or 4), sRGB-encoded; rows may lie apart."""
Prepared: TypeAlias = object
"""A pixel transform in the form that its kernel wants. It never changes: threads may share it."""

PIXEL_TYPES = (np.dtype(np.uint8), np.dtype(np.uint16), np.dtype(np.float32))


class Kernel(ABC):
    """Full-resolution arithmetic on one device. ``label`` names it for the compute chip.

    Methods may be called by several threads at once.
    """

    def __init__(self, device: torch.device, label: Message) -> None:
        self.device = device
        self.label = label

    @abstractmethod
    def prepare(self, transform: PixelTransform) -> Prepared:
        """``transform`` ready for :meth:`apply`."""

    @abstractmethod
    def apply(
        self,
        prepared: Prepared,
        source: Pixels,
        place: Place,
        out: Pixels,
        dither: Float32 | None = None,
    ) -> None:
        """Write what becomes of the strip ``source`` at ``place`` to ``out[..., :3]``.

        The definition is :mod:`studio.imaging.transform`. ``out`` is of the same height and width as
        ``source`` and of any of the pixel types; it may be ``source`` itself, if it is of the same type.
        float32 is not clamped. uint8 and uint16 are cut to 0 to 1 (not-a-number: 0) and rounded, or, given
        ``dither``, float32 (256, 256, 3) of thresholds between 0 and 1, cut off after adding the threshold of
        the pixel's place in the picture (:mod:`studio.imaging.quantise`). Raises ValueError for shapes that
        do not fit, TypeError for other types.
        """

    @abstractmethod
    def box_reduce(self, pixels: Pixels, factor: int) -> Float32:
        """Means of boxes of ``factor`` x ``factor``: see :func:`studio.kernels.detail.box_reduce`."""

    @abstractmethod
    def detail_map(self, luma: Float32, gains: Float32) -> Float32:
        """How much detail changes: see :func:`studio.kernels.detail.detail_map`."""


def check_strip(source: Pixels, place: Place, out: Pixels) -> None:
    """Raise ValueError or TypeError for what :meth:`Kernel.apply` does not take."""
    for pixels in (source, out):
        if pixels.dtype not in PIXEL_TYPES:
            raise TypeError(f"pixels of {pixels.dtype}")
        if pixels.ndim != 3 or pixels.shape[2] < 3:
            raise ValueError(f"pixels of shape {pixels.shape}")
    height, width = source.shape[:2]
    if out.shape[:2] != (height, width):
        raise ValueError(f"{source.shape} cannot become {out.shape}")
    inside = place.top + height <= place.height and place.left + width <= place.width
    if place.top < 0 or place.left < 0 or not inside:
        raise ValueError(f"a strip of {width} x {height} does not lie at {place}")
