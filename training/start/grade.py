"""What the prior says of a look, as numbers that can be applied to any picture."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

from training.colour import decode, encode, luma
from training.start.transport import look_up

_FURTHEST_STOPS, _FURTHEST_CAST, _MOST_CONTRAST = 2.0, 0.7, 2.0


class Traits(NamedTuple):
    """Of each of n pictures, encoded colours.

    ``light`` (n, 1): log2 of the mean linear luma; ``cast`` (n, 2): log2 of red and of blue over green;
    ``spread`` (n, 1): the deviation of luma.
    """

    light: Tensor
    cast: Tensor
    spread: Tensor


class Grade(NamedTuple):
    """The same look for every picture, or one for each; m is 1 or the number of pictures.

    ``pull`` (m, 3): how far, 0 to 1, each picture is brought to a common exposure, white and contrast, those
    of ``centre``, the mean :class:`Traits` of ordinary photos. Then the colours go through ``table``
    (m, N, N, N, 3), skin through the affine map whose difference from the identity is ``skin`` (m, 3, 4), and
    all is multiplied by 1 + v0 r + v1 r² (``vignette`` (m, 2)), r the squared distance from the centre, 1 in
    the corners.
    """

    pull: Tensor
    centre: Traits
    table: Tensor
    skin: Tensor
    vignette: Tensor

    def part(self, share: float) -> Grade:
        """The look at a part of its strength: 0 none, 1 all."""
        return self._replace(
            pull=share * self.pull,
            table=share * self.table,
            skin=share * self.skin,
            vignette=share * self.vignette,
        )

    def apply(self, pictures: Tensor, traits: Traits | None = None) -> Tensor:
        """Pictures (n, 4 or more, h, w), 0 to 1, skin in the fourth channel, graded: (n, 3, h, w), clamped.

        ``traits``: those of the whole pictures, where these are parts.
        """
        n, _, height, width = pictures.shape
        rgb = pictures[:, :3].flatten(2).transpose(1, 2)
        skin = pictures[:, 3].flatten(1)[..., None]
        rgb = to_norm(rgb, traits or traits_of(rgb), self.centre, self.pull)
        rgb = rgb + look_up(rgb, self.table.expand(n, -1, -1, -1, -1))
        change = rgb @ self.skin[:, :, :3].transpose(1, 2) + self.skin[:, None, :, 3]
        rgb = rgb + skin * change
        r = distance(height, width).flatten()[None, :, None]
        rgb = rgb * (1.0 + self.vignette[:, None, :1] * r + self.vignette[:, None, 1:] * r * r)
        return rgb.clamp(0.0, 1.0).transpose(1, 2).reshape(n, 3, height, width)


def traits_of(rgb: Tensor) -> Traits:
    """Of pictures (n, p, 3)."""
    mean = decode(rgb).mean(1) + 1e-3
    cast = mean[:, ::2].log2() - mean[:, 1:2].log2()
    return Traits(luma(mean).log2(), cast, luma(rgb)[..., 0].std(1, keepdim=True) + 0.02)


def to_norm(rgb: Tensor, own: Traits, centre: Traits, pull: Tensor) -> Tensor:
    """Pictures (n, p, 3) brought ``pull`` (n or 1, 3) of the way from their own traits to the centre's."""
    light, white, hard = (pull[:, i : i + 1] for i in range(3))
    stops = (centre.light - own.light).clamp(-_FURTHEST_STOPS, _FURTHEST_STOPS) * light
    cast = ((centre.cast - own.cast) * white).clamp(-_FURTHEST_CAST, _FURTHEST_CAST)
    gains = torch.stack([cast[:, 0], torch.zeros_like(cast[:, 0]), cast[:, 1]], 1) + stops
    rgb = encode((decode(rgb) * torch.exp2(gains)[:, None]).clamp(0.0, 4.0)).clamp(0.0, 1.0)
    middle = luma(rgb).mean(1, keepdim=True)
    # The spread is taken before the change of exposure, so that one number of the picture is enough.
    harder = (centre.spread / own.spread).clamp(1 / _MOST_CONTRAST, _MOST_CONTRAST) ** hard
    return ((rgb - middle) * harder[:, None] + middle).clamp(0.0, 1.0)


def skin_map_of(gain: Tensor, shift: Tensor, colour: Tensor) -> Tensor:
    """The affine difference (m, 3, 4) of: saturation times ``colour``, times ``gain``, plus ``shift``.

    ``gain`` and ``colour`` (m, 1), ``shift`` (m, 3).
    """
    grey = luma(torch.eye(3))[:, 0].expand(3, 3)
    matrix = gain[..., None] * (colour[..., None] * torch.eye(3) + (1.0 - colour[..., None]) * grey)
    return torch.cat([matrix - torch.eye(3), shift[..., None]], 2)


def distance(height: int, width: int) -> Tensor:
    """(h, w): squared distance from the centre, 0 there and 1 in the corners."""
    v = (torch.arange(height) + 0.5) * (2.0 / height) - 1.0
    u = (torch.arange(width) + 0.5) * (2.0 / width) - 1.0
    return (u[None] ** 2 + v[:, None] ** 2) / 2.0
