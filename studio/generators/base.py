"""Generator: what stands behind a style. It looks once at a thumbnail, then changes every pixel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from studio.styles.lut import Lut


@dataclass(frozen=True, eq=False)
class LookParameters:
    """What a generator decided for one photo: named tensors on the generator's device.

    The names and shapes are the generator's own (a fixed look: none; a learned one: colour cube, bilateral
    grid, gains of luma bands). Between predicting and applying they can be kept, shared by the photos of a
    shoot, or mixed with those of the same architecture.
    """

    tensors: Mapping[str, Tensor]

    @property
    def nbytes(self) -> int:
        return sum(tensor.nbytes for tensor in self.tensors.values())


@dataclass(frozen=True)
class StripPlace:
    """Where a strip lies in the picture that is being rendered.

    ``top`` and ``left`` are its first pixel, ``width`` and ``height`` the size of that whole picture, all in
    rendered pixels; ``scale`` is rendered pixels per pixel of the photo, 1 for an export.
    """

    top: int
    left: int
    width: int
    height: int
    scale: float = 1.0


class Kernels(Protocol):
    """The operations at full resolution that the engine lends to generators, ready on ``device``."""

    @property
    def device(self) -> torch.device: ...

    def lut(self, lut: Lut) -> Callable[[Tensor, float], Tensor]:
        """A look-up table as a function of colours (..., 3) and strength."""


class Generator(Protocol):
    """One architecture with its weights, on one device.

    ``thumbnail_size`` is the longest side of the thumbnail that ``predict`` wants, None when it wants none.
    ``margin`` is how many pixels around a pixel ``apply`` looks at: strips come with so many more on each
    side, as far as the picture goes. The answer for a pixel must not depend on how the strips were cut.
    """

    @property
    def thumbnail_size(self) -> int | None: ...

    @property
    def margin(self) -> int: ...

    def predict(self, thumbnail: Tensor | None) -> LookParameters:
        """Decide for a photo. ``thumbnail``: float32 (h, w, 3), extended sRGB, after light and colour."""

    def apply(self, strip: Tensor, place: StripPlace, parameters: LookParameters, strength: float) -> Tensor:
        """The strip in the style: float32 (h, w, 3), extended sRGB, in and out; ``strength`` 0 to 1.5."""
