"""What a style learned without pairs is likely worth: read off trainings whose look was known.

Without pairs nobody knows what the photos should have become, so a style's error cannot be measured on them.
How near the photos come as a whole (:mod:`~training.evaluate.gap`) says little of it: looks that are wrong by
half a stop pass, and the true look itself may score 0.4 where contents differ. What tells most is how much a
style changes photos and how many it was learned from.

The numbers are fitted by ``python -m benchmarks.learning_likely`` (docs/learning.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np


@dataclass(frozen=True)
class Range:
    """A value, and between which it lay in eight of ten trainings."""

    middle: float
    low: float
    high: float

    def __mul__(self, factor: float) -> Range:
        return Range(self.middle * factor, self.low * factor, self.high * factor)


@dataclass(frozen=True)
class Likely:
    """``difference``: mean CIEDE2000 of styled photos to the true ones; ``untouched``: of untouched ones.

    ``share``: of the way from untouched photos to the true ones that is made; 1 all, below 0 it leads away.
    """

    difference: Range
    untouched: Range
    share: Range


@dataclass(frozen=True)
class Knot:
    """What was found where photos are changed by about ``change``, from forty finished photos: mean CIEDE2000
    of styled (``difference``) and ``untouched`` photos to the true ones, and the former as a part of the
    latter, ``left``.
    """

    change: float
    difference: Range
    untouched: Range
    left: Range


FORTY, MOST_PHOTOS, FURTHEST = 40, 60, 40.0
BY_PHOTOS = 0.22
KNOTS = (
    Knot(0.3, Range(0.33, 0.28, 2.45), Range(0.0, 0.0, 2.49), Range(0.67, 0.56, 1.0)),
    Knot(1.0, Range(1.96, 0.94, 4.14), Range(2.41, 0.5, 5.14), Range(0.8, 0.58, 1.32)),
    Knot(2.0, Range(2.63, 1.78, 4.27), Range(4.51, 1.84, 6.72), Range(0.71, 0.47, 0.94)),
    Knot(4.0, Range(2.98, 2.01, 4.52), Range(4.86, 3.16, 9.63), Range(0.61, 0.41, 0.91)),
    Knot(8.0, Range(3.06, 2.03, 4.41), Range(8.32, 6.48, 12.08), Range(0.36, 0.25, 0.53)),
    Knot(16.0, Range(3.14, 1.75, 4.77), Range(16.29, 13.45, 18.93), Range(0.19, 0.11, 0.31)),
)


def foretold(
    changed: float, style: int, by_photos: float = BY_PHOTOS, knots: Sequence[Knot] = KNOTS
) -> Likely:
    """Of a style that changes photos by ``changed`` (mean CIEDE2000), learned from so many finished photos.

    Ranges lie between those of the ``knots``; errors grow with the power ``by_photos`` of how many fewer
    photos there are than forty.
    """
    changed = min(max(changed, knots[0].change), FURTHEST)
    places, last = [knot.change for knot in knots], knots[-1].change
    beyond = max(changed / last, 1.0)
    fewer = (FORTY / min(max(style, 1), MOST_PHOTOS)) ** by_photos
    difference, untouched, left = (
        _at([getattr(knot, part) for knot in knots], places, min(changed, last))
        for part in ("difference", "untouched", "left")
    )
    left = left * (fewer / beyond)
    return Likely(
        difference * fewer, untouched * beyond, Range(1.0 - left.middle, 1.0 - left.high, 1.0 - left.low)
    )


def _at(ranges: Sequence[Range], places: Sequence[float], changed: float) -> Range:
    columns = np.array([astuple(each) for each in ranges]).T
    return Range(*(float(np.interp(np.log(changed), np.log(places), column)) for column in columns))
