"""Rates over a game's steps, and the average of a generator's weights over its steps."""

from __future__ import annotations

import torch
from torch import nn

_WARM = 0.04


def pace(done: float) -> float:
    """The share of the highest rate when ``done`` (0 to 1) of the steps are done: up, along, then down."""
    return min(1.0, done / _WARM + 0.05, 2.0 * (1.0 - done) + 0.02)


def follow(averaged: nn.Module, net: nn.Module, step: int, most: float) -> None:
    """Move ``averaged`` towards ``net`` after ``step`` steps: the mean at first, then ever slower."""
    share = min(most, step / (step + 1.0))
    with torch.no_grad():
        for kept, now in zip(averaged.parameters(), net.parameters(), strict=True):
            kept.lerp_(now, 1.0 - share)


def set_rate(optimiser: torch.optim.Optimizer, rate: float) -> None:
    for group in optimiser.param_groups:
        group["lr"] = rate
