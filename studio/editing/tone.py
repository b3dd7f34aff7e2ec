"""Contrast, highlights, shadows, whites, blacks: one curve on the tone, whose gain all channels share.

A curve on each channel turns skin towards red and makes it gaudy; one gain for the three keeps their ratios,
and so hue and colourfulness. The tone is the power norm ``sum(c^2) / sum(|c|)`` of sRGB-encoded values: equal
to the value of a gray, but unlike luma not near black for a saturated red or blue. It has no upper end.

Each of the five is a curve that rises everywhere and whose slope has no jump; so is the curve that they make
one after the other, whatever they are set to.
"""

from __future__ import annotations

from collections.abc import Mapping

from array_api_compat import array_namespace

from studio.editing.channels import Array, channels, stacked

MIDDLE_GRAY = 0.46135612950044164
"""18 % gray, sRGB-encoded: the tone that contrast leaves in place."""
# A tone to divide by where there is none; its gain is that of black.
_TINY = 1e-12

# Where the curves act and how far they go at 100; each rises everywhere, at a tenth of the slope at least.
_HIGHLIGHTS_FROM, _HIGHLIGHTS_KNEE, _HIGHLIGHTS_DOWN = 0.50, 0.75, 0.90
_HIGHLIGHTS_REACH, _HIGHLIGHTS_UP = 0.55, 0.085
_SHADOWS_REACH, _SHADOWS_UP, _SHADOWS_DOWN = 0.55, 0.14, 0.07
_WHITES_FROM, _WHITES_KNEE, _WHITES = 0.20, 1.00, 0.50
_BLACKS_REACH, _BLACKS_UP, _BLACKS_DOWN = 0.35, 0.08, 0.042


def tone_curve(tone: Array, values: Mapping[str, float]) -> Array:
    """What becomes of gray tones (>= 0, sRGB-encoded, no upper end)."""
    shares = {key: value / 100.0 for key, value in values.items()}
    if (share := shares["highlights"]) < 0.0:
        tone = tone + _rise(tone, _HIGHLIGHTS_FROM, _HIGHLIGHTS_KNEE) * (share * _HIGHLIGHTS_DOWN)
    elif share > 0.0:
        tone = tone + _hump(1.0 - tone, _HIGHLIGHTS_REACH) * (share * _HIGHLIGHTS_UP)
    if (share := shares["whites"]) != 0.0:
        tone = tone + _rise(tone, _WHITES_FROM, _WHITES_KNEE) * (share * _WHITES)
    if (share := shares["shadows"]) != 0.0:
        most = _SHADOWS_UP if share > 0.0 else _SHADOWS_DOWN
        tone = tone + _toe(tone, _SHADOWS_REACH) * (share * most)
    if (share := shares["blacks"]) != 0.0:
        most = _BLACKS_UP if share > 0.0 else _BLACKS_DOWN
        tone = tone + _toe(tone, _BLACKS_REACH) * (share * most)
    return _contrast(tone, shares["contrast"]) if shares["contrast"] != 0.0 else tone


def tone(rgb: Array, values: Mapping[str, float]) -> Array:
    """Colours (..., 3), sRGB-encoded, with the tone curve's gain."""
    xp = array_namespace(rgb)
    red, green, blue = parts = channels(rgb)
    squares = red * red + green * green + blue * blue
    # Also black has a tone, of which the curve makes the gain that it has at black.
    before = squares / (xp.abs(red) + xp.abs(green) + xp.abs(blue) + _TINY) + _TINY
    gain = tone_curve(before, values) / before
    return stacked([part * gain for part in parts])


def _rise(tone: Array, start: float, knee: float) -> Array:
    """0 below ``start``, then ``d^2 / (d + knee)``: the slope grows from 0 towards 1."""
    beyond = array_namespace(tone).clip(tone - start, min=0.0)
    return beyond * beyond / (beyond + knee)


def _hump(tone: Array, reach: float) -> Array:
    """Between 0 and ``reach``, flat at both ends: ``16 y^2 (1 - y)^2``, at most 1."""
    y = array_namespace(tone).clip(tone * (1.0 / reach), min=0.0, max=1.0)
    both = y * (1.0 - y)
    return both * both * 16.0


def _toe(tone: Array, reach: float) -> Array:
    """From 0 steeply up, 1 at a third of ``reach``, then flat out to 0: ``27/4 y (1 - y)^2``."""
    y = array_namespace(tone).clip(tone * (1.0 / reach), max=1.0)
    left = 1.0 - y
    return y * left * left * 6.75


def _contrast(tone: Array, contrast: float) -> Array:
    """A smooth S about middle gray.

    Below the pivot m, with ``k = 2 ** contrast - 1`` and ``t = tone / m``, it is ``m t / (1 + k (1 - t))``,
    above it the same seen from white: slope 1 + k at the pivot, 1 / (1 + k) at black and white, and straight
    on beyond white.
    """
    xp = array_namespace(tone)
    k = 2.0**contrast - 1.0
    below = xp.clip(tone, max=MIDDLE_GRAY)
    curved = below / (1.0 + k - below * (k / MIDDLE_GRAY))
    from_white = (1.0 - xp.clip(tone, min=MIDDLE_GRAY)) * (1.0 / (1.0 - MIDDLE_GRAY))
    above = from_white / (1.0 + k - xp.clip(from_white, min=0.0) * k)
    return curved + (1.0 - above) * (1.0 - MIDDLE_GRAY)
