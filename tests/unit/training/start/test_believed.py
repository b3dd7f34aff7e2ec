"""How much of an estimate is believed: of a faint look little, of a strong one all."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
import torch
from torch import Tensor

from tests.support.known_looks import photos
from tests.unit.training.game.material import brighter_and_warmer, parts
from training.examples import Examples
from training.start import start
from training.start.grade import Grade
from training.start.prior import Prior
from training.start.start import CHANCE, believed, change, estimate, raw_estimate, squares, without


def test_a_faint_look_is_mostly_chance_and_a_strong_one_is_not() -> None:
    shares = [believed(changed, 40) for changed in (0.0, 1.0, 3.0, CHANCE, 5.0, 9.0, 30.0)]
    assert all(one < other for one, other in pairwise(shares))
    assert shares[1] < 0.05
    assert shares[3] == pytest.approx(0.5)
    assert shares[5] > 0.95


def test_one_photo_is_believed_less_than_ten_and_ten_as_many() -> None:
    shares = [believed(6.0, count) for count in (1, 2, 5, 10, 40)]
    assert shares[0] < shares[1] < shares[2] < shares[3] == shares[4]
    assert shares[0] < 0.15


def test_an_estimate_is_held_back_by_what_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    some = parts()
    examples = Examples(style=tuple(map(brighter_and_warmer, some[::2])), ordinary=some[1::2])
    raw, shown = raw_estimate(examples, Prior(), seed=1).grade, squares(examples.ordinary)
    changed = change(raw, shown)
    # As if chance alone changed photos by twice that, and by a tenth of it.
    for chance, least, most in ((2.0 * changed, 0.0, 0.1), (0.1 * changed, 0.99, 1.0)):
        monkeypatch.setattr(start, "CHANCE", chance)
        share = believed(changed, 12)
        assert least < share <= most
        held = estimate(examples, Prior(), seed=1).grade
        for part, whole in zip(_parts(held), _parts(raw), strict=True):
            assert torch.allclose(part, share * whole)
        assert change(held, shown) <= changed


def test_a_guess_from_finished_photos_alone_is_held_back_by_what_it_did_to_them() -> None:
    examples = Examples(style=tuple(photos(range(6))))
    raw, held = (find(examples, Prior(), seed=1).grade for find in (raw_estimate, estimate))
    before = torch.stack([without(raw, one) for one in squares(examples.style)])
    assert torch.allclose(held.table, believed(change(raw, before), 6) * raw.table)


def test_black_and_white_leaves_no_rest_of_colours() -> None:
    ordinary = tuple(photos(range(6)))
    style = tuple(
        replace(photo, pixels=photo.pixels.mean(2, keepdims=True).repeat(3, 2).astype("uint8"))
        for photo in photos(range(6, 12))
    )
    found = estimate(Examples(style=style, ordinary=ordinary), Prior(), seed=1)
    assert found.monochrome
    styled = found.grade.apply(squares(ordinary))
    assert float((styled.max(1).values - styled.min(1).values).max()) < 0.02


def _parts(grade: Grade) -> tuple[Tensor, ...]:
    return grade.pull, grade.table, grade.skin, grade.vignette
