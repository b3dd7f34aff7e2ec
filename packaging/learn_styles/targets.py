"""What the bundled styles mean, as procedures that look at the picture: the targets of training.

A procedure measures a picture (its light, white, contrast; where people are), and then changes each pixel by
its colour, its place and these measurements. The eight numbers of z turn the result in eight ways.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from learn_styles.cards import CARDS, LearnedCard
from learn_styles.oklab import to_rgb
from learn_styles.procedures import adaptive, film, light, local
from learn_styles.scene import Procedure, Scene, contrast, look_at, relit, smooth


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
    lightness = lightness ** torch.exp(-0.16 * bright + 0.16 * corners * smooth(scene.far, 0.05, 1.0))
    lightness = contrast(lightness, torch.exp(0.14 * hard), 0.6)
    lightness = lightness + 0.045 * matt * (1.0 - lightness) ** 3 * torch.where(matt > 0, 1.0, lightness)
    lab = relit(lab, lightness, 1.0)
    dark, light = (1.0 - lightness) ** 2, lightness**2
    bell = (4.0 * lightness * (1.0 - lightness)).clamp(0.0, 1.0)
    chroma = torch.exp(0.17 * colourful)
    a = lab[:, 1:2] * chroma + split * (0.008 * light - 0.010 * dark) + 0.004 * warm * bell
    b = lab[:, 2:3] * chroma + split * (0.014 * light - 0.018 * dark) + 0.017 * warm * bell
    return torch.cat([lightness, a, b], 1), gains + 0.12 * crisp


_PROCEDURES: Mapping[str, tuple[Procedure, float]] = {
    "even-light": (light.even_light, 0.35),
    "soft-skin": (light.soft_skin, 0.0),
    "evening": (light.evening, 0.0),
    "portrait-negative": (film.portrait_negative, 0.0),
    "matte-print": (film.matte_print, 0.0),
    "muted-slide": (film.muted_slide, 0.0),
    "airy": (adaptive.airy, 0.5),
    "documentary": (adaptive.documentary, 0.4),
    "silver": (adaptive.silver, 0.0),
    "warm-on-cool": (local.warm_on_cool, 0.0),
    "old-master": (local.old_master, 0.0),
}
LEARNED: Mapping[str, LearnedStyle] = {card.id: LearnedStyle(card, *_PROCEDURES[card.id]) for card in CARDS}
