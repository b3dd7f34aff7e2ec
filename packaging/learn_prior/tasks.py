"""Made-up tasks: random photos on either side of a random look, which may depend on picture and place."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from learn_prior.people import backgrounds, peopled
from training.colour import decode, encode, luma
from training.start.grade import Grade, Traits, skin_map_of, traits_of
from training.start.prior_net import SIDE
from training.start.random_looks import SIZE, random_looks
from training.start.transport import look_up, nodes


class Task(NamedTuple):
    """m tasks: photos in the style (m, k, 4, 32, 32), ordinary ones, and the look as a grade of m."""

    style: Tensor
    ordinary: Tensor
    truth: Grade


def draw(
    photos: Tensor, tasks: int, style: int, ordinary: int, random: torch.Generator, wildest: float = 1.0
) -> Task:
    """From photos (n, 4, 64, 64) with their skin maps; no photo stands on two sides of a task."""
    count = style + ordinary
    chosen = torch.stack([_dealt(photos, style, ordinary, random) for _ in range(tasks)])
    pictures = _parts(photos[chosen.flatten()], random)
    pictures = peopled(pictures, photos, random).view(tasks, count, 4, SIDE, SIDE)
    pictures = backgrounds(pictures, style, random)
    pictures = _developed(pictures, style, random)
    before = pictures[:, style:]
    grade = _look(before, random, wildest)
    # Grade by grade: each task has its own look for all of its photos.
    graded = torch.stack([_of(grade, index).apply(pictures[index, :style]) for index in range(tasks)])
    return Task(torch.cat([graded, pictures[:, :style, 3:]], 2), before, grade)


def _of(grade: Grade, index: int) -> Grade:
    one = slice(index, index + 1)
    centre = Traits(*(part[one] for part in grade.centre))
    return Grade(grade.pull[one], centre, grade.table[one], grade.skin[one], grade.vignette[one])


def _look(ordinary: Tensor, random: torch.Generator, wildest: float) -> Grade:
    """m random looks: to a norm (at times), colour, skin apart, vignette, around what is ordinary."""
    m, k = ordinary.shape[:2]

    def normal(width: int = 1) -> Tensor:
        return torch.randn(m, width, generator=random)

    def at_times(share: float, low: float = 0.0, high: float = 1.0) -> Tensor:
        used = torch.rand(m, 1, generator=random) < share
        return used * (low + (high - low) * torch.rand(m, 1, generator=random))

    traits = traits_of(ordinary[:, :, :3].flatten(3).transpose(2, 3).flatten(0, 1))
    centre = Traits(*(part.view(m, k, -1).mean(1) for part in traits))
    adaptive = at_times(0.5, 1.0)
    pull = adaptive * torch.cat([at_times(0.7, 0.2), 0.8 * at_times(0.6, 0.2), at_times(0.5, 0.2)], 1)
    apart = at_times(0.3, 1.0)
    skin = skin_map_of(
        1.0 + apart * 0.1 * normal(),
        apart * (0.04 * normal(3) + 0.03 * normal()),
        torch.exp(apart * 0.2 * normal()),
    )
    corners = at_times(0.35, 1.0) * torch.cat([-0.3 + 0.2 * normal(), 0.1 * normal()], 1)
    # An exposure for all is part of the look, also of one that brings to a norm.
    at = nodes(SIZE).view(1, -1, 3)
    stops = at_times(0.5, 1.0) * 0.4 * normal()
    lighter = encode((decode(at) * torch.exp2(stops)[:, None]).clamp(0.0, 2.0)).clamp(0.0, 1.0)
    tables = random_looks(m, random, wildest) - nodes(SIZE)
    table = (lighter + look_up(lighter, tables)).clamp(0.0, 1.0).view(tables.shape) - nodes(SIZE)
    return Grade(pull, centre, table, skin, corners)


def _dealt(photos: Tensor, style: int, ordinary: int, random: torch.Generator) -> Tensor:
    """Indices of a task's photos; style and ordinary ones lean apart in light, warmth or colour.

    So the folders of users do: what is unlike between them must not be taken for the look.
    """
    rgb = photos[:, :3].mean((2, 3))
    spread = photos[:, :3].amax(1).mean((1, 2)) - photos[:, :3].amin(1).mean((1, 2))
    traits = torch.stack([luma(rgb)[:, 0], rgb[:, 0] - rgb[:, 2], rgb[:, 1] - rgb[:, 0], spread], 1)
    traits = (traits - traits.mean(0)) / traits.std(0)
    away = torch.randn(4, generator=random)
    lean = 1.2 * torch.rand(1, generator=random) ** 2 * away / away.norm()
    keys = torch.randn(len(photos), generator=random) + traits @ lean
    order = keys.argsort()
    return torch.cat([order[len(order) - style :], order[:ordinary]])


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
    stops, warm = stops + apart * 0.15 * normal(m, 1, 1), warm + apart * 0.04 * normal(m, 1, 1)
    gains = torch.exp2(stops + torch.cat([warm, green, -warm], 2))[..., None, None]
    linear = decode(pictures[:, :, :3]) * gains
    rgb = encode(torch.where(linear > 0.8, 1.0 - 0.2 * torch.exp(-(linear - 0.8) / 0.2), linear))
    hard = torch.exp(0.15 * amount * normal(m, k, 1) + 0.12 * normal(m, 1, 1))[..., None, None]
    rgb = 0.45 + (rgb - 0.45) * hard
    bright = luma(rgb.movedim(2, -1)).movedim(-1, 2)
    vivid = torch.exp(0.2 * amount * normal(m, k, 1) + 0.2 * normal(m, 1, 1))[..., None, None]
    rgb = (bright + (rgb - bright) * vivid).clamp(0.0, 1.0)
    return torch.cat([rgb, pictures[:, :, 3:]], 2)
