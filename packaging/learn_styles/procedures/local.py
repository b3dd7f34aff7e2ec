"""Looks that treat people unlike what lies behind them."""

from __future__ import annotations

import torch
from looks.parameters import HueTwist, LookParameters, Tint, Tone
from torch import Tensor

from learn_styles.procedures.film import falling_off, through
from learn_styles.scene import Scene, contrast, exponent, relit

_WARM = LookParameters(
    tone=Tone(contrast=0.08, brightness=0.015),
    saturation=0.98,
    density=0.06,
    skin_protection=0.3,
    skin_unity=0.25,
    skin_glow=0.012,
    middle_tint=Tint(62.0, 0.008),
    highlight_tint=Tint(74.0, 0.008),
    black=(0.022, 0.022, 0.026),
    white=(0.994, 0.990, 0.982),
)
_COOL = LookParameters(
    tone=Tone(contrast=0.08, brightness=-0.02),
    saturation=0.66,
    density=0.10,
    twists=(
        HueTwist(140.0, 60.0, shift=22.0, chroma=0.75),
        HueTwist(70.0, 50.0, chroma=0.70),
        HueTwist(255.0, 60.0, shift=-12.0, chroma=0.88),
    ),
    skin_protection=0.0,
    shadow_tint=Tint(240.0, 0.016),
    middle_tint=Tint(228.0, 0.010),
    highlight_tint=Tint(215.0, 0.004),
    black=(0.020, 0.024, 0.032),
    white=(0.986, 0.990, 0.992),
)
_LIT = LookParameters(
    tone=Tone(contrast=0.14, pivot=0.48, highlights=-0.015),
    saturation=0.90,
    density=0.12,
    twists=(
        HueTwist(140.0, 55.0, shift=-20.0, chroma=0.62),
        HueTwist(255.0, 60.0, shift=-10.0, chroma=0.60),
    ),
    skin_protection=0.45,
    skin_unity=0.2,
    middle_tint=Tint(66.0, 0.006),
    highlight_tint=Tint(78.0, 0.010),
    black=(0.026, 0.023, 0.021),
    white=(0.988, 0.978, 0.960),
)
_DIM = LookParameters(
    tone=Tone(contrast=0.05),
    saturation=0.58,
    density=0.12,
    twists=(
        HueTwist(140.0, 60.0, shift=-28.0, chroma=0.60),
        HueTwist(255.0, 65.0, shift=-20.0, chroma=0.50),
    ),
    skin_protection=0.0,
    shadow_tint=Tint(72.0, 0.012),
    middle_tint=Tint(80.0, 0.014),
    highlight_tint=Tint(82.0, 0.008),
    black=(0.026, 0.023, 0.021),
    white=(0.988, 0.978, 0.960),
)


def warm_on_cool(scene: Scene) -> tuple[Tensor, Tensor]:
    """Warm people; what lies behind them (without any: far from the centre) cool, quieter, darker."""
    behind = scene.background
    lightness = scene.lab[:, :1].clamp(1e-3, 1.0) ** torch.exp(0.10 * behind)
    lab = relit(scene.lab, falling_off(lightness, scene, 0.12), 1.0)
    lab = _mixed(through(lab, _WARM), through(lab, _COOL), behind)
    return lab, torch.zeros_like(lab)


def old_master(scene: Scene) -> tuple[Tensor, Tensor]:
    """People lit before a dark, brown, quiet ground that falls off to the corners."""
    behind = scene.background
    drawn = exponent(scene.key, 0.62, 0.05, share=0.5).clamp(0.88, 1.18)
    lightness = scene.lab[:, :1].clamp(1e-3, 1.0) ** drawn
    light = scene.light.clamp(1e-3, 1.0) ** drawn
    # Behind people tones are drawn to the light around them: shapes stay, details step back.
    lightness = (lightness + 0.35 * behind * (light - lightness)).clamp(1e-3, 1.0)
    lightness = lightness ** torch.exp(0.28 * behind)
    lightness = falling_off(lightness, scene, 0.27)
    lightness = contrast(lightness, 1.0 + 0.10 * (1.0 - behind), 0.58)
    lab = relit(scene.lab, lightness, 1.0)
    lab = _mixed(through(lab, _LIT), through(lab, _DIM), behind)
    return lab, torch.zeros_like(lab)


def _mixed(one: Tensor, other: Tensor, share: Tensor) -> Tensor:
    return one + (other - one) * share
