"""From parameters to colours, in OkLab and its polar form OkLCh."""

from __future__ import annotations

import numpy as np

from looks.oklab import (
    Array,
    hue_distance,
    hue_window,
    smoothstep,
    srgb_encode,
    to_linear,
    to_oklab,
)
from looks.parameters import LookParameters, Tint, Tone

# The line on which skin of every shade lies, within a few degrees (measured on portraits).
SKIN_HUE = 52.0
_SKIN_WIDTH = 50.0
# From this part of the way to the border of sRGB on, chroma is compressed instead of clipped.
_KNEE = 0.65


def render(parameters: LookParameters, encoded: Array) -> Array:
    """The look's answer to sRGB-encoded colours (..., 3) within 0 to 1; float64, within 0 to 1."""
    if parameters.mix is not None:
        gray = encoded @ np.asarray(parameters.mix)
        encoded = np.repeat(gray[..., None], 3, axis=-1)
    lab = to_oklab(encoded)
    lightness, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1]))
    skin = skin_weight(lightness, chroma, hue)
    spared = 1.0 - parameters.skin_protection * skin

    # Curves on the channels never leave sRGB, but turn hues and add saturation where they are steep: the
    # hue is kept, and half of the chroma comes from a plain scaling with the lightness.
    toned = to_oklab(tone_curve(parameters.tone, encoded))
    ratio = np.where(lightness > 1e-9, toned[..., 0] / np.maximum(lightness, 1e-9), 1.0)
    chroma = 0.5 * (chroma * ratio + np.hypot(toned[..., 1], toned[..., 2]))
    lightness = toned[..., 0]
    level = srgb_encode(lightness**3)

    factor = parameters.saturation * (1.0 + parameters.vibrance * (1.0 - smoothstep(chroma, 0.0, 0.2)))
    factor = factor * _by_level(level, parameters.shadow_saturation, parameters.highlight_saturation)
    turn = np.zeros_like(hue)
    lift = -parameters.density * chroma
    for twist in parameters.twists:
        weight = hue_window(hue, twist.hue, twist.width) * spared
        factor = factor * (1.0 + (twist.chroma - 1.0) * weight)
        turn = turn + twist.shift * weight
        lift = lift + twist.lightness * weight * smoothstep(chroma, 0.0, 0.15)
    chroma = chroma * (1.0 + (factor - 1.0) * spared)
    turn = turn - parameters.skin_unity * skin * hue_distance(hue, SKIN_HUE)
    bell = 4.0 * level * (1.0 - level)
    lightness = np.clip(lightness + (lift * spared + parameters.skin_glow * skin) * bell, 0.0, 1.0)
    level = srgb_encode(lightness**3)

    angle = np.radians(hue + turn)
    a, b = chroma * np.cos(angle), chroma * np.sin(angle)
    for tint, weight in (
        (parameters.shadow_tint, _shadow_weight(level)),
        (parameters.middle_tint, 4.0 * level * (1.0 - level)),
        (parameters.highlight_tint, _shadow_weight(1.0 - level)),
    ):
        if tint is not None:
            da, db = _offset(tint)
            a, b = a + da * weight * spared, b + db * weight * spared
    colours = srgb_encode(_into_gamut(np.stack([lightness, a, b], axis=-1)))
    black, white = np.asarray(parameters.black), np.asarray(parameters.white)
    return np.asarray(np.clip(black + (white - black) * colours, 0.0, 1.0))


def skin_weight(lightness: Array, chroma: Array, hue: Array) -> Array:
    """How much a colour may be skin, 0 to 1: by hue, moderate chroma, and not near black or white."""
    weight = hue_window(hue, SKIN_HUE, _SKIN_WIDTH)
    weight = weight * smoothstep(chroma, 0.0, 0.06) * (1.0 - smoothstep(chroma, 0.14, 0.24))
    return np.asarray(weight * smoothstep(lightness, 0.08, 0.25))


def tone_curve(tone: Tone, gray: Array) -> Array:
    """The tone curve on sRGB-encoded gray, 0 to 1; 0 stays 0 and 1 stays 1."""
    x = gray
    x = x + tone.brightness * 4.0 * x * (1.0 - x)
    # The bumps have their maximum, 1, at a quarter and at three quarters.
    x = x + tone.shadows * (256.0 / 27.0) * x * (1.0 - x) ** 3
    x = x + tone.highlights * (256.0 / 27.0) * x**3 * (1.0 - x)
    slope = 6.0
    low, high = (np.tanh(slope / 2 * (end - tone.pivot)) for end in (0.0, 1.0))
    curve = (np.tanh(slope / 2 * (x - tone.pivot)) - low) / (high - low)
    return np.asarray(np.clip(x + tone.contrast * (curve - x), 0.0, 1.0))


def _by_level(level: Array, shadows: float, highlights: float) -> Array:
    down, up = 1.0 - smoothstep(level, 0.0, 0.45), smoothstep(level, 0.55, 1.0)
    return np.asarray(1.0 + (shadows - 1.0) * down + (highlights - 1.0) * up)


def _shadow_weight(level: Array) -> Array:
    """1 at its maximum at a third, 0 at black and at white."""
    return np.asarray(6.75 * level * (1.0 - level) ** 2)


def _offset(tint: Tint) -> tuple[float, float]:
    angle = np.radians(tint.hue)
    return float(tint.amount * np.cos(angle)), float(tint.amount * np.sin(angle))


def _into_gamut(lab: Array) -> Array:
    """Linear sRGB within 0 to 1: colours are drawn softly towards gray instead of clipped.

    Pale colours go to the gray of their own lightness, strong ones to a middle gray: at the lightness of
    yellow or blue sRGB has next to no other colours, and keeping it would wash them out in one step.
    """
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    anchor = lab * np.array([1.0, 0.0, 0.0])
    anchor[..., 0] += (0.6 - anchor[..., 0]) * smoothstep(chroma, 0.02, 0.2)
    ray = lab - anchor
    inside, outside = np.zeros(lab.shape[:-1]), np.full(lab.shape[:-1], 8.0)
    for _ in range(40):
        middle = 0.5 * (inside + outside)
        linear = to_linear(anchor + ray * middle[..., None])
        good = ((linear >= -1e-9) & (linear <= 1.0 + 1e-9)).all(axis=-1)
        inside, outside = np.where(good, middle, inside), np.where(good, outside, middle)
    used = 1.0 / np.maximum(inside, 1e-6)
    over = np.maximum(used - _KNEE, 0.0) / (1.0 - _KNEE)
    # Slope 1 at the knee, and never past the border.
    compressed = np.where(over > 0.0, _KNEE + (1.0 - _KNEE) * over / (1.0 + over**3) ** (1 / 3), used)
    # A gray has no ray; black and white lie on the border by right.
    scale = np.where(chroma > 1e-6, compressed / np.maximum(used, 1e-9), 1.0)
    return np.clip(to_linear(anchor + ray * scale[..., None]), 0.0, 1.0)
