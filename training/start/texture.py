"""Texture by comparing bands: how much stronger fine, middle and coarse detail is in the style photos."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from studio.generators.differentiable import bands, luma
from studio.generators.photographic import PhotographicNet
from studio.imaging.transform import GAINS_SHAPE

_BANDS, _TONES = GAINS_SHAPE[:2]
_LEAST_PIXELS = 50
_SURE = 2.0
_FLAT = 1e-3


def band_strengths(pictures: Tensor) -> Tensor:
    """(n, 3, 8): the logarithm of each band's mean size by tone; NaN where a picture has hardly that tone.

    ``pictures`` (n, 3, h, w), encoded, all of one scale: the bands are those of the definition, whose
    reference picture this is taken for.
    """
    found = []
    for band, mean in bands(luma(pictures.clamp(0.0, 1.0))):
        tone = (mean * _TONES).long().clamp(0, _TONES - 1)
        rows = []
        for index in range(_TONES):
            here = (tone == index).float()
            count = here.sum((1, 2))
            size = (band.abs() * here).sum((1, 2)) / count.clamp_min(1.0)
            rows.append(torch.where(count >= _LEAST_PIXELS, (size + _FLAT).log(), torch.nan))
        found.append(torch.stack(rows, 1))
    return torch.stack(found, 1)


def texture_gains(ordinary: Tensor, style: Tensor) -> Tensor:
    """(3, 8): what to add to the bands' gain of 1, from strengths (n, 3, 8) of both sides.

    ``ordinary`` are photos that have the style's colours already: a harder curve is no texture. A difference
    counts as far as it is beyond ``_SURE`` standard errors (what is less comes from what the photos show).
    Each band's is taken over its tones, then tone by tone around it.
    """
    out = torch.zeros(_BANDS, _TONES)
    for band in range(_BANDS):
        whole, _ = _sure_difference(ordinary[:, band].nanmean(1), style[:, band].nanmean(1))
        for tone in range(_TONES):
            a, b = ordinary[:, band, tone], style[:, band, tone]
            own, known = _sure_difference(a, b - whole)
            out[band, tone] = math.exp(whole + (own if known else 0.0)) - 1.0
    return out.clamp(-0.8, 1.5)


def set_gains(net: PhotographicNet, gains: Tensor) -> None:
    """Make gains (3, 8) the network's own everywhere. It must not have learned any yet."""
    raw = torch.where(gains > 0, 2.0 * torch.atanh(gains / 2.0), torch.atanh(gains.clamp(min=-0.999)))
    with torch.no_grad():
        assert net.gains.bias is not None
        net.gains.bias.copy_(raw.flatten())


def _sure_difference(before: Tensor, after: Tensor) -> tuple[float, bool]:
    a, b = before[~before.isnan()], after[~after.isnan()]
    if min(len(a), len(b)) < 4:
        return 0.0, False
    difference = float(b.mean() - a.mean())
    error = math.sqrt(float(a.var()) / len(a) + float(b.var()) / len(b))
    return math.copysign(max(0.0, abs(difference) - _SURE * error), difference), True


def strengths_of(pictures: Sequence[Tensor]) -> Tensor:
    """Of pictures (3, h, w) of unlike sizes: (n, 3, 8)."""
    return torch.cat([band_strengths(picture[None]) for picture in pictures])
