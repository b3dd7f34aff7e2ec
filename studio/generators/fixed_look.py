"""A look that is the same for every photo: a colour look-up table (kind ``lut``)."""

from __future__ import annotations

import torch
from torch import Tensor

from studio.generators.base import LookParameters, StripPlace
from studio.kernels.reference import LutTable
from studio.kernels.select import select_kernel
from studio.styles.lut import Lut


class FixedLookGenerator:
    """Applies one :class:`~studio.styles.lut.Lut`; looks at no thumbnail and at no neighbours."""

    thumbnail_size: int | None = None
    margin = 0

    def __init__(self, lut: Lut, device: torch.device) -> None:
        self._table = LutTable.of(lut, device)
        self._kernel = select_kernel(device)

    def predict(self, thumbnail: Tensor | None) -> LookParameters:
        return LookParameters({})

    def apply(self, strip: Tensor, place: StripPlace, parameters: LookParameters, strength: float) -> Tensor:
        return self._kernel.apply_lut(strip, self._table, strength)
