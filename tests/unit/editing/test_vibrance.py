"""Vibrance: pale colours most, saturated ones and skin little, and no two colours change places."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from studio.editing.develop import develop
from studio.editing.recipe import Recipe
from studio.imaging.colour import rgb_to_lab
from studio.imaging.image import Float32
from tests.unit.editing.test_adjustments import SKIN, grays, hue_turn


def vibrant(rgb: Float32, value: float) -> Float32:
    return np.asarray(develop(rgb, Recipe((("vibrance", value),))))


def chroma(rgb: Float32) -> Float32:
    lab = rgb_to_lab(rgb)
    return np.asarray(np.hypot(lab[..., 1], lab[..., 2]))


def from_gray_to(colour: tuple[float, float, float], steps: int = 200) -> Float32:
    share = np.linspace(0.0, 1.0, steps, dtype=np.float32)[:, None]
    return np.asarray(0.5 + share * (np.array(colour, dtype=np.float32) - 0.5))


def test_pale_colours_gain_more_than_saturated_ones() -> None:
    blues = np.array([[0.45, 0.5, 0.58], [0.05, 0.2, 0.95]], dtype=np.float32)
    pale, saturated = chroma(vibrant(blues, 100.0)) / chroma(blues)
    assert pale > 1.6
    assert 1.0 <= saturated < 1.2


@pytest.mark.parametrize("value", [-100.0, 100.0])
def test_skin_changes_less_than_half_as_much_as_other_colours(value: float) -> None:
    # The same colours, turned to blue.
    others = SKIN[..., ::-1].copy()
    skin = np.abs(chroma(vibrant(SKIN, value)) / chroma(SKIN) - 1)
    other = np.abs(chroma(vibrant(others, value)) / chroma(others) - 1)
    assert skin.max() < 0.25
    assert (skin < other / 2).all()
    assert hue_turn(SKIN, vibrant(SKIN, value)) < 2.0


@pytest.mark.parametrize("value", [-100.0, 100.0])
def test_grays_stay(value: float) -> None:
    np.testing.assert_allclose(vibrant(grays(), value), grays(), atol=2e-5)


@settings(deadline=None, max_examples=60)
@given(st.floats(-100, 100, width=32), st.tuples(*[st.floats(0, 1, width=32)] * 3))
@example(6.0, (0.0, 0.125, 0.0))
@example(58.0, (0.25, 0.25, 0.0))
@example(100.0, (0.25, 0.25, 0.0))
def test_what_is_more_colourful_stays_so(value: float, colour: tuple[float, float, float]) -> None:
    ramp = from_gray_to(colour)
    before, after = chroma(ramp), chroma(vibrant(ramp, value))
    rises = np.diff(before) > 1e-3
    # OkLab and Lab disagree, most in dark yellows: by 0.1 of Lab's units at worst, which nobody sees.
    assert (np.diff(after)[rises] > -0.15).all()
