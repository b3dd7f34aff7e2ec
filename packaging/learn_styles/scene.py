"""A picture taken apart: what the procedures measure, and the curves that they draw.

Everything works on lightness and colour of OkLab, with curves that keep 0 and 1 in place, so that nothing
clips.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import torch
from torch import Tensor
from torch.nn import functional

from learn_styles.oklab import decode, encode, to_oklab

_SKIN_HUES = math.radians(42.0)


@dataclass(frozen=True, eq=False)
class Scene:
    """A batch of pictures, taken apart. All are (n, 1, h, w) but the measurements, (n, 1, 1, 1).

    ``lab`` (n, 3, h, w): OkLab. ``skin``, ``subject``: maps, 0 to 1. ``background``: 1 - subject where there
    is one, else by distance from the centre. ``far``: squared distance from the centre, 0 to 1 in the
    corners. ``light``: edge-aware local lightness. ``mean`` of lightness, in which middle tones near the
    centre count most. ``key``: how light what is lit is, near the centre most.
    """

    lab: Tensor
    skin: Tensor
    subject: Tensor
    background: Tensor
    peopled: Tensor
    far: Tensor
    light: Tensor
    mean: Tensor
    key: Tensor


Procedure: TypeAlias = Callable[[Scene], tuple[Tensor, Tensor]]
"""From a scene to OkLab (n, 3, h, w) and the luma bands' gains (n, 3, h, w), fine first, less 1."""


def look_at(pictures: Tensor, balance: float) -> Scene:
    """``balance``: how much of the light's colour is taken out first, 0 to 1."""
    rgb, skin, subject = pictures[:, :3], pictures[:, 3:4], pictures[:, 4:5]
    lab = to_oklab(_balanced(rgb, balance) if balance else rgb)
    lightness = lab[:, :1]
    height, width = lightness.shape[2:]
    v = torch.linspace(-1.0, 1.0, height)[:, None]
    u = torch.linspace(-1.0, 1.0, width)[None]
    far = ((u * u + v * v) / 2.0).expand(len(rgb), 1, height, width)
    peopled = (subject.mean((1, 2, 3), keepdim=True) / 0.03).clamp(0.0, 1.0)
    background = peopled * (1.0 - subject) + (1.0 - peopled) * smooth(far, 0.1, 0.9)
    near = torch.exp(-1.5 * far)
    mean = weighted_mean(lightness, (4.0 * lightness * (1.0 - lightness)).clamp(0.02, 1.0) * near)
    # A black or white backdrop says little about the light on the subject: a low key, or a high one, that is
    # meant is no wrong exposure.
    key = weighted_mean(
        lightness, lightness**2 * (1.0 - smooth(lightness, 0.88, 0.985)).clamp(min=0.003) * near
    )
    return Scene(lab, skin, subject, background, peopled, far, _local_light(lightness), mean, key)


def exponent(level: Tensor, norm: float, near: float, share: float = 0.8) -> Tensor:
    """The exponent that draws ``level`` by ``share`` of the way to ``norm``; what is ``near`` it, less so."""
    wanted = math.log(norm) / level.clamp(0.05, 0.95).log()
    away = wanted.log()
    # As a difference of exponents.
    close = -near / (norm * math.log(norm))
    return torch.exp(share * away**3 / (away**2 + close**2))


def anchored(scene: Scene, lightness: Tensor) -> Tensor:
    """Another lightness, but where the picture is dark (a backdrop, the night) or white: that stays as it is,
    and its noise with it."""
    before = scene.lab[:, :1].clamp(1e-3, 1.0)
    share = smooth(before, 0.06, 0.36) * (1.0 - smooth(before, 0.90, 1.0))
    return before + (lightness - before) * share


def spread(lightness: Tensor, scene: Scene) -> Tensor:
    """How far tones lie apart, (n, 1, 1, 1), where there is light: a black or white backdrop says nothing."""
    weight = smooth(lightness, 0.12, 0.40) * (1.0 - smooth(lightness, 0.90, 0.99)) + 1e-3
    weight = weight * torch.exp(-1.5 * scene.far)
    away = lightness - weighted_mean(lightness, weight)
    return weighted_mean(away * away, weight).sqrt().clamp(min=0.02)


