"""Looks that bring every picture to a norm before they colour it."""

from __future__ import annotations

import torch
from looks.parameters import HueTwist, LookParameters, Tint, Tone
from torch import Tensor

from learn_styles.procedures.film import through
from learn_styles.scene import Scene, anchored, contrast, exponent, relit, spread

_AIRY = LookParameters(
    tone=Tone(contrast=-0.04, brightness=0.03, shadows=0.012),
    saturation=0.92,
    highlight_saturation=0.80,
    twists=(
        HueTwist(140.0, 55.0, shift=8.0, chroma=0.68, lightness=0.03),
        HueTwist(255.0, 60.0, shift=-8.0, chroma=0.72, lightness=0.03),
        HueTwist(105.0, 30.0, chroma=0.78),
    ),
    skin_protection=0.5,
    skin_unity=0.25,
    skin_glow=0.008,
    middle_tint=Tint(62.0, 0.004),
    black=(0.026, 0.026, 0.032),
)
_DOCUMENTARY = LookParameters(
    tone=Tone(contrast=-0.04, shadows=0.01),
    saturation=0.82,
    density=0.10,
    twists=(
        HueTwist(140.0, 55.0, shift=-8.0, chroma=0.66),
        HueTwist(255.0, 60.0, shift=-6.0, chroma=0.72),
    ),
    skin_protection=0.55,
    shadow_tint=Tint(165.0, 0.006),
    highlight_tint=Tint(95.0, 0.005),
    black=(0.050, 0.052, 0.050),
    white=(0.972, 0.972, 0.966),
)
_SILVER = LookParameters(
    # An orange filter, gently: skin of every tone is luminous, skies are deep.
    mix=(0.44, 0.43, 0.13),
    skin_protection=0.0,
    shadow_tint=Tint(285.0, 0.006),
    highlight_tint=Tint(78.0, 0.007),
    black=(0.016, 0.016, 0.018),
    white=(0.992, 0.990, 0.984),
)


def airy(scene: Scene) -> tuple[Tensor, Tensor]:
    """A high key: light to a high norm, contrast to a low one, clean pale colours."""
    lightness = scene.lab[:, :1].clamp(1e-3, 1.0) ** exponent(scene.key, 0.76, 0.03).clamp(0.77, 1.0)
    grade = (0.15 / spread(lightness, scene)).sqrt().clamp(0.90, 1.05)
    lightness = anchored(scene, contrast(lightness, grade, 0.72))
    lab = through(relit(scene.lab, lightness, 0.96), _AIRY)
    return lab, torch.zeros_like(lab)


def documentary(scene: Scene) -> tuple[Tensor, Tensor]:
    """Plain light: exposure and contrast to a middle norm, shadows open, quiet true colours."""
    lightness = scene.lab[:, :1].clamp(1e-3, 1.0) ** exponent(scene.key, 0.63, 0.04).clamp(0.72, 1.30)
    grade = (0.14 / spread(lightness, scene)).sqrt().clamp(0.80, 1.08)
    lightness = anchored(scene, contrast(lightness, grade, 0.58))
    lab = through(relit(scene.lab, lightness, 1.0), _DOCUMENTARY)
    return lab, torch.zeros_like(lab)


def silver(scene: Scene) -> tuple[Tensor, Tensor]:
    """Black and white on the paper that the scene asks for: flat light on a hard grade, hard light on a soft
    one, and a dark scene printed deep, a bright one light."""
    lightness = scene.lab[:, :1].clamp(1e-3, 1.0) ** torch.exp(0.7 * (0.62 - scene.key)).clamp(0.88, 1.05)
    lightness = contrast(lightness, (0.19 / spread(lightness, scene)).clamp(0.94, 1.32), 0.56)
    lab = through(relit(scene.lab, lightness, 1.0), _SILVER)
    return lab, torch.zeros_like(lab)
