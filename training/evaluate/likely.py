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
BY_PHOTOS = 0.20
KNOTS = (
    Knot(0.3, Range(0.36, 0.36, 2.79), Range(0.0, 0.0, 3.07), Range(0.73, 0.73, 0.95)),
    Knot(1.0, Range(1.97, 1.2, 3.7), Range(2.56, 1.11, 5.12), Range(0.78, 0.62, 1.22)),
    Knot(2.0, Range(2.36, 1.73, 3.71), Range(3.27, 2.2, 7.67), Range(0.69, 0.5, 0.97)),
    Knot(4.0, Range(3.18, 2.16, 4.17), Range(4.58, 3.51, 8.5), Range(0.64, 0.38, 0.92)),
    Knot(8.0, Range(3.48, 2.47, 4.81), Range(8.56, 6.75, 11.76), Range(0.4, 0.27, 0.56)),
    Knot(16.0, Range(3.56, 2.32, 4.94), Range(16.84, 14.05, 19.14), Range(0.21, 0.14, 0.31)),
)


FEWEST = 5
"""From fewer finished photos nothing is foretold: the change is chance as much as look."""


def guess_error(style: int) -> float:
    """Mean CIEDE2000 to the true photos where a look was learned from so few, ``FEWEST`` - 1 at most."""
    return 6.5 if style == 1 else 6.0


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
