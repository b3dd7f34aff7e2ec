"""Like with like: photos cut into parts that are compared with the same parts of other photos.

What belongs to which part is read off ranks within the photo, of one without the style or of a finished one
alike: a tone curve, which keeps ranks, does not move a pixel from part to part, and a folder with more sky
than another one has no more "bright and smooth" to compare.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.colour import luma

PARTS = 7
"""Skin, then dark, middle and bright, each smooth and full of edges."""
RINGS = 3
"""Centre, between, corners."""
SKIN = 0
_COVERED = 0.5
_EDGED = 0.65
_RING_ENDS = (0.3, 0.62)


def parts(pictures: Tensor, skin: Tensor) -> np.ndarray:
    """int64 (n, h * w), 0 to PARTS - 1: each pixel's part in (n, 3, h, w); ``skin`` (n, h, w), 0 to 1."""
    light = luma(pictures.movedim(1, -1))[..., 0]
    tone = (_ranks(light) * 3).astype(np.int64).clip(0, 2)
    across = functional.pad(light[:, :, 2:] - light[:, :, :-2], (1, 1))
    down = functional.pad(light[:, 2:] - light[:, :-2], (0, 0, 1, 1))
    # Against the light around, so that what a curve makes darker is not smoother for it.
    around = functional.avg_pool2d(light[:, None], 9, 1, 4, count_include_pad=False)[:, 0]
    edged = _ranks((across.square() + down.square()).sqrt() / (around + 0.05)) > _EDGED
    found = 1 + 2 * tone + edged
    return np.where(skin.flatten(1).numpy() > _COVERED, SKIN, found)


def rings(height: int, width: int) -> np.ndarray:
    """int64 (h * w): 0 in the centre, RINGS - 1 in the corners."""
    v = (np.arange(height) + 0.5) * (2 / height) - 1
    u = (np.arange(width) + 0.5) * (2 / width) - 1
    return np.searchsorted(_RING_ENDS, ((u[None] ** 2 + v[:, None] ** 2) / 2).ravel())


def _ranks(values: Tensor) -> np.ndarray:
    """(n, p), 0 to 1: each pixel's place among those of its photo; equal ones share one."""
    flat = values.flatten(1).contiguous()
    ordered = torch.from_numpy(np.sort(flat.numpy(), 1))
    return (torch.searchsorted(ordered, flat) / flat.shape[1]).numpy()
