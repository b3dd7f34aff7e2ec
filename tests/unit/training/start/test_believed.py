"""How much of an estimate is believed: of a faint look little, of a strong one all, of few photos less."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest
import torch
from torch import Tensor

from tests.support.known_looks import photos
from training.examples import Examples
from training.start.grade import Grade, Traits
from training.start.prior import Prior
from training.start.start import believed, estimate, squares


@lru_cache(maxsize=1)
def some() -> Tensor:
    return squares(photos(range(8)))


def lighter_by(shift: float) -> Grade:
    middle = Traits(torch.zeros(1, 1), torch.zeros(1, 2), torch.ones(1, 1))
    table = torch.full((1, 5, 5, 5, 3), shift)
    return Grade(torch.full((1, 3), shift), middle, table, torch.zeros(1, 3, 4), torch.zeros(1, 2))


def share(grade: Grade, count: int = 8, *, alone: bool = False) -> float:
    style = some()[:1].expand(count, -1, -1, -1)
    found = believed(grade, style, None if alone else some())
    assert torch.allclose(found.pull / grade.pull, found.table.mean() / grade.table.mean())
    return float(found.table.mean() / grade.table.mean())


def test_a_faint_look_is_mostly_chance_and_a_strong_one_is_not() -> None:
    shares = [share(lighter_by(shift), 40) for shift in (0.002, 0.01, 0.03, 0.1, 0.2)]
    assert shares == sorted(shares)
    assert shares[0] < 0.1
    assert shares[-1] > 0.97


@pytest.mark.parametrize("alone", [False, True])
def test_fewer_photos_are_believed_less(alone: bool) -> None:
    grade = lighter_by(0.05)
    assert share(grade, 2, alone=alone) < share(grade, 40, alone=alone)


def test_no_look_at_all_stays_none() -> None:
    none = lighter_by(0.0)
    assert not believed(none, some(), some()).table.any()


def test_black_and_white_leaves_no_rest_of_colours() -> None:
    ordinary = tuple(photos(range(6)))
    style = tuple(
        replace(photo, pixels=photo.pixels.mean(2, keepdims=True).repeat(3, 2).astype("uint8"))
        for photo in photos(range(6, 12))
    )
    found = estimate(Examples(style=style, ordinary=ordinary), Prior(), seed=1)
    styled = found.grade.apply(squares(ordinary))
    assert float((styled.max(1).values - styled.min(1).values).max()) < 0.02
