"""Light, skin and an evening: the procedures that a network is shown directly, texture and variations too."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from learn_styles.scene import Scene, contrast, exponent, relit, smooth

_SKIN_HUE = math.radians(52.0)


def even_light(scene: Scene) -> tuple[Tensor, Tensor]:
    """Exposure and contrast to a norm, dark corners of the light opened, bright ones held."""
    power = exponent(scene.key, 0.66, 0.05).clamp(0.60, 1.25)
    lightness = scene.lab[:, :1].clamp(1e-3, 1.0) ** power
    light = scene.light.clamp(1e-3, 1.0) ** power
    # Only what is far from the rest: dark hair or skin in even light is no shadow. White is held by nobody.
    away = (light - 0.85 * scene.key.clamp(0.05, 0.95) ** power) * (1.0 - smooth(light, 0.82, 0.96))
    lightness = lightness ** torch.exp(1.3 * away**3 / (away**2 + 0.20**2))
    spread = lightness.std((2, 3), keepdim=True)
    lightness = contrast(lightness, (0.205 / spread.clamp(min=0.02)).sqrt().clamp(0.92, 1.18), 0.6)
    # What is dark all over (a backdrop, the night) stays so, and its noise with it.
    before = scene.lab[:, :1].clamp(1e-3, 1.0)
    lightness = before + (lightness - before) * smooth(before, 0.10, 0.42)
    return relit(scene.lab, lightness, 1.04), torch.zeros_like(scene.lab)


def soft_skin(scene: Scene) -> tuple[Tensor, Tensor]:
    """Skin: a warm glow in the middle tones, one hue, soft texture. Behind it: quiet colours, crisp."""
    skin, behind = scene.skin, scene.background * scene.peopled
    lightness = scene.lab[:, :1].clamp(1e-3, 1.0)
    bell = 4.0 * lightness * (1.0 - lightness)
    # The same share for every skin: the glow is a curve that keeps the order of tones.
    glow = lightness ** torch.exp(-0.14 * skin + 0.18 * behind - 0.05)
    lab = relit(scene.lab, glow, 1.0)
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
    power = exponent(scene.key, 0.62, 0.05).clamp(0.92, 1.28)
    lightness = scene.lab[:, :1].clamp(1e-3, 1.0) ** power
    fall = smooth(scene.far, 0.08, 1.0) * (1.0 - 0.6 * scene.subject)
    lightness = lightness ** torch.exp(0.18 * scene.background + 0.42 * fall)
    lightness = contrast(lightness, torch.full_like(scene.mean, 1.12), 0.5)
    lightness = 0.10 + 0.865 * lightness
    lab = relit(scene.lab, lightness, 0.92)
    # White stays white: a tint of it would show where a map ends.
    dark, light = (1.0 - lightness) ** 2, 4.0 * lightness**2 * (1.0 - lightness)
    bell = (4.0 * lightness * (1.0 - lightness)).clamp(0.0, 1.0)
    behind, before = scene.background, scene.peopled * scene.subject * bell
    a = lab[:, 1:2] * (1.0 - 0.18 * behind) - 0.009 * dark + 0.006 * light + 0.003 * before
    b = lab[:, 2:3] * (1.0 - 0.18 * behind) - 0.024 * dark + 0.020 * light
    b = b - 0.018 * behind * bell + 0.007 * before
    bands = scene.lab.new_tensor([-0.05, 0.06, 0.12]).view(1, 3, 1, 1)
    return torch.cat([lightness, a, b], 1), bands.expand_as(scene.lab) * (1.0 - 1.5 * scene.skin)
