"""What speaks for plain looks: smooth, ordered, small where nothing asks for more, and near the start."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from studio.generators.photographic import Look
from training.colour import lab_distance, to_lab

_BENDS, _ORDER = 50.0, 0.6
_GRID_SIZE, _GRID_JUMPS, _GAINS_SIZE, _GAINS_JUMPS = 0.5, 1.0, 0.05, 0.05
_LEAST_SLOPE = 0.05
_GRAYS = 4.0
NODES = 17
"""So many nodes an axis of a cube are looked at, at least: a fraction of 1/255 off, in a fifth the time."""


def plainness(look: Look) -> Tensor:
    """One number for the whole batch: what bends, disorder and blotches cost."""
    grid, gains = look.grid, look.gains
    jumps = sum((grid.diff(dim=dim).abs().mean() for dim in (1, 2, 3)), grid.new_zeros(()))
    rough = sum((gains.diff(dim=dim).abs().mean() for dim in (2, 3, 4)), gains.new_zeros(()))
    return (
        _BENDS * bends(look.cube)
        + _GRAYS * unevenness(look.cube)
        + _ORDER * disorder(look.cube)
        + _GRID_SIZE * grid.square().mean()
        + _GRID_JUMPS * jumps
        + _GAINS_SIZE * gains.square().mean()
        + _GAINS_JUMPS * rough
    )


def nodes_of(step: int) -> int:
    """How many nodes an axis a cube is evaluated at in a step of training: ``NODES``, and 20 in every other.

    Nobody would see what lies between nodes that are always the same: it would stay as wild as it began.
    """
    return NODES + 3 * (step % 2)


def bends(cube: Tensor) -> Tensor:
    """Mean squared second differences of cubes (n, N, N, N, 3) along their axes: banding."""
    along = (cube.diff(n=2, dim=dim).square().mean() for dim in (1, 2, 3))
    return sum(along, cube.new_zeros(()))


def unevenness(cube: Tensor) -> Tensor:
    """How unevenly grays rise in cubes (n, N, N, N, 3): where a gray ramp would band.

    Few photos hold much of the brightest and darkest grays, so that nothing else speaks for smooth slopes
    there. A smooth curve may bend, so that it is the change of bends that costs: mean squared third
    differences along the grays, in units of slope; and slopes that hardly rise, or fall.
    """
    steps = cube.shape[1] - 1
    grays = torch.arange(steps + 1, device=cube.device)
    slopes = cube[:, grays, grays, grays].diff(dim=1) * steps
    return slopes.diff(n=2, dim=1).square().mean() + functional.relu(_LEAST_SLOPE - 1.0 - slopes).mean()


def disorder(cube: Tensor) -> Tensor:
    """How far a channel falls as its own input rises. Slopes across channels are free: saturation."""
    steps = cube.shape[1] - 1
    slopes = (cube[..., channel].diff(dim=3 - channel) * steps + 1.0 for channel in range(3))
    return sum((functional.relu(_LEAST_SLOPE - slope).mean() for slope in slopes), cube.new_zeros(())) / 3.0


def strayed(one: Tensor, start: Tensor) -> Tensor:
    """Mean squared CIE Lab difference of encoded pictures (n, 3, h, w) from the start's."""
    apart = to_lab(one.movedim(1, -1)) - to_lab(start.movedim(1, -1))
    return apart.square().sum(-1).mean()


def outside(pictures: Tensor) -> Tensor:
    """How far colours lie outside 0 to 1, on average: what a file would clip."""
    return (pictures - pictures.clamp(0.0, 1.0)).abs().mean()


def difference(one: Tensor, other: Tensor) -> Tensor:
    """Mean CIE Lab difference of encoded pictures (n, 3, h, w): restoring, identity and consistency."""
    return lab_distance(one.movedim(1, -1), other.movedim(1, -1)).mean()
