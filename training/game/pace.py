"""Rates over a game's steps, and the average of a generator's weights over its steps."""

from __future__ import annotations

import math

import torch
from torch import nn

from studio.runs.config import Schedule

_WARM = 0.04


def pace(done: float, schedule: Schedule = "linear") -> float:
    """The share of the highest rate when ``done`` (0 to 1) of the steps are done.

    All rise from near nothing at first. ``linear`` then stays, and falls in the second half; ``cosine`` falls
    all the way along half a cosine; ``constant`` stays.
    """
    ends = {
        "linear": 2.0 * (1.0 - done) + 0.02,
        "cosine": 0.5 + 0.5 * math.cos(math.pi * done) + 0.02,
        "constant": 1.0,
    }
    return min(1.0, done / _WARM + 0.05, ends[schedule])


def follow(averaged: nn.Module, net: nn.Module, step: int, most: float) -> None:
    """Move ``averaged`` towards ``net`` after ``step`` steps: the mean at first, then ever slower."""
    share = min(most, step / (step + 1.0))
    with torch.no_grad():
        for kept, now in zip(averaged.parameters(), net.parameters(), strict=True):
            kept.lerp_(now, 1.0 - share)


def set_rate(optimiser: torch.optim.Optimizer, rate: float) -> None:
    for group in optimiser.param_groups:
        group["lr"] = rate
