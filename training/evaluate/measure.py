"""Measure: how well a style was learned, as a few numbers, in about a second."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from studio.generators.photographic import Look, PhotographicNet
from training.develop import developed
from training.evaluate import spread as spreading
from training.evaluate.consistency import Consistency, consistency, mean_chroma
from training.evaluate.gap import Closed, Gap
from training.evaluate.material import few, material
from training.evaluate.pairs import Truth, difference
from training.evaluate.skin import Skin, skin_colours, skin_shift
from training.evaluate.small import WHOLE, quartered, small
from training.evaluate.spread import Spread
from training.evaluate.structure import structure
from training.evaluate.styled import (
    Styled,
    flat_look,
    in_look,
    predicted,
    whole_in_look,
)
from training.examples import Examples
from training.randomness import MATERIAL, stream

_SOME, _DEVELOPED, _TWICE = 4, 0.4, 2


@dataclass(frozen=True)
class Measured:
    """How well a look does.

    ``score``: the share of the gap to the finished photos that is closed, -1 to 1, 0 as without a style, and
    ``error``, its standard error over photos. ``structure``: what of edges and detail is kept, 0 to 1; below
    :data:`~training.game.watch.LEAST_STRUCTURE` the look damages photos. ``skin``: CIEDE2000 between skin
    before and after (NaN without skin). ``consistency``: how uneven in white the photos of one scene are,
    against before: below 1 more even (NaN without scenes). ``spread``: CIE 1976 difference between
    variations, 0 without any. ``difference``: mean CIEDE2000 to the true pictures (NaN where there are none).
    ``changed``: mean CIEDE2000 between photos before and after.
    ``draws``: the score for photos drawn by chance, the same ones for every look: for comparisons.
    """

    score: float
    structure: float
    skin: float
    consistency: float
    spread: float
    error: float
    difference: float = math.nan
    changed: float = math.nan
    draws: tuple[float, ...] = field(default=(), repr=False, compare=False)


def margin(one: Measured, other: Measured) -> tuple[float, float]:
    """By how much ``one`` scores higher, and the standard error of that: of the same photos, so a small
    one.
    """
    apart = np.array(one.draws) - np.array(other.draws)
    return one.score - other.score, float(apart.std()) if len(apart) else 0.0


class Measure:
    """A measure made of photos, once; then every look is measured on the same of them, repeatably.

    Photos that were held out are taken, where there are enough of them; ``held`` says whether no photo that
    is styled here was learned from, and ``notes`` what is to be said about it. For pairs, and for made ones
    (finished photos alone), the score is the share of the difference to the true picture that is gone.

    ``undo``: see :func:`~training.evaluate.material.material`. Raises ValueError as that does.
    """

    def __init__(self, examples: Examples, seed: int = 0, undo: Tensor | None = None) -> None:
        random = stream(seed, MATERIAL)
        self.material = material(examples, undo, random)
        self.held, self.notes = self.material.held, self.material.notes
        self.photos = small(self.material.before)
        self._seed = seed
        quarters = 4 if few(self.material.style) and not self.material.after else 1
        self.style = small(quartered(self.material.style) if quarters > 1 else self.material.style)
        reference = [each for each in self.material.reference for _ in range(quarters)]
        self.scoring: Gap | Truth
        if self.material.after:
            self.scoring = Truth(self.photos, self.style, seed)
        else:
            self.scoring = Gap(self.photos, self.style, reference, seed)
        self._skin_before = skin_colours(self.photos.whole, self.photos.skin)
        self._skin_style = skin_colours(self.style.whole, self.style.skin)
        few_squares = self.photos.squares[:_SOME].repeat(_TWICE, 1, 1, 1)
        self._other = developed(few_squares, random, _DEVELOPED)
        self._other_whole = functional.adaptive_avg_pool2d(self._other[:, :3], WHOLE)

    def __call__(self, net: PhotographicNet) -> Measured:
        """Measure a network; it is left as it is."""
        return self._measured(
            predicted(net, self.photos.squares),
            predicted(net, self._other),
            spreading.variations(net, self.photos.some(range(min(_SOME, len(self.photos)))), self._seed),
        )

    def of_cube(self, cube: Tensor) -> Measured:
        """Measure one colour map for all photos: ``cube`` (N, N, N, 3), an excess, indexed [b, g, r]."""
        look = flat_look(cube)
        return self._measured(look, look, Spread(0.0, ()))

    def untouched(self) -> Measured:
        """Measure photos left alone."""
        return self.of_cube(torch.zeros(2, 2, 2, 3))

    def closed(self, styled: Styled) -> Closed:
        """The score of ``photos`` styled, and its draws."""
        return self.scoring.closed(styled)

    def skin(self, styled: Styled) -> Skin:
        return skin_shift(self._skin_before, skin_colours(styled.whole, self.photos.skin), self._skin_style)

    def variations(self, net: PhotographicNet) -> Spread:
        """Variations on all photos, with their scores."""
        return spreading.variations(net, self.photos, self._seed, lambda styled: self.closed(styled).score)

    def consistency(self, styled: Styled, others: Look) -> Consistency:
        """Within scenes, and between photos and two other developments of each in their looks ``others``."""
        count = len(self._other) // _TWICE
        lone = -1 - np.arange(count)
        scenes = [*self.photos.scenes, *lone.tolist() * (_TWICE + 1)]
        again = whole_in_look(self._other_whole, others)
        before = torch.cat([self.photos.whole, self.photos.whole[:count], self._other_whole])
        after = torch.cat([styled.whole, styled.whole[:count], again])
        # A photo of no scene has a number of its own; so have those of other developments.
        return consistency(mean_chroma(before), mean_chroma(after), _apart(scenes, len(self.photos)))

    def _measured(self, look: Look, others: Look, spread: Spread) -> Measured:
        styled = in_look(self.photos, look)
        found = self.closed(styled)
        kept = [
            structure(before, after).mean()
            for before, after in ((self.photos.whole, styled.whole), (self.photos.close, styled.close))
        ]
        truth = self.scoring.differences(styled).mean() if isinstance(self.scoring, Truth) else math.nan
        return Measured(
            score=found.score,
            structure=float(min(kept)),
            skin=self.skin(styled).shift,
            consistency=self.consistency(styled, others).ratio,
            spread=spread.apart,
            error=found.error,
            difference=float(truth),
            changed=float(difference(self.photos.whole, styled.whole).mean()),
            draws=tuple(found.draws.tolist()),
        )


def _apart(scenes: list[int], photos: int) -> list[int]:
    """Scene numbers by which real scenes and made ones do not meet."""
    return [2 * number if place < photos else 2 * number + 1 for place, number in enumerate(scenes)]
