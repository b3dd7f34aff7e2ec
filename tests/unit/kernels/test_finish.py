"""The grain's noise and the vignette's radius."""

from __future__ import annotations

import numpy as np
import pytest

from studio.imaging.transform import Place
from studio.kernels.finish import (
    GRAIN_SIZE,
    grain_level,
    grain_places,
    grain_tile,
    vignette_radii,
)


def test_the_noise_is_of_unit_variance_and_the_same_for_ever() -> None:
    tile = grain_tile(0)
    assert tile.shape == (GRAIN_SIZE, GRAIN_SIZE)
    assert abs(float(tile.mean())) < 1e-6
    assert float(tile.std()) == pytest.approx(1.0, abs=1e-5)
    # A photo exported again in years has the same grain.
    np.testing.assert_allclose(tile[0, :4], [-0.756657, -0.282945, -0.342543, 0.053721], atol=1e-5)


def test_neighbours_are_alike_and_distant_pixels_are_not() -> None:
    tile = grain_tile(0)
    assert 0.5 < float((tile * np.roll(tile, 1, axis=1)).mean()) < 0.8
    assert abs(float((tile * np.roll(tile, 37, axis=0)).mean())) < 0.02


def test_a_reduced_picture_has_the_means_of_the_grain() -> None:
    tile = grain_tile(0)
    np.testing.assert_allclose(grain_tile(3), tile.reshape(64, 8, 64, 8).mean(axis=(1, 3)), rtol=0, atol=1e-6)
    assert float(grain_tile(3).std()) < 0.35
    assert grain_tile(9).shape == (1, 1)


@pytest.mark.parametrize(
    ("scale", "level"), [(4.0, 0), (1.0, 0), (0.51, 0), (0.5, 1), (0.26, 1), (0.25, 2), (1e-6, 9)]
)
def test_levels(scale: float, level: int) -> None:
    assert grain_level(scale) == level


def test_places_are_those_in_the_photo() -> None:
    np.testing.assert_array_equal(grain_places(510, 4, 1.0), [510, 511, 0, 1])
    np.testing.assert_array_equal(grain_places(0, 5, 2.0), [0, 0, 1, 1, 2])
    np.testing.assert_array_equal(grain_places(254, 3, 0.5), [254, 255, 0])
    cut = np.concatenate([grain_places(0, 100, 0.37), grain_places(100, 50, 0.37)])
    np.testing.assert_array_equal(cut, grain_places(0, 150, 0.37))


def test_the_radius_is_0_in_the_middle_and_1_in_the_corners() -> None:
    by_row, by_column = vignette_radii(Place(0, 0, 3001, 2001), 2001, 3001)
    radius = by_row[:, None] + by_column
    assert radius[1000, 1500] == 0
    for corner in (radius[0, 0], radius[0, -1], radius[-1, 0], radius[-1, -1]):
        assert corner == pytest.approx(1.0, abs=2e-3)
