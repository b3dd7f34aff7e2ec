"""Spread of the variations: how far other readings of a style lie apart, and whether they stay in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from studio.generators.parameters import LATENT
from studio.generators.photographic import PhotographicNet
from training.evaluate.small import Small
from training.evaluate.styled import Styled, by_net
from training.game.variations import FURTHEST, asleep, spread
from training.randomness import SPREAD, stream

READINGS = 3


@dataclass(frozen=True)
class Spread:
    """``apart``: mean CIE 1976 difference between two readings of a photo; 0 where the latent does nothing.

    ``scores``: of each reading of all photos, as the style's own; empty where the latent does nothing.
    """

    apart: float
    scores: tuple[float, ...]


def variations(
    net: PhotographicNet, photos: Small, seed: int, score: Callable[[Styled], float] | None = None
) -> Spread:
    """READINGS readings of ``photos``; ``score`` tells how well one is in the style."""
    if asleep(net):
        return Spread(0.0, ())
    random = stream(seed, SPREAD)
    drawn = random.standard_normal((READINGS, LATENT)).clip(-FURTHEST, FURTHEST).astype(np.float32)
    readings = [by_net(net, photos, torch.from_numpy(z).expand(len(photos), -1)) for z in drawn]
    return Spread(
        apart([reading.whole for reading in readings]),
        tuple(score(reading) for reading in readings) if score is not None else (),
    )


def apart(readings: list[Tensor]) -> float:
    """Mean over photos and pairs of readings (n, 3, h, w)."""
    pairs = [(i, j) for j in range(len(readings)) for i in range(j)]
    return float(np.mean([float(spread(readings[i], readings[j]).mean()) for i, j in pairs]))
