"""What is foretold of a style: more of a style that changes more and was learned from more photos."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from training.evaluate.likely import FORTY, KNOTS, Likely, Range, foretold
from training.evaluate.words import likely_sentences

CHANGES = (0.0, 0.3, 1.0, 5.0, 9.0, 15.0, 30.0, math.inf)


def said(found: Likely, score: float = 0.5, *, discernible: bool = True) -> str:
    return " ".join(map(str, likely_sentences(found, score, 0.1, 40, discernible=discernible)))


@pytest.mark.parametrize("style", [1, 5, 40, 500])
def test_ranges_are_in_order_and_possible(style: int) -> None:
    for change in CHANGES:
        found = foretold(change, style)
        for part in (found.difference, found.untouched, found.share):
            assert part.low <= part.middle <= part.high
        assert found.difference.low > 0.0
        assert found.share.high < 1.0


def test_a_strong_look_is_told_from_chance_and_a_faint_one_is_not() -> None:
    shares = [foretold(change, 40).share.middle for change in (2.0, 4.0, 6.0, 8.0, 12.0, 16.0, 25.0)]
    assert all(one < other for one, other in pairwise(shares))
    assert foretold(12.0, 40).share.low > 0.5
    assert foretold(1.0, 40).share.low < 0.0


def test_more_photos_foretell_less_error() -> None:
    errors = [foretold(6.0, count).difference.middle for count in (1, 5, 10, 40, 60)]
    assert all(one > other for one, other in pairwise(errors))
    assert foretold(6.0, 40).untouched == foretold(6.0, 1).untouched


def test_what_lies_at_a_knot_is_what_was_found_there() -> None:
    for knot in KNOTS:
        found = foretold(knot.change, FORTY)
        assert found.difference.middle == pytest.approx(knot.difference.middle)
        assert found.untouched.high == pytest.approx(knot.untouched.high)
        assert 1.0 - found.share.low == pytest.approx(knot.left.high)


def test_a_strong_style_of_many_photos_is_worth_it_and_a_faint_one_may_not_be() -> None:
    assert "% of the way from an untouched photo" in said(foretold(12.0, 40))
    assert "no better than the untouched photo" in said(foretold(1.0, 5))


def test_a_look_that_leads_away_is_called_so() -> None:
    away = Likely(Range(5.0, 4.0, 6.0), Range(4.0, 3.0, 5.0), Range(-0.2, -0.5, 0.1))
    assert "likely no better than the untouched photo" in said(away)
    half = Likely(Range(5.0, 4.0, 6.0), Range(5.5, 3.0, 7.0), Range(0.1, -0.5, 0.4))
    assert "makes 40 % of the way at best" in said(half)


def test_of_what_is_mostly_chance_no_distance_is_told() -> None:
    away = Likely(Range(3.3, 2.8, 4.3), Range(0.5, 0.4, 0.6), Range(-0.7, -0.9, -0.5))
    assert "mostly chance" in said(away)
    assert "ΔE" not in said(away)
    assert "mostly chance" not in said(foretold(6.0, 40, 50))


def test_being_alike_as_a_whole_is_not_called_being_right() -> None:
    found = foretold(6.0, 40)
    assert "does not make each photo right" in said(found, 1.0)
    assert "50 % nearer" in said(found, 0.5)
    assert "no nearer" in said(found, -0.2)
    assert "say little" in said(found, 0.5, discernible=False)
