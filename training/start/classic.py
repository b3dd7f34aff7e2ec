"""Colour transfer as the textbooks have it, between pooled sets of photos: the bars that learning must beat.

Each takes two clouds of encoded colours (n, 3), ordinary and style, and gives the table (17, 17, 17, 3) of
excesses, indexed [blue, green, red].
"""

from __future__ import annotations

import torch
from torch import Tensor

from training.colour import from_lab, to_lab
from training.start.transport import (
    TABLE_SIZE,
    fitted_table,
    linear_table,
    monge_kantorovich,
    nodes,
    random_turns,
    sliced_transport,
)

_CLOUD = 40_000
_TURNS = 150
_LEVELS = 1024


def reinhard(ordinary: Tensor, style: Tensor) -> Tensor:
    """Mean and deviation of each channel of Lab. E. Reinhard et al., Color transfer between images, 2001."""
    before, after, at = to_lab(ordinary), to_lab(style), nodes(TABLE_SIZE)
    scale = after.std(0) / before.std(0).clamp_min(1e-3)
    return from_lab((to_lab(at) - before.mean(0)) * scale + after.mean(0)) - at


def linear(ordinary: Tensor, style: Tensor) -> Tensor:
    """The linear Monge-Kantorovich map (MKL)."""
    return linear_table(*monge_kantorovich(ordinary[None], style[None]), TABLE_SIZE)[0]


def histogram(ordinary: Tensor, style: Tensor) -> Tensor:
    """Each of red, green, blue by the curve that matches its histogram."""
    at = nodes(TABLE_SIZE)
    share = torch.linspace(0.0, 1.0, _LEVELS)
    out = []
    for channel in range(3):
        before = torch.quantile(_some(ordinary)[:, channel], share)
        after = torch.quantile(_some(style)[:, channel], share)
        place = torch.searchsorted(before, at[..., channel].contiguous()).clamp(1, _LEVELS - 1)
        low, high = before[place - 1], before[place]
        part = ((at[..., channel] - low) / (high - low).clamp_min(1e-6)).clamp(0.0, 1.0)
        out.append(after[place - 1] + part * (after[place] - after[place - 1]))
    return torch.stack(out, -1) - at


def transport(ordinary: Tensor, style: Tensor, random: torch.Generator) -> Tensor:
    """Pooled sliced optimal transport, fitted smoothly."""
    count = min(_CLOUD, len(ordinary), len(style))
    before, after = (
        cloud[torch.randperm(len(cloud), generator=random)[:count]][None] for cloud in (ordinary, style)
    )
    moves = sliced_transport(before, after, random_turns(_TURNS, random))
    return fitted_table(before, moves, TABLE_SIZE)[0]


def _some(cloud: Tensor) -> Tensor:
    return cloud[:: max(1, len(cloud) // _CLOUD)]
