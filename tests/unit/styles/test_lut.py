"""What a table means: tetrahedral interpolation, shaper, domain, strength."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.interpolate import RegularGridInterpolator  # type: ignore[import-untyped]

from studio.imaging.image import Float32
from studio.styles.lut import UNIT_DOMAIN, Lut, apply_lut, bake, identity_grid

Float64: TypeAlias = npt.NDArray[np.float64]
QUICK = settings(max_examples=30, deadline=None)
DOMAIN = ((-0.25, 0.0, 0.1), (1.5, 0.75, 0.9))


def random_cube(size: int, seed: int = 1) -> Float32:
    return np.random.default_rng(seed).random((size, size, size, 3), dtype=np.float32)


def colours(count: int, low: float = 0.0, high: float = 1.0) -> Float32:
    return np.random.default_rng(2).uniform(low, high, (count, 3)).astype(np.float32)


def by_hand(cube: Float32, position: list[float]) -> Float64:
    """The six tetrahedra written out from the usual table of cases; position in nodes, r g b."""
    size = len(cube)
    r0, g0, b0 = (min(int(p), size - 2) for p in position)
    r, g, b = (float(p - q) for p, q in zip(position, (r0, g0, b0), strict=True))

    def at(i: int, j: int, k: int) -> Float64:
        return np.asarray(cube[b0 + k, g0 + j, r0 + i], dtype=np.float64)

    black, white = at(0, 0, 0), at(1, 1, 1)
    if r >= g >= b:
        return np.asarray((1 - r) * black + (r - g) * at(1, 0, 0) + (g - b) * at(1, 1, 0) + b * white)
    if r >= b >= g:
        return np.asarray((1 - r) * black + (r - b) * at(1, 0, 0) + (b - g) * at(1, 0, 1) + g * white)
    if b >= r >= g:
        return np.asarray((1 - b) * black + (b - r) * at(0, 0, 1) + (r - g) * at(1, 0, 1) + g * white)
    if b >= g >= r:
        return np.asarray((1 - b) * black + (b - g) * at(0, 0, 1) + (g - r) * at(0, 1, 1) + r * white)
    if g >= b >= r:
        return np.asarray((1 - g) * black + (g - b) * at(0, 1, 0) + (b - r) * at(0, 1, 1) + r * white)
    return np.asarray((1 - g) * black + (g - r) * at(0, 1, 0) + (r - b) * at(1, 1, 0) + b * white)


@pytest.mark.parametrize("size", [2, 5, 33])
def test_six_tetrahedra_as_in_the_textbook(size: int) -> None:
    cube = random_cube(size)
    points = colours(200)
    expected = [by_hand(cube, (p.astype(np.float64) * (size - 1)).tolist()) for p in points]
    np.testing.assert_allclose(Lut("", cube).evaluate(points), expected, atol=2e-5)


def test_nodes_are_met_exactly() -> None:
    cube = random_cube(9)
    np.testing.assert_array_equal(Lut("", cube).evaluate(identity_grid(9)), cube)


def test_agrees_with_scipy_on_sums_of_channels() -> None:
    """For f = u(r) + v(g) + w(b) tetrahedral and trilinear interpolation are the same."""
    nodes = np.random.default_rng(3).random((3, 17, 3))
    red, green, blue = (nodes[i] for i in range(3))
    cube = blue[:, None, None] + green[None, :, None] + red[None, None, :]
    axes = [np.linspace(low, high, 17) for low, high in zip(*DOMAIN, strict=True)]
    reference = RegularGridInterpolator((axes[2], axes[1], axes[0]), cube)
    points = colours(2000, -1.0, 2.0)
    clamped = np.clip(points, DOMAIN[0], DOMAIN[1])
    got = Lut("", cube.astype(np.float32), DOMAIN).evaluate(points)
    np.testing.assert_allclose(got, reference(clamped[:, ::-1]), atol=2e-5)


def test_red_is_the_last_index() -> None:
    cube = identity_grid(5).copy()
    cube[..., 1:] = 0
    red_only = Lut("", cube).evaluate(np.array([[0.3, 0.6, 0.9]], np.float32))
    np.testing.assert_allclose(red_only, [[0.3, 0, 0]], atol=1e-6)


@QUICK
@given(arrays(np.float32, (7, 3), elements=st.floats(-4, 4, width=32)))
def test_identity_gives_the_clamped_colour(points: Float32) -> None:
    got = Lut("", identity_grid(12)).evaluate(points)
    np.testing.assert_allclose(got, np.clip(points, 0, 1), atol=1e-6)


@QUICK
@given(arrays(np.float32, (5, 3), elements=st.floats(0, 1, width=32)), st.integers(0, 99))
def test_answers_lie_between_the_nodes(points: Float32, seed: int) -> None:
    cube = random_cube(4, seed)
    got = Lut("", cube).evaluate(points)
    assert got.min() >= cube.min() - 1e-6
    assert got.max() <= cube.max() + 1e-6


def test_shaper_is_linear_between_its_rows_and_comes_first() -> None:
    shaper = np.array([[0, 1, 0.5], [0.5, 0.5, 0.5], [2, 0, 0.5]], np.float32)
    alone = Lut("", shaper=shaper, shaper_domain=((0, 0, 0), (2, 2, 2)))
    points = np.array([[0.5, 0.5, 0.5], [1.5, 1.5, 1.5], [9, 9, 9], [-1, -1, -1]], np.float32)
    expected = np.array([[0.25, 0.75, 0.5], [1.25, 0.25, 0.5], [2, 0, 0.5], [0, 1, 0.5]], np.float32)
    np.testing.assert_allclose(alone.evaluate(points), expected, atol=1e-6)
    cube = random_cube(6)
    both = Lut("", cube, DOMAIN, shaper, alone.shaper_domain)
    np.testing.assert_allclose(both.evaluate(points), Lut("", cube, DOMAIN).evaluate(expected), atol=1e-5)


def test_not_a_number_and_infinity_count_as_the_ends() -> None:
    got = Lut("", identity_grid(4)).evaluate(np.array([[np.nan, np.inf, -np.inf]], np.float32))
    np.testing.assert_array_equal(got, [[0, 1, 0]])


def test_any_shape_and_more_than_one_block() -> None:
    lut = Lut("", random_cube(5))
    picture = colours(300_000).reshape(500, 600, 3)
    got = lut.evaluate(picture)
    assert got.shape == picture.shape
    np.testing.assert_array_equal(got[499, 599], lut.evaluate(picture[499, 599]))
    assert lut.evaluate(np.empty((0, 3), np.float32)).shape == (0, 3)


@QUICK
@given(arrays(np.float32, (6, 3), elements=st.floats(-1, 2, width=32)), st.floats(0, 1.5))
def test_strength_changes_in_proportion_and_carries_the_rest_through(points: Float32, s: float) -> None:
    lut = Lut("", random_cube(5))
    none, full = apply_lut(lut, points, 0.0), apply_lut(lut, points)
    np.testing.assert_array_equal(none, points)
    clamped = np.clip(points, 0, 1)
    np.testing.assert_allclose(full, lut.evaluate(clamped) + (points - clamped), atol=1e-5)
    np.testing.assert_allclose(apply_lut(lut, points, s), points + s * (full - points), atol=1e-5)


def test_baking_keeps_and_composes() -> None:
    cube = random_cube(9)
    plain = Lut("name", cube, DOMAIN)
    assert bake(plain, 9) is plain
    assert bake(plain, 17).domain == DOMAIN
    np.testing.assert_allclose(bake(plain, 17).evaluate(colours(99)), plain.evaluate(colours(99)), atol=1e-5)
    gamma = np.linspace(0, 1, 400, dtype=np.float32)[:, None].repeat(3, axis=1)
    shaped = Lut("", identity_grid(17) ** 2, UNIT_DOMAIN, gamma, ((0, 0, 0), (4, 4, 4)))
    baked = bake(shaped, 33)
    assert baked.shaper is None
    assert baked.domain == UNIT_DOMAIN
    np.testing.assert_allclose(
        baked.evaluate(identity_grid(33)), shaped.evaluate(identity_grid(33)), atol=1e-6
    )


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"cube": np.zeros((1, 1, 1, 3), np.float32)},
        {"cube": np.zeros((2, 2, 3, 3), np.float32)},
        {"cube": np.zeros((2, 2, 2, 3))},
        {"cube": np.full((2, 2, 2, 3), np.nan, np.float32)},
        {"shaper": np.zeros((1, 3), np.float32)},
        {"cube": identity_grid(2), "domain": ((0, 0, 1), (1, 1, 0))},
        {"cube": identity_grid(2), "domain": ((0, 0, float("nan")), (1, 1, 1))},
        {"shaper": np.zeros((2, 3), np.float32), "shaper_domain": ((0, 0, 0), (0, 1, 1))},
    ],
)
def test_nonsense_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Lut("", **bad)  # type: ignore[arg-type]


def test_tables_are_read_only() -> None:
    lut = Lut("", identity_grid(3))
    assert lut.cube is not None
    with pytest.raises(ValueError, match="read-only"):
        lut.cube[0] = 1
