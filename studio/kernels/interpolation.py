"""Interpolation among the nodes of tables and maps: the arithmetic that the definitions share."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from studio.imaging.image import Float32


def places(start: int, count: int, size: int, nodes: int) -> tuple[npt.NDArray[np.int64], Float32]:
    """Where pixels ``start`` to ``start + count`` of ``size`` lie among the ``nodes`` of a map over them all.

    The lower node, at most ``nodes - 2`` (0 where there is one node), and the way from it to the next, 0 to
    1: half-pixel centres, clamped to the outer nodes. Float64 until the end.
    """
    place = (np.arange(start, start + count) + 0.5) * nodes / size - 0.5
    place = np.clip(place, 0.0, nodes - 1.0)
    lower = np.minimum(place.astype(np.int64), max(nodes - 2, 0))
    return lower, (place - lower).astype(np.float32)


def corners_and_weights(position: Tensor, size: int) -> tuple[Tensor, Tensor]:
    """The four nodes of the tetrahedron around each place, int32 (n, 4), and their weights, float32 (n, 4).

    ``position``: (3, n), red, green, blue, 0 to size - 1; it is used up. Nodes are numbered with red fastest.

    The path in the cell goes from the black corner along the axis of the largest fraction, then of the middle
    one, then of the smallest, to the white corner; each corner weighs the difference of two fractions.
    """
    # Clamped as whole numbers too: NaN must not become an index.
    lower = position.to(torch.int32).clamp_(0, size - 2)
    red, green, blue = position.sub_(lower)
    first = lower[2].mul_(size).add_(lower[1]).mul_(size).add_(lower[0])

    larger, smaller = torch.maximum(red, green), torch.minimum(red, green)
    largest, least = torch.maximum(larger, blue), torch.minimum(smaller, blue)
    middle = torch.maximum(smaller, torch.minimum(larger, blue))

    # Which axis is the largest and which the least, as numbers of 0 and 1: `where` is slower by far.
    red_green, green_blue, red_blue = red >= green, green >= blue, red >= blue
    plane = size * size
    red_first = (red_green & red_blue).to(torch.int32)
    green_first = (green_blue & ~red_green).to(torch.int32)
    blue_last = (green_blue & red_blue).to(torch.int32)
    red_last = (~red_green & ~red_blue).to(torch.int32)

    corners = torch.empty((len(first), 4), dtype=torch.int32, device=position.device)
    corners[:, 0] = first
    step = red_first.mul_(1 - plane).add_(green_first.mul_(size - plane)).add_(plane)
    torch.add(first, step, out=corners[:, 1])
    last = first.add_(1 + size + plane)
    step = blue_last.mul_(plane - size).add_(red_last.mul_(1 - size)).add_(size)
    torch.sub(last, step, out=corners[:, 2])
    corners[:, 3] = last

    weights = torch.empty((len(first), 4), dtype=torch.float32, device=position.device)
    weights[:, 0] = 1.0 - largest
    torch.sub(largest, middle, out=weights[:, 1])
    torch.sub(middle, least, out=weights[:, 2])
    weights[:, 3] = least
    return corners, weights


def weighted_sum(nodes: Tensor, corners: Tensor, weights: Tensor) -> Tensor:
    """(n, features): the sum over k of ``weights[:, k] * nodes[corners[:, k]]``."""
    if nodes.device.type == "cpu":
        # Gathers, weighs and sums in one pass: an embedding.
        return torch.nn.functional.embedding_bag(corners, nodes, mode="sum", per_sample_weights=weights)
    return _gathered_sum(nodes, corners, weights)


def _gathered_sum(nodes: Tensor, corners: Tensor, weights: Tensor) -> Tensor:
    total = nodes.index_select(0, corners[:, 0]) * weights[:, :1]
    for corner in range(1, corners.shape[1]):
        total += nodes.index_select(0, corners[:, corner]) * weights[:, corner : corner + 1]
    return total
