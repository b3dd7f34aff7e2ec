"""What estimates of known looks say of others: how much of one to believe, and what it is likely worth.

The cases are measured by ``benchmarks/learning_likely.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from training.evaluate.likely import FORTY, Knot, Range, foretold
from training.start.start import believed

PARTS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
ALL = PARTS.index(1.0)
CHANGES = (0.3, 1.0, 2.0, 4.0, 8.0, 16.0)
NEAR = 0.4
"""Logarithm of the change within which cases speak of each other."""
LEAST_LOOK = 0.5
"""A weaker look counts as one of that many CIEDE2000, so that shares stay finite."""


@dataclass(frozen=True)
class Case:
    """One estimate: what it was, and what came of it in mean CIEDE2000, for each of ``PARTS``."""

    look: str
    split: int
    style: int
    ordinary: int
    strength: float
    untouched: float
    monochrome: bool
    changed: tuple[float, ...]
    error: tuple[float, ...]

    def at(self, share: float) -> tuple[float, float]:
        """Change and error where that share of the raw estimate is used."""
        return float(np.interp(share, PARTS, self.changed)), float(np.interp(share, PARTS, self.error))

    @property
    def used(self) -> tuple[float, float]:
        """Change and error of what the program uses."""
        return self.at(1.0 if self.monochrome else believed(self.at(1.0)[0], self.style))


def most_believed(cases: Sequence[Case]) -> list[str]:
    """The chance and the steepness by which the mean error is least, and what is lost beside it."""
    coloured = [each for each in cases if not each.monochrome]
    found = []
    for steepness in (2.0, 3.0, 4.0, 5.0, 6.0, 8.0):
        for chance in np.arange(0.0, 8.0, 0.1):
            shares = [1.0 / (1.0 + (chance / each.at(1.0)[0]) ** steepness) for each in coloured]
            errors = [each.at(share)[1] for each, share in zip(coloured, shares, strict=True)]
            found.append((float(np.mean(errors)), float(chance), steepness))
    raw = np.mean([each.at(1.0)[1] for each in coloured])
    used = np.mean([each.used[1] for each in coloured])
    out = [f"{len(coloured)} coloured looks: raw {raw:.3f}, as the program does {used:.3f}"]
    for error, chance, steepness in sorted(found)[:3]:
        out.append(f"  least {error:.3f} with chance {chance:.1f}, steepness {steepness:g}")
    return out


def fitted(cases: Sequence[Case]) -> tuple[float, tuple[Knot, ...]]:
    """How errors grow with fewer photos (a power), and the ranges at ``CHANGES`` for forty photos."""
    changed, error = (np.array([each.used[place] for each in cases]) for place in (0, 1))
    untouched = np.array([each.untouched for each in cases])
    fewer = np.log(FORTY / np.array([each.style for each in cases]))
    bend = np.log(changed + 1.0)
    terms = np.column_stack([np.ones(len(cases)), bend, bend**2, fewer])
    power = float(np.linalg.lstsq(terms, np.log(error), rcond=None)[0][3])
    error = error * np.exp(-power * fewer)
    left = error / np.maximum(untouched, LEAST_LOOK)
    knots = []
    for change in CHANGES:
        near = np.exp(-0.5 * ((np.log(changed) - np.log(change)) / NEAR) ** 2)
        # Looks that are no chance are about as large as the change.
        moved = change / changed if change >= CHANGES[3] else 1.0
        knots.append(Knot(change, *(_range(each, near) for each in (error, untouched * moved, left / moved))))
    return power, tuple(knots)


def kept(cases: Sequence[Case]) -> list[str]:
    """How often ranges hold that were fitted without the look that they are asked about."""
    inside = {"difference": 0, "untouched": 0, "share": 0}
    for name in dict.fromkeys(_plain(each) for each in cases):
        fit = fitted([each for each in cases if _plain(each) != name])
        for each in cases:
            if _plain(each) != name:
                continue
            changed, error = each.used
            told = foretold(changed, each.style, *fit)
            true = {
                "difference": error,
                "untouched": each.untouched,
                "share": 1.0 - error / max(each.untouched, LEAST_LOOK),
            }
            for part, value in true.items():
                span = getattr(told, part)
                inside[part] += span.low <= value <= span.high
    return [
        f"{part}: {count} of {len(cases)} within a range fitted on other looks"
        for part, count in inside.items()
    ]


def _plain(case: Case) -> str:
    return case.look.split(" x 0")[0]


def _range(values: np.ndarray, weights: np.ndarray) -> Range:
    """The middle of weighted values, and between which eight of ten lie."""
    order = np.argsort(values)
    places = (np.cumsum(weights[order]) - weights[order] / 2) / weights.sum()
    return Range(*(round(float(np.interp(at, places, values[order])), 2) for at in (0.5, 0.1, 0.9)))
