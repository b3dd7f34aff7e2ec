"""A look that is the same for every photo: a colour look-up table (kind ``lut``)."""

from __future__ import annotations

from torch import Tensor

from studio.generators.base import Kernels, LookParameters, StripPlace
from studio.styles.lut import Lut


class FixedLookGenerator:
    """Applies one :class:`~studio.styles.lut.Lut`; looks at no thumbnail and at no neighbours."""

    thumbnail_size: int | None = None
    margin = 0

    def __init__(self, lut: Lut, kernels: Kernels) -> None:
        self._apply = kernels.lut(lut)

    def predict(self, thumbnail: Tensor | None) -> LookParameters:
        return LookParameters({})

    def apply(self, strip: Tensor, place: StripPlace, parameters: LookParameters, strength: float) -> Tensor:
        return self._apply(strip, strength)
