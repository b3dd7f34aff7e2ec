"""Consistency: whether photos of one scene, or one photo developed in two ways, come out alike in white."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.colour import to_lab

_LEAST = 1e-4


@dataclass(frozen=True)
class Consistency:
    """``before`` and ``after``: the variance of mean a* and b* (their sum) within a scene, mean over
    ``scenes``.
    """

    scenes: int
    before: float
    after: float

    @property
    def ratio(self) -> float:
        """Deviation after over deviation before: below 1 a shoot becomes more even. NaN without scenes."""
        if self.scenes == 0:
            return float("nan")
        return float(((self.after + _LEAST) / (self.before + _LEAST)) ** 0.5)


def mean_chroma(pictures: Tensor) -> Tensor:
    """(n, 2): mean a* and b* of pictures (n, 3, h, w)."""
    return to_lab(pictures.movedim(1, -1))[..., 1:].mean((1, 2))


def consistency(before: Tensor, after: Tensor, scenes: Sequence[int]) -> Consistency:
    """From mean a* and b* (n, 2) of n photos; those of one number in ``scenes`` are one scene."""
    numbers = torch.tensor(scenes)
    found = []
    for number in sorted(set(scenes)):
        rows = numbers == number
        if int(rows.sum()) > 1:
            found.append([float(side[rows].var(0).sum()) for side in (before, after)])
    if not found:
        return Consistency(0, 0.0, 0.0)
    means = torch.tensor(found).mean(0)
    return Consistency(len(found), float(means[0]), float(means[1]))
