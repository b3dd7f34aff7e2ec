"""All colour maps as one cube: exact where nothing is to be composed, near the definition where it is."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from studio.editing.adjustments import ADJUSTMENTS
from studio.editing.develop import develop
from studio.editing.recipe import Recipe
from studio.engine.bake import BEYOND, INSIDE, apply_to, bake_light, bake_look, nodes
from studio.imaging.colour import delta_e_2000, rgb_to_lab
from studio.imaging.image import Float32
from studio.imaging.transform import Cube, PixelTransform
from studio.kernels.select import select_kernel
from studio.styles.lut import Lut, apply_lut, identity_grid
from tests.support.pictures import portrait

KERNEL = select_kernel(torch.device("cpu"))
PARAMS = [param for adjustment in ADJUSTMENTS for param in adjustment.params]
TEN = Recipe(tuple((param.key, 0.25 * param.maximum * (-1) ** n) for n, param in enumerate(PARAMS)))


def film() -> Lut:
    """A smooth look that bends every tone and hue."""
    grid = identity_grid(33)
    gray = grid.mean(axis=-1, keepdims=True)
    curved = grid + 0.08 * np.sin(grid * 2 * np.pi - 0.5) - 0.25 * (grid - gray) * (1 - gray)
    return Lut("Film", cube=np.ascontiguousarray(curved * 0.9 + 0.05, dtype=np.float32))


def pixels() -> Float32:
    return np.ascontiguousarray(portrait()[::3, ::3])


def difference(one: Float32, other: Float32) -> Float32:
    return np.asarray(
        delta_e_2000(rgb_to_lab(one.clip(0, 1).astype(float)), rgb_to_lab(other.clip(0, 1).astype(float)))
    )


@pytest.mark.parametrize("ends", [INSIDE, BEYOND])
def test_nodes_are_denser_near_black(ends: tuple[int, float, float]) -> None:
    size, low, high = ends
    axis = nodes(size, low, high)[0, 0, :, 0]
    assert axis[0] == np.float32(low)
    assert axis[-1] == np.float32(high)
    steps = np.diff(axis)
    assert (steps > 0).all()
    assert steps[np.abs(axis[:-1]).argmin()] < 0.3 * steps[-1]
    place = np.sign(axis) * (np.sqrt(np.abs(axis)) + np.abs(axis)) / 2
    np.testing.assert_allclose(np.diff(place), (place[-1] - place[0]) / (size - 1), atol=2e-6)


def test_nothing_to_bake() -> None:
    cube = Cube(np.zeros((2, 2, 2, 3), np.float32))
    assert bake_light(Recipe((("grain", 20.0),)), within_srgb=True) is None
    assert bake_look(None, None, KERNEL) is None
    assert bake_look(None, cube, KERNEL) is cube
    assert bake_look(cube, None, KERNEL) is cube


def test_ten_sliders_and_a_style_are_one_cube() -> None:
    assert len(TEN.light_and_colour) == len(PARAMS) >= 10
    lut = film()
    assert lut.cube is not None
    look = Cube(lut.cube - identity_grid(33))
    baked = bake_look(bake_light(TEN, within_srgb=True), look, KERNEL)
    assert baked is not None
    assert baked.size == INSIDE[0]
    photo = pixels()
    exact = apply_lut(lut, develop(photo, TEN))
    shown = photo.copy()
    apply_to(shown, PixelTransform(full=baked), KERNEL)
    error = difference(shown, exact)
    assert error.mean() < 0.2
    assert np.percentile(error, 99.5) < 1.0


@pytest.mark.parametrize("exposure", [-4.0, -1.0, 1.0, 3.0])
def test_strong_exposure_is_right_in_the_shadows(exposure: float) -> None:
    recipe = Recipe((("exposure", exposure),))
    levels = np.repeat((np.arange(256, dtype=np.float32) / 255)[None, :, None], 3, axis=2)
    shown = np.array(levels, np.float32)
    apply_to(shown, PixelTransform(full=bake_light(recipe, within_srgb=True)), KERNEL)
    exact = develop(levels, recipe)
    # One step of 8 bits where it is seen: what exposure brings above white is clipped.
    assert np.abs(np.clip(shown, 0, 1) - np.clip(exact, 0, 1)).max() < 1.2 / 255


def test_colours_beyond_srgb_are_developed_too() -> None:
    recipe = Recipe((("exposure", -0.7), ("saturation", 20.0)))
    photo = np.asarray(pixels() * 1.3 - 0.1, np.float32)
    shown = photo.copy()
    apply_to(shown, PixelTransform(full=bake_light(recipe, within_srgb=False)), KERNEL)
    error = np.abs(shown - develop(photo, recipe))
    assert error.mean() < 1 / 255
    assert np.percentile(error, 99) < 3 / 255
