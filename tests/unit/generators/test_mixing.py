"""Mixing of looks: linear, and exact at the ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.editing.style_use import StyleUse
from studio.generators.mixing import (
    VARIATION_NORM,
    amounts,
    blend,
    mean,
    resampled,
    scaled,
    use_look,
    variation_latent,
)
from studio.generators.parameters import LookParameters
from studio.imaging.image import Float32
from studio.imaging.transform import GAINS_SHAPE, GRID_SHAPE, LUMA, Cube
from studio.styles.lut import Lut

NOTHING = LookParameters()
AMOUNT = st.floats(0.0, 1.5)


def a_look(seed: int, size: int = 5, parts: str = "cgb") -> LookParameters:
    random = np.random.default_rng(seed)
    return LookParameters(
        Cube(random.normal(0, 0.1, (size, size, size, 3)).astype(np.float32)) if "c" in parts else None,
        random.normal(0, 0.1, GRID_SHAPE).astype(np.float32) if "g" in parts else None,
        random.normal(0, 0.3, GAINS_SHAPE).astype(np.float32) if "b" in parts else None,
    )


def flat(look: LookParameters, size: int = 5) -> Float32:
    cube = np.zeros((size, size, size, 3)) if look.cube is None else look.cube.excess
    grid = np.zeros(GRID_SHAPE) if look.grid is None else look.grid
    gains = np.zeros(GAINS_SHAPE) if look.gains is None else look.gains
    return np.concatenate([cube.ravel(), grid.ravel(), gains.ravel()]).astype(np.float32)


@given(st.integers(0, 5), AMOUNT, AMOUNT)
@settings(max_examples=20, deadline=None)
def test_strength_is_linear(seed: int, one: float, other: float) -> None:
    look = a_look(seed)
    np.testing.assert_allclose(
        flat(scaled(look, one)) + flat(scaled(look, other)), flat(scaled(look, one + other)), atol=1e-6
    )
    np.testing.assert_allclose(
        flat(scaled(scaled(look, one), other)), flat(scaled(look, one * other)), atol=1e-6
    )


@given(st.integers(0, 5), AMOUNT, AMOUNT, AMOUNT)
@settings(max_examples=20, deadline=None)
def test_the_parts_add_up(seed: int, tone: float, colour: float, texture: float) -> None:
    look = a_look(seed)
    together = amounts(look, tone=tone, colour=colour, texture=texture)
    apart = (
        flat(amounts(look, tone=tone, colour=0.0, texture=0.0))
        + flat(amounts(look, tone=0.0, colour=colour, texture=0.0))
        + flat(amounts(look, tone=0.0, colour=0.0, texture=texture))
    )
    np.testing.assert_allclose(flat(together), apart, atol=1e-6)


def test_tone_is_the_luma_and_colour_the_rest() -> None:
    look = a_look(1)
    tone, colour = amounts(look, colour=0.0), amounts(look, tone=0.0)
    assert tone.cube is not None
    assert colour.cube is not None
    assert np.ptp(tone.cube.excess, axis=3).max() < 1e-6
    assert np.abs(colour.cube.excess @ np.asarray(LUMA)).max() < 1e-6
    assert tone.grid is not None
    assert colour.grid is not None
    # What the grid adds to a colour splits the same way.
    colours = np.array([0.2, 0.7, 0.4, 1.0])
    added = tone.grid.reshape(-1, 3, 4) @ colours
    assert np.ptp(added, axis=1).max() < 1e-6
    assert np.abs((colour.grid.reshape(-1, 3, 4) @ colours) @ np.asarray(LUMA)).max() < 1e-6
    assert np.array_equal(tone.gains, colour.gains)  # type: ignore[arg-type]


def test_the_ends_are_exact() -> None:
    one, other = a_look(1), a_look(2, size=9)
    for same in (scaled(one, 1.0), blend(one, other, 0.0), mean([one]), use_look(one, StyleUse("x"))):
        assert np.array_equal(flat(same), flat(one))
    assert blend(one, other, 1.0) is other
    for nothing in (scaled(one, 0.0), use_look(one, StyleUse("x", strength=0.0)), scaled(NOTHING, 1.3)):
        assert (nothing.cube, nothing.grid, nothing.gains) == (None, None, None)


@given(st.floats(0.0, 1.0))
@settings(max_examples=20, deadline=None)
def test_a_blend_lies_between_and_is_symmetric(share: float) -> None:
    one, other = a_look(1), a_look(2)
    mixed = flat(blend(one, other, share))
    np.testing.assert_allclose(mixed, (1 - share) * flat(one) + share * flat(other), atol=1e-6)
    np.testing.assert_allclose(mixed, flat(blend(other, one, 1.0 - share)), atol=1e-6)


def test_what_a_look_lacks_counts_as_nothing() -> None:
    np.testing.assert_allclose(
        flat(blend(a_look(1, parts="c"), a_look(2, parts="gb"), 0.25)),
        0.75 * flat(a_look(1, parts="c")) + 0.25 * flat(a_look(2, parts="gb")),
        atol=1e-7,
    )
    assert flat(blend(NOTHING, NOTHING, 0.5)).max() == 0.0


def test_the_mean_over_a_shoot() -> None:
    looks = [a_look(seed) for seed in range(7)]
    np.testing.assert_allclose(flat(mean(looks)), np.mean([flat(look) for look in looks], 0), atol=1e-6)
    assert np.array_equal(flat(mean([looks[0]] * 3)), flat(looks[0]))
    with pytest.raises(ValueError, match="no looks"):
        mean([])


def test_cubes_of_unlike_sizes_meet_without_loss() -> None:
    one, other = a_look(1, size=9, parts="c"), a_look(2, size=17, parts="c")
    mixed = blend(one, other, 0.3).cube
    assert mixed is not None
    assert mixed.size == 17
    colours = np.random.default_rng(0).random((2000, 3), np.float32)
    assert one.cube is not None
    assert other.cube is not None
    wanted = 0.7 * Lut("", one.cube.excess).evaluate(colours) + 0.3 * Lut("", other.cube.excess).evaluate(
        colours
    )
    np.testing.assert_allclose(Lut("", mixed.excess).evaluate(colours), wanted, atol=1e-6)


def test_only_even_cubes_are_resampled() -> None:
    odd = Cube(np.zeros((3, 3, 3, 3), np.float32), axis="root")
    assert resampled(odd, 3) is odd
    with pytest.raises(ValueError, match="even"):
        resampled(odd, 5)


def test_a_use_multiplies_its_amounts_after_the_blend() -> None:
    use = StyleUse("x", strength=0.8, colour=0.5, tone=1.5, texture=0.25, blend_id="y", blend=0.4)
    one, other = a_look(1), a_look(2)
    wanted = amounts(blend(one, other, 0.4), tone=0.8 * 1.5, colour=0.8 * 0.5, texture=0.8 * 0.25)
    assert np.array_equal(flat(use_look(one, use, other)), flat(wanted))


def test_variations() -> None:
    assert not variation_latent(0).any()
    latents = np.stack([variation_latent(i) for i in range(1, 25)])
    np.testing.assert_allclose(np.linalg.norm(latents, axis=1), VARIATION_NORM, rtol=1e-5)
    for frame in range(3):
        eight = latents[8 * frame : 8 * frame + 8] / VARIATION_NORM
        np.testing.assert_allclose(eight @ eight.T, np.eye(8), atol=1e-5)
    # The same for good: recipes name variations by their number.
    np.testing.assert_allclose(latents[0, :3], [0.09597721, -1.0689675, 0.7992375], rtol=1e-5)
    with pytest.raises(ValueError, match="below 0"):
        variation_latent(-1)
