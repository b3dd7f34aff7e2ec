"""A network's colour cube: laid as the base that its game starts from, and read off what it does."""

from __future__ import annotations

import torch
from torch import Tensor

from studio.generators.parameters import LATENT
from studio.generators.photographic import PhotographicNet, splines
from training.examples import Examples, square

_MOST, _BATCH = 64, 8


def lay_base(net: PhotographicNet, cube: Tensor) -> None:
    """Make the base of ``net`` the splines nearest to a table (N, N, N, 3), an excess; N is at least 17.

    Least squares along each axis. Raises ValueError for a smaller table.
    """
    controls, size = net.base.shape[0], cube.shape[0]
    if size < controls:
        raise ValueError(f"a table of {size} nodes does not tell {controls} control points")
    inverse = torch.linalg.pinv(splines(controls, size).double())
    base = cube.detach().double().cpu()
    for axis in range(3):
        base = torch.movedim(torch.tensordot(base, inverse, ([axis], [1])), -1, axis)
    with torch.no_grad():
        net.base.copy_(base)


def mean_cube(net: PhotographicNet, examples: Examples) -> Tensor:
    """(33, 33, 33, 3), an excess: what the network does on average to the first 64 of its photos."""
    photos = [*examples.ordinary, *examples.style, *(before for before, _ in examples.pairs)]
    seen = torch.stack([square(photo) for photo in photos[:_MOST]])
    with torch.no_grad():
        cubes = [net(one, torch.zeros(len(one), LATENT)).cube.sum(0) for one in torch.split(seen, _BATCH)]
    return torch.stack(cubes).sum(0) / len(seen)
