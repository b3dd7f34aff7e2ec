"""Random looks: what photographers might do to colour, drawn as tables; the tasks of the learned prior."""

from __future__ import annotations

from typing import Protocol

import torch
from torch import Tensor

from training.colour import luma
from training.start.transport import nodes

SIZE = 9
"""Nodes an axis of the tables that the prior works with."""

_SQRT3 = 3.0**0.5
_WARMER = torch.tensor([0.5, 0.0, -0.8])


class Draw(Protocol):
    """Random numbers (count, 1, 1, 1, width)."""

    def __call__(self, width: int = 1) -> Tensor: ...


def random_looks(count: int, random: torch.Generator, wildest: float = 1.0) -> Tensor:
    """(count, 9, 9, 9, 3): result colours, not excesses, 0 to 1, at a table's nodes.

    Gamma, contrast and curves a channel, a colour matrix, split tones, saturation and hue by hue, black and
    white in one of twelve, faded ends; each look with its own vigour. Above 1, ``wildest`` is how many times
    stronger the strongest are; more of those have no colour, or one colour a tone.
    """

    def normal(width: int = 1) -> Tensor:
        return torch.randn(count, 1, 1, 1, width, generator=random)

    def even(width: int = 1) -> Tensor:
        return torch.rand(count, 1, 1, 1, width, generator=random)

    vigour = 0.15 + 1.6 * even()
    wild = torch.ones_like(vigour) if wildest <= 1.0 else 1.0 + (wildest - 1.0) * even()
    vigour = vigour * wild
    # Half of them lean to where films and prints lean: harder, warmer, more colourful.
    film = (even() < 0.5).float() * even()
    c = nodes(SIZE)[None].expand(count, -1, -1, -1, -1).clamp(1e-4, 1.0)
    c = c ** torch.exp(vigour * 0.25 * normal())
    c = c ** torch.exp(vigour * 0.12 * normal(3))
    c = (c + vigour * 0.72 * (normal() + film) * c * (1 - c) * (c - 0.3 - 0.4 * even())).clamp(1e-4, 1.0)
    c = (c + vigour * 0.36 * normal(3) * c * (1 - c) * (c - 0.2 - 0.6 * even(3))).clamp(1e-4, 1.0)
    matrix = torch.eye(3) + 0.09 * vigour[:, 0, 0] * torch.randn(count, 3, 3, generator=random)
    matrix = matrix / matrix.sum(2, keepdim=True)
    c = torch.einsum("mij,mbgrj->mbgri", matrix, c) * (1 + vigour * 0.07 * (normal(3) + film * _WARMER))
    bright = luma(c)
    shade, light = (1 - bright).clamp(0, 1) ** 2, bright.clamp(0, 1) ** 2
    c = c + vigour * 0.07 * (normal(3) * shade + normal(3) * light)
    c = _twisted(c, vigour, film, normal, even)
    if wildest > 1.0:
        c = _toned(c, normal, even)
    black = wild * ((0.08 * normal()).clamp(min=-0.05) + 0.025 * normal(3))
    white = 1 - wild * ((0.08 * normal()).clamp(min=-0.03) + 0.03 * normal(3).abs())
    return (black + c * (white - black)).clamp(0.0, 1.0)


def _toned(c: Tensor, normal: Draw, even: Draw) -> Tensor:
    """In one of six colour goes, and a tone comes in most of these."""
    bright = luma(c)
    used = (even() < 1 / 6).float()
    tint = (even() < 0.7).float() * 0.1 * (normal(3) * (1 - bright) + normal(3) * bright)
    return c + used * (bright + (tint - luma(tint)) * 4 * bright * (1 - bright) - c)


def _twisted(c: Tensor, vigour: Tensor, film: Tensor, normal: Draw, even: Draw) -> Tensor:
    """Saturation and hue changed by hue and by brightness."""
    bright = luma(c)
    chroma = c - bright
    red, green, blue = (chroma[..., i : i + 1] for i in range(3))
    a, b = red - 0.5 * green - 0.5 * blue, _SQRT3 / 2 * (green - blue)
    hue = torch.atan2(b, a)
    saturation, turn = torch.zeros_like(hue), torch.zeros_like(hue)
    for wave in (1, 2):
        saturation = saturation + vigour * 0.18 * normal() * torch.cos(wave * hue + 6.28 * even())
        turn = turn + vigour * 0.14 * normal() * torch.cos(wave * hue + 6.28 * even())
    grey = (even() < 1 / 12).float()
    scale = torch.exp(vigour * 0.32 * (normal() + 0.6 * film)) * (1 + saturation).clamp(0, 2.5)
    scale = scale * (1 + vigour * 0.3 * normal() * (bright - 0.5)).clamp(0, 2) * (1 - grey)
    a, b = a * torch.cos(turn) - b * torch.sin(turn), a * torch.sin(turn) + b * torch.cos(turn)
    chroma = torch.cat([2 / 3 * a, -a / 3 + b / _SQRT3, -a / 3 - b / _SQRT3], -1)
    return bright + (chroma - luma(chroma)) * scale
