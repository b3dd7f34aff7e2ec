"""Colour for training: torch tensors (n, 3, h, w) or (..., 3), differentiable where it says so."""

from __future__ import annotations

import torch
from torch import Tensor

from studio.imaging.transform import LUMA

_TO_XYZ = torch.tensor(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = torch.tensor([0.95047, 1.0, 1.08883])
_FLOOR = 1e-6


def decode(encoded: Tensor) -> Tensor:
    """sRGB-encoded values from 0 to linear light (IEC 61966-2-1)."""
    power = ((encoded.clamp(min=0.0) + 0.055) / 1.055).clamp_min(_FLOOR) ** 2.4
    return torch.where(encoded <= 0.04045, encoded / 12.92, power)


def encode(linear: Tensor) -> Tensor:
    """The inverse of :func:`decode`."""
    power = 1.055 * linear.clamp(min=0.0031308) ** (1 / 2.4) - 0.055
    return torch.where(linear <= 0.0031308, linear * 12.92, power)


def to_lab(encoded: Tensor) -> Tensor:
    """Colours (..., 3), clamped to 0 to 1, to CIE Lab (D65); with a slope everywhere."""
    xyz = decode(encoded.clamp(0.0, 1.0)) @ (_TO_XYZ / _WHITE[:, None]).to(encoded).T
    f = torch.where(xyz > 0.008856, xyz.clamp_min(_FLOOR) ** (1 / 3), 7.787 * xyz + 16 / 116)
    x, y, z = f.unbind(-1)
    return torch.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], -1)


def lab_distance(one: Tensor, other: Tensor) -> Tensor:
    """CIE 1976 differences (...) of encoded colours (..., 3), softened at zero so that they have a slope."""
    return ((to_lab(one) - to_lab(other)).square().sum(-1) + 1e-3).sqrt()


def luma(colours: Tensor) -> Tensor:
    """Rec. 601 luma (..., 1) of encoded (..., 3)."""
    return (colours * colours.new_tensor(LUMA)).sum(-1, keepdim=True)


def from_lab(lab: Tensor) -> Tensor:
    """The inverse of :func:`to_lab`, cut to what sRGB holds."""
    middle = (lab[..., 0] + 16) / 116
    f = torch.stack([middle + lab[..., 1] / 500, middle, middle - lab[..., 2] / 200], -1)
    xyz = torch.where(f > 0.206893, f**3, (f - 16 / 116) / 7.787)
    return encode((xyz @ torch.linalg.inv(_TO_XYZ / _WHITE[:, None]).to(lab).T).clamp(0.0, 1.0))
