"""The latent z: other readings of a style, spread out, and yet in the style: critics judge them too."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from studio.generators.parameters import LATENT
from studio.generators.photographic import PhotographicNet
from training.colour import lab_distance
from training.randomness import Random

FURTHEST = 2.2
"""No number of a latent lies further out: the program draws them so too."""


def latents(count: int, random: Random, varied: bool) -> Tensor:
    """(n, 8): zero, which is the style's own look; where ``varied``, every second one random."""
    drawn = random.standard_normal((count, LATENT)).clip(-FURTHEST, FURTHEST).astype(np.float32)
    drawn[::2] = 0.0
    return torch.from_numpy(drawn) if varied else torch.zeros(count, LATENT)


def awaken(net: PhotographicNet, random: Random) -> None:
    """Give the latent a first, faint effect: from none at all no slope leads away."""
    with torch.no_grad():
        for layer in (net.whole_film, net.near_film):
            if not layer.weight.any():
                noise = random.standard_normal(tuple(layer.weight.shape)).astype(np.float32)
                layer.weight.copy_(torch.from_numpy(0.01 * noise))


def asleep(net: nn.Module) -> bool:
    """Whether the latent does nothing yet."""
    return not any(value.any() for name, value in net.named_parameters() if "film" in name)


def spread(one: Tensor, other: Tensor) -> Tensor:
    """(n): how far two readings (n, 3, h, w) of each picture lie apart, in CIE Lab."""
    return lab_distance(one.movedim(1, -1), other.movedim(1, -1)).flatten(1).mean(1)


def too_near(distances: Tensor, wanted: float) -> Tensor:
    """The cost of readings that lie nearer than ``wanted``: 0 to 1, nothing beyond it."""
    return torch.relu(1.0 - distances / wanted).mean()
