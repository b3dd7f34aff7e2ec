"""The definition of applying a look-up table at full resolution, in torch, on any device.

The meaning is that of :mod:`studio.styles.lut`: ``y = x + strength * (f(c) - c)`` with ``c = clamp(x, 0, 1)``
and ``f`` the table (shaper linear, cube tetrahedral). Every pixel is computed on its own with operations that
round the same wherever the pixel lies, so that any cut into strips gives the same bits.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from studio.styles.lut import UNIT_DOMAIN, Domain, Lut, identity_grid

# Pixels a core works on at once: what an operation leaves behind is still in the cache for the next one.
BLOCK = 1 << 16
# Graphics processors want much work at once; this bounds their memory.
ACCELERATOR_BLOCK = 1 << 22


@dataclass(frozen=True, eq=False)
class LutTable:
    """A :class:`~studio.styles.lut.Lut` on a device.

    ``cube``: float32 (S, S, S, 3) [blue, green, red], or None. ``shaper``: float32 (N, 3), or None. Values
    are sRGB-encoded outputs. ``excess`` is the cube less the colour that each node stands for, flattened to
    (S^3, 3), where that says it all (see :func:`apply_lut`).
    """

    cube: Tensor | None
    domain: Domain
    shaper: Tensor | None
    shaper_domain: Domain
    excess: Tensor | None

    @staticmethod
    def of(lut: Lut, device: torch.device) -> LutTable:
        """The tables of ``lut`` copied to ``device``."""
        cube = shaper = excess = None
        if lut.cube is not None:
            cube = torch.tensor(lut.cube, device=device)
        if lut.shaper is not None:
            shaper = torch.tensor(lut.shaper, device=device)
        low, high = lut.domain
        if cube is not None and shaper is None and max(low) <= 0.0 and min(high) >= 1.0:
            nodes = torch.from_numpy(identity_grid(cube.shape[0], lut.domain)).to(device)
            excess = (cube - nodes).reshape(-1, 3)
        return LutTable(cube, lut.domain, shaper, lut.shaper_domain, excess)


@torch.inference_mode()
def apply_lut(rgb: Tensor, table: LutTable, strength: float = 1.0) -> Tensor:
    """``rgb`` in the look of ``table``; float32 (..., 3) in extended sRGB, in and out, on one device.

    ``strength`` 0 to 1.5. Tensors whose channels are contiguous planes are the fast ones, in and out.

    Tetrahedral interpolation gives linear functions back exactly. Where the domain holds all of 0 to 1, the
    excess of the cube over the identity is interpolated and added: one pass, and what the table leaves
    alone comes out bit by bit.
    """
    planes = rgb.reshape(-1, 3).t().contiguous()
    out = torch.empty_like(planes)
    excess = None if table.excess is None else table.excess * strength
    step = BLOCK if rgb.device.type == "cpu" else ACCELERATOR_BLOCK
    for start in range(0, planes.shape[1], step):
        block = planes[:, start : start + step]
        clamped = block.clamp(0.0, 1.0)
        if excess is not None and table.cube is not None:
            change = _through_cube(excess, table.cube.shape[0], table.domain, clamped)
        else:
            change = (_through(table, clamped) - clamped).mul_(strength)
        torch.add(block, change, out=out[:, start : start + step])
    return out.t().reshape(rgb.shape)


@torch.inference_mode()
def look_up(rgb: Tensor, table: LutTable) -> Tensor:
    """``f(rgb)``: the table alone, for conversions; float32 (..., 3), its channels contiguous planes."""
    planes = rgb.reshape(-1, 3).t().contiguous()
    out = torch.empty_like(planes)
    step = BLOCK if rgb.device.type == "cpu" else ACCELERATOR_BLOCK
    for start in range(0, planes.shape[1], step):
        out[:, start : start + step] = _through(table, planes[:, start : start + step])
    return out.t().reshape(rgb.shape)


def _through(table: LutTable, planes: Tensor) -> Tensor:
    """``f`` of planes (3, n)."""
    if table.shaper is not None:
        planes = _through_shaper(table.shaper, table.shaper_domain, planes)
    if table.cube is not None:
        planes = _through_cube(table.cube.reshape(-1, 3), table.cube.shape[0], table.domain, planes)
    return planes


def _position(planes: Tensor, domain: Domain, nodes: int) -> Tensor:
    """The place of each value along its axis, 0 to nodes - 1."""
    if domain == UNIT_DOMAIN:
        return (planes * (nodes - 1)).clamp_(0.0, nodes - 1.0)
    low, high = (torch.tensor(end, dtype=torch.float64)[:, None] for end in domain)
    scale = ((nodes - 1) / (high - low)).float().to(planes.device)
    return ((planes - low.float().to(planes.device)) * scale).clamp_(0.0, nodes - 1.0)


def _through_shaper(shaper: Tensor, domain: Domain, planes: Tensor) -> Tensor:
    position = _position(planes, domain, len(shaper))
    # Clamped as whole numbers too: NaN must not become an index.
    lower = position.to(torch.int32).clamp_(0, len(shaper) - 2)
    fraction = position.sub_(lower)
    rise = shaper[1:] - shaper[:-1]
    return torch.stack(
        [
            shaper[:, channel].index_select(0, lower[channel])
            + fraction[channel] * rise[:, channel].index_select(0, lower[channel])
            for channel in range(3)
        ]
    )


def _through_cube(nodes: Tensor, size: int, domain: Domain, planes: Tensor) -> Tensor:
    """Tetrahedral interpolation among ``nodes`` (S^3, 3) for planes (3, n); (3, n), strided.

    The path in the cell goes from the black corner along the axis of the largest fraction, then of the middle
    one, then of the smallest, to the white corner; each corner weighs the difference of two fractions.
    """
    position = _position(planes, domain, size)
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

    corners = torch.empty((len(first), 4), dtype=torch.int32, device=planes.device)
    corners[:, 0] = first
    step = red_first.mul_(1 - plane).add_(green_first.mul_(size - plane)).add_(plane)
    torch.add(first, step, out=corners[:, 1])
    last = first.add_(1 + size + plane)
    step = blue_last.mul_(plane - size).add_(red_last.mul_(1 - size)).add_(size)
    torch.sub(last, step, out=corners[:, 2])
    corners[:, 3] = last

    weights = torch.empty((len(first), 4), dtype=torch.float32, device=planes.device)
    weights[:, 0] = 1.0 - largest
    torch.sub(largest, middle, out=weights[:, 1])
    torch.sub(middle, least, out=weights[:, 2])
    weights[:, 3] = least
    return _weighted_sum(nodes, corners, weights).t()


def _weighted_sum(nodes: Tensor, corners: Tensor, weights: Tensor) -> Tensor:
    """(n, 3): the sum over k of ``weights[:, k] * nodes[corners[:, k]]``."""
    if nodes.device.type == "cpu":
        # Gathers, weighs and sums in one pass: an embedding of three features.
        return torch.nn.functional.embedding_bag(corners, nodes, mode="sum", per_sample_weights=weights)
    return _gathered_sum(nodes, corners, weights)


def _gathered_sum(nodes: Tensor, corners: Tensor, weights: Tensor) -> Tensor:
    total = nodes.index_select(0, corners[:, 0]) * weights[:, :1]
    for corner in range(1, 4):
        total += nodes.index_select(0, corners[:, corner]) * weights[:, corner : corner + 1]
    return total
