"""What tables of looks are composed of."""

from __future__ import annotations

import torch
from torch import Tensor

from training.start.prior_net import Basis
from training.start.random_looks import SIZE

_EVERYWHERE = 0.1


def density(colours: Tensor) -> Tensor:
    """(9 * 9 * 9 * 3): how much of colours (n, 3) lies near each node, a little everywhere; mean 1."""
    place = (colours.clamp(0.0, 1.0) * (SIZE - 1)).round().long()
    index = (place * torch.tensor([1, SIZE, SIZE * SIZE])).sum(1)
    count = torch.bincount(index, minlength=SIZE**3).float()
    share = (1.0 - _EVERYWHERE) * count / count.mean() + _EVERYWHERE
    return share[:, None].expand(-1, 3).flatten()


def set_basis(basis: Basis, tables: Tensor, weight: Tensor) -> float:
    """Principal components of tables (n, 9, 9, 9, 3) by ``weight``; returns the share that they leave out."""
    flat = tables.flatten(1)
    count = len(basis.weights)
    root = weight.sqrt()
    _, values, vectors = torch.linalg.svd(flat * root, full_matrices=False)
    deviation = values[:count] / len(flat) ** 0.5
    basis.project.copy_(vectors[:count] * root / deviation[:, None])
    coefficients = basis.coefficients(tables)
    basis.compose.copy_(torch.linalg.lstsq(coefficients, flat).solution)
    share = values.square() / values.square().sum()
    basis.weights.copy_(share[:count])
    return float(1.0 - share[:count].sum())
