"""The learned prior of looks: from two sets of photos, and the picture to grade, to what the look does to it.

Transport takes every difference between two folders for the look. A network that has seen very many made-up
tasks (a random look, random photos on either side) has learned which differences content explains. It sees
each photo at 32 x 32 with its skin map, pools each set, lets the picture attend to the photos of both sets
that are like it, and corrects transport's answer. Its form follows Deep Sets (M. Zaheer et al., 2017) and
conditional neural processes with attention (H. Kim et al., 2019).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from training.colour import decode, luma
from training.start.random_looks import SIZE
from training.start.transport import (
    fitted_table,
    linear_table,
    look_up,
    monge_kantorovich,
    random_turns,
    sliced_transport,
)

SIDE = 32
"""Sides of the pictures that the network sees: red, green, blue, skin."""
CHANNELS = 4
_WIDTH = 128
_HEADS = 4
_STATISTICS = 9 + 3 + 3 + 1 + 2 + 1 + 1 + 3
_QUANTILES = torch.tensor([0.002, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.998])
_CLOUD = 1024
_TURNS = 20


class Grade(NamedTuple):
    """What is done to each of n pictures.

    ``table`` (n, 9, 9, 9, 3): excess over the identity. ``skin`` (n, 3, 4): an affine map whose result is
    added where the skin map is. ``vignette`` (n, 2): factors 1 + v0 r + v1 r² with r the squared distance
    from the centre, 1 in the corners.
    """

    table: Tensor
    skin: Tensor
    vignette: Tensor

    def apply(self, pictures: Tensor) -> Tensor:
        """Pictures (n, 4, h, w), 0 to 1, graded: (n, 3, h, w), not clamped."""
        rgb = pictures[:, :3].flatten(2).transpose(1, 2)
        graded = rgb + look_up(rgb, self.table)
        map_ = pictures[:, 3:].flatten(2).transpose(1, 2)
        change = graded @ self.skin[:, :, :3].transpose(1, 2) + self.skin[:, None, :, 3]
        graded = graded + map_ * change
        r = distance(pictures.shape[-2], pictures.shape[-1]).flatten()[None, :, None]
        graded = graded * (1.0 + self.vignette[:, None, :1] * r + self.vignette[:, None, 1:] * r * r)
        return graded.transpose(1, 2).reshape(-1, 3, *pictures.shape[2:])


def distance(height: int, width: int) -> Tensor:
    """(h, w): squared distance from the centre, 0 there and 1 in the corners."""
    v = (torch.arange(height) + 0.5) * (2.0 / height) - 1.0
    u = (torch.arange(width) + 0.5) * (2.0 / width) - 1.0
    return (u[None] ** 2 + v[:, None] ** 2) / 2.0


class Transport(NamedTuple):
    """What transport found for m tasks: its ``table`` and that of the ``linear`` map (m, 9, 9, 9, 3).

    ``numbers`` (m, 12): the linear map's difference from the identity, and its offset.
    """

    table: Tensor
    linear: Tensor
    numbers: Tensor


class Context(NamedTuple):
    """What the network knows of m tasks: keys and values of their photos, the sets in sum, given tables."""

    keys: Tensor
    values: Tensor
    told: Tensor
    given: Tensor


class PriorNet(nn.Module):
    """``basis`` (k, 9 * 9 * 9 * 3): what tables are composed of, in the order of their weight."""

    def __init__(self, basis: Tensor) -> None:
        super().__init__()
        self.register_buffer("basis", basis)
        self.basis: Tensor
        count = len(basis)
        self.see = nn.Sequential(
            nn.PixelUnshuffle(4),
            nn.Conv2d(16 * CHANNELS, 96, 1), nn.SiLU(),
            nn.Conv2d(96, 64, 1), nn.SiLU(),
            nn.Conv2d(64, 96, 3, 2, 1), nn.SiLU(),
        )  # fmt: skip
        self.photo = nn.Sequential(
            nn.Linear(2 * 96 + _STATISTICS, _WIDTH), nn.SiLU(), nn.Linear(_WIDTH, _WIDTH), nn.SiLU()
        )
        self.ask = nn.Linear(_WIDTH, _WIDTH)
        self.key = nn.Linear(_WIDTH + 1, _WIDTH)
        self.value = nn.Linear(_WIDTH + 1, _WIDTH)
        pooled = 3 * _WIDTH + 2 * _STATISTICS + 5 * len(_QUANTILES)
        self.sets = nn.Linear(2 * pooled + count + 12 + 3, 512)
        self.picture = nn.Linear(2 * _WIDTH, 512, bias=False)
        last = nn.Linear(512, count + 2 + 12 + 2)
        self.decide = nn.Sequential(nn.SiLU(), nn.Dropout(0.1), nn.Linear(512, 512), nn.SiLU(), last)
        nn.init.normal_(last.weight, std=0.01)
        nn.init.zeros_(last.bias)

    def forward(
        self, style: Tensor, ordinary: Tensor | None, pictures: Tensor, found: Transport | None
    ) -> Grade:
        """Grades of ``pictures`` (m, t, 4, 32, 32), flattened to m * t.

        ``style`` (m, k, 4, 32, 32), ``ordinary`` (m, j, 4, 32, 32): of m tasks. ``found``: what transport
        found between them. Both None where there are no ordinary photos.
        """
        return self.grade(self.read(style, ordinary, found), pictures)

    def read(self, style: Tensor, ordinary: Tensor | None, found: Transport | None) -> Context:
        """What is known of the sets, for any number of pictures."""
        m = len(style)
        after, pooled_after = self._set(style, 1.0)
        if ordinary is None or found is None:
            memory, pooled_before = after, torch.zeros_like(pooled_after)
            nothing = style.new_zeros(m, SIZE, SIZE, SIZE, 3)
            found = Transport(nothing, nothing, style.new_zeros(m, 12))
        else:
            before, pooled_before = self._set(ordinary, 0.0)
            memory = torch.cat([after, before], 1)
        many = style.new_tensor([style.shape[1], 1 if ordinary is None else ordinary.shape[1]]).log() / 3
        known = torch.cat([many, many.new_tensor([0.0 if ordinary is None else 1.0])]).expand(m, 3)
        coefficients = (found.table.flatten(1) @ self.basis.T) / self.basis.square().sum(1)
        told = torch.cat([pooled_after, pooled_before, coefficients, found.numbers, known], 1)
        given = torch.stack([found.table, found.linear], 1)
        return Context(self.key(memory), self.value(memory), self.sets(told), given)

    def grade(self, context: Context, pictures: Tensor) -> Grade:
        """Grades of ``pictures`` (m, t, 4, 32, 32), flattened to m * t."""
        m, t = pictures.shape[:2]
        seen = self._photos(pictures)[0]
        asked, keys, values = (
            part.view(m, -1, _HEADS, _WIDTH // _HEADS).transpose(1, 2)
            for part in (self.ask(seen), context.keys, context.values)
        )
        like = nn.functional.scaled_dot_product_attention(asked, keys, values)
        like = like.transpose(1, 2).reshape(m, t, _WIDTH)
        out = self.decide(context.told[:, None] + self.picture(torch.cat([seen, like], 2))).flatten(0, 1)
        weights, gates, skin, vignette = out.split([len(self.basis), 2, 12, 2], 1)
        gates = torch.sigmoid(gates + out.new_tensor([0.0, -1.5]))
        table = (weights @ self.basis).view(-1, SIZE, SIZE, SIZE, 3)
        given = context.given[:, None].expand(m, t, -1, -1, -1, -1, -1).flatten(0, 1)
        table = table + (gates.view(-1, 2, 1, 1, 1, 1) * given).sum(1)
        return Grade(table, 0.3 * skin.view(-1, 3, 4), 0.5 * vignette)

    def _photos(self, photos: Tensor) -> tuple[Tensor, Tensor]:
        """(m, k, 128) and (m, k, statistics) of (m, k, 4, 32, 32)."""
        flat = photos.flatten(0, 1)
        features = self.see(flat * 2.0 - 1.0)
        numbers = _statistics(flat)
        vectors = self.photo(torch.cat([features.mean((2, 3)), features.amax((2, 3)), numbers], 1))
        return vectors.view(*photos.shape[:2], -1), numbers.view(*photos.shape[:2], -1)

    def _set(self, photos: Tensor, kind: float) -> tuple[Tensor, Tensor]:
        vectors, numbers = self._photos(photos)
        pooled = [
            *(vectors.mean(1), vectors.std(1, correction=0), vectors.amax(1)),
            *(numbers.mean(1), numbers.std(1, correction=0)),
            _colours(photos),
        ]
        side = vectors.new_full((*vectors.shape[:2], 1), kind)
        return torch.cat([vectors, side], 2), torch.cat(pooled, 1)


def transport_of(style: Tensor, ordinary: Tensor, random: torch.Generator) -> Transport:
    """What transport finds between sets (m, k, 4, h, w)."""
    before, after = (_cloud(photos, random) for photos in (ordinary, style))
    matrix, offset = monge_kantorovich(before, after)
    moves = sliced_transport(before, after, random_turns(_TURNS, random))
    numbers = torch.cat([(matrix - torch.eye(3)).flatten(1), offset], 1)
    return Transport(
        fitted_table(before, moves, SIZE, rounds=24), linear_table(matrix, offset, SIZE), numbers
    )


def _cloud(photos: Tensor, random: torch.Generator) -> Tensor:
    colours = photos[:, :, :3].permute(0, 1, 3, 4, 2).flatten(1, 3)
    return colours[:, torch.randint(colours.shape[1], (_CLOUD,), generator=random)]


def _statistics(photos: Tensor) -> Tensor:
    """(n, 23) of photos (n, 4, h, w): exposure, contrast, colour, corners, skin."""
    rgb = photos[:, :3].permute(0, 2, 3, 1).flatten(1, 2)
    skin = photos[:, 3].flatten(1)[..., None]
    bright = luma(rgb)[..., 0]
    places = (_QUANTILES[[1, 2, 3, 5, 7, 9, 11, 12, 13]] * (bright.shape[1] - 1)).round().long()
    quantiles = _sorted(bright)[:, places]
    r = distance(*photos.shape[-2:]).flatten()
    corners = (bright * (r - r.mean())).mean(1, keepdim=True) / (r - r.mean()).square().mean()
    linear = decode(rgb)
    light = linear.mean(1)
    exposure = (light.mean(1, keepdim=True) + 1e-3).log2() / 4.0
    cast = (light[:, ::2] + 1e-3).log2() - (light[:, 1:2] + 1e-3).log2()
    tone = (rgb * skin).sum(1) / (skin.sum(1) + 0.01 * skin.shape[1])
    saturation = (rgb.amax(2) - rgb.amin(2)).mean(1, keepdim=True)
    return torch.cat([quantiles, rgb.mean(1), rgb.std(1), saturation, cast, exposure, corners, tone], 1)


def _colours(photos: Tensor) -> Tensor:
    """(m, 75): quantiles of red, green, blue and of two differences over all photos of a set."""
    rgb = photos[:, :, :3].permute(0, 1, 3, 4, 2).flatten(1, 3)[:, ::3]
    red, green, blue = rgb.unbind(-1)
    lines = torch.stack([red, green, blue, red - green, blue - green], -1)
    places = (_QUANTILES * (rgb.shape[1] - 1)).round().long()
    return 2.0 * _sorted(lines.transpose(1, 2))[:, :, places].flatten(1)


def _sorted(values: Tensor) -> Tensor:
    """Along the last axis; NumPy sorts several times faster than torch, and no gradient is wanted."""
    return torch.from_numpy(np.sort(values.detach().numpy(), -1))
