"""Photos, looks and networks with known effects, for the evaluation's tests."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
import torch
from torch import Tensor

from studio.generators.photographic import PhotographicNet
from tests.unit.training.game.material import brighter_and_warmer, parts
from training.examples import Example, Examples


def finished(photo: Example) -> Example:
    """A stop up in linear light, and warm."""
    return brighter_and_warmer(brighter_and_warmer(photo))


@lru_cache(maxsize=1)
def examples() -> Examples:
    """Unpaired: parts of photos, every second one finished; some are held out."""
    style = [finished(photo) for photo in parts()[::2]]
    ordinary = list(parts()[1::2])
    return Examples(
        style=tuple(style[6:]),
        ordinary=tuple(ordinary[5:]),
        held_style=tuple(style[:6]),
        held_ordinary=tuple(ordinary[:5]),
    )


@lru_cache(maxsize=1)
def pairs() -> Examples:
    made = tuple((photo, finished(photo)) for photo in parts())
    return Examples(pairs=made[6:], held_pairs=made[:6])


def with_skin(photo: Example) -> Example:
    """The photo with a person in its left third."""
    maps = np.zeros_like(photo.maps)
    maps[:, : maps.shape[1] // 3] = 255
    return replace(photo, maps=maps, peopled=True)


def cube_of(red: float, green: float, blue: float) -> Tensor:
    """The excess of a fixed shift of encoded colours."""
    return torch.tensor([red, green, blue]).expand(2, 2, 2, 3).clone()


def true_cube() -> Tensor:
    """About what ``finished`` does, as a table's excess (17, 17, 17, 3)."""
    along = np.linspace(0.0, 1.0, 17)
    blue, green, red = np.meshgrid(along, along, along, indexing="ij")
    encoded = np.stack([red, green, blue], -1)
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    linear = linear * 2.0 * (1.08**2, 1.0, 0.85**2)
    power = 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055
    done = np.where(linear <= 0.0031308, linear * 12.92, power).clip(0.0, 1.0)
    return torch.from_numpy((done - encoded).astype(np.float32))


def shifting_net(red: float, green: float, blue: float) -> PhotographicNet:
    """A network that adds this to every colour, whatever it sees."""
    torch.manual_seed(0)
    net = PhotographicNet()
    with torch.no_grad():
        net.base.add_(torch.tensor([red, green, blue]))
    return net
