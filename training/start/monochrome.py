"""Black and white, toned or not: looks in which colour follows from brightness alone."""

from __future__ import annotations

import torch
from torch import Tensor

from training.colour import luma
from training.start.transport import nodes

_BINS = 33
_MOST_COLOUR = 0.012
"""The mean deviation from a tone's colour up to which photos count as monochrome; JPEG's noise is below."""


def tone_colours(style: Tensor) -> Tensor | None:
    """(33, 3): the difference from grey at even lumas, or None where the style photos (n, 3) have colour."""
    bright = luma(style)
    chroma = style - bright
    place = bright[:, 0].clamp(0.0, 1.0) * (_BINS - 1)
    low = place.floor().long().clamp(max=_BINS - 2)
    part = (place - low)[:, None]
    sums = torch.zeros(_BINS, 4)
    for step, weight in ((0, 1.0 - part), (1, part)):
        sums.index_add_(0, low + step, torch.cat([chroma * weight, weight], 1))
    tint = sums[:, :3] / sums[:, 3:].clamp_min(1e-6)
    # Tones that are not there carry on what is near.
    known = sums[:, 3] > 1e-4 * len(style)
    if not known.any():
        return None
    nearest = (torch.arange(_BINS)[:, None] - torch.arange(_BINS)[known][None]).abs().argmin(1)
    tint = tint[known][nearest]
    expected = tint[low] * (1.0 - part) + tint[low + 1] * part
    return tint if (chroma - expected).abs().mean() < _MOST_COLOUR else None


def monochrome(table: Tensor, tint: Tensor) -> Tensor:
    """The table (m, N, N, N, 3) whose results keep their luma and take that luma's tone."""
    at = nodes(table.shape[1])
    bright = luma((at + table).clamp(0.0, 1.0))[..., 0]
    place = bright * (_BINS - 1)
    low = place.floor().long().clamp(max=_BINS - 2)
    part = (place - low)[..., None]
    return bright[..., None] + tint[low] * (1.0 - part) + tint[low + 1] * part - at
