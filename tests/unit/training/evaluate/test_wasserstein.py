from __future__ import annotations

import numpy as np
import pytest

from studio.imaging.image import Float32
from training.evaluate.wasserstein import BINS, Slices, slices


def cloud(seed: int, photos: int = 4, points: int = 3000, dimensions: int = 3) -> Float32:
    return np.random.default_rng(seed).standard_normal((photos, points, dimensions)).astype(np.float32)


def even(rows: int) -> Float32:
    return np.ones((1, rows), np.float32)


def line() -> Slices:
    return Slices(np.ones((1, 1), np.float32), 6.0)


@pytest.mark.parametrize("shift", [0.25, 1.0, 2.5])
def test_along_one_line_a_shift_is_as_far_as_it_moves(shift: float) -> None:
    values = cloud(1, dimensions=1)
    a, b = line().histograms(values), line().histograms(values + np.float32(shift))
    assert line().distances(a, even(4), b, even(4))[0, 0] == pytest.approx(shift, abs=12.0 / BINS)


def test_in_three_dimensions_a_shift_counts_by_its_mean_projection() -> None:
    """The mean of |cos| over the sphere is a half."""
    values = cloud(2)
    sliced = slices(3, 400, values.reshape(-1, 3) * 1.5, np.random.default_rng(0))
    moved = values + np.array([1.0, 0.0, 0.0], np.float32)
    found = sliced.distances(sliced.histograms(values), even(4), sliced.histograms(moved), even(4))
    assert found[0, 0] == pytest.approx(0.5, rel=0.08)


def test_a_wider_distribution_is_found_though_its_mean_is_the_same() -> None:
    values = cloud(3, dimensions=1)
    found = line().distances(line().histograms(values), even(4), line().histograms(values * 2), even(4))
    assert found[0, 0] == pytest.approx(np.sqrt(2 / np.pi), rel=0.1)


def test_a_set_is_nowhere_from_itself_and_distances_go_both_ways() -> None:
    sliced = slices(3, 16, cloud(4).reshape(-1, 3), np.random.default_rng(0))
    a, b = sliced.histograms(cloud(5)), sliced.histograms(cloud(6) * 2)
    assert sliced.distances(a, even(4), a, even(4))[0, 0] == 0.0
    forth, back = sliced.distances(a, even(4), b, even(4)), sliced.distances(b, even(4), a, even(4))
    assert forth[0, 0] == pytest.approx(back[0, 0], rel=1e-5)
    assert forth[0, 0] > 0.1


def test_weights_are_like_taking_photos_more_often() -> None:
    values = cloud(7, photos=3)
    sliced = slices(3, 16, values.reshape(-1, 3), np.random.default_rng(0))
    other = sliced.histograms(cloud(8) + 1)
    twice = sliced.histograms(values[[0, 0, 2]])
    weighted = sliced.distances(sliced.histograms(values), np.array([[2, 0, 1]], np.float32), other, even(4))
    assert weighted[0, 0] == pytest.approx(sliced.distances(twice, even(3), other, even(4))[0, 0], rel=1e-4)


def test_parts_are_compared_apart_and_what_is_missing_is_not_a_number() -> None:
    values = cloud(9, dimensions=1)
    belongs = np.zeros(values.shape[:2], np.int64)
    belongs[:, 1500:] = 1
    other = values.copy()
    other[:, 1500:] += 2.0
    a, b = line().histograms(values, belongs, 3), line().histograms(other, belongs, 3)
    found = line().distances(a, even(4), b, even(4))[0]
    assert found[0] == 0.0
    assert found[1] == pytest.approx(2.0, abs=0.1)
    assert np.isnan(found[2])
    assert line().histograms(values, np.full(values.shape[:2], -1), 2).sum() == 0.0


def test_values_beyond_reach_and_no_numbers_break_nothing() -> None:
    values = np.array([[[np.nan], [np.inf], [1e9], [-1e9]]], np.float32)
    assert line().histograms(values).sum() == pytest.approx(1.0)


def test_lines_have_length_one_and_the_same_chance_gives_the_same() -> None:
    one, other = (slices(75, 16, cloud(1, dimensions=75)[0], np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_allclose(np.linalg.norm(one.directions, axis=0), 1.0, rtol=1e-5)
    np.testing.assert_array_equal(one.directions, other.directions)
