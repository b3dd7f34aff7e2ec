"""What a generator decides for one photo, in the one form that every style shares, and its protocol."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from studio.imaging.image import Float32
from studio.imaging.transform import Cube

LATENT = 8
"""Numbers in the latent z."""


@dataclass(frozen=True, eq=False)
class LookParameters:
    """How a style changes the pixels of one photo; None stands for zero, which changes nothing.

    ``cube``: the colour map's excess over the identity, over 0 to 1, axis ``even``. ``grid``: float32
    ``GRID_SHAPE``, residual affine transforms. ``gains``: float32 ``GAINS_SHAPE``, what is added to the
    luma bands' gain of 1 (-1 takes a band away). The meaning stands in :mod:`studio.imaging.transform`.
    All are linear: they can be scaled, added, averaged over a shoot.
    """

    cube: Cube | None = None
    grid: Float32 | None = None
    gains: Float32 | None = None

    @property
    def nbytes(self) -> int:
        arrays = (self.cube.excess if self.cube else None, self.grid, self.gains)
        return sum(array.nbytes for array in arrays if array is not None)


@dataclass(frozen=True, eq=False)
class GeneratorInput:
    """What a generator sees of a photo.

    ``thumbnail``: float32 (h, w, 3), extended sRGB after geometry, light and colour, longest side the
    generator's ``thumbnail_size``. ``skin`` and ``subject``: float32 (h, w), 0 to 1, or None where the
    generator does not ask for them. ``latent``: ``LATENT`` numbers, zero for the style's own look.
    """

    thumbnail: Float32
    skin: Float32 | None = None
    subject: Float32 | None = None
    latent: Float32 = field(default_factory=lambda: np.zeros(LATENT, np.float32))


@dataclass(frozen=True)
class SharedLook:
    """What the photos of a scene share: for each style's id the summary that its generator goes by.

    A style that is not named judges each photo by itself.
    """

    summaries: tuple[tuple[str, tuple[float, ...]], ...] = ()

    def of(self, style_id: str) -> tuple[float, ...] | None:
        return dict(self.summaries).get(style_id)


class Generator(Protocol):
    """One architecture with its weights.

    ``thumbnail_size`` is the longest side of the thumbnail that ``predict`` wants, None where the look is the
    same for every photo (``predict(None)``). ``wants_maps``: whether it asks for skin and subject.
    """

    @property
    def thumbnail_size(self) -> int | None: ...

    @property
    def wants_maps(self) -> bool: ...

    def summary(self, seen: GeneratorInput | None) -> Float32:
        """What it makes of a picture as a whole: float32 (n,), n = 0 where every photo gets one look.

        Summaries can be averaged over photos that are to look alike.
        """

    def predict(self, seen: GeneratorInput | None, summary: Float32 | None = None) -> LookParameters:
        """Decide for a photo, by ``summary`` in place of its own. Raises StyleFileInvalid for weights that
        give no usable numbers, ValueError for a summary of another length."""
