"""What the prior looks at: numbers that describe two sets of photos and what transport finds between them.

Statistics, not pictures: a network that sees pictures learns the few training photos by heart.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from training.colour import luma
from training.start.grade import Traits, distance, traits_of
from training.start.random_looks import SIZE
from training.start.transport import (
    fitted_table,
    linear_table,
    monge_kantorovich,
    random_turns,
    sliced_transport,
)

_QUANTILES = torch.tensor([0.002, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.998])
_FEW = torch.tensor([0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98])
_HUES, _RINGS, _TONES = 8, 4, 5
_SKIN = 0.5


class Sets(NamedTuple):
    """m tasks' features: of each set, and of transport between them.

    ``numbers`` (m, 12): the linear map's difference from the identity, and its offset. ``tables``
    (m, 2, 9, 9, 9, 3): of transport and of the linear map. Without ordinary photos there is but ``style``
    (:meth:`~training.start.prior_net.PriorNet.alone`).
    """

    style: Tensor
    ordinary: Tensor
    numbers: Tensor
    tables: Tensor


def set_features(photos: Tensor) -> tuple[Tensor, Traits]:
    """(m, f) of sets (m, k, 4, h, w), and the mean traits of their photos (m, ..)."""
    m, k, _, height, width = photos.shape
    rgb = photos[:, :, :3].flatten(3).transpose(2, 3)
    skin = photos[:, :, 3].flatten(2)[..., None]
    traits = traits_of(rgb.flatten(0, 1))
    each = torch.cat([*traits, _photo(rgb.flatten(0, 1), skin.flatten(0, 1), height, width)], 1).view(
        m, k, -1
    )
    wide = each.std(1, correction=0)
    centre = Traits(*(part.view(m, k, -1).mean(1) for part in traits))
    pooled = rgb.flatten(1, 2)
    features = [each.mean(1), wide, _pooled_quantiles(pooled), _by_hue(pooled[:, ::4]), _by_skin(rgb, skin)]
    return torch.cat(features, 1), centre


def read_sets(
    style: Tensor, ordinary: Tensor, random: torch.Generator, cloud: int, turns: int
) -> tuple[Sets, Traits]:
    """Of sets (m, k, 4, h, w) and (m, j, 4, h, w); ``cloud`` colours of each go through ``turns`` bases.

    And the mean traits of the ordinary photos.
    """
    after, _ = set_features(style)
    before, centre = set_features(ordinary)
    a, b = (_cloud(photos, cloud, random) for photos in (ordinary, style))
    matrix, offset = monge_kantorovich(a, b)
    table = fitted_table(a, sliced_transport(a, b, random_turns(turns, random)), SIZE, rounds=40)
    numbers = torch.cat([(matrix - torch.eye(3)).flatten(1), offset], 1)
    tables = torch.stack([table, linear_table(matrix, offset, SIZE)], 1)
    return Sets(after, before, numbers, tables), centre


def _photo(rgb: Tensor, skin: Tensor, height: int, width: int) -> Tensor:
    """(n, 7 + 3 + 1 + 4 + 4) of pictures (n, p, 3)."""
    bright = luma(rgb)[..., 0]
    quantiles = _sorted(bright)[:, (_FEW * (bright.shape[1] - 1)).round().long()]
    chroma = rgb - bright[..., None]
    saturation = chroma.square().sum(2).sqrt()
    ring = (distance(height, width).flatten() * _RINGS).long().clamp(max=_RINGS - 1)
    masks = torch.stack([(ring == i).float() for i in range(_RINGS)], 1)
    rings = bright @ masks / masks.sum(0) - bright.mean(1, keepdim=True)
    vivid = saturation @ masks / masks.sum(0) - saturation.mean(1, keepdim=True)
    share = skin.mean(1)
    return torch.cat([quantiles, rgb.mean(1), saturation.mean(1, keepdim=True), rings, vivid, share], 1)


def _pooled_quantiles(colours: Tensor) -> Tensor:
    """(m, 75): quantiles of red, green, blue and of two differences over all photos of a set."""
    red, green, blue = colours[:, ::5].unbind(-1)
    lines = torch.stack([red, green, blue, red - green, blue - green], 1)
    places = (_QUANTILES * (lines.shape[2] - 1)).round().long()
    return _sorted(lines)[:, :, places].flatten(1)


def _by_hue(colours: Tensor) -> Tensor:
    """(m, 47): by hue the share, saturation, luma and turn; by tone the mean cast and saturation."""
    bright = luma(colours)
    chroma = colours - bright
    a = chroma[..., 0] - 0.5 * chroma[..., 1] - 0.5 * chroma[..., 2]
    b = 0.866 * (chroma[..., 1] - chroma[..., 2])
    size, hue = (a * a + b * b + 1e-8).sqrt(), torch.atan2(b, a)
    place = (hue / (2 * np.pi) + 0.5) * _HUES
    out = []
    for index in range(_HUES):
        near = (1.0 - ((place - index - 0.5 + _HUES / 2) % _HUES - _HUES / 2).abs()).clamp(min=0.0) * size
        total = near.sum(1) + 1e-3 * near.shape[1]
        share = near.mean(1)
        own = ((place - index - 0.5 + _HUES / 2) % _HUES - _HUES / 2) * near
        out += [
            share * 10,
            (size * near).sum(1) / total,
            (bright[..., 0] * near).sum(1) / total,
            own.sum(1) / total,
        ]
    for index in range(_TONES):
        here = (1.0 - (bright[..., 0] * (_TONES - 1) - index).abs()).clamp(min=0.0)
        total = here.sum(1) + 1e-3 * here.shape[1]
        out += [(part * here).sum(1) / total for part in (a, b, size)]
    return torch.stack(out, 1)


def _by_skin(rgb: Tensor, skin: Tensor) -> Tensor:
    """(m, 3 + 3 + 1 + 3 + 1): mean and deviation of skin's colour, its share, the rest of those photos."""
    peopled = (skin.amax(2, keepdim=True) > _SKIN).float()
    weight, rest = skin * peopled, (1.0 - skin) * peopled
    total, other = weight.sum((1, 2)), rest.sum((1, 2))
    mean = (rgb * weight).sum((1, 2)) / (total + 1.0)
    deviation = ((rgb - mean[:, None, None]).square() * weight).sum((1, 2)) / (total + 1.0)
    around = (rgb * rest).sum((1, 2)) / (other + 1.0)
    share = weight.mean((1, 2))
    return torch.cat([mean, (deviation + 1e-6).sqrt(), share, around, peopled.mean((1, 2))], 1)


def _cloud(photos: Tensor, count: int, random: torch.Generator) -> Tensor:
    colours = photos[:, :, :3].permute(0, 1, 3, 4, 2).flatten(1, 3)
    return colours[:, torch.randint(colours.shape[1], (count,), generator=random)]


def _sorted(values: Tensor) -> Tensor:
    """Along the last axis; NumPy sorts several times faster than torch."""
    return torch.from_numpy(np.sort(values.numpy(), -1))
