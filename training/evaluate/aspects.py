"""The aspects in which sets of photos are compared: colours, places, statistics of photos, patches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from studio.imaging.image import Float32
from training.colour import to_lab
from training.evaluate import like
from training.evaluate.small import Small
from training.evaluate.styled import Styled
from training.evaluate.wasserstein import Slices, slices
from training.randomness import PATCHES, Random, stream

SIDE = 64
"""Colours are compared at so many pixels a side."""
LEVELS = 3
"""Of patches: the close piece, the whole photo, and the whole at half the size."""
_PATCH, _PATCHES = 5, 64
_LINES = 16
# Deviations between photos of their mean L, a, b, as they usually are, and how many photos that is worth.
_USUAL = np.array([9.0, 4.0, 6.0])
_WORTH = 6
_PRESENT = 0.01
_REACHED = 20_000

Points: TypeAlias = Callable[["Scales", "View"], tuple[Float32, "np.ndarray | None"]]
"""Points (n, p, d) of photos, and the part that each belongs to (n, p)."""


@dataclass(frozen=True, eq=False)
class View:
    """What aspects look at: Lab (n, 64 * 64, 3), ``parts`` (n, 64 * 64), and LEVELS bands (n, 3, h, w)."""

    lab: Tensor
    parts: np.ndarray
    bands: list[Tensor]


def parts_of(photos: Small) -> np.ndarray:
    """The parts of photos as they are: those that did not have the style keep them when they are styled."""
    skin = functional.adaptive_avg_pool2d(photos.skin[:, None], SIDE)[:, 0]
    return like.parts(functional.adaptive_avg_pool2d(photos.whole, SIDE), skin)


def view(parts: np.ndarray, styled: Styled) -> View:
    pixels = functional.adaptive_avg_pool2d(styled.whole, SIDE).movedim(1, -1).flatten(1, 2)
    return View(to_lab(pixels), parts, _bands(styled.whole, styled.close))


@dataclass(frozen=True, eq=False)
class Scales:
    """What makes unlike numbers comparable, read off finished photos, fixed for all looks.

    ``middle`` and ``spread`` (3): the mean of Lab and the deviation of photos' means. ``bands`` (LEVELS, 3):
    the deviation of the detail of L, a, b. ``statistics`` (2, 7): mean and deviation of photos' statistics.
    """

    middle: Tensor
    spread: Tensor
    bands: Tensor
    statistics: Tensor
    seed: int

    @classmethod
    def of(cls, style: View, seed: int) -> Scales:
        lab = style.lab
        means = lab.mean(1).double()
        between = means.var(0, correction=0) * len(means) + torch.from_numpy(_USUAL**2) * _WORTH
        spread = (between / (len(means) + _WORTH)).sqrt().float()
        bands = torch.stack([band.movedim(1, -1).flatten(0, 2).std(0) + 0.1 for band in style.bands])
        known = _statistics(lab)
        usual = torch.tensor([9.0, 4.0, 6.0, 4.0, 3.0, 2.0, 3.0])
        wide = known.var(0, correction=0) * len(known) + usual.square() * _WORTH
        deviation = (wide / (len(known) + _WORTH)).sqrt()
        return cls(means.mean(0).float(), spread, bands, torch.stack([known.mean(0), deviation]), seed)


@dataclass(frozen=True, eq=False)
class Aspect:
    """``weights`` (kinds): how much each part counts. Where ``pooled``, the last kind is all others
    together.
    """

    points: Points
    slices: Slices
    weights: Float32
    pooled: bool


@dataclass(frozen=True, eq=False)
class Counted:
    """Histograms (n, kinds, lines, bins) of photos, and ``present`` (n, kinds): 1 where it has that part."""

    histograms: Float32
    present: Float32


def aspects(scales: Scales, before: View, style: View, random: Random) -> list[Aspect]:
    """All aspects, colours first; their lines reach as far as both sides' photos do."""
    by_part = [0.4] + [0.2] * (like.PARTS - 1) + [1.0]
    found: list[tuple[Points, list[float]]] = [
        (_colours, by_part),
        (_by_ring, [0.2] * like.RINGS),
        (_of_photos, [0.6]),
        *((_patches_of(level), [0.3]) for level in range(LEVELS)),
    ]
    out = []
    for points, weights in found:
        values = [points(scales, side)[0] for side in (before, style)]
        flat = [each.reshape(-1, each.shape[2]) for each in values]
        reach = np.concatenate([each[:: 1 + len(each) // _REACHED] for each in flat])
        lines = slices(reach.shape[1], _LINES, reach, random)
        out.append(Aspect(points, lines, np.array(weights, np.float32), points is _colours))
    return out


def counted(aspect: Aspect, scales: Scales, seen: View) -> Counted:
    values, parts = aspect.points(scales, seen)
    kinds = len(aspect.weights) - aspect.pooled
    histograms = aspect.slices.histograms(values, parts, kinds)
    if aspect.pooled:
        histograms = np.concatenate([histograms, histograms.sum(1, keepdims=True)], 1)
    return Counted(histograms, (histograms[:, :, 0].sum(2) > _PRESENT).astype(np.float32))


def _colours(scales: Scales, seen: View) -> tuple[Float32, np.ndarray]:
    return ((seen.lab - scales.middle) / scales.spread).numpy(), seen.parts


def _by_ring(scales: Scales, seen: View) -> tuple[Float32, np.ndarray]:
    # Light and colour against the photo's own: how the corners differ is asked, not how light it is.
    values = _colours(scales, seen)[0]
    place = np.broadcast_to(like.rings(SIDE, SIDE), values.shape[:2])
    return values - values.mean(1, keepdims=True), place


def _of_photos(scales: Scales, seen: View) -> tuple[Float32, None]:
    known = _statistics(seen.lab)
    return ((known - scales.statistics[0]) / scales.statistics[1])[:, None].numpy(), None


def _patches_of(level: int) -> Points:
    def patches(scales: Scales, seen: View) -> tuple[Float32, None]:
        band = seen.bands[level] / scales.bands[level].view(1, 3, 1, 1)
        count, _, height, width = band.shape
        random = stream(scales.seed, PATCHES + level)
        top = torch.from_numpy(random.integers(0, height - _PATCH + 1, (_PATCHES, 1, 1)))
        left = torch.from_numpy(random.integers(0, width - _PATCH + 1, (_PATCHES, 1, 1)))
        within = torch.arange(_PATCH)
        cut = band[:, :, top + within[:, None], left + within]
        return cut.permute(0, 2, 1, 3, 4).reshape(count, _PATCHES, -1).numpy(), None

    return patches


def _bands(whole: Tensor, close: Tensor) -> list[Tensor]:
    """LEVELS times (n, 3, h, w): what of Lab is finer than twice the pixel."""
    labs = [to_lab(picture.movedim(1, -1)).movedim(-1, 1) for picture in (close, whole)]
    out = []
    for lab in (*labs, functional.avg_pool2d(labs[1], 2)):
        coarse = functional.avg_pool2d(lab, 2)
        wide = functional.interpolate(coarse, size=lab.shape[2:], mode="bilinear", align_corners=False)
        out.append(lab - wide)
    return out


def _statistics(lab: Tensor) -> Tensor:
    """(n, 7) of (n, p, 3): mean L, a, b; deviation of L; mean chroma; deviations of a and b."""
    deviation = lab.std(1)
    chroma = lab[..., 1:].square().sum(-1).sqrt().mean(1, keepdim=True)
    return torch.cat([lab.mean(1), deviation[:, :1], chroma, deviation[:, 1:]], 1)
