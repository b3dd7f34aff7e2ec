"""What a style learned, read off what its network does to photos, place by place and photo by photo."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from studio.generators.photographic import Look, PhotographicNet
from training.colour import luma, to_lab
from training.evaluate.skin import skin_colours
from training.evaluate.small import Small
from training.evaluate.styled import in_look, predicted, whole_in_look

_GREY = 0.5
_CORNER, _CENTRE = 0.7, 0.15
_DARK, _BRIGHT = 0.25, 0.75
_BLACK = 0.01
_LEAST_SPREAD = 1.0


@dataclass(frozen=True)
class Learned:
    """Means over photos. Differences are in CIE Lab, after less before.

    ``light``, ``red`` (a*), ``warmth`` (b*): of the whole. ``contrast`` and ``colour``: the deviation of L
    and the mean chroma, as shares of those before. ``blacks``: of the darkest hundredth's L. ``shadows`` and
    ``highlights``: (a*, b*) of the darkest and brightest quarter, less those of the whole. ``colourless``:
    the mean chroma after.

    ``exposure`` and ``white``: the share of the differences between photos, in light and in a* and b*, that
    the style evens out because it looks at the photo (0 for a fixed colour map). ``vignette``: L of grey in
    the corners less that in the centre. ``skin``: how far skin's mean colour lies from where it would lie if
    the style did not know what is skin (NaN without skin). ``texture`` (3): the change of fine, middle and
    coarse detail.
    """

    light: float
    red: float
    warmth: float
    contrast: float
    colour: float
    blacks: float
    shadows: tuple[float, float]
    highlights: tuple[float, float]
    colourless: float
    exposure: float
    white: float
    vignette: float
    skin: float
    texture: tuple[float, float, float]


def learned(net: PhotographicNet, photos: Small) -> Learned:
    """From photos that should not have been learned from."""
    look = predicted(net, photos.squares)
    before, after = _lab(photos.whole), _lab(in_look(photos, look).whole)
    # What the style does on average, done to every photo: the rest comes from looking at each.
    typical = Look(*(part.mean(0, keepdim=True) for part in look))
    fixed = _lab(whole_in_look(photos.whole, typical))
    change = (after - before).mean((0, 1))
    order = luma(photos.whole.movedim(1, -1))[..., 0].flatten(1).argsort(1)
    count = order.shape[1]
    dark, bright = order[:, : int(_DARK * count)], order[:, int(_BRIGHT * count) :]
    tinted = [(_at(after, rows) - _at(before, rows)).mean((0, 1)) - change for rows in (dark, bright)]
    black = max(1, int(_BLACK * count))
    gains = look.gains.mean((0, 2, 3, 4)).tolist()
    return Learned(
        light=float(change[0]),
        red=float(change[1]),
        warmth=float(change[2]),
        contrast=_ratio(after[..., 0].std(1).mean(), before[..., 0].std(1).mean()),
        colour=_ratio(_chroma(after).mean(), _chroma(before).mean()),
        blacks=float((_at(after, order[:, :black]) - _at(before, order[:, :black]))[..., 0].mean()),
        shadows=(float(tinted[0][1]), float(tinted[0][2])),
        highlights=(float(tinted[1][1]), float(tinted[1][2])),
        colourless=float(_chroma(after).mean()),
        exposure=_evened(fixed.mean(1)[:, :1], after.mean(1)[:, :1]),
        white=_evened(fixed.mean(1)[:, 1:], after.mean(1)[:, 1:]),
        vignette=_vignette(look),
        skin=_skin_apart(net, photos),
        texture=(gains[0], gains[1], gains[2]),
    )


def _evened(fixed: Tensor, after: Tensor) -> float:
    """How much less photos (n, k) differ than under a fixed look: 1 less the slope; 0 if they hardly do."""
    if len(fixed) < 3:
        return 0.0
    a, b = fixed - fixed.mean(0), after - after.mean(0)
    if float(a.square().sum(1).mean().sqrt()) < _LEAST_SPREAD:
        return 0.0
    return float(1.0 - (a * b).sum() / a.square().sum())


def _vignette(look: Look) -> float:
    side = 64
    grey = torch.full((len(look.cube), 3, side, side), _GREY)
    light = to_lab(whole_in_look(grey, look).movedim(1, -1))[..., 0]
    along = (torch.arange(side) + 0.5) * (2.0 / side) - 1.0
    away = (along[None] ** 2 + along[:, None] ** 2) / 2.0
    return float(light[:, away > _CORNER].mean() - light[:, away < _CENTRE].mean())


def _skin_apart(net: PhotographicNet, photos: Small) -> float:
    rows = [i for i in range(len(photos)) if bool((photos.skin[i] > 0.5).any())]
    if not rows:
        return float("nan")
    some = photos.some(rows)
    blind = some.squares.clone()
    blind[:, 3:] = 0.0
    colours = [
        skin_colours(whole_in_look(some.whole, predicted(net, squares)), some.skin)
        for squares in (some.squares, blind)
    ]
    return float((colours[0] - colours[1]).square().sum(1).sqrt().nanmean())


def _lab(pictures: Tensor) -> Tensor:
    return to_lab(pictures.movedim(1, -1)).flatten(1, 2)


def _at(lab: Tensor, rows: Tensor) -> Tensor:
    return lab.gather(1, rows[..., None].expand(-1, -1, 3))


def _chroma(lab: Tensor) -> Tensor:
    return lab[..., 1:].square().sum(-1).sqrt()


def _ratio(after: Tensor, before: Tensor) -> float:
    return float(after / before.clamp_min(0.5))
