"""The definition of applying a look-up table at full resolution, in torch, on any device.

The meaning is that of :mod:`studio.styles.lut`: ``y = x + strength * (f(c) - c)`` with ``c = clamp(x, 0, 1)``
and ``f`` the table (shaper linear, cube tetrahedral). Every pixel is computed on its own with operations that
round the same wherever the pixel lies, so that any cut into strips gives the same bits.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from studio.kernels.interpolation import corners_and_weights, weighted_sum
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
    """Tetrahedral interpolation among ``nodes`` (S^3, 3) for planes (3, n); (3, n), strided."""
    corners, weights = corners_and_weights(_position(planes, domain, size), size)
    return weighted_sum(nodes, corners, weights).t()
