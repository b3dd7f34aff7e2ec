"""Skin: where its mean colour goes, and whether that is nearer to the skin of finished photos."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from studio.imaging.colour import delta_e_2000
from training.colour import to_lab

_LEAST = 0.004
"""The share of the picture that must be skin."""


@dataclass(frozen=True)
class Skin:
    """``photos`` with skin in them. ``shift``: CIEDE2000 between its mean Lab before and after, mean over
    them.

    ``before``, ``after``, ``style``: mean Lab; ``apart_before`` and ``apart``: CIEDE2000 from the finished
    photos'. NaN where there is no skin on a side.
    """

    photos: int
    shift: float
    before: tuple[float, float, float]
    after: tuple[float, float, float]
    style: tuple[float, float, float]
    apart_before: float
    apart: float


def skin_colours(pictures: Tensor, skin: Tensor) -> Tensor:
    """(n, 3): mean Lab of skin in pictures (n, 3, h, w) by maps (n, h, w), 0 to 1; NaN without any."""
    weights = torch.where(skin > 0.5, skin, 0.0).flatten(1)
    total = weights.sum(1, keepdim=True)
    mean = (to_lab(pictures.movedim(1, -1)).flatten(1, 2) * weights[..., None]).sum(1) / total.clamp_min(1e-6)
    return torch.where(total > _LEAST * weights.shape[1], mean, torch.nan)


def skin_shift(before: Tensor, after: Tensor, style: Tensor) -> Skin:
    """From the skin colours (n, 3) of photos before and after and (m, 3) of finished ones."""
    known = ~before.isnan().any(1) & ~after.isnan().any(1)
    shift = delta_e_2000(before[known], after[known])
    means = [_mean(before[known]), _mean(after[known]), _mean(style[~style.isnan().any(1)])]
    apart = [float(delta_e_2000(mean, means[2])) for mean in means[:2]]
    listed = [(float(m[0]), float(m[1]), float(m[2])) for m in means]
    return Skin(int(known.sum()), float(shift.mean()), listed[0], listed[1], listed[2], apart[0], apart[1])


def _mean(colours: Tensor) -> Tensor:
    return colours.mean(0) if len(colours) else torch.full((3,), torch.nan)
