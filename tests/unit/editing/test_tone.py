"""Highlights, shadows, whites, blacks: curves that rise, meet smoothly, and do what their names say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.editing.develop import develop
from studio.editing.recipe import Recipe
from studio.editing.tone import tone, tone_curve
from studio.imaging.image import Float32
from tests.unit.editing.test_adjustments import SKIN, hue_turn

KEYS = ("highlights", "shadows", "whites", "blacks", "contrast")
TONES = np.linspace(0.0, 6.0, 60001)

combinations = st.fixed_dictionaries({key: st.floats(-100, 100, width=32) for key in KEYS})


def curve(**values: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.asarray(tone_curve(TONES, dict.fromkeys(KEYS, 0.0) | values))


def at(tones: float, **values: float) -> float:
    return float(np.interp(tones, TONES, curve(**values)))


@settings(deadline=None, max_examples=200)
@given(combinations)
def test_every_combination_rises_without_an_end(values: dict[str, float]) -> None:
    slope = np.diff(curve(**values)) / np.diff(TONES)
    assert slope.min() > 0.0


@settings(deadline=None, max_examples=100)
@given(combinations)
def test_no_combination_has_a_kink(values: dict[str, float]) -> None:
    """A jump of the slope would be a band in a soft gradient: neighbouring slopes hardly differ."""
    slope = np.diff(curve(**values)) / np.diff(TONES)
    assert np.abs(np.diff(np.log(slope))).max() < 0.02


@settings(deadline=None, max_examples=60)
@given(combinations, st.floats(0, 8, width=32))
def test_a_gray_becomes_the_curves_gray(values: dict[str, float], gray: float) -> None:
    rgb = np.full((1, 3), gray, dtype=np.float32)
    wanted = tone_curve(np.array([gray]), values)[0]
    result = tone(rgb, values)
    assert (result == result[0, 0]).all()
    assert result[0, 0] == pytest.approx(wanted, rel=1e-5, abs=1e-6)


def test_highlights_bring_back_what_exposure_pushed_beyond_white() -> None:
    """One stop over: all that was below white before is below it again, and still told apart."""
    ramp = np.repeat(np.linspace(0.6, 1.0, 81, dtype=np.float32)[:, None], 3, axis=1)
    over = develop(ramp, Recipe((("exposure", 1.0),)))
    back = develop(ramp, Recipe((("exposure", 1.0), ("highlights", -100.0))))
    assert (over[:, 0] > 1).sum() > 40
    assert back.max() < 1.0
    assert np.diff(back[:, 0]).min() > 0.3 * np.diff(ramp[:, 0]).max()


def test_each_acts_where_its_name_says() -> None:
    for share in (-100.0, 100.0):
        assert abs(at(0.15, highlights=share) - 0.15) < 1e-6
        assert abs(at(0.75, highlights=share) - 0.75) > 0.04
        assert abs(at(0.75, shadows=share) - 0.75) < 1e-6
        assert abs(at(0.18, shadows=share) - 0.18) > 0.05
        assert abs(at(0.10, whites=share) - 0.10) < 1e-6
        assert abs(at(1.0, whites=share) - 1.0) > 0.15
        assert abs(at(0.5, blacks=share) - 0.5) < 1e-6
        assert abs(at(0.1, blacks=share) - 0.1) > 0.03
        for key in KEYS:
            assert at(0.0, **{key: share}) == 0.0
    assert at(1.0, highlights=100.0) == pytest.approx(1.0), "up leaves white in place"


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", [-100.0, -50.0, 50.0, 100.0])
def test_the_sign_is_the_direction_and_skin_keeps_its_hue(key: str, value: float) -> None:
    shares = curve(**{key: value}) - TONES
    inside = shares[(TONES > 0.5) & (TONES < 0.99)] if key in ("highlights", "whites", "contrast") else shares
    assert (np.sign(value) * inside > -1e-9).all()
    assert hue_turn(SKIN, np.asarray(developed(SKIN, key, value))) < 3.0


def developed(rgb: Float32, key: str, value: float) -> Float32:
    return np.asarray(develop(rgb, Recipe(((key, value),))))
