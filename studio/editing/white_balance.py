"""White balance: moving the neutral axis along and across the daylight locus, in linear light.

The neutral of the picture (a gray, D65 in sRGB) turns into the colour of another light:

- **temperature** moves it along the CIE daylight locus (CIE 15, 4000 to 25000 K) by one *mired* (10^6 / K) a
  unit, as a photographer's filter does: +100 is a strong warming filter (to 3940 K), -100 a cooling one.
- **tint** moves it across the locus in the CIE 1960 (u, v) diagram by 1/3000 a unit (the scale of the
  DNG specification): + is magenta, - is green.

All other colours follow by chromatic adaptation with the Bradford matrix (a von Kries scaling of cone-like
responses; ICC.1 annex E). Both whites have the same Y, so a gray keeps its luminance.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from studio.imaging.colour import SRGB_TO_XYZ_D65, Float64, bradford

NEUTRAL_KELVIN = 6504.0
DUV_PER_TINT = 1.0 / 3000.0


def daylight_uv(mired: float) -> Float64:
    """CIE 1960 (u, v) of daylight of that reciprocal temperature (CIE 15); shape (2,)."""
    kelvin = 1e6 / mired
    if kelvin <= 7000.0:
        terms = (-4.6070e9, 2.9678e6, 99.11, 0.244063)
    else:
        terms = (-2.0064e9, 1.9018e6, 247.48, 0.237040)
    x = terms[0] / kelvin**3 + terms[1] / kelvin**2 + terms[2] / kelvin + terms[3]
    y = -3.0 * x * x + 2.870 * x - 0.275
    scale = 12.0 * y - 2.0 * x + 3.0
    return np.array([4.0 * x / scale, 6.0 * y / scale])


def white(temperature: float, tint: float) -> Float64:
    """XYZ (Y = 1) of the colour that a gray takes at these settings; shape (3,)."""
    mired = 1e6 / NEUTRAL_KELVIN + temperature
    u, v = daylight_uv(mired)
    along = daylight_uv(mired + 0.5) - daylight_uv(mired - 0.5)
    # Across the locus, towards magenta: below it, v falls.
    across = np.array([along[1], -along[0]]) / np.hypot(*along)
    u, v = np.array([u, v]) + across * (tint * DUV_PER_TINT)
    x, y = 3.0 * u / (2.0 * u - 8.0 * v + 4.0), 2.0 * v / (2.0 * u - 8.0 * v + 4.0)
    return np.array([x / y, 1.0, (1.0 - x - y) / y])


def balance_for(red: float, blue: float) -> tuple[float, float]:
    """Temperature and tint under which a gray's linear red and blue change by e**red and e**blue of its
    green's change. For changes of up to about a third.
    """

    def change(settings: Float64) -> Float64:
        gray = np.asarray(white_balance_matrix(float(settings[0]), float(settings[1]))).sum(axis=1)
        return np.asarray(np.log(np.array([gray[0], gray[2]]) / gray[1]))

    wanted, found = np.array([red, blue]), np.zeros(2)
    for _ in range(6):
        now = change(found)
        slopes = np.stack([change(found + step) - now for step in np.eye(2)], axis=1)
        found = np.clip(found + np.linalg.solve(slopes, wanted - now), -100.0, 100.0)
    return float(found[0]), float(found[1])


@lru_cache(maxsize=256)
def white_balance_matrix(temperature: float, tint: float) -> tuple[tuple[float, ...], ...]:
    """The 3 x 3 matrix, by rows, that takes linear sRGB to the adapted linear sRGB."""
    adapt = bradford(white(0.0, 0.0), white(temperature, tint))
    matrix = np.linalg.inv(SRGB_TO_XYZ_D65) @ adapt @ SRGB_TO_XYZ_D65
    return tuple(tuple(float(value) for value in row) for row in matrix)
