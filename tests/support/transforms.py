"""Random pixel transforms and pixels for tests of the kernels."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from studio.imaging.image import Float32
from studio.imaging.transform import GRID_SHAPE, Axis, Cube, PixelTransform


def noise(seed: int, *shape: int, spread: float = 0.2) -> Float32:
    return np.random.default_rng(seed).uniform(-spread, spread, shape).astype(np.float32)


def cube(seed: int, size: int = 9, low: float = 0.0, high: float = 1.0, axis: Axis = "even") -> Cube:
    return Cube(noise(seed, size, size, size, 3), low, high, axis)


def transforms(seed: int = 0) -> dict[str, PixelTransform]:
    """One of each kind, and all in one."""
    root = cube(seed, 13, -0.3, 1.8, "root")
    other = cube(seed + 1, 13, -0.3, 1.8, "root")
    grid = noise(seed + 2, *GRID_SHAPE)
    detail, fine = noise(seed + 3, 37, 53), noise(seed + 4, 3, 1)
    mask = np.random.default_rng(seed).uniform(-0.5, 1.0, (7, 11, 2)).astype(np.float32)
    return {
        "nothing": PixelTransform(),
        "cube": PixelTransform(full=cube(seed)),
        "smallest cube": PixelTransform(full=cube(seed, 2)),
        "narrow cube": PixelTransform(full=cube(seed, 5, 0.2, 0.7)),
        "root cube": PixelTransform(full=root),
        "grid": PixelTransform(grid=grid),
        "detail": PixelTransform(detail=detail),
        "mask": PixelTransform(full=root, base=other, mask=mask),
        "mask without cubes": PixelTransform(detail=detail, base_detail=fine, mask=mask),
        "base and mask": PixelTransform(base=other, base_detail=detail, mask=mask),
        "base without mask": PixelTransform(base=other, base_detail=detail),
        "vignette": PixelTransform(vignette=-0.8),
        "grain": PixelTransform(grain=0.7),
        "all": PixelTransform(root, other, grid, detail, fine, mask, 0.4, 0.6),
    }


def extended(seed: int, height: int, width: int) -> Float32:
    """(h, w, 3): values within and beyond 0 to 1, grays, corners and exact nodes, where tetrahedra meet."""
    rgb = np.random.default_rng(seed).uniform(-0.4, 1.9, (height, width, 3)).astype(np.float32)
    flat = rgb.reshape(-1, 3)
    flat[::5] = flat[::5, :1]
    flat[::7] = np.round(flat[::7] * 4) / 4
    return rgb


def stored(rgb: Float32, dtype: npt.DTypeLike) -> npt.NDArray[Any]:
    """``rgb`` as pixels of one of the types."""
    if np.dtype(dtype) == np.float32:
        return rgb
    top = np.iinfo(dtype).max
    result: npt.NDArray[Any] = np.round(np.clip(rgb, 0, 1) * top).astype(dtype)
    return result
