"""The guided filter: against its definition, window by window, and what it does to masks."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.imaging.image import Float32
from studio.portrait.guided import box_mean, feathered, luma_of, mask_coefficients, refined

AnyFloat = npt.NDArray[np.floating[Any]]
QUICK = settings(max_examples=25, deadline=None)


def noise(seed: int, *shape: int) -> Float32:
    return np.random.default_rng(seed).random(shape, dtype=np.float32)


def window(values: AnyFloat, y: int, x: int, radius: int) -> AnyFloat:
    return values[max(0, y - radius) : y + radius + 1, max(0, x - radius) : x + radius + 1]


def by_hand(mask: Float32, guide: Float32, radius: int, eps: float) -> Float32:
    """He et al. 2013, equations 5, 6 and 8, in plain loops."""
    slope, offset = np.zeros(mask.shape), np.zeros(mask.shape)
    for y, x in np.ndindex(mask.shape):
        inside = window(guide, y, x, radius).astype(float)
        wanted = window(mask, y, x, radius).astype(float)
        covariance = (inside * wanted).mean() - inside.mean() * wanted.mean()
        slope[y, x] = covariance / (inside.var() + eps)
        offset[y, x] = wanted.mean() - slope[y, x] * inside.mean()
    out = np.zeros((*mask.shape, 2), np.float32)
    for y, x in np.ndindex(mask.shape):
        out[y, x] = window(slope, y, x, radius).mean(), window(offset, y, x, radius).mean()
    return out


@pytest.mark.parametrize(("shape", "radius"), [((9, 13), 2), ((1, 7), 3), ((5, 1), 1), ((4, 4), 9)])
def test_the_definition(shape: tuple[int, int], radius: int) -> None:
    mask, guide = noise(1, *shape), noise(2, *shape)
    np.testing.assert_allclose(
        mask_coefficients(mask, guide, radius, 0.01), by_hand(mask, guide, radius, 0.01), atol=2e-4
    )


@QUICK
@given(st.integers(1, 30), st.integers(1, 30), st.integers(1, 40), st.integers(0, 1000))
def test_box_means_of_a_constant_are_that_constant(h: int, w: int, radius: int, value: int) -> None:
    values = np.full((h, w), value / 1000, np.float32)
    np.testing.assert_allclose(box_mean(values, radius), values, atol=1e-6)


@QUICK
@given(st.integers(1, 20), st.integers(1, 20), st.floats(0, 100), st.floats(0, 1))
def test_an_even_mask_stays_even_under_any_feather(h: int, w: int, feather: float, value: float) -> None:
    guide = noise(h * 31 + w, h, w)
    lines = feathered(np.full((h, w), value, np.float32), guide, feather)
    assert np.isfinite(lines).all()
    np.testing.assert_allclose(lines[..., 0] * guide + lines[..., 1], value, atol=2e-3)


def test_a_ragged_mask_takes_the_edge_of_the_guide() -> None:
    guide = np.full((40, 60), 0.2, np.float32)
    guide[:, 31:] = 0.8
    ragged = np.zeros_like(guide)
    for row in range(40):
        ragged[row, 31 + (row * 7) % 9 - 4 :] = 1.0
    lines = mask_coefficients(ragged, guide, 6, 1e-4)
    mask = (lines[..., 0] * guide + lines[..., 1]).clip(0, 1)
    assert mask[:, :30].max() < 0.35
    assert mask[:, 32:].min() > 0.65
    assert mask[:, 30].max() < mask[:, 31].min() - 0.3


def test_colour_tells_apart_what_luma_does_not() -> None:
    picture = np.full((40, 60, 3), 0.5, np.float32)
    picture[:, 31:] = (0.7, 0.4, 0.5)
    picture[:, 31:] += 0.5 - luma_of(picture)[0, 31]
    assert np.ptp(luma_of(picture)) < 1e-5
    ragged = np.zeros((40, 60), np.float32)
    for row in range(40):
        ragged[row, 31 + (row * 7) % 9 - 4 :] = 1.0
    mask = refined(ragged, picture, picture, 6, 1e-4)
    assert mask[:, :30].max() < 0.35
    assert mask[:, 32:].min() > 0.65


def test_a_small_mask_is_drawn_along_the_edges_of_the_large_picture() -> None:
    picture = np.random.default_rng(5).normal(0.3, 0.01, (64, 256, 3)).astype(np.float32)
    picture[:, 131:, 0] += 0.4
    small = picture.reshape(16, 4, 64, 4, 3).mean(axis=(1, 3))
    mask = refined((small[..., 0] > 0.5).astype(np.float32), small, picture, 2, 1e-4)
    assert mask.shape == (64, 256)
    assert (mask[:, 130] < 0.35).all()
    assert (mask[:, 131] > 0.65).all()
    one = refined(np.ones((16, 64), np.float32), small, picture, 2, 1e-4)
    np.testing.assert_allclose(one, 1.0, atol=2e-3)


def test_lines_found_in_small_follow_the_edge_in_large() -> None:
    large = np.full((64, 256), 0.2, np.float32)
    large[:, 131:] = 0.8
    small = large.reshape(16, 4, 64, 4).mean(axis=(1, 3))
    mask = (small > 0.5).astype(np.float32)
    lines = mask_coefficients(mask, small, 2, 1e-4)
    laid = np.repeat(np.repeat(lines, 4, 0), 4, 1)
    drawn = (laid[..., 0] * large + laid[..., 1]).clip(0, 1)
    # The edge lies inside a small pixel (columns 128 to 131): the large guide tells where.
    assert (drawn[:, 130] < 0.3).all()
    assert (drawn[:, 131] > 0.7).all()


def test_wrong_input_is_refused() -> None:
    mask = np.zeros((3, 4), np.float32)
    for wrong in (mask[:2], mask[..., None]):
        with pytest.raises(ValueError, match="guide"):
            mask_coefficients(wrong, mask, 1, 0.1)
    for radius, eps in ((0, 0.1), (1, 0.0)):
        with pytest.raises(ValueError, match="positive"):
            mask_coefficients(mask, mask, radius, eps)


def test_luma_is_rec_601_of_clamped_values() -> None:
    row = np.array([[[1, 0, 0], [0, 2, 0], [-1, 0, 1], [np.nan, 1, np.inf]]], np.float32)
    np.testing.assert_allclose(luma_of(row), [[0.299, 0.587, 0.114, 0.701]], atol=1e-6)
