"""What pairs say of a look with few numbers: how far photos are brought to a norm, and a table for the rest.

A dozen pairs teach a whole network little that holds for other photos; three numbers and a table they can.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from training.colour import lab_distance
from training.examples import Example, square
from training.randomness import GRADE, stream
from training.start.grade import Grade, Traits, to_norm, traits_of
from training.start.transport import TABLE_SIZE, fitted_table, look_up

_MOST_PAIRS, _COLOURS, _SIDE = 60, 400, 64
_AMOUNTS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_FOLDS = 4
_COARSE = 9
# A number that helps less than this (CIE Lab) on pairs that it was not found on is left at nothing.
_LEAST_GAIN = 0.05


class _Known(NamedTuple):
    """Colours (n, p, 3) before and after at the same places, and the traits of the photos before."""

    before: Tensor
    after: Tensor
    traits: Traits

    def some(self, rows: Tensor) -> _Known:
        return _Known(self.before[rows], self.after[rows], Traits(*(part[rows] for part in self.traits)))


def fitted_grade(pairs: Sequence[tuple[Example, Example]], seed: int) -> Grade:
    """The grade, without skin and vignette, that does best on pairs that it was not fitted to.

    Each number of the pull in turn, by cross-validation in four parts; with fewer than four pairs there is
    no pull. Raises ValueError without pairs.
    """
    if not pairs:
        raise ValueError("there are no pairs")
    known = _read(pairs, seed)
    centre = Traits(*(part.mean(0, keepdim=True) for part in known.traits))
    pull = torch.zeros(1, 3)
    if len(known.before) >= _FOLDS:
        best = _missed(known, centre, pull)
        for number in range(pull.shape[1]):
            for amount in _AMOUNTS[1:]:
                tried = pull.clone()
                tried[0, number] = amount
                missed = _missed(known, centre, tried)
                if missed < best - _LEAST_GAIN:
                    best, pull = missed, tried
    table = _table(known, centre, pull, TABLE_SIZE)
    return Grade(pull, centre, table, torch.zeros(1, 3, 4), torch.zeros(1, 2))


def _read(pairs: Sequence[tuple[Example, Example]], seed: int) -> _Known:
    random = stream(seed, GRADE)
    chosen = [pairs[int(i)] for i in sorted(random.permutation(len(pairs))[:_MOST_PAIRS])]
    before, after = (
        torch.nn.functional.adaptive_avg_pool2d(
            torch.stack([square(pair[side])[:3] for pair in chosen]), _SIDE
        )
        .flatten(2)
        .transpose(1, 2)
        for side in (0, 1)
    )
    places = torch.from_numpy(random.permutation(before.shape[1])[:_COLOURS])
    return _Known(before[:, places], after[:, places], traits_of(before))


def _missed(known: _Known, centre: Traits, pull: Tensor) -> float:
    """Mean CIE 1976 difference on pairs that the table was not fitted to."""
    fold = torch.arange(len(known.before)) % _FOLDS
    missed = []
    for part in range(_FOLDS):
        table = _table(known.some(fold != part), centre, pull, _COARSE)
        held = known.some(fold == part)
        graded = to_norm(held.before, held.traits, centre, pull)
        graded = graded + look_up(graded, table.expand(len(graded), -1, -1, -1, -1))
        missed.append(lab_distance(graded.clamp(0.0, 1.0), held.after).mean(1))
    return float(torch.cat(missed).mean())


def _table(known: _Known, centre: Traits, pull: Tensor, size: int) -> Tensor:
    """(1, size, size, size, 3): what is left to do after the pull."""
    normal = to_norm(known.before, known.traits, centre, pull)
    return fitted_table(normal.reshape(1, -1, 3), (known.after - normal).reshape(1, -1, 3), size)
