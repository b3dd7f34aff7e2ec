"""What a style learned without pairs is likely worth: read off trainings whose look was known.

Without pairs nobody knows what the photos should have become, so a style's error cannot be measured on them.
How near the photos come as a whole (:mod:`~training.evaluate.gap`) says little of it: looks that are wrong by
half a stop pass, and the true look itself may score 0.4 where contents differ. What tells most is how much a
style changes photos and how many it was learned from.

The numbers are fitted by ``python -m benchmarks.learning_likely`` (docs/learning.md).
"""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class Range:
    """A value, and between which it lay in eight of ten trainings."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Likely:
    """``difference``: mean CIEDE2000 of styled photos to the true ones; ``untouched``: of untouched ones.

    ``share``: of the way from untouched photos to the true ones that is made; 1 all, below 0 it leads away.
    """

    difference: Range
    untouched: Range
    share: Range


@dataclass(frozen=True)
class Fit:
    """``middle`` = ``constant`` + ``by_change`` ln c + ``by_photos`` ln n (+ ``alone`` without ordinary
    photos), c how much photos are changed and n how many finished ones there are. ``low`` and ``high`` are
    added for the ends of the range.
    """

    constant: float
    by_change: float
    by_photos: float
    alone: float
    low: float
    high: float

    def at(self, changed: float, style: int, *, alone: bool) -> Range:
        change = math.log(min(max(changed, LEAST_CHANGE), MOST_CHANGE))
        photos = math.log(min(max(style, 1), MOST_PHOTOS))
        middle = self.constant + self.by_change * change + self.by_photos * photos + self.alone * alone
        return Range(middle, middle + self.low, middle + self.high)


# First values, of 58 cases; those of the whole grid follow. Of logarithms, but the share.
DIFFERENCE = Fit(1.925, 0.011, -0.192, 0.15, -0.226, 0.203)
UNTOUCHED = Fit(-0.06, 1.008, 0.016, 0.0, -0.196, 0.208)
SHARE = Fit(-0.818, 0.442, 0.112, -0.1, -0.164, 0.182)
LEAST_CHANGE, MOST_CHANGE, MOST_PHOTOS = 0.5, 25.0, 60


def foretold(changed: float, style: int, ordinary: int) -> Likely:
    """Of a style that changes photos by ``changed`` (mean CIEDE2000), learned from so many photos."""
    found = [fit.at(changed, style, alone=not ordinary) for fit in (DIFFERENCE, UNTOUCHED, SHARE)]
    difference, untouched = (Range(*(math.exp(each) for each in astuple(one))) for one in found[:2])
    share = Range(*(min(each, 1.0) for each in astuple(found[2])))
    return Likely(difference, untouched, share)
