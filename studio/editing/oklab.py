"""Vibrance and saturation: OkLab chroma scaled, from linear light; lightness and hue stay.

OkLab (Björn Ottosson, "A perceptual color space for image processing", 2020) because scaling around
luminance in RGB turns skin to orange and makes reds too dark in black and white. Its cube root gives way to
its tangent near black, as in CIE Lab: colours outside the spectrum, which extended sRGB can hold, would else
fall apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from array_api_compat import array_namespace

from studio.editing.channels import Array, channels, mixed, stacked

# Linear sRGB to LMS and back.
_RGB_TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LMS_TO_RGB = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
# LMS' to lightness, a and b.
_LIGHTNESS = (0.2104542553, 0.7936177850, -0.0040720468)
_A = (1.9779984951, -2.4285922050, 0.4505937099)
_B = (0.0259040371, 0.7827717662, -0.8086757660)
# CIE 15:2004 puts the end of the cube root there.
_TOE = (6.0 / 29.0) ** 3
_TOE_END = _TOE ** (1.0 / 3.0)
_TOE_SLOPE = 1.0 / (3.0 * _TOE ** (2.0 / 3.0))

# Vibrance: how much it adds and takes where colours are pale, the chroma at which it does half of that, the
# hue of skin from deep to fair (degrees in OkLab) and how much of it is left there. Chroma times its factor
# rises with chroma for any amount: no two colours change places.
_VIBRANCE_UP, _VIBRANCE_DOWN = 0.8, 0.8
_HALF_AT = 0.11
_SKIN_HUE = math.radians(47.0)
_ON_SKIN = 0.25
_TINY = 1e-12


def colourfulness(rgb: Array, values: Mapping[str, float]) -> Array:
    """Chroma times the factors of vibrance and saturation; linear light (..., 3).

    Saturation multiplies all chroma by ``1 + saturation / 100``: at -100 the three channels are the same
    number. Vibrance multiplies by ``1 + v / (1 + (C / C0)^2)`` with C the chroma, and v itself is less
    towards the hue of skin.
    """
    saturated = 1.0 + values["saturation"] / 100.0
    cones = mixed(channels(rgb), _RGB_TO_LMS)
    roots = [_root(cone) for cone in cones]
    red, green, blue = roots
    lightness = red * _LIGHTNESS[0] + green * _LIGHTNESS[1] + blue * _LIGHTNESS[2]
    if saturated == 0.0:
        gray = _cube(lightness)
        return stacked([gray, gray, gray])
    amount = saturated
    if values["vibrance"] != 0.0:
        amount = _vibrance(roots, values["vibrance"] / 100.0) * saturated
    # Chroma is linear in LMS', where gray is the same lightness thrice: scale the way from there. Only the
    # change goes back to RGB: the way there and back would cost digits.
    gray = lightness - lightness * amount
    changes = [_cube(root * amount + gray) - cone for root, cone in zip(roots, cones, strict=True)]
    return stacked([one + by for one, by in zip(channels(rgb), mixed(changes, _LMS_TO_RGB), strict=True)])


def _vibrance(roots: list[Array], vibrance: float) -> Array:
    """The factor of chroma, (...)."""
    a, b = (sum(root * weight for root, weight in zip(roots, row, strict=True)) for row in (_A, _B))
    squared = a * a + b * b
    # The cosine of the way from skin's hue, to the fourth power: half at 33 degrees.
    along = a * math.cos(_SKIN_HUE) + b * math.sin(_SKIN_HUE)
    xp = array_namespace(a)
    cosine = xp.clip(along, min=0.0)
    cosine = cosine * cosine / (squared + _TINY)
    skin = cosine * cosine * (1.0 - _ON_SKIN)
    most = vibrance * (_VIBRANCE_UP if vibrance > 0 else _VIBRANCE_DOWN)
    return (1.0 - skin) * most / (squared * (1.0 / _HALF_AT**2) + 1.0) + 1.0


def _root(light: Array) -> Array:
    """The cube root above :data:`_TOE`, its tangent below."""
    xp = array_namespace(light)
    return xp.clip(light, min=_TOE) ** (1.0 / 3.0) + (xp.clip(light, max=_TOE) - _TOE) * _TOE_SLOPE


def _cube(root: Array) -> Array:
    """The inverse of :func:`_root`."""
    xp = array_namespace(root)
    above = xp.clip(root, min=_TOE_END)
    return above * above * above + (xp.clip(root, max=_TOE_END) - _TOE_END) * (1.0 / _TOE_SLOPE)
