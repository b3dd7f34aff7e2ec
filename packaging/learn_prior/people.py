"""People for photos that show none: the prior must know skin, and few free photos show any."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.colour import decode, encode, from_lab, luma

_LENT, _FLESHED = 0.75, 0.8
# CIE Lab of human skin from dark to light: K. Xiao et al., Characterising the variations in ethnic skin
# colours, 2017, with some room for light and camera.
_DARKEST, _LIGHTEST = 28.0, 80.0
_HUE, _HUES, _CHROMA, _CHROMAS = 54.0, 7.0, 20.0, 4.0
_GRAY = 0.2


def peopled(pictures: Tensor, photos: Tensor, random: torch.Generator) -> Tensor:
    """Most pictures (n, 4, s, s) without skin get the skin map of one of ``photos`` (m, 4, 2s, 2s).

    What lies under most of the maps becomes skin of some tone, lit and shaded as it was: so it is the anchor
    that it is in portraits. The rest stays as it is: what is skin is told by the map.
    """
    maps = photos[photos[:, 3].amax((1, 2)) > 0.5, 3]
    lent = _nearer(maps[torch.randint(len(maps), (len(pictures),), generator=random)], random)
    bare = pictures[:, 3].amax((1, 2)) < 0.05
    given = bare & (torch.rand(len(pictures), generator=random) < _LENT)
    skin = torch.where(given[:, None, None], lent, pictures[:, 3])
    fleshed = (given & (torch.rand(len(pictures), generator=random) < _FLESHED)).float()
    share = (skin * fleshed[:, None, None])[:, None]
    rgb = pictures[:, :3] * (1.0 - share) + _skin(pictures[:, :3], skin[:, None], random) * share
    return torch.cat([rgb, skin[:, None]], 1)


def _nearer(maps: Tensor, random: torch.Generator) -> Tensor:
    """Maps (n, 2s, 2s) at (n, s, s), from nearer by: portraits show more of a face than free photos do."""
    n, _, size = maps.shape
    along = torch.linspace(-1.0, 1.0, size)
    weight = maps.sum((1, 2)) + 1e-3
    u, v = (maps.sum(1) * along).sum(1) / weight, (maps.sum(2) * along).sum(1) / weight
    side, zero = 0.3 + 0.7 * torch.rand(n, generator=random), torch.zeros(n)
    theta = torch.stack([torch.stack([side, zero, u], 1), torch.stack([zero, side, v], 1)], 1)
    places = functional.affine_grid(theta, [n, 1, size // 2, size // 2], align_corners=False)
    return functional.grid_sample(maps[:, None], places, align_corners=False)[:, 0]


def _skin(rgb: Tensor, share: Tensor, random: torch.Generator) -> Tensor:
    """All of the pictures (n, 3, h, w) as skin of one tone each, with the light and shade that is there."""
    n = len(rgb)

    def normal() -> Tensor:
        return torch.randn(n, 1, generator=random)

    lightness = _DARKEST + (_LIGHTEST - _DARKEST) * torch.rand(n, 1, generator=random)
    hue = torch.deg2rad(_HUE + _HUES * normal())
    chroma = (_CHROMA + _CHROMAS * normal()).clamp(8.0, 32.0)
    tone = decode(from_lab(torch.cat([lightness, chroma * hue.cos(), chroma * hue.sin()], 1)))
    light = luma(decode(rgb).movedim(1, -1)).movedim(-1, 1) + 5e-3
    mean = (light * share).sum((2, 3), keepdim=True) / (share.sum((2, 3), keepdim=True) + 1e-3) + 5e-3
    shade = (light / mean).clamp(0.05, 4.0) ** 0.6
    # Who photographs people exposes for the scene and for them.
    scene = (light.mean((2, 3), keepdim=True) / _GRAY).clamp(0.1, 4.0) ** 0.5
    return encode((tone[:, :, None, None] * shade * scene).clamp(0.0, 1.0))


def backgrounds(pictures: Tensor, style: int, random: torch.Generator) -> Tensor:
    """Sets (m, k, 4, s, s) with other light behind the people, in each set's first ``style`` photos alike.

    A folder with dark backgrounds is no dark look.
    """
    m, k = pictures.shape[:2]
    used = (torch.rand(m, 1, generator=random) < 0.5) * 0.5
    first = (torch.arange(k) < style)[None]
    sides = torch.where(first, torch.randn(m, 1, generator=random), torch.randn(m, 1, generator=random))
    stops = used * sides + 0.3 * torch.randn(m, k, generator=random)
    skin = pictures[:, :, 3].flatten(0, 1)[:, None]
    front = functional.avg_pool2d(functional.max_pool2d(skin, 7, 1, 3), 5, 1, 2, count_include_pad=False)
    behind = (1.0 - front.clamp(0.0, 1.0)).view(m, k, 1, *pictures.shape[3:])
    behind = behind * (pictures[:, :, 3].amax((2, 3)) > 0.5)[:, :, None, None, None]
    linear = decode(pictures[:, :, :3]) * torch.exp2(stops[:, :, None, None, None] * behind)
    return torch.cat([encode(linear.clamp(0.0, 1.0)), pictures[:, :, 3:]], 2)
