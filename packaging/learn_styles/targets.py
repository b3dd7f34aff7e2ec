"""What the bundled styles mean, as procedures that look at the picture: the targets of training.

A procedure measures a picture (its light, white, contrast; where people are), and then changes each pixel by
its colour, its place and these measurements. All of it works on lightness and colour of OkLab with curves
that keep 0 and 1 in place, so that nothing clips. The eight numbers of z turn the result in eight ways.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import torch
from torch import Tensor
from torch.nn import functional

from learn_styles.cards import CARDS, LearnedCard
from learn_styles.oklab import decode, encode, to_oklab, to_rgb

_SKIN_HUE = math.radians(52.0)
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
    background = peopled * (1.0 - subject) + (1.0 - peopled) * _smooth(far, 0.1, 0.9)
    near = torch.exp(-1.5 * far)
    mean = _mean(lightness, (4.0 * lightness * (1.0 - lightness)).clamp(0.02, 1.0) * near)
    # A black or white backdrop says little about the light on the subject: a low key, or a high one, that is
    # meant is no wrong exposure.
    key = _mean(lightness, lightness**2 * (1.0 - _smooth(lightness, 0.88, 0.985)).clamp(min=0.003) * near)
    return Scene(lab, skin, subject, background, peopled, far, _local_light(lightness), mean, key)


def even_light(scene: Scene) -> tuple[Tensor, Tensor]:
    """Exposure and contrast to a norm, dark corners of the light opened, bright ones held."""
    power = _power(scene.key, 0.66, 0.05).clamp(0.60, 1.25)
    lightness = scene.lab[:, :1].clamp(1e-3, 1.0) ** power
    light = scene.light.clamp(1e-3, 1.0) ** power
    # Only what is far from the rest: dark hair or skin in even light is no shadow. White is held by nobody.
    away = (light - 0.85 * scene.key.clamp(0.05, 0.95) ** power) * (1.0 - _smooth(light, 0.82, 0.96))
    lightness = lightness ** torch.exp(1.3 * away**3 / (away**2 + 0.20**2))
    spread = lightness.std((2, 3), keepdim=True)
    lightness = _contrast(lightness, (0.205 / spread.clamp(min=0.02)).sqrt().clamp(0.92, 1.18), 0.6)
    # What is dark all over (a backdrop, the night) stays so, and its noise with it.
    before = scene.lab[:, :1].clamp(1e-3, 1.0)
    lightness = before + (lightness - before) * _smooth(before, 0.10, 0.42)
    return _relit(scene.lab, lightness, 1.04), torch.zeros_like(scene.lab)


def soft_skin(scene: Scene) -> tuple[Tensor, Tensor]:
    """Skin: a warm glow in the middle tones, one hue, soft texture. Behind it: quiet colours, crisp."""
    skin, behind = scene.skin, scene.background * scene.peopled
    lightness = scene.lab[:, :1].clamp(1e-3, 1.0)
    bell = 4.0 * lightness * (1.0 - lightness)
    # The same share for every skin: the glow is a curve that keeps the order of tones.
    glow = lightness ** torch.exp(-0.14 * skin + 0.18 * behind - 0.05)
    lab = _relit(scene.lab, glow, 1.0)
    a, b = lab[:, 1:2], lab[:, 2:3]
    chroma, hue = (a * a + b * b + 1e-8).sqrt(), torch.atan2(b, a)
    away = torch.remainder(hue - _SKIN_HUE + math.pi, 2.0 * math.pi) - math.pi
    hue = hue - 0.25 * skin * away * torch.exp(-((away / 0.6) ** 2))
    chroma = chroma * (1.0 - 0.28 * behind - 0.06 * skin)
    warm = skin * bell
    lab = torch.cat([lab[:, :1], chroma * hue.cos() + 0.003 * warm, chroma * hue.sin() + 0.007 * warm], 1)
    bands = scene.lab.new_tensor([[-0.22, -0.50, -0.42], [0.28, 0.20, 0.05]])[:, None, :, None, None]
    return lab, bands[0] * skin + bands[1] * (behind * (1.0 - skin))


def evening(scene: Scene) -> tuple[Tensor, Tensor]:
    """A low key, a film's curve, a cool background that falls off to the corners, warm people."""
    power = _power(scene.key, 0.62, 0.05).clamp(0.92, 1.28)
    lightness = scene.lab[:, :1].clamp(1e-3, 1.0) ** power
    fall = _smooth(scene.far, 0.08, 1.0) * (1.0 - 0.6 * scene.subject)
    lightness = lightness ** torch.exp(0.18 * scene.background + 0.42 * fall)
    lightness = _contrast(lightness, torch.full_like(scene.mean, 1.12), 0.5)
    lightness = 0.10 + 0.865 * lightness
    lab = _relit(scene.lab, lightness, 0.92)
    # White stays white: a tint of it would show where a map ends.
    dark, light = (1.0 - lightness) ** 2, 4.0 * lightness**2 * (1.0 - lightness)
    bell = (4.0 * lightness * (1.0 - lightness)).clamp(0.0, 1.0)
    behind, before = scene.background, scene.peopled * scene.subject * bell
    a = lab[:, 1:2] * (1.0 - 0.18 * behind) - 0.009 * dark + 0.006 * light + 0.003 * before
    b = lab[:, 2:3] * (1.0 - 0.18 * behind) - 0.024 * dark + 0.020 * light
    b = b - 0.018 * behind * bell + 0.007 * before
    bands = scene.lab.new_tensor([-0.05, 0.06, 0.12]).view(1, 3, 1, 1)
    return torch.cat([lightness, a, b], 1), bands.expand_as(scene.lab) * (1.0 - 1.5 * scene.skin)