def relit(lab: Tensor, lightness: Tensor, chroma: float) -> Tensor:
    """The colours at another lightness, with the chroma that goes with it."""
    ratio = (lightness / lab[:, :1].clamp(min=0.02)).clamp(max=3.0) ** 0.85 * chroma
    return torch.cat([lightness, lab[:, 1:] * ratio], 1)


def contrast(lightness: Tensor, factor: Tensor, pivot: float) -> Tensor:
    """An S-curve that keeps 0, the pivot and 1: the log odds are stretched."""
    odds = torch.logit(lightness.clamp(1e-3, 1.0 - 1e-3))
    middle = math.log(pivot / (1.0 - pivot))
    return torch.sigmoid(middle + (odds - middle) * factor)


def weighted_mean(values: Tensor, weight: Tensor) -> Tensor:
    """Over the picture: (n, 1, 1, 1) of (n, 1, h, w)."""
    return (values * weight).sum((2, 3), keepdim=True) / weight.sum((2, 3), keepdim=True).clamp(min=1e-6)


def smooth(value: Tensor, low: float, high: float) -> Tensor:
    """0 below ``low``, 1 above ``high``, without a kink."""
    t = ((value - low) / (high - low)).clamp(0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def _local_light(lightness: Tensor) -> Tensor:
    """Lightness smoothed over a fifth of the picture, edges kept: the guided filter (He et al., 2010)."""
    small = functional.avg_pool2d(lightness, lightness.shape[-1] // 32)

    def box(values: Tensor) -> Tensor:
        return functional.avg_pool2d(functional.pad(values, (3,) * 4, mode="replicate"), 7, stride=1)

    mean = box(small)
    variance = box(small * small) - mean * mean
    slope = variance / (variance + 0.03)
    terms = torch.cat([slope, mean - slope * mean], 1)
    terms = functional.interpolate(box(terms), size=lightness.shape[2:], mode="bicubic", align_corners=False)
    return terms[:, :1] * lightness + terms[:, 1:]


def _balanced(rgb: Tensor, amount: float) -> Tensor:
    """Nearer to neutral light: shades of gray (Finlayson, 2004), then twice the mean of what looks gray.

    What has the hue of skin (wood, sand) or a strong colour hardly counts: a face that fills the picture must
    not turn blue, nor one before a red wall green.
    """
    linear = decode(rgb)
    lab = to_oklab(rgb)
    a, b = lab[:, 1:2], lab[:, 2:3]
    # From rosy to olive.
    near_skin = torch.exp(-(((torch.atan2(b, a + 1e-6) - _SKIN_HUES) / 0.5) ** 4))
    middle = (rgb.amax(1, keepdim=True) < 0.97).float() * smooth(lab[:, :1], 0.2, 0.45) + 1e-4
    chroma = (a * a + b * b + 1e-8).sqrt()
    middle = middle * (1.0 - 0.93 * near_skin * smooth(chroma, 0.015, 0.04))
    middle = middle * (torch.exp(-((chroma / 0.10) ** 2)) + 0.02)
    light = ((linear**4 * middle).mean((2, 3), keepdim=True) / middle.mean((2, 3), keepdim=True)) ** 0.25
    for _ in range(2):
        level = light.mean(1, keepdim=True)
        colours = to_oklab(encode((linear * level / light).clamp(0.0, 1.0)))[:, 1:]
        weight = middle * (torch.exp(-(colours**2).sum(1, keepdim=True) / 0.06**2) + 0.02)
        light = weighted_mean(linear, weight) + 1e-3
    # Where little looks gray, nothing is known.
    sure = smooth(middle.mean((2, 3), keepdim=True), 0.02, 0.25)
    logs = (light.mean(1, keepdim=True) / light).log() * (amount * sure)
    # What was clipped tells no colour: white stays white.
    logs = logs.clamp(-0.22, 0.22) * (1.0 - smooth(rgb.amin(1, keepdim=True), 0.85, 0.99))
    return encode((linear * logs.exp()).clamp(0.0, 1.0))
