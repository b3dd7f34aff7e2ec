"""Colour spaces: the sRGB curve, matrices, CIE Lab and colour difference.

Functions on pixels take numpy arrays or torch tensors alike (array API), in any shape (..., 3), and answer
in the type that came in.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
from array_api_compat import array_namespace

Float64 = npt.NDArray[np.float64]
Array = Any  # a numpy array or a torch tensor; there is no common type without importing torch

# CIE 1931 2°, XYZ with Y = 1. D50 as the ICC's profile connection space gives it (ICC.1:2010, 7.2.16).
D65 = (0.95047, 1.0, 1.08883)
D50 = (0.9642, 1.0, 0.8249)

# Luminance weights of linear sRGB (IEC 61966-2-1).
LUMINANCE = (0.2126, 0.7152, 0.0722)

Chromaticities = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
SRGB_PRIMARIES: Chromaticities = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
D65_XY = (0.3127, 0.3290)
D50_XY = (0.3457, 0.3585)


def srgb_decode(encoded: Array) -> Array:
    """sRGB-encoded values to linear light (IEC 61966-2-1), mirrored at 0: f(-x) = -f(x). Not clamped."""
    xp = array_namespace(encoded)
    size = abs(encoded)
    linear = xp.where(size <= 0.04045, size / 12.92, ((size + 0.055) / 1.055) ** 2.4)
    return xp.copysign(linear, encoded)


def srgb_encode(linear: Array) -> Array:
    """Linear light to sRGB-encoded values, mirrored at 0; the inverse of :func:`srgb_decode`."""
    xp = array_namespace(linear)
    size = abs(linear)
    # The power is also computed where it is not used: away from 0, so that a gradient stays finite.
    power = xp.where(size <= 0.0031308, xp.ones_like(size), size)
    encoded = xp.where(size <= 0.0031308, size * 12.92, 1.055 * power ** (1.0 / 2.4) - 0.055)
    return xp.copysign(encoded, linear)


def colour_grid(red: Float64, green: Float64, blue: Float64) -> npt.NDArray[np.float32]:
    """The colours of the nodes of a cube with those values (n,) an axis: (b, g, r, 3), indexed [b, g, r]."""
    b, g, r = np.meshgrid(blue, green, red, indexing="ij")
    return np.stack([r, g, b], axis=-1).astype(np.float32)


def white_xyz(xy: tuple[float, float]) -> Float64:
    """Chromaticity (x, y) to XYZ with Y = 1."""
    x, y = xy
    return np.array([x / y, 1.0, (1.0 - x - y) / y])


def rgb_to_xyz_matrix(primaries: Chromaticities, white: tuple[float, float]) -> Float64:
    """3x3: linear RGB of those primaries and that white (x, y) to XYZ under the same white."""
    columns = np.stack([white_xyz(xy) for xy in primaries], axis=1)
    return np.asarray(columns * np.linalg.solve(columns, white_xyz(white)))


def bradford(source: Float64, target: Float64) -> Float64:
    """3x3: XYZ under the white ``source`` (XYZ) to XYZ under ``target``, Bradford (ICC.1:2010, annex E)."""
    cone = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
    scale = (cone @ target) / (cone @ source)
    return np.asarray(np.linalg.solve(cone, scale[:, None] * cone))


def rgb_to_pcs_matrix(primaries: Chromaticities, white: tuple[float, float]) -> Float64:
    """3x3: linear RGB to the ICC connection space, XYZ under D50 by Bradford."""
    return bradford(white_xyz(white), np.array(D50)) @ rgb_to_xyz_matrix(primaries, white)


SRGB_TO_XYZ_D65 = rgb_to_xyz_matrix(SRGB_PRIMARIES, D65_XY)
SRGB_TO_XYZ_D50 = rgb_to_pcs_matrix(SRGB_PRIMARIES, D65_XY)


def rgb_to_lab(rgb: Array) -> Array:
    """Encoded sRGB (..., 3) to CIE L*a*b* under D65 (L* 0 to 100). Extended values are kept."""
    xp = array_namespace(rgb)
    linear = srgb_decode(rgb)
    ratios = []
    for row, white in zip(SRGB_TO_XYZ_D65, D65, strict=True):
        x, y, z = (float(value) / white for value in row)
        value = linear[..., 0] * x + linear[..., 1] * y + linear[..., 2] * z
        cube_root = xp.where(value > 216 / 24389, value, xp.ones_like(value)) ** (1.0 / 3.0)
        ratios.append(xp.where(value > 216 / 24389, cube_root, value * (24389 / 27 / 116) + 16 / 116))
    x, y, z = ratios
    return xp.stack([116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)], axis=-1)


def lab_to_rgb(lab: Array) -> Array:
    """The inverse of :func:`rgb_to_lab`: encoded sRGB (..., 3), not clamped."""
    xp = array_namespace(lab)
    y = (lab[..., 0] + 16.0) / 116.0
    roots = (y + lab[..., 1] / 500.0, y, y - lab[..., 2] / 200.0)
    xyz = [
        white * xp.where(root > 6 / 29, root**3, (root - 16 / 116) * (27 * 116 / 24389))
        for root, white in zip(roots, D65, strict=True)
    ]
    rows = np.linalg.inv(SRGB_TO_XYZ_D65)
    linear = [sum(float(share) * part for share, part in zip(row, xyz, strict=True)) for row in rows]
    return srgb_encode(xp.stack(linear, axis=-1))


def delta_e_2000(lab1: Array, lab2: Array) -> Array:
    """CIEDE2000 colour difference (CIE 142-2001, kL = kC = kH = 1) of Lab values (..., 3); shape (...)."""
    xp = array_namespace(lab1, lab2)
    l1, a1, b1 = (lab1[..., i] for i in range(3))
    l2, a2, b2 = (lab2[..., i] for i in range(3))
    mean_chroma = (xp.sqrt(a1**2 + b1**2) + xp.sqrt(a2**2 + b2**2)) / 2
    stretch = 1.5 - 0.5 * xp.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = xp.sqrt(a1**2 + b1**2), xp.sqrt(a2**2 + b2**2)
    h1, h2 = xp.atan2(b1, a1) % (2 * math.pi), xp.atan2(b2, a2) % (2 * math.pi)
    gray = c1 * c2 == 0
    turn = h2 - h1
    turn = turn - 2 * math.pi * xp.round(turn / (2 * math.pi))
    turn = xp.where(gray, xp.zeros_like(turn), turn)
    mean_hue = xp.where(gray, h1 + h2, (h1 + h2) / 2)
    # Two hues more than half a turn apart meet on the other side.
    apart = ~gray & (abs(h1 - h2) > math.pi)
    mean_hue = xp.where(apart, (mean_hue + math.pi) % (2 * math.pi), mean_hue)
    l_mean, c_mean = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * xp.cos(mean_hue - math.radians(30))
        + 0.24 * xp.cos(2 * mean_hue)
        + 0.32 * xp.cos(3 * mean_hue + math.radians(6))
        - 0.20 * xp.cos(4 * mean_hue - math.radians(63))
    )
    s_l = 1 + 0.015 * (l_mean - 50) ** 2 / xp.sqrt(20 + (l_mean - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c_mean, 1 + 0.015 * c_mean * t
    rotation = math.radians(60) * xp.exp(-(((mean_hue * (180 / math.pi) - 275) / 25) ** 2))
    r_t = -2 * xp.sqrt(c_mean**7 / (c_mean**7 + 25.0**7)) * xp.sin(rotation)
    l_term, c_term = (l2 - l1) / s_l, (c2 - c1) / s_c
    h_term = 2 * xp.sqrt(c1 * c2) * xp.sin(turn / 2) / s_h
    return xp.sqrt(xp.clip(l_term**2 + c_term**2 + h_term**2 + r_t * c_term * h_term, min=0.0))