@dataclass(frozen=True)
class LearnedStyle:
    """What is learned: a card, and the procedure behind it.

    ``balance``: how much of the light's colour is taken out first, 0 to 1.
    """

    card: LearnedCard
    procedure: Procedure
    balance: float = 0.0

    @property
    def maps(self) -> bool:
        """Whether it looks at the maps of skin and subject."""
        return self.card.inputs == "rgb+maps"

    def shown(self, pictures: Tensor) -> Tensor:
        """What its network sees of pictures (n, 5, h, w)."""
        return pictures if self.maps else torch.cat([pictures[:, :3], torch.zeros_like(pictures[:, 3:])], 1)

    def answer(self, pictures: Tensor, latents: Tensor) -> tuple[Tensor, Tensor]:
        """Pictures (n, 5, h, w) in the style: encoded colours (n, 3, h, w), and gains (n, 3, h, w)."""
        scene = look_at(pictures, self.balance)
        lab, gains = self.procedure(scene)
        lab, gains = _turned(lab, gains, scene, latents[:, :, None, None])
        return to_rgb(lab), gains.clamp(-0.9, 1.5)


def _turned(lab: Tensor, gains: Tensor, scene: Scene, z: Tensor) -> tuple[Tensor, Tensor]:
    """z: warmer, brighter, harder, more colourful, split tones, matt, crisper, darker corners."""
    warm, bright, hard, colourful, split, matt, crisp, corners = (z[:, i : i + 1] for i in range(8))
    lightness = lab[:, :1].clamp(1e-3, 1.0)
    lightness = lightness ** torch.exp(-0.16 * bright + 0.16 * corners * _smooth(scene.far, 0.05, 1.0))
    lightness = _contrast(lightness, torch.exp(0.14 * hard), 0.6)
    lightness = lightness + 0.045 * matt * (1.0 - lightness) ** 3 * torch.where(matt > 0, 1.0, lightness)
    lab = _relit(lab, lightness, 1.0)
    dark, light = (1.0 - lightness) ** 2, lightness**2
    bell = (4.0 * lightness * (1.0 - lightness)).clamp(0.0, 1.0)
    chroma = torch.exp(0.17 * colourful)
    a = lab[:, 1:2] * chroma + split * (0.008 * light - 0.010 * dark) + 0.004 * warm * bell
    b = lab[:, 2:3] * chroma + split * (0.014 * light - 0.018 * dark) + 0.017 * warm * bell
    return torch.cat([lightness, a, b], 1), gains + 0.12 * crisp


def _power(level: Tensor, norm: float, near: float) -> Tensor:
    """The exponent that draws ``level`` four fifths of the way to ``norm``; what is ``near`` it, less so."""
    wanted = math.log(norm) / level.clamp(0.05, 0.95).log()
    away = wanted.log()
    # As a difference of exponents.
    close = -near / (norm * math.log(norm))
    return torch.exp(0.8 * away**3 / (away**2 + close**2))


def _relit(lab: Tensor, lightness: Tensor, chroma: float) -> Tensor:
    """The colours at another lightness, with the chroma that goes with it."""
    ratio = (lightness / lab[:, :1].clamp(min=0.02)).clamp(max=3.0) ** 0.85 * chroma
    return torch.cat([lightness, lab[:, 1:] * ratio], 1)


def _contrast(lightness: Tensor, factor: Tensor, pivot: float) -> Tensor:
    """An S-curve that keeps 0, the pivot and 1: the log odds are stretched."""
    odds = torch.logit(lightness.clamp(1e-3, 1.0 - 1e-3))
    middle = math.log(pivot / (1.0 - pivot))
    return torch.sigmoid(middle + (odds - middle) * factor)


def _mean(values: Tensor, weight: Tensor) -> Tensor:
    return (values * weight).sum((2, 3), keepdim=True) / weight.sum((2, 3), keepdim=True).clamp(min=1e-6)


def _smooth(value: Tensor, low: float, high: float) -> Tensor:
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
    middle = (rgb.amax(1, keepdim=True) < 0.97).float() * _smooth(lab[:, :1], 0.2, 0.45) + 1e-4
    chroma = (a * a + b * b + 1e-8).sqrt()
    middle = middle * (1.0 - 0.93 * near_skin * _smooth(chroma, 0.015, 0.04))
    middle = middle * (torch.exp(-((chroma / 0.10) ** 2)) + 0.02)
    light = ((linear**4 * middle).mean((2, 3), keepdim=True) / middle.mean((2, 3), keepdim=True)) ** 0.25
    for _ in range(2):
        level = light.mean(1, keepdim=True)
        colours = to_oklab(encode((linear * level / light).clamp(0.0, 1.0)))[:, 1:]
        weight = middle * (torch.exp(-(colours**2).sum(1, keepdim=True) / 0.06**2) + 0.02)
        light = _mean(linear, weight) + 1e-3
    # Where little looks gray, nothing is known.
    sure = _smooth(middle.mean((2, 3), keepdim=True), 0.02, 0.25)
    logs = (light.mean(1, keepdim=True) / light).log() * (amount * sure)
    # What was clipped tells no colour: white stays white.
    logs = logs.clamp(-0.22, 0.22) * (1.0 - _smooth(rgb.amin(1, keepdim=True), 0.85, 0.99))
    return encode((linear * logs.exp()).clamp(0.0, 1.0))


_PROCEDURES: Mapping[str, tuple[Procedure, float]] = {
    "even-light": (even_light, 0.35),
    "soft-skin": (soft_skin, 0.0),
    "evening": (evening, 0.0),
}
LEARNED: Mapping[str, LearnedStyle] = {card.id: LearnedStyle(card, *_PROCEDURES[card.id]) for card in CARDS}
