"""Film-like looks: a table from named parameters, and what a lab, an enlarger or a lens adds to it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import torch
from looks.parameters import HueTwist, LookParameters, Tint, Tone
from looks.render import render
from torch import Tensor

from learn_styles.oklab import to_oklab, to_rgb
from learn_styles.scene import Scene, anchored, exponent, relit, smooth
from studio.generators.differentiable import cube_excess
from studio.styles.lut import identity_grid

_NODES = 33

_NEGATIVE = LookParameters(
    tone=Tone(contrast=-0.05, brightness=0.03, shadows=0.012, highlights=-0.02),
    saturation=0.92,
    shadow_saturation=0.88,
    highlight_saturation=0.85,
    density=0.08,
    twists=(
        HueTwist(140.0, 52.0, shift=-13.0, chroma=0.70),
        HueTwist(255.0, 58.0, shift=-14.0, chroma=0.78, lightness=0.012),
        HueTwist(22.0, 30.0, shift=7.0, chroma=0.92),
    ),
    skin_protection=0.4,
    skin_unity=0.2,
    skin_glow=0.012,
    shadow_tint=Tint(205.0, 0.006),
    middle_tint=Tint(54.0, 0.005),
    highlight_tint=Tint(68.0, 0.005),
    black=(0.024, 0.026, 0.030),
    white=(0.995, 0.992, 0.984),
)
_MATTE_PRINT = LookParameters(
    tone=Tone(contrast=0.16, pivot=0.42, highlights=-0.015),
    saturation=0.80,
    highlight_saturation=0.85,
    density=0.16,
    twists=(
        HueTwist(140.0, 55.0, shift=-20.0, chroma=0.58),
        HueTwist(255.0, 60.0, shift=-18.0, chroma=0.52),
        HueTwist(328.0, 45.0, shift=14.0, chroma=0.75),
    ),
    skin_protection=0.45,
    skin_unity=0.15,
    shadow_tint=Tint(46.0, 0.013),
    middle_tint=Tint(64.0, 0.006),
    highlight_tint=Tint(80.0, 0.010),
    black=(0.088, 0.076, 0.068),
    white=(0.978, 0.968, 0.950),
)
_MUTED_SLIDE = LookParameters(
    tone=Tone(contrast=0.42, pivot=0.48, brightness=-0.005, highlights=-0.02),
    saturation=0.80,
    vibrance=-0.12,
    density=0.22,
    twists=(
        HueTwist(255.0, 60.0, shift=-10.0, chroma=0.88, lightness=-0.04),
        HueTwist(140.0, 55.0, shift=12.0, chroma=0.60, lightness=-0.03),
        HueTwist(105.0, 32.0, chroma=0.72),
    ),
    skin_protection=0.65,
    shadow_tint=Tint(275.0, 0.014),
    highlight_tint=Tint(100.0, 0.006),
    black=(0.012, 0.012, 0.017),
    white=(0.990, 0.992, 0.984),
)


def portrait_negative(scene: Scene) -> tuple[Tensor, Tensor]:
    """A soft colour negative, each frame printed by a lab: its exposure drawn a part of the way to a norm."""
    printed = exponent(scene.key, 0.68, 0.05, share=0.45).clamp(0.75, 1.15)
    lightness = anchored(scene, scene.lab[:, :1].clamp(1e-3, 1.0) ** printed)
    lab = through(relit(scene.lab, lightness, 1.0), _NEGATIVE)
    return lab, torch.zeros_like(lab)


def matte_print(scene: Scene) -> tuple[Tensor, Tensor]:
    """A warm print on matte paper, under an enlarger whose light falls off a little to the corners."""
    lightness = falling_off(scene.lab[:, :1], scene, 0.14)
    lab = through(relit(scene.lab, lightness, 1.0), _MATTE_PRINT)
    return lab, torch.zeros_like(lab)


def muted_slide(scene: Scene) -> tuple[Tensor, Tensor]:
    """A dense slide with quiet colours, as exposed: no lab mends it."""
    lab = through(scene.lab, _MUTED_SLIDE)
    return lab, torch.zeros_like(lab)


def through(lab: Tensor, parameters: LookParameters) -> Tensor:
    """OkLab (n, 3, h, w) through the film of these parameters."""
    rgb = to_rgb(lab)
    cube = _cube(parameters)
    return to_oklab(rgb + cube_excess(rgb, cube.expand(len(rgb), *cube.shape[1:])))


def falling_off(lightness: Tensor, scene: Scene, amount: float) -> Tensor:
    """Darker to the corners; black and white stay."""
    return lightness.clamp(1e-3, 1.0) ** torch.exp(amount * smooth(scene.far, 0.10, 1.0))


@lru_cache(maxsize=16)
def _cube(parameters: LookParameters) -> Tensor:
    """(1, 33, 33, 33, 3): the excess, rendered once for all pictures."""
    nodes = identity_grid(_NODES)
    excess = render(parameters, nodes.astype(np.float64)) - nodes
    return torch.from_numpy(excess.astype(np.float32))[None]
