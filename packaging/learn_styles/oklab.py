"""OkLab (Björn Ottosson, 2020) for torch tensors (n, 3, h, w), differentiable."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

_RGB_TO_LMS = torch.tensor(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LMS_TO_LAB = torch.tensor(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_LMS_TO_RGB = torch.from_numpy(np.linalg.inv(_RGB_TO_LMS.double().numpy())).float()
_LAB_TO_LMS = torch.from_numpy(np.linalg.inv(_LMS_TO_LAB.double().numpy())).float()
# Away from 0, where the cube root's slope has no end.
_FLOOR = 1e-5


def decode(encoded: Tensor) -> Tensor:
    """sRGB-encoded values from 0 to linear light (IEC 61966-2-1)."""
    return torch.where(encoded <= 0.04045, encoded / 12.92, ((encoded.clamp(min=0.0) + 0.055) / 1.055) ** 2.4)


def encode(linear: Tensor) -> Tensor:
    """The inverse of :func:`decode`."""
    power = 1.055 * linear.clamp(min=0.0031308) ** (1 / 2.4) - 0.055
    return torch.where(linear <= 0.0031308, linear * 12.92, power)


def to_oklab(encoded: Tensor) -> Tensor:
    """sRGB-encoded colours, clamped to 0 to 1, to L (0 to 1), a, b."""
    linear = decode(encoded.clamp(0.0, 1.0))
    return _times((_times(linear, _RGB_TO_LMS) + _FLOOR) ** (1 / 3), _LMS_TO_LAB)


def to_rgb(lab: Tensor) -> Tensor:
    """L, a, b to sRGB-encoded colours, cut at 0 and 1."""
    return encode(_times(_times(lab, _LAB_TO_LMS) ** 3 - _FLOOR, _LMS_TO_RGB).clamp(0.0, 1.0))


def _times(colours: Tensor, matrix: Tensor) -> Tensor:
    return torch.einsum("ij,njhw->nihw", matrix, colours)
