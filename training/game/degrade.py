"""Self-made pairs: style photos taken back to ordinary ones, so that the way there can be learned from them.

What a made-up ordinary photo and its style photo show is the same, whatever the folders hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from studio.generators.differentiable import luma
from training.examples import Example
from training.randomness import Random
from training.start.transport import TABLE_SIZE, fitted_table, look_up, nodes, random_turns, sliced_transport

_COLOURS = 8000
_TURNS = 60


def undoing(cube: Tensor) -> Tensor:
    """The table (17, 17, 17, 3), an excess, that takes back what ``cube`` (N, N, N, 3), an excess, does.

    Where no colour leads, it carries on what is near.
    """
    at = nodes(cube.shape[0]).reshape(1, -1, 3)
    moves = cube.detach().float().cpu().reshape(1, -1, 3)
    inside = ((at + moves).clamp(0.0, 1.0) - at - moves).abs().amax(2)[0] < 0.02
    return fitted_table((at + moves)[:, inside], -moves[:, inside], TABLE_SIZE)[0]


def towards(style: Sequence[Example], ordinary: Sequence[Example], random: Random) -> Tensor:
    """The table (17, 17, 17, 3), an excess, from the colours of style photos to those of ordinary ones."""
    clouds = [_colours(photos, random) for photos in (style, ordinary)]
    generator = torch.Generator().manual_seed(int(random.integers(2**31)))
    moves = sliced_transport(clouds[0], clouds[1], random_turns(_TURNS, generator))
    return fitted_table(clouds[0], moves, TABLE_SIZE)[0]


@dataclass(frozen=True, eq=False)
class Development:
    """How each of n photos comes out of its camera: exposure, white, contrast, colour; (n, ..., 1, 1)."""

    exposure: Tensor
    white: Tensor
    contrast: Tensor
    colour: Tensor

    def to(self, device: torch.device) -> Development:
        return Development(
            *(part.to(device) for part in (self.exposure, self.white, self.contrast, self.colour))
        )

    def of(self, pictures: Tensor) -> Tensor:
        """Encoded colours (n, 3, h, w), 0 to 1."""
        developed = pictures.clamp(1e-4, 1.0) ** self.exposure * self.white
        developed = (developed - 0.5) * self.contrast + 0.5
        light = luma(developed)[:, None]
        return (light + (developed - light) * self.colour).clamp(0.0, 1.0)


def development(count: int, random: Random, amount: float = 0.5) -> Development:
    """``count`` random ones. ``amount`` 0 changes nothing, 1 is as uneven as careless photographers are."""

    def some(deviation: float, channels: int = 1) -> Tensor:
        drawn = random.standard_normal((count, channels, 1, 1)).clip(-2.5, 2.5)
        return torch.from_numpy(np.exp(amount * deviation * drawn).astype(np.float32))

    return Development(some(0.35), some(0.06, 3), some(0.12), some(0.2))


def through(pictures: Tensor, table: Tensor) -> Tensor:
    """Encoded colours (n, 3, h, w) through one table (N, N, N, 3), an excess; 0 to 1."""
    colours = pictures.flatten(2).transpose(1, 2).reshape(1, -1, 3)
    moved = (colours + look_up(colours, table[None].to(colours))).clamp(0.0, 1.0)
    return moved.view(len(pictures), -1, 3).transpose(1, 2).reshape(pictures.shape)


def _colours(photos: Sequence[Example], random: Random) -> Tensor:
    """(1, 8000, 3): as many from every photo."""
    shares = np.array_split(np.arange(_COLOURS), len(photos))
    drawn = []
    for photo, share in zip(photos, shares, strict=True):
        pixels = photo.pixels.reshape(-1, 3)
        drawn.append(pixels[random.integers(0, len(pixels), len(share))])
    return torch.from_numpy(np.concatenate(drawn).astype(np.float32) / np.float32(255.0))[None]
