"""The definition of :mod:`studio.imaging.transform` for a batch of looks, differentiable: what training uses.

The pictures that a style changes in the program go through :mod:`studio.kernels`. Here gradients flow to the
look's cubes, grids and gains and to the pictures. The cube is interpolated tetrahedrally, as there.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from studio.imaging.transform import BAND_LIMIT, GAINS_SHAPE, LUMA

WHOLE = (0.0, 0.0, 1.0, 1.0)
"""The window of a whole picture: left, top, right, bottom."""


def apply_look(
    images: Tensor,
    cube: Tensor | None,
    grid: Tensor | None = None,
    gains: Tensor | None = None,
    windows: Tensor | None = None,
) -> Tensor:
    """The pictures in their looks, extended sRGB, (n, 3, h, w) like ``images``; not clamped.

    ``images``: extended sRGB, each the reference picture of the definition, or a part of it that lies at
    ``windows`` (n, 4): left, top, right, bottom in 0 to 1 of the whole (near a cut edge the luma bands then
    differ a little from those of the whole picture). ``cube`` (n, N, N, N, 3), ``grid`` (n, 8, 16, 16, 12)
    and ``gains`` (n, 3, 8, 16, 16) as in :class:`~studio.generators.parameters.LookParameters`; None is zero.
    """
    if windows is None:
        windows = images.new_tensor(WHOLE).expand(len(images), 4)
    out = images
    if cube is not None:
        out = out + cube_excess(images, cube)
    if grid is not None:
        clamped = out.clamp(0.0, 1.0)
        tables = grid.permute(0, 4, 1, 2, 3)
        affine = sliced(tables, luma(clamped), windows).view(len(out), 3, 4, *out.shape[2:])
        out = out + (affine[:, :, :3] * clamped[:, None]).sum(2) + affine[:, :, 3]
    if gains is not None:
        out = out + detail(luma(images.clamp(0.0, 1.0)), gains, windows)[:, None]
    return out


def luma(images: Tensor) -> Tensor:
    """Rec. 601 luma (n, h, w) of encoded (n, 3, h, w)."""
    red, green, blue = images.unbind(1)
    return LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue


def cube_excess(images: Tensor, cube: Tensor) -> Tensor:
    """What the cubes (n, N, N, N, 3) over 0 to 1 add to the colours of (n, 3, h, w)."""
    size = cube.shape[1]
    nodes = cube.reshape(len(cube), -1, 3)
    position = images.clamp(0.0, 1.0).flatten(2).transpose(1, 2) * (size - 1)
    lower = position.detach().floor().clamp(max=size - 2)
    fraction, order = (position - lower).sort(dim=2, descending=True)
    strides = torch.tensor([1, size, size * size], device=cube.device)
    corner = (lower.long() * strides).sum(2)
    # From the black corner of the cell to the white one, along the axis of the largest fraction first.
    total = _at(nodes, corner) * (1.0 - fraction[..., :1])
    for step in range(3):
        corner = corner + strides[order[..., step]]
        weight = fraction[..., step : step + 1]
        if step < 2:
            weight = weight - fraction[..., step + 1 : step + 2]
        total = total + _at(nodes, corner) * weight
    return total.transpose(1, 2).reshape(images.shape)


def bands(reference: Tensor) -> list[tuple[Tensor, Tensor]]:
    """The three luma bands of (n, h, w), fine first: (limited band, local mean), each half the size."""
    out = []
    for _ in range(GAINS_SHAPE[0]):
        smaller = functional.avg_pool2d(reference[:, None], 2, ceil_mode=True, count_include_pad=False)[:, 0]
        mean = _up(smaller, reference)
        band = reference - mean
        out.append((band / (1.0 + (band / BAND_LIMIT) ** 2), mean))
        reference = smaller
    return out


def detail(reference: Tensor, gains: Tensor, windows: Tensor) -> Tensor:
    """The detail map (n, h, w) of a reference luma (n, h, w), 0 to 1."""
    total: Tensor | None = None
    for index, (band, mean) in reversed(list(enumerate(bands(reference)))):
        changed = sliced(gains[:, index, None], mean, windows)[:, 0] * band
        total = changed if total is None else changed + _up(total, changed)
    assert total is not None
    return total


def _at(nodes: Tensor, index: Tensor) -> Tensor:
    return torch.gather(nodes, 1, index[..., None].expand(-1, -1, 3))


def _up(small: Tensor, like: Tensor) -> Tensor:
    """Twice the size, bilinear at half-pixel centres, cut to ``like``'s size where that is odd."""
    height, width = like.shape[1:]
    doubled = functional.interpolate(small[:, None], scale_factor=2.0, mode="bilinear", align_corners=False)
    return doubled[:, 0, :height, :width]


def sliced(tables: Tensor, guide: Tensor, windows: Tensor) -> Tensor:
    """Tables (n, c, 8, 16, 16) read at the place and the guide (n, h, w): (n, c, h, w)."""
    count, height, width = guide.shape
    left, top, right, bottom = (windows[:, i, None] for i in range(4))
    along = (torch.arange(width, dtype=guide.dtype, device=guide.device) + 0.5) / width
    down = (torch.arange(height, dtype=guide.dtype, device=guide.device) + 0.5) / height
    u = (left + (right - left) * along)[:, None, :].expand(count, height, width)
    v = (top + (bottom - top) * down)[:, :, None].expand(count, height, width)
    # Border padding with corners unaligned is the definition's half-pixel centres, clamped.
    places = torch.stack([u, v, guide], -1) * 2.0 - 1.0
    read = functional.grid_sample(
        tables, places[:, None], mode="bilinear", padding_mode="border", align_corners=False
    )
    return read[:, :, 0]
