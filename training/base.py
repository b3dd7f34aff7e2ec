"""A colour cube as the base of a generator: where its game starts."""

from __future__ import annotations

import torch
from torch import Tensor

from studio.generators.photographic import PhotographicNet, splines


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
