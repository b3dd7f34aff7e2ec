"""Made-up tasks: random photos on either side of a random look, which may depend on picture and place."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from training.colour import decode, encode, luma
from training.start.prior_net import SIDE, distance
from training.start.random_looks import SIZE, random_looks
from training.start.transport import look_up, nodes


class Task(NamedTuple):
    """m tasks: photos in the style (m, k, 4, 32, 32), ordinary ones, pictures to grade, and their truth."""

    style: Tensor
    ordinary: Tensor
    pictures: Tensor
    truth: Tensor


def draw(photos: Tensor, tasks: int, style: int, ordinary: int, graded: int, random: torch.Generator) -> Task:
    """From photos (n, 4, 64, 64) with their skin maps; no photo stands on two sides of a task."""
    chosen = torch.stack([_dealt(photos, style, ordinary, graded, random) for _ in range(tasks)])
    count = chosen.shape[1]
    pictures = _parts(photos[chosen.flatten()], random)
    pictures = _lent_maps(pictures, photos, random).view(tasks, count, 4, SIDE, SIDE)
    pictures = _developed(pictures, style, random)
    look = Look(tasks, random)
    done = torch.cat([look(pictures), pictures[:, :, 3:]], 2)
    return Task(
        done[:, :style],
        pictures[:, style : style + ordinary],
        pictures[:, style + ordinary :],
        done[:, style + ordinary :, :3],
    )


class Look:
    """m random looks: to a norm of exposure, white and contrast (at times), colour, skin apart, vignette."""

    def __init__(self, tasks: int, random: torch.Generator) -> None:
        def normal(width: int = 1) -> Tensor:
            return torch.randn(tasks, 1, width, generator=random)

        def at_times(share: float, low: float = 0.0, high: float = 1.0) -> Tensor:
            used = torch.rand(tasks, 1, 1, generator=random) < share
            return used * (low + (high - low) * torch.rand(tasks, 1, 1, generator=random))

        self.tables = random_looks(tasks, random) - nodes(SIZE)
        adaptive = at_times(0.5) > 0
        self.light, self.white, self.hard = (adaptive * at_times(0.7, 0.2) for _ in range(3))
        self.white = self.white * 0.8
        self.norm_light = -2.2 + 0.5 * normal()
        self.norm_white = 0.08 * normal(2)
        self.norm_hard = 0.22 + 0.04 * normal()
        apart = at_times(0.3, 1.0)
        self.skin_gain = 1.0 + apart * 0.1 * normal()
        self.skin_shift = apart * (0.04 * normal(3) + 0.03 * normal())
        self.skin_colour = torch.exp(apart * 0.2 * normal())
        self.corners = at_times(0.35, 1.0) * torch.cat([-0.3 + 0.2 * normal(), 0.1 * normal()], 2)

    def __call__(self, pictures: Tensor) -> Tensor:
        """(m, k, 4, h, w) to (m, k, 3, h, w), clamped to 0 to 1."""
        m, k, _, height, width = pictures.shape
        rgb = pictures[:, :, :3].flatten(3).transpose(2, 3)
        skin = pictures[:, :, 3].flatten(2)[..., None]
        rgb = self._to_norm(rgb)
        rgb = rgb + look_up(rgb.flatten(1, 2), self.tables).view_as(rgb)
        bright = luma(rgb)
        changed = bright + (rgb - bright) * self.skin_colour[..., None]
        changed = changed * self.skin_gain[..., None] + self.skin_shift[:, :, None]
        rgb = rgb + skin * (changed - rgb)
        r = distance(height, width).flatten()[None, None, :, None]
        first, second = (self.corners[:, :, i, None, None] for i in range(2))
        rgb = (rgb * (1.0 + first * r + second * r * r)).clamp(0.0, 1.0)
        return rgb.transpose(2, 3).reshape(m, k, 3, height, width)

    def _to_norm(self, rgb: Tensor) -> Tensor:
        """Colours (m, k, p, 3) of photos, each brought some of the way to the norm."""
        linear = decode(rgb)
        mean = linear.mean(2, keepdim=True) + 1e-3
        stops = (self.norm_light - luma(mean)[..., 0].log2()).clamp(-2.0, 2.0) * self.light
        cast = mean[..., ::2].log2() - mean[..., 1:2].log2()
        wanted = ((self.norm_white[:, :, None] - cast) * self.white[..., None]).clamp(-0.7, 0.7)
        gains = torch.stack([wanted[..., 0], torch.zeros_like(wanted[..., 0]), wanted[..., 1]], -1)
        rgb = encode((linear * torch.exp2(gains + stops[..., None])).clamp(0.0, 4.0)).clamp(0.0, 1.0)
        bright = luma(rgb)
        spread, middle = bright.std(2, keepdim=True) + 0.02, bright.mean(2, keepdim=True)
        harder = ((self.norm_hard[..., None] / spread).clamp(0.5, 2.0)) ** self.hard[..., None]
        result: Tensor = ((rgb - middle) * harder + middle).clamp(0.0, 1.0)
        return result


def _dealt(photos: Tensor, style: int, ordinary: int, graded: int, random: torch.Generator) -> Tensor:
    """Indices of a task's photos; style and ordinary ones lean apart in light, warmth or colour.

    So the folders of users do: what is unlike between them must not be taken for the look.
    """
    rgb = photos[:, :3].mean((2, 3))
    spread = photos[:, :3].amax(1).mean((1, 2)) - photos[:, :3].amin(1).mean((1, 2))
    traits = torch.stack([luma(rgb)[:, 0], rgb[:, 0] - rgb[:, 2], rgb[:, 1] - rgb[:, 0], spread], 1)
    traits = (traits - traits.mean(0)) / traits.std(0)
    away = torch.randn(4, generator=random)
    lean = 1.2 * torch.rand(1, generator=random) ** 2 * away / away.norm()
    shuffled = torch.randperm(len(photos), generator=random)
    seen, rest = shuffled[:graded], shuffled[graded:]
    keys = torch.randn(len(rest), generator=random) + traits[rest] @ lean
    rest = rest[keys.argsort()]
    ends = torch.cat([rest[len(rest) - style :], rest[:ordinary]])
    return torch.cat([ends, seen])


def _parts(photos: Tensor, random: torch.Generator) -> Tensor:
    """Random parts of (n, 4, 64, 64) at 32 x 32, mirrored at times."""
    n = len(photos)
    side = 0.5 + 0.5 * torch.rand(n, generator=random)
    room = (1.0 - side) * 2.0
    u, v = ((torch.rand(n, generator=random) - 0.5) * room for _ in range(2))
    flip = torch.where(torch.rand(n, generator=random) < 0.5, -1.0, 1.0)
    zero = torch.zeros(n)
    theta = torch.stack([torch.stack([side * flip, zero, u], 1), torch.stack([zero, side, v], 1)], 1)
    places = functional.affine_grid(theta, [n, 4, SIDE, SIDE], align_corners=False)
    return functional.grid_sample(photos, places, padding_mode="border", align_corners=False)


def _lent_maps(pictures: Tensor, photos: Tensor, random: torch.Generator) -> Tensor:
    """Some of those without skin get the map of another photo: what is skin is told by the map alone."""
    peopled = photos[photos[:, 3].amax((1, 2)) > 0.5, 3]
    lent = functional.avg_pool2d(peopled[torch.randint(len(peopled), (len(pictures),), generator=random)], 2)
    bare = pictures[:, 3].amax((1, 2)) < 0.05
    given = bare & (torch.rand(len(pictures), generator=random) < 0.5)
    maps = torch.where(given[:, None, None], lent, pictures[:, 3])
    return torch.cat([pictures[:, :3], maps[:, None]], 1)


def _developed(pictures: Tensor, style: int, random: torch.Generator) -> Tensor:
    """As other cameras, lights and hands would have given them: each photo, all of a task, and (a little) all
    of its first ``style`` photos alike.
    """
    m, k = pictures.shape[:2]

    def normal(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=random)

    amount = torch.rand(m, 1, 1, generator=random)
    stops = amount * 0.8 * normal(m, k, 1) + 0.4 * normal(m, 1, 1)
    warm = amount * 0.2 * normal(m, k, 1) + 0.12 * normal(m, 1, 1)
    green = amount * 0.06 * normal(m, k, 1) + 0.04 * normal(m, 1, 1)
    apart = (torch.arange(k) < style)[None, :, None] * torch.rand(m, 1, 1, generator=random)
    stops, warm = stops + apart * 0.2 * normal(m, 1, 1), warm + apart * 0.05 * normal(m, 1, 1)
    gains = torch.exp2(stops + torch.cat([warm, green, -warm], 2))[..., None, None]
    linear = decode(pictures[:, :, :3]) * gains
    rgb = encode(torch.where(linear > 0.8, 1.0 - 0.2 * torch.exp(-(linear - 0.8) / 0.2), linear))
    hard = torch.exp(0.15 * amount * normal(m, k, 1) + 0.12 * normal(m, 1, 1))[..., None, None]
    rgb = 0.45 + (rgb - 0.45) * hard
    bright = luma(rgb.movedim(2, -1)).movedim(-1, 2)
    vivid = torch.exp(0.2 * amount * normal(m, k, 1) + 0.2 * normal(m, 1, 1))[..., None, None]
    rgb = (bright + (rgb - bright) * vivid).clamp(0.0, 1.0)
    return torch.cat([rgb, pictures[:, :, 3:]], 2)
