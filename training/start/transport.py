"""Colour transport: what turns the colours of one set of photos into those of another.

Everything here works on batches of tasks at once, in encoded sRGB. ``cloud`` is (m, n, 3), the colours of m
sets. A ``table`` is (m, N, N, N, 3), indexed [blue, green, red]: the excess over the identity at even nodes.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

TABLE_SIZE = 17
"""Nodes an axis of the tables that are estimated from photos."""


def nodes(size: int) -> Tensor:
    """(size, size, size, 3): red, green, blue of a table's nodes."""
    along = torch.linspace(0.0, 1.0, size)
    blue, green, red = torch.meshgrid(along, along, along, indexing="ij")
    return torch.stack([red, green, blue], -1)


def monge_kantorovich(source: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
    """The linear map (m, 3, 3) and offset (m, 3) between two clouds taken as Gaussian.

    F. Pitié, A. Kokaram: The linear Monge-Kantorovitch linear colour mapping for example-based colour
    transfer, 2007.
    """
    a, b = source.double(), target.double()
    mean_a, mean_b = a.mean(1, keepdim=True), b.mean(1, keepdim=True)
    eye = 3e-4 * torch.eye(3, dtype=torch.float64)
    cov_a = (a - mean_a).transpose(1, 2) @ (a - mean_a) / a.shape[1] + eye
    cov_b = (b - mean_b).transpose(1, 2) @ (b - mean_b) / b.shape[1] + eye
    root, inverse = _power(cov_a, 0.5), _power(cov_a, -0.5)
    matrix = inverse @ _power(root @ cov_b @ root, 0.5) @ inverse
    offset = mean_b[:, 0] - torch.einsum("mij,mj->mi", matrix, mean_a[:, 0])
    return matrix.float(), offset.float()


def linear_table(matrix: Tensor, offset: Tensor, size: int) -> Tensor:
    """The table of a linear map, its results clamped to 0 to 1."""
    at = nodes(size)
    mapped = torch.einsum("mij,bgrj->mbgri", matrix, at) + offset[:, None, None, None]
    return mapped.clamp(0.0, 1.0) - at


def sliced_transport(source: Tensor, target: Tensor, turns: Tensor, step: float = 0.5) -> Tensor:
    """Where each colour of ``source`` moves, as differences (m, n, 3).

    Iterative distribution transfer: in each of the orthogonal bases ``turns`` (k, 3, 3) the sorted
    coordinates are moved ``step`` of the way to the other cloud's, half as far in the second half of the
    turns. Both clouds have n colours. F. Pitié et al., Automated colour grading using colour
    distribution transfer, 2007.
    """
    # NumPy sorts several times faster than torch.
    moved, aim = source.numpy().copy(), target.numpy()
    for i, turn in enumerate(turns.numpy()):
        a = moved @ turn
        moves = np.empty_like(a)
        sorted_ = np.sort((aim @ turn).transpose(0, 2, 1), -1).transpose(0, 2, 1)
        order = np.argsort(a.transpose(0, 2, 1), -1).transpose(0, 2, 1)
        np.put_along_axis(moves, order, sorted_, 1)
        share = np.float32(step if i < len(turns) // 2 else step / 2)
        moved += share * (moves - a) @ turn.T
    return torch.from_numpy(moved) - source


def random_turns(count: int, generator: torch.Generator) -> Tensor:
    """(count, 3, 3): random orthogonal bases."""
    turns: Tensor = torch.linalg.qr(torch.randn(count, 3, 3, generator=generator)).Q
    return turns


def fitted_table(colours: Tensor, moves: Tensor, size: int, smooth: float = 0.4, rounds: int = 80) -> Tensor:
    """The smooth table whose interpolation explains ``moves`` (m, n, 3) at ``colours`` (m, n, 3).

    Where there are no colours it carries on what is near. ``smooth`` weighs smoothness against the data.
    """
    m, n, _ = colours.shape
    place = (colours * (size - 1)).clamp(0.0, size - 1 - 1e-4)
    low = place.floor().long()
    part = place - low
    sums = torch.zeros(m, size**3, 4)
    for corner in range(8):
        step = torch.tensor([corner & 1, corner >> 1 & 1, corner >> 2])
        weight = torch.where(step.bool(), part, 1.0 - part).prod(2, keepdim=True)
        index = ((low + step) * torch.tensor([1, size, size * size])).sum(2)
        entry = torch.cat([moves * weight, weight], 2)
        sums.scatter_add_(1, index[..., None].expand(-1, -1, 4), entry)
    grid = sums.transpose(1, 2).reshape(m, 4, size, size, size)
    wanted, weight = grid[:, :3], grid[:, 3:]
    strength = n / size**3 * smooth
    table = wanted / (weight + 1e-3)
    for _ in range(rounds):
        table = (wanted + strength * _blurred(table)) / (weight + strength)
    return table.permute(0, 2, 3, 4, 1)


def look_up(colours: Tensor, tables: Tensor) -> Tensor:
    """What the tables add at colours (m, n, 3), trilinear, clamped at the borders."""
    places = colours.clamp(0.0, 1.0) * 2.0 - 1.0
    read = functional.grid_sample(
        tables.permute(0, 4, 1, 2, 3),
        places[:, None, None],
        mode="bilinear",
        padding_mode="border",
        align_corners=True,
    )
    return read[:, :, 0, 0].transpose(1, 2)


def resized_table(table: Tensor, size: int) -> Tensor:
    """The table at ``size`` nodes an axis, trilinear."""
    channels = table.permute(0, 4, 1, 2, 3)
    scaled = functional.interpolate(channels, (size,) * 3, mode="trilinear", align_corners=True)
    return scaled.permute(0, 2, 3, 4, 1)


def _blurred(table: Tensor) -> Tensor:
    """Binomial means over the neighbours along each axis, the border repeated: (m, 3, N, N, N)."""
    for axis in (2, 3, 4):
        size = table.shape[axis]
        first, last = table.narrow(axis, 0, 1), table.narrow(axis, size - 1, 1)
        wide = torch.cat([first, table, last], axis)
        table = 0.25 * wide.narrow(axis, 0, size) + 0.5 * table + 0.25 * wide.narrow(axis, 2, size)
    return table


def _power(covariance: Tensor, exponent: float) -> Tensor:
    values, vectors = torch.linalg.eigh(covariance)
    powers = values.clamp_min(1e-9) ** exponent
    result: Tensor = vectors @ torch.diag_embed(powers) @ vectors.transpose(1, 2)
    return result
