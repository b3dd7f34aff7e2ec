"""Fitting a table: a known one is found again, nothing is invented, and photos' own looks are told apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from skimage import data

from studio.engine.passport_bins import changes_between, together
from studio.engine.passport_fit import MOST_FALL, fit_excess, fit_lut, gray_fall
from studio.engine.passport_fit import OF_A_TABLE as STIFFNESS
from studio.engine.passport_pool import fit_photos
from studio.errors import Cancelled
from studio.imaging.colour import delta_e_2000, rgb_to_lab
from studio.imaging.image import Float32, ImageBuffer
from studio.imaging.resample import downscale
from studio.styles.hald import read_hald
from studio.styles.lut import Lut, apply_lut, identity_grid

STYLES = Path(__file__).parents[3] / "resources" / "styles"
NAMES = ("astronaut", "coffee", "chelsea", "rocket")


def pictures() -> list[Float32]:
    """Small real photos, float32 (h, w, 3)."""
    found = [ImageBuffer(getattr(data, name)()) for name in NAMES]
    return [downscale(image, 256).rgb for image in found]


def distance(one: Float32, other: Float32) -> float:
    """Mean CIEDE2000 of two pictures."""
    labs = [rgb_to_lab(np.clip(picture, 0, 1).astype(np.float64)) for picture in (one, other)]
    return float(delta_e_2000(*labs).mean())


@pytest.mark.parametrize("look", ["teal-and-orange", "dramatic-black-and-white"])
def test_a_table_is_found_again(look: str) -> None:
    lut = read_hald(STYLES / f"{look}.png")
    photos = pictures()
    styled = [apply_lut(lut, photo) for photo in photos]
    changes = [changes_between(a, b) for a, b in zip(photos, styled, strict=True)]
    found = fit_photos(changes, 33, freed=True)
    for photo, wanted in zip(photos, styled, strict=True):
        assert distance(apply_lut(found, photo), wanted) < 0.3
    # Also where no photo has colours it goes on sensibly.
    assert found.cube is not None
    assert found.cube.min() > -0.6
    assert found.cube.max() < 1.6


def test_nothing_is_changed_where_nothing_was() -> None:
    photo = pictures()[0]
    found = fit_lut(changes_between(photo, photo), 17)
    assert found.cube is not None
    assert np.abs(found.cube - identity_grid(17)).max() < 1e-6


def test_the_minimum_is_a_minimum() -> None:
    """A linear style fits without any misfit and without bending, at every size."""
    colours = np.random.default_rng(2).random((4000, 3), np.float32)
    matrix = np.array([[0.9, 0.1, 0.0], [0.05, 0.8, 0.1], [0.0, 0.1, 1.0]], np.float32)
    changes = changes_between(colours, colours @ matrix.T + np.float32(0.02))
    for size in (5, 16, 17, 33):
        found = fit_lut(changes, size).evaluate(colours)
        assert np.abs(found - (colours @ matrix.T + 0.02)).mean() < 5e-4


def test_colours_outside_are_clamped_with_their_change() -> None:
    before = np.array([[-0.2, 0.5, 1.3]] * 20, np.float32)
    after = before + np.float32(0.1)
    changes = changes_between(before, after)
    assert np.allclose(changes.colours, [[0.0, 0.5, 1.0]])
    assert np.allclose(changes.changes, 0.1)
    found = fit_lut(changes, 17)
    assert np.abs(apply_lut(found, before) - after).max() < 1e-3


def test_bins_keep_means_and_weights() -> None:
    random = np.random.default_rng(5)
    before = random.random((50, 40, 3), np.float32)
    after = before + random.normal(0, 0.1, before.shape).astype(np.float32)
    changes = changes_between(before, after)
    assert changes.weights.sum() == pytest.approx(1.0)
    mean = (changes.changes * changes.weights[:, None]).sum(axis=0)
    assert np.allclose(mean, (after - before).reshape(-1, 3).mean(axis=0), atol=1e-6)
    both = together([changes, changes])
    assert both.weights.sum() == pytest.approx(1.0)


def test_no_photos() -> None:
    with pytest.raises(ValueError, match="no photos"):
        together([])
    with pytest.raises(ValueError, match="without pixels"):
        changes_between(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.float32))


def test_a_single_colour_moves_all_by_about_as_much() -> None:
    before = np.full((10, 3), 0.4, np.float32)
    found = fit_lut(changes_between(before, before + np.float32(0.1)), 17)
    assert found.cube is not None
    change = found.cube - identity_grid(17)
    assert change.min() > 0.05
    assert change.max() < 0.15


def test_waves_in_the_grays_are_smoothed_until_none_falls() -> None:
    """A gradient would band."""
    ramp = np.repeat(np.linspace(0, 1, 1000, dtype=np.float32)[:, None], 3, axis=1)
    waves = np.float32(0.3) * ramp + np.float32(0.35) + np.float32(0.08) * np.sin(ramp * 50)
    changes = changes_between(ramp, waves.astype(np.float32))
    loose = Lut("", (identity_grid(33) + fit_excess(changes, 33, STIFFNESS)).astype(np.float32))
    assert gray_fall(loose) > MOST_FALL
    assert gray_fall(fit_lut(changes, 33)) <= MOST_FALL


def test_gray_fall_of_a_known_table() -> None:
    falling = Lut("", 1 - identity_grid(2))
    assert gray_fall(falling, 256) == pytest.approx(1 / 255, rel=1e-3)
    assert gray_fall(Lut("", identity_grid(2))) == 0.0


def test_sizes_beyond_the_finest_are_the_same_map() -> None:
    photo = pictures()[1]
    changes = changes_between(photo, photo**1.3)
    middle, large = fit_lut(changes, 33), fit_lut(changes, 65)
    colours = np.random.default_rng(3).random((500, 3), np.float32)
    assert large.cube is not None
    assert len(large.cube) == 65
    assert np.abs(middle.evaluate(colours) - large.evaluate(colours)).max() < 1e-5


def test_what_is_common_is_told_from_what_is_one_photos_own() -> None:
    """Five photos of other colours, each exposed otherwise: a sixth is met better than by a plain fit."""
    random = np.random.default_rng(7)
    centres = random.uniform(0.2, 0.8, (5, 3))
    photos = [np.clip(random.normal(centre, 0.12, (4000, 3)), 0, 1).astype(np.float32) for centre in centres]
    exposures = np.array([-0.12, 0.12, -0.06, 0.06, 0.0], np.float32)

    def styled(photo: Float32, exposure: np.float32 | float) -> Float32:
        result: Float32 = photo**1.2 + np.float32(exposure) * 4 * photo * (1 - photo)
        return result

    changes = [changes_between(p, styled(p, e)) for p, e in zip(photos, exposures, strict=True)]
    other = random.random((4000, 3), np.float32)
    wanted = styled(other, 0.0)
    plain, pooled = fit_lut(together(changes), 17), fit_photos(changes, 17, freed=True)
    assert distance(apply_lut(pooled, other), wanted) < 0.9 * distance(apply_lut(plain, other), wanted)


def test_it_can_be_stopped() -> None:
    photo = pictures()[0]

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        fit_photos([changes_between(photo, photo * np.float32(0.9))], 33, freed=False, check=stop)
