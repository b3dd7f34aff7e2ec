"""Light and colour: pure functions on pixels, declared with the Params that steer them.

The functions take and give float32 arrays of shape (..., 3) of numpy or torch (the array API), work on
extended sRGB (values below 0 and above 1 stay finite and keep their order) and never clamp. Each declares the
domain it works in: ``linear`` light or ``encoded`` sRGB, so that neighbours share one conversion
(:mod:`studio.editing.develop`). At its default every Param changes nothing, bit by bit: such an adjustment
is skipped.

To add one: write its function, declare its Params, put it into :data:`ADJUSTMENTS` where it belongs in the
order of processing, and its Params into :data:`ALL_PARAMS` where they belong in the panel.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from array_api_compat import array_namespace

from studio.editing.params import Param
from studio.editing.white_balance import white_balance_matrix
from studio.messages import QT_TRANSLATE_NOOP

Array: TypeAlias = Any  # of numpy or torch; the array API has no static type for it
Values: TypeAlias = Mapping[str, float]
Domain: TypeAlias = Literal["linear", "encoded"]

EXPOSURE = Param(
    "exposure",
    QT_TRANSLATE_NOOP("Param", "Exposure"),
    -5.0,
    5.0,
    step=0.05,
    decimals=2,
    unit="EV",
    tip=QT_TRANSLATE_NOOP(
        "Param", "Brighter or darker, as if exposed longer or shorter. One EV doubles light."
    ),
)
TEMPERATURE = Param(
    "temperature",
    QT_TRANSLATE_NOOP("Param", "Temperature"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Cooler (blue) or warmer (yellow), like a filter before the lens."),
    low="#4a7bd0",
    high="#e0b040",
)
TINT = Param(
    "tint",
    QT_TRANSLATE_NOOP("Param", "Tint"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Greener or more magenta: takes out the cast of lamps and foliage."),
    low="#4fae5a",
    high="#c25ac2",
)
CONTRAST = Param(
    "contrast",
    QT_TRANSLATE_NOOP("Param", "Contrast"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Spreads or softens the tones around middle gray; hues stay."),
)
SATURATION = Param(
    "saturation",
    QT_TRANSLATE_NOOP("Param", "Saturation"),
    -100.0,
    100.0,
    tip=QT_TRANSLATE_NOOP("Param", "Paler or stronger colours; -100 is black and white."),
    low="#808080",
    high="#d05050",
)
ALL_PARAMS: tuple[Param, ...] = (EXPOSURE, TEMPERATURE, TINT, CONTRAST, SATURATION)
"""In the order of the panel."""

# 18 % gray, sRGB-encoded: the tone that contrast leaves in place.
MIDDLE_GRAY = 0.46135612950044164
# A tone to divide by where there is none; its gain is that of black.
_TINY = 1e-12

# Björn Ottosson, "A perceptual color space for image processing" (2020): linear sRGB to LMS, LMS' to OkLab.
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
# CIE 15:2004 puts the end of the cube root there.
_TOE = (6.0 / 29.0) ** 3
_TOE_SLOPE = 1.0 / (3.0 * _TOE ** (2.0 / 3.0))
_LIGHTNESS = (0.2104542553, 0.7936177850, -0.0040720468)


def exposure(rgb: Array, values: Values) -> Array:
    """Linear light times ``2 ** exposure``."""
    return rgb * float(2.0 ** values["exposure"])


def white_balance(rgb: Array, values: Values) -> Array:
    """The picture seen under another light; linear light. See :mod:`studio.editing.white_balance`."""
    return _stack(_mixed(_channels(rgb), white_balance_matrix(values["temperature"], values["tint"])))


def saturation(rgb: Array, values: Values) -> Array:
    """OkLab chroma times ``1 + saturation / 100``, from linear light; lightness and hue stay.

    OkLab because scaling around luminance in RGB turns skin to orange and makes reds too dark in black and
    white. Its cube root gives way to its tangent near black, as in CIE Lab: colours outside the spectrum,
    which extended sRGB can hold, would else fall apart. At -100 all three channels are the same number.
    """
    amount = 1.0 + values["saturation"] / 100.0
    cones = _mixed(_channels(rgb), _RGB_TO_LMS)
    roots = [_root(cone) for cone in cones]
    lightness = sum(root * weight for root, weight in zip(roots, _LIGHTNESS, strict=True))
    if amount == 0.0:
        gray = _cube(lightness)
        return _stack([gray, gray, gray])
    # Chroma is linear in LMS', where gray is the same lightness thrice: scale the way from there. Only the
    # change goes back to RGB: the way there and back would cost digits.
    gray = lightness * (1.0 - amount)
    changes = [_cube(root * amount + gray) - cone for root, cone in zip(roots, cones, strict=True)]
    return rgb + _stack(_mixed(changes, _LMS_TO_RGB))


def contrast(rgb: Array, values: Values) -> Array:
    """A smooth S-curve about middle gray on the tone, sRGB-encoded; all channels share its gain.

    A curve on each channel turns skin towards red and makes it gaudy; one gain for the three keeps their
    ratios, and so hue and colourfulness. The tone is the power norm ``sum(c^2) / sum(|c|)``: equal to the
    value of a gray, but unlike luma not near black for a saturated red or blue.

    The curve below the pivot m, with ``k = 2 ** (contrast / 100) - 1`` and ``t = tone / m``, is
    ``m t / (1 + k (1 - t))``, above it the same seen from white: slope 1 + k at the pivot, 1 / (1 + k) at
    black and white, and straight on beyond white. Its first derivative has no jump.
    """
    xp = array_namespace(rgb)
    k = float(2.0 ** (values["contrast"] / 100.0) - 1.0)
    red, green, blue = _channels(rgb)
    squares = red * red + green * green + blue * blue
    tone = squares / (xp.abs(red) + xp.abs(green) + xp.abs(blue) + _TINY)
    tone = xp.clip(tone, min=_TINY)
    # The two branches as a sum, each clipped to its side: `where` is slower by far in torch.
    below = xp.clip(tone, max=MIDDLE_GRAY)
    curved = below / (1.0 + k - below * (k / MIDDLE_GRAY))
    from_white = (1.0 - xp.clip(tone, min=MIDDLE_GRAY)) * (1.0 / (1.0 - MIDDLE_GRAY))
    above = from_white / (1.0 + k - xp.clip(from_white, min=0.0) * k)
    gain = (curved + (1.0 - above) * (1.0 - MIDDLE_GRAY)) / tone
    return rgb * gain[..., None]


@dataclass(frozen=True)
class Adjustment:
    """One step of light and colour: what it works on, what steers it, and the function."""

    key: str
    params: tuple[Param, ...]
    domain: Domain
    apply: Callable[[Array, Values], Array]

    def changes_nothing(self, values: Values) -> bool:
        """Whether every Param stands at its default; the step is then skipped."""
        return all(values[param.key] == param.default for param in self.params)


ADJUSTMENTS: tuple[Adjustment, ...] = (
    Adjustment("exposure", (EXPOSURE,), "linear", exposure),
    Adjustment("white_balance", (TEMPERATURE, TINT), "linear", white_balance),
    Adjustment("saturation", (SATURATION,), "linear", saturation),
    Adjustment("contrast", (CONTRAST,), "encoded", contrast),
)
"""In the order of processing: light first, so that it acts on what the camera saw."""


def _channels(rgb: Array) -> list[Array]:
    """Red, green and blue, each of shape (...)."""
    return [rgb[..., channel] for channel in range(3)]


def _mixed(channels: Sequence[Array], matrix: Sequence[Sequence[float]]) -> list[Array]:
    """The three channels of ``matrix @ channels``.

    Written out, as a matrix product may round differently for another number of pixels.
    """
    red, green, blue = channels
    return [red * row[0] + green * row[1] + blue * row[2] for row in matrix]


def _root(light: Array) -> Array:
    """The cube root above :data:`_TOE`, its tangent below."""
    xp = array_namespace(light)
    return xp.clip(light, min=_TOE) ** (1.0 / 3.0) + (xp.clip(light, max=_TOE) - _TOE) * _TOE_SLOPE


def _cube(root: Array) -> Array:
    """The inverse of :func:`_root`."""
    xp = array_namespace(root)
    end = _TOE ** (1.0 / 3.0)
    above = xp.clip(root, min=end)
    return above * above * above + (xp.clip(root, max=end) - end) * (1.0 / _TOE_SLOPE)


def _stack(channels: Sequence[Array]) -> Array:
    """Channels (...) to colours (..., 3), each channel staying contiguous in memory."""
    xp = array_namespace(*channels)
    return xp.moveaxis(xp.stack(list(channels), axis=0), 0, -1)
