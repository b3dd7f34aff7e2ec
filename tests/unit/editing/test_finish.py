"""Finish: what detail and clarity ask of the luma bands, and the amounts of vignette and grain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.editing.finish import CLARITY, DETAIL, FINISH, band_gains, grain_amount, vignette_amount
from studio.editing.param_groups import ALL_PARAMS, GROUPS
from studio.editing.recipe import Recipe


def test_defaults_change_nothing() -> None:
    assert band_gains({}) == band_gains(Recipe().settings()) == (0.0, 0.0, 0.0)
    assert vignette_amount({}) == grain_amount({}) == 0.0


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_gains_are_within_what_a_kernel_takes(detail: float, clarity: float) -> None:
    assert all(-1.0 <= gain <= 2.0 for gain in band_gains({"detail": detail, "clarity": clarity}))


@given(st.floats(-100, 99), st.floats(-100, 100))
def test_more_of_either_is_more_in_every_band(value: float, other: float) -> None:
    for moved, held in ((DETAIL.key, CLARITY.key), (CLARITY.key, DETAIL.key)):
        less, more = (band_gains({moved: by, held: other}) for by in (value, value + 1.0))
        assert all(one <= two for one, two in zip(less, more, strict=True))


def test_detail_is_fine_and_clarity_is_coarse() -> None:
    for value in (-100.0, 100.0):
        fine, middle, coarse = (abs(gain) for gain in band_gains({"detail": value}))
        assert fine > middle > coarse
        fine, middle, coarse = (abs(gain) for gain in band_gains({"clarity": value}))
        assert fine < middle < coarse


def test_amounts_are_shares() -> None:
    settings = Recipe((("vignette", -40.0), ("grain", 25.0))).settings()
    assert vignette_amount(settings) == pytest.approx(-0.4)
    assert grain_amount(settings) == pytest.approx(0.25)


def test_groups_hold_every_param_once_and_finish_is_no_colour_map() -> None:
    keys = [param.key for group in GROUPS for param in group.params]
    assert keys == [param.key for param in ALL_PARAMS]
    assert len(set(keys)) == len(keys) == 14
    finished = Recipe(tuple((param.key, param.maximum) for param in FINISH.params))
    assert finished.light_and_colour == ()
    assert not finished.keeps_colours
