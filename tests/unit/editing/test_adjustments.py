"""Light and colour: the same in numpy and torch, exact where they change nothing, sane beyond sRGB."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.editing.adjustments import ADJUSTMENTS
from studio.editing.channels import Array
from studio.editing.develop import develop
from studio.editing.light_and_colour import LIGHT_AND_COLOUR
from studio.editing.params import Param
from studio.editing.recipe import Recipe
from studio.editing.tone import MIDDLE_GRAY, tone
from studio.imaging.colour import LUMINANCE, rgb_to_lab, srgb_decode, srgb_encode
from studio.imaging.image import Float32

PARAMS = LIGHT_AND_COLOUR.params
SKIN = np.array(
    # Portraits' skin from deep to fair, sRGB.
    [[[0.29, 0.18, 0.13], [0.48, 0.32, 0.24], [0.66, 0.47, 0.37], [0.82, 0.63, 0.53], [0.93, 0.78, 0.70]]],
    dtype=np.float32,
)


def colours(count: int = 4000, low: float = -0.4, high: float = 2.0) -> Float32:
    random = np.random.default_rng(11)
    rgb = random.uniform(low, high, (count, 3)).astype(np.float32)
    # Black, white, grays and single channels lie where formulas break.
    special = [[0, 0, 0], [1, 1, 1], [0.5, 0.5, 0.5], [1, 0, 0], [0, 0, 1], [-0.2, -0.2, -0.2], [1e-8, 0, 0]]
    rgb[: len(special)] = np.array(special, dtype=np.float32)
    return rgb


def contrasted(rgb: Array, value: float) -> Float32:
    """Without conversions on the way."""
    return np.asarray(tone(rgb, Recipe((("contrast", value),)).settings()))


def grays(low: float = -0.5, high: float = 4.0) -> Float32:
    return np.repeat(np.linspace(low, high, 3001, dtype=np.float32)[:, None], 3, axis=1)


def setting(param: Param) -> st.SearchStrategy[float]:
    return st.floats(param.minimum, param.maximum, width=32)


recipes = st.builds(
    lambda pairs: Recipe(tuple(pairs.items())),
    st.fixed_dictionaries({}, optional={param.key: setting(param) for param in PARAMS}),
)


def test_every_param_belongs_to_one_adjustment() -> None:
    keys = [param.key for adjustment in ADJUSTMENTS for param in adjustment.params]
    assert sorted(keys) == sorted(param.key for param in PARAMS)


def test_nothing_set_gives_the_very_array() -> None:
    rgb = colours()
    assert develop(rgb, Recipe()) is rgb


@pytest.mark.parametrize("param", PARAMS, ids=lambda param: param.key)
def test_numpy_and_torch_agree(param: Param) -> None:
    rgb = colours(20000, 0.0, 1.0)
    # The matrix from OkLab's cones nearly cancels, and the sRGB curve is steep near black: 2 digits less.
    close = 5e-5 if param.key in ("vibrance", "saturation") else 1e-5
    for value in (param.minimum, param.minimum / 3, param.maximum / 7, param.maximum):
        recipe = Recipe(((param.key, value),))
        one, other = develop(rgb, recipe), develop(torch.from_numpy(rgb), recipe).numpy()
        assert one.dtype == other.dtype == np.float32
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=close)


@settings(deadline=None, max_examples=40)
@given(recipes)
def test_numpy_and_torch_take_the_same_branches(recipe: Recipe) -> None:
    rgb = colours(500)
    one, other = develop(rgb, recipe), develop(torch.from_numpy(rgb), recipe).numpy()
    np.testing.assert_allclose(one, other, rtol=0.01, atol=0.01)


@settings(deadline=None, max_examples=60)
@given(recipes)
def test_finite_beyond_srgb(recipe: Recipe) -> None:
    assert np.isfinite(develop(colours(500, -2.0, 16.0), recipe)).all()


@settings(deadline=None, max_examples=60)
@given(recipes)
def test_a_brighter_gray_stays_brighter(recipe: Recipe) -> None:
    """No setting turns tones around, also below black and above white: the luminance rises."""
    luminance = srgb_decode(develop(grays(), recipe).astype(np.float64)) @ np.array(LUMINANCE)
    assert (np.diff(luminance) > -1e-5).all()


@settings(deadline=None, max_examples=40)
@given(recipes)
def test_a_slight_setting_changes_slightly(recipe: Recipe) -> None:
    """Continuous at the default: a thousandth of a setting is a small step away from doing nothing."""
    rgb = colours(300, 0.0, 1.0)
    slight = Recipe(tuple((key, value / 1000) for key, value in recipe.values))
    assert np.abs(develop(rgb, slight) - rgb).max() < 0.02


def test_exposure_doubles_light() -> None:
    rgb = colours(100, 0.0, 1.0)
    brighter = develop(rgb, Recipe((("exposure", 1.0),)))
    np.testing.assert_allclose(srgb_decode(brighter), 2 * srgb_decode(rgb), rtol=1e-4, atol=1e-6)


def test_exposure_there_and_back() -> None:
    rgb = colours(100)
    back = develop(develop(rgb, Recipe((("exposure", 2.0),))), Recipe((("exposure", -2.0),)))
    np.testing.assert_allclose(back, rgb, atol=1e-5)


@pytest.mark.parametrize("key", ["temperature", "tint"])
@pytest.mark.parametrize("value", [-100.0, -30.0, 30.0, 100.0])
def test_white_balance_keeps_the_luminance_of_grays(key: str, value: float) -> None:
    gray = grays(0.05, 0.95)
    result = srgb_decode(develop(gray, Recipe(((key, value),))))
    luminance = result @ np.array(LUMINANCE)
    np.testing.assert_allclose(luminance, srgb_decode(gray)[:, 0], rtol=1e-4)


def lab_of_gray(key: str, value: float) -> tuple[float, float]:
    gray = np.full((1, 3), 0.5, dtype=np.float32)
    _, a, b = rgb_to_lab(develop(gray, Recipe(((key, value),))))[0]
    return float(a), float(b)


def test_warmer_is_yellow_and_cooler_is_blue() -> None:
    warm, cool = lab_of_gray("temperature", 40), lab_of_gray("temperature", -40)
    assert warm[1] > 6
    assert cool[1] < -6
    # Along the daylight locus: hardly towards green or magenta.
    assert abs(warm[0]) < abs(warm[1]) / 2
    assert abs(cool[0]) < abs(cool[1]) / 2


def test_tint_is_magenta_and_green() -> None:
    assert lab_of_gray("tint", 40)[0] > 6
    assert lab_of_gray("tint", -40)[0] < -6


def test_no_saturation_is_true_gray() -> None:
    result = develop(colours(), Recipe((("saturation", -100.0), ("vibrance", 40.0))))
    assert (result[:, 0] == result[:, 1]).all()
    assert (result[:, 1] == result[:, 2]).all()


def test_black_and_white_stays_so_under_contrast() -> None:
    result = develop(colours(), Recipe((("saturation", -100.0), ("contrast", 80.0))))
    assert (result[:, 0] == result[:, 1]).all()


@pytest.mark.parametrize("value", [-60.0, 50.0, 100.0])
def test_saturation_leaves_grays_alone(value: float) -> None:
    gray = grays()
    np.testing.assert_allclose(develop(gray, Recipe((("saturation", value),))), gray, atol=2e-5)


@pytest.mark.parametrize("value", [-100.0, -40.0, 40.0, 100.0])
def test_contrast_keeps_black_middle_gray_and_white(value: float) -> None:
    fixed = np.repeat(np.array([[0.0], [MIDDLE_GRAY], [1.0]], dtype=np.float32), 3, axis=1)
    np.testing.assert_allclose(contrasted(fixed, value), fixed, atol=1e-6)


@pytest.mark.parametrize("value", [-100.0, 100.0])
def test_contrast_has_no_kink(value: float) -> None:
    """The slope is continuous: neighbouring slopes differ by a step of the curvature, not by a jump."""
    tones = np.linspace(-0.3, 1.6, 4001)
    rgb = np.repeat(tones[:, None], 3, axis=1)
    slope = np.diff(contrasted(rgb, value)[:, 0]) / np.diff(tones)
    # Below black the gain stays what it is at black: the slope must not move there at all.
    assert np.abs(np.diff(slope)).max() < 0.02
    middle = slope[np.searchsorted(tones, MIDDLE_GRAY)]
    assert middle == pytest.approx(2.0 ** (value / 100), rel=0.01)


def hue_turn(one: Float32, other: Float32) -> float:
    """The largest turn of hue in CIE Lab, degrees."""
    hues = [np.arctan2(lab[..., 2], lab[..., 1]) for lab in (rgb_to_lab(one), rgb_to_lab(other))]
    return float(np.degrees(np.abs(hues[0] - hues[1])).max())


@pytest.mark.parametrize("value", [-80.0, 80.0])
def test_contrast_keeps_the_hue_of_skin(value: float) -> None:
    """Less than half as far as a curve on each channel would turn it."""
    ours = contrasted(SKIN, value)
    each = np.stack([contrasted(np.repeat(SKIN[..., [c]], 3, axis=-1), value)[..., 0] for c in range(3)], -1)
    assert hue_turn(SKIN, ours) < 3.0
    assert hue_turn(SKIN, ours) < hue_turn(SKIN, each) / 2


@pytest.mark.parametrize("value", [-50.0, 40.0])
def test_saturation_keeps_the_hue_of_skin(value: float) -> None:
    assert hue_turn(SKIN, develop(SKIN, Recipe((("saturation", value),)))) < 4.0


def test_neighbours_in_linear_light_share_one_conversion() -> None:
    """Three linear steps are what the same steps by hand between one decoding and one encoding are."""
    rgb = colours(200)
    recipe = Recipe((("exposure", 0.7), ("temperature", 20.0), ("saturation", 30.0)))
    by_hand = srgb_decode(rgb)
    for adjustment in ADJUSTMENTS:
        if adjustment.domain == "linear":
            by_hand = adjustment.apply(by_hand, recipe.settings())
    np.testing.assert_array_equal(develop(rgb, recipe), srgb_encode(by_hand))
