"""The gap between ordinary and finished photos, and how much of it a look closes.

Each aspect (colours as a whole and part by part, by place, statistics of photos, patches at three scales) has
a distance D of the styled photos to the finished ones, a floor F (what parts of the finished photos are apart
from each other, by content alone, at as many photos) and a ceiling C (the photos left alone). In floors, D /
F - 1 where that is above 0, aspects add up; the score is the share of the ceiling's sum that is gone. So an
aspect in which content differs much by itself counts little, and nobody is paid for matching content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from studio.imaging.image import Float32
from training.evaluate.aspects import Aspect, Counted, Scales, aspects, counted, parts_of, view
from training.evaluate.small import Small
from training.evaluate.styled import Styled, untouched
from training.randomness import WEIGHTS, stream

DRAWS = 32
"""Ways of drawing photos (Bayesian bootstrap) that the error is read off."""
_HALVES = 24
_FEWEST = 2.0
_LEAST_GAP = 0.05
_USUAL = 0.9


@dataclass(frozen=True, eq=False)
class Closed:
    """``score``: the share of the gap that is closed; 1 all, 0 none, below 0 it grew; within -1 to 1.

    ``draws`` (DRAWS,): the same for photos drawn by chance, the same ones for every look.
    """

    score: float
    draws: Float32

    @property
    def error(self) -> float:
        """One standard error, over photos."""
        return float(self.draws.std())


class Gap:
    """Between ``before``, photos without the style, and finished ones, ``style``.

    ``reference`` (m): how much each finished photo counts. The floor is of all of them.
    """

    def __init__(self, before: Small, style: Small, reference: Sequence[float], seed: int) -> None:
        random = stream(seed, WEIGHTS)
        self._parts = parts_of(before)
        start, finished = view(self._parts, untouched(before)), view(parts_of(style), untouched(style))
        self._scales = Scales.of(finished, seed)
        self._aspects = aspects(self._scales, start, finished, random)
        self._style = [counted(each, self._scales, finished) for each in self._aspects]
        self._reference = np.array(reference, np.float32)
        draws = random.exponential(size=(DRAWS, len(before))).astype(np.float32)
        others = random.exponential(size=(DRAWS, len(style))).astype(np.float32)
        self._ours = np.concatenate([np.ones((1, len(before)), np.float32), draws])
        self._theirs = np.concatenate([self._reference[None], others * self._reference])
        # Of the finished photos, once and for all looks.
        self._there = [
            each.slices.cumulated(had.histograms, self._theirs)
            for each, had in zip(self._aspects, self._style, strict=True)
        ]
        counts = self._counted(untouched(before))
        self._floors = [
            self._floor(aspect, had, own, random)
            for aspect, had, own in zip(self._aspects, self._style, counts, strict=True)
        ]
        self._ceiling = self._beyond(counts)

    @property
    def discernible(self) -> bool:
        """Whether the photos without the style differ from finished ones by more than content explains."""
        return bool(self._ceiling[0] > 2 * _LEAST_GAP)

    def closed(self, styled: Styled) -> Closed:
        """How much of the gap ``styled``, the photos of ``before`` in a look, closes."""
        beyond = self._beyond(self._counted(styled))
        scores = np.clip((self._ceiling - beyond) / np.maximum(self._ceiling, _LEAST_GAP), -1.0, 1.0)
        return Closed(float(scores[0]), scores[1:].astype(np.float32))

    def each(self, styled: Styled) -> Float32:
        """(n): how far each photo's colours lie from the finished ones', part by part, in ``usual``s.

        Above 1 it lies further out than nine of ten finished photos lie from the rest.
        """
        aspect = self._aspects[0]
        own = counted(aspect, self._scales, view(self._parts, styled))
        count = len(self._parts)
        there = np.broadcast_to(self._reference, (count, len(self._reference))).copy()
        return self._apart(own, np.eye(count, dtype=np.float32), there) / np.float32(self._usual)

    @cached_property
    def _usual(self) -> float:
        finished = self._style[0]
        count = len(finished.histograms)
        if count < 2:
            return 1.0
        others = 1.0 - np.eye(count, dtype=np.float32)
        apart = self._apart(finished, np.eye(count, dtype=np.float32), others)
        return max(float(np.quantile(apart, _USUAL)), 1e-6)

    def _apart(self, own: Counted, ours: Float32, theirs: Float32) -> Float32:
        aspect, had = self._aspects[0], self._style[0]
        found = aspect.slices.distances(own.histograms, ours, had.histograms, theirs)
        known = ~np.isnan(found)
        weights = np.where(known, aspect.weights, 0.0)
        total = (np.where(known, found, 0.0) * weights).sum(1) / np.maximum(weights.sum(1), 1e-6)
        return np.asarray(total, np.float32)

    def _counted(self, styled: Styled) -> list[Counted]:
        seen = view(self._parts, styled)
        return [counted(aspect, self._scales, seen) for aspect in self._aspects]

    def _floor(self, aspect: Aspect, had: Counted, own: Counted, random: np.random.Generator) -> Float32:
        """(kinds): what halves of the finished photos are apart, as if of as many photos as are compared."""
        count = len(had.present)
        halves = np.zeros((_HALVES, count), np.float32)
        for row in halves:
            row[random.permutation(count)[: count // 2]] = 1.0
        apart = aspect.slices.distances(had.histograms, halves, had.histograms, 1.0 - halves)
        known = np.where(np.isnan(apart), 0.0, 1.0).sum(0)
        mean = np.nansum(apart, 0) / np.maximum(known, 1.0)
        inside = had.present.sum(0)
        mine = own.present.sum(0)
        weights = had.present * self._reference[:, None]
        # So many photos of equal weight would be as sure.
        theirs = weights.sum(0) ** 2 / np.maximum(np.square(weights).sum(0), 1e-9)
        usable = (np.minimum(mine, theirs) >= _FEWEST) & (inside >= 2 * _FEWEST) & (known > 0) & (mean > 1e-6)
        scale = np.sqrt((1 / np.maximum(mine, 1) + 1 / np.maximum(theirs, 1)) * np.maximum(inside, 1) / 4)
        return np.where(usable, mean * scale, np.nan).astype(np.float32)

    def _beyond(self, found: list[Counted]) -> Float32:
        """(1 + DRAWS): the weighted mean over aspects of D / F - 1, where that is above 0."""
        total = np.zeros(len(self._ours))
        weights = np.zeros(len(self._ours))
        for aspect, own, there, floor in zip(self._aspects, found, self._there, self._floors, strict=True):
            here = aspect.slices.cumulated(own.histograms, self._ours)
            apart = aspect.slices.between(here, there)
            beyond = np.maximum(apart / floor - 1.0, 0.0)
            known = ~np.isnan(beyond)
            total += (np.where(known, beyond, 0.0) * aspect.weights).sum(1)
            weights += (known * aspect.weights).sum(1)
        return np.asarray(total / np.maximum(weights, 1e-6), np.float32)
