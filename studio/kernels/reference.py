"""The definition of what happens to every pixel, in torch, on any device.

The formulas stand in :mod:`studio.imaging.transform`; the native kernels give the same within 1/255 of 8-bit
white. Each pixel is computed on its own, and its place in the picture alone says which nodes of the maps it
meets: any cut into strips gives the same bits. Not-a-number counts as the lower end of whatever is looked up
with it, and stays not-a-number in its own channel.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from studio.imaging.image import Float32
from studio.imaging.transform import LUMA, Cube, PixelTransform, Place
from studio.kernels.finish import (
    GRAIN_STRENGTH,
    VIGNETTE_START,
    grain_level,
    grain_places,
    grain_tile,
    vignette_radii,
)
from studio.kernels.interpolation import corners_and_weights, places, weighted_sum

# Pixels a core works on at once: what an operation leaves behind is still in the cache for the next one.
BLOCK = 1 << 16
# Graphics processors want much work at once; this bounds their memory.
ACCELERATOR_BLOCK = 1 << 22


@dataclass(frozen=True, eq=False)
class DeviceTransform:
    """A pixel transform with its arrays on a device.

    ``full`` and ``base``: float32 (N^3, 3); ``grid``: (1, 12, 8, 16, 16); maps as in the transform.
    """

    transform: PixelTransform
    device: torch.device
    full: Tensor | None
    base: Tensor | None
    grid: Tensor | None
    detail: Tensor | None
    base_detail: Tensor | None
    mask: Tensor | None

    @staticmethod
    def of(transform: PixelTransform, device: torch.device) -> DeviceTransform:
        """The arrays of ``transform`` copied to ``device``."""

        def copied(array: Float32 | None, *shape: int) -> Tensor | None:
            if array is None:
                return None
            tensor = torch.tensor(array, device=device)
            return tensor.reshape(shape) if shape else tensor

        return DeviceTransform(
            transform,
            device,
            copied(None if transform.full is None else transform.full.excess, -1, 3),
            copied(None if transform.base is None else transform.base.excess, -1, 3),
            None if transform.grid is None else copied(np.moveaxis(transform.grid, -1, 0)[None]),
            copied(transform.detail),
            copied(transform.base_detail),
            copied(transform.mask),
        )


@torch.inference_mode()
def apply_transform(rgb: Tensor, transform: DeviceTransform, place: Place) -> Tensor:
    """What becomes of a strip: float32 (h, w, 3), extended sRGB, in and out, on the transform's device.

    ``place`` says where the strip lies; its size is the tensor's.
    """
    height, width = rgb.shape[:2]
    out = torch.empty_like(rgb)
    block = BLOCK if rgb.device.type == "cpu" else ACCELERATOR_BLOCK
    step = max(1, block // width)
    for start in range(0, height, step):
        rows = rgb[start : start + step]
        here = Place(place.top + start, place.left, place.width, place.height, place.scale)
        planes = _planes(rows.permute(2, 0, 1).contiguous(), transform, here)
        out[start : start + step] = planes.permute(1, 2, 0)
    return out


def luma(planes: Tensor) -> Tensor:
    """Rec. 601 of encoded planes (3, h, w)."""
    red, green, blue = planes
    result: Tensor = LUMA[0] * red + LUMA[1] * green + LUMA[2] * blue
    return result


def _planes(x: Tensor, transform: DeviceTransform, place: Place) -> Tensor:
    """The definition for planes (3, h, w)."""
    data = transform.transform
    cube = data.full or data.base
    corners = None if cube is None else _corners(x, cube)
    y = _with_cube(x, transform.full, corners)
    if transform.grid is not None:
        y = y + _affine(transform.grid, _clamped(y), place)
    if transform.detail is not None:
        y = y + _laid(transform.detail, place, y)
    if transform.mask is not None:
        base = _with_cube(x, transform.base, corners)
        if transform.base_detail is not None:
            base = base + _laid(transform.base_detail, place, x)
        slope = _laid(transform.mask[..., 0], place, x)
        offset = _laid(transform.mask[..., 1], place, x)
        y = base + _clamped(slope * luma(_clamped(x)) + offset) * (y - base)
    if data.vignette != 0.0:
        y = y * (1.0 + data.vignette * _vignette(place, y))
    if data.grain != 0.0:
        light = _clamped(luma(_clamped(y)))
        tone = 2.0 * torch.sqrt(light * (1.0 - light))
        y = y + GRAIN_STRENGTH * data.grain * tone * _grain(place, y)
    return y


def _clamped(values: Tensor) -> Tensor:
    return torch.nan_to_num(values, nan=0.0).clamp(0.0, 1.0)


def _corners(x: Tensor, cube: Cube) -> tuple[Tensor, Tensor]:
    bent = torch.nan_to_num(x.reshape(3, -1), nan=cube.low, posinf=cube.high, neginf=cube.low)
    low, high = cube.low, cube.high
    if cube.axis == "root":
        bent = bent.sign() * (bent.abs().sqrt() + bent.abs()) * 0.5
        low, high = (float(np.sign(end) * (np.sqrt(abs(end)) + abs(end)) * 0.5) for end in (low, high))
    last = cube.size - 1.0
    position = ((bent - low) * (last / (high - low))).clamp_(0.0, last)
    return corners_and_weights(position, cube.size)


def _with_cube(x: Tensor, nodes: Tensor | None, corners: tuple[Tensor, Tensor] | None) -> Tensor:
    if nodes is None or corners is None:
        return x
    return x + weighted_sum(nodes, *corners).t().reshape(x.shape)


def _tensors(
    start: int, count: int, size: int, nodes: int, device: torch.device
) -> tuple[Tensor, Tensor, Tensor]:
    """Lower nodes, upper nodes and fractions of :func:`places`."""
    lower, fraction = (torch.from_numpy(array).to(device) for array in places(start, count, size, nodes))
    return lower, (lower + 1).clamp_(max=nodes - 1), fraction


def _laid(values: Tensor, place: Place, like: Tensor) -> Tensor:
    """A map (h, w) laid over the picture, at the pixels of the planes ``like``."""
    rows, columns = like.shape[1:]
    above, below, down = _tensors(place.top, rows, place.height, values.shape[0], like.device)
    left, right, along = _tensors(place.left, columns, place.width, values.shape[1], like.device)
    lines = values[above] + (values[below] - values[above]) * down[:, None]
    near = lines[:, left]
    return near + (lines[:, right] - near) * along


def _affine(grid: Tensor, colour: Tensor, place: Place) -> Tensor:
    """The grid's transform of (colour, 1), trilinear in place and luma; planes like ``colour``."""
    rows, columns = colour.shape[1:]
    v = _across(place.top, rows, place.height, colour.device)
    u = _across(place.left, columns, place.width, colour.device)
    places = [u.expand(rows, columns), v[:, None].expand(rows, columns), luma(colour) * 2.0 - 1.0]
    # Its centres of pixels and its borders are the definition's.
    matrix = functional.grid_sample(
        grid, torch.stack(places, dim=-1)[None, None], "bilinear", "border", align_corners=False
    ).reshape(3, 4, rows, columns)
    return (matrix[:, :3] * colour).sum(dim=1) + matrix[:, 3]


def _across(start: int, count: int, size: int, device: torch.device) -> Tensor:
    """The middles of pixels ``start`` to ``start + count`` of ``size``, from -1 to 1 over the whole."""
    middles = (np.arange(start, start + count) + 0.5) * (2.0 / size) - 1.0
    return torch.from_numpy(middles.astype(np.float32)).to(device)


def _vignette(place: Place, like: Tensor) -> Tensor:
    by_row, by_column = (
        torch.from_numpy(part).to(like.device) for part in vignette_radii(place, *like.shape[1:])
    )
    radius = by_row[:, None] + by_column
    t = ((radius - VIGNETTE_START) / (1.0 - VIGNETTE_START)).clamp_(0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def _grain(place: Place, like: Tensor) -> Tensor:
    rows = grain_places(place.top, like.shape[1], place.scale)
    columns = grain_places(place.left, like.shape[2], place.scale)
    return torch.from_numpy(grain_tile(grain_level(place.scale))[np.ix_(rows, columns)]).to(like.device)
