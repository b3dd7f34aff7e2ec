"""The definition in torch against a plain evaluation, pixel by pixel."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.imaging.image import Float32
from studio.imaging.quantise import rounded, thresholds, to_8_bits
from studio.imaging.transform import GRID_SHAPE, Cube, PixelTransform, Place
from studio.kernels import interpolation, reference
from studio.kernels.reference import DeviceTransform, apply_transform
from studio.kernels.torch_kernel import TorchKernel
from studio.messages import Message
from studio.styles.lut import Lut, apply_lut, identity_grid
from tests.support import pixel_definition
from tests.support.transforms import cube, extended, transforms

CPU = torch.device("cpu")
# A fiftieth of a level of 8-bit white.
CLOSE = 1 / 255 / 50
KERNEL = TorchKernel(CPU, Message("notes", "torch"))


def through_torch(rgb: Float32, transform: PixelTransform, place: Place) -> Float32:
    return apply_transform(torch.from_numpy(rgb), DeviceTransform.of(transform, CPU), place).numpy()


@pytest.mark.parametrize("scale", [1.0, 0.3])
@pytest.mark.parametrize("name", transforms())
def test_as_the_plain_evaluation(name: str, scale: float) -> None:
    rgb = extended(1, 9, 23)
    place = Place(5, 3, 41, 29, scale)
    expected = pixel_definition.strip(transforms()[name], rgb, place)
    np.testing.assert_allclose(through_torch(rgb, transforms()[name], place), expected, rtol=0, atol=CLOSE)


@settings(deadline=None, max_examples=25)
@given(
    st.integers(0, 2**20),
    st.tuples(st.integers(1, 5), st.integers(1, 9)),
    st.tuples(st.integers(0, 30), st.integers(0, 600)),
    st.tuples(st.integers(0, 30), st.integers(0, 600)),
    st.floats(0.01, 2.0),
)
def test_any_place_of_any_picture(
    seed: int, shape: tuple[int, int], corner: tuple[int, int], beyond: tuple[int, int], scale: float
) -> None:
    rgb = extended(seed, *shape)
    place = Place(*corner, corner[1] + shape[1] + beyond[1], corner[0] + shape[0] + beyond[0], scale)
    transform = transforms(seed)["all"]
    expected = pixel_definition.strip(transform, rgb, place)
    np.testing.assert_allclose(through_torch(rgb, transform, place), expected, rtol=0, atol=CLOSE)


@pytest.mark.parametrize("size", [2, 3, 17, 33])
def test_a_table_is_what_its_style_says(size: int) -> None:
    table = np.random.default_rng(size).random((size, size, size, 3), dtype=np.float32)
    cube = Cube(table - identity_grid(size))
    rgb = extended(size, 37, 53)
    expected = apply_lut(Lut("random", table), rgb)
    result = through_torch(rgb, PixelTransform(cube), Place(0, 0, 53, 37))
    np.testing.assert_allclose(result, expected, rtol=0, atol=CLOSE)


def test_the_sum_of_other_devices() -> None:
    """Off the CPU the corners are gathered one by one: the same sum but for the order of rounding."""
    random = np.random.default_rng(12)
    nodes = torch.from_numpy(random.random((125, 12), dtype=np.float32))
    corners = torch.from_numpy(random.integers(0, 125, (500, 8), dtype=np.int32))
    weights = torch.from_numpy(random.random((500, 8), dtype=np.float32))
    torch.testing.assert_close(
        interpolation._gathered_sum(nodes, corners, weights),
        interpolation.weighted_sum(nodes, corners, weights),
        rtol=1e-6,
        atol=1e-6,
    )


def test_zeros_change_nothing() -> None:
    rgb = extended(2, 20, 31)
    zero = Cube(np.zeros((5, 5, 5, 3), np.float32), -0.5, 2.0, "root")
    flat = np.zeros((4, 6), np.float32)
    transform = PixelTransform(zero, zero, np.zeros(GRID_SHAPE, np.float32), flat, flat)
    np.testing.assert_array_equal(through_torch(rgb, transform, Place(0, 0, 31, 20)), rgb)


def test_any_cut_gives_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    rgb, place = extended(3, 40, 57), Place(2, 4, 80, 60, 0.7)
    transform = transforms()["all"]
    whole = through_torch(rgb, transform, place)
    monkeypatch.setattr(reference, "BLOCK", 101)
    np.testing.assert_array_equal(through_torch(rgb, transform, place), whole)
    part = through_torch(rgb[7:19, 11:50], transform, Place(9, 15, 80, 60, 0.7))
    np.testing.assert_array_equal(part, whole[7:19, 11:50])


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 3e38])
def test_no_number_stays_in_its_pixel(value: float) -> None:
    rgb = np.full((3, 4, 3), 0.4, np.float32)
    place = Place(0, 0, 4, 3)
    clean = through_torch(rgb, transforms()["all"], place)
    rgb[1, 2, 1] = value
    result = through_torch(rgb, transforms()["all"], place)
    others = np.ones((3, 4), dtype=bool)
    others[1, 2] = False
    np.testing.assert_array_equal(result[others], clean[others])


def test_no_number_is_looked_up_as_the_lower_end() -> None:
    transform, place = PixelTransform(full=cube(1, 5, -0.2, 1.2)), Place(0, 0, 1, 1)
    result = through_torch(np.array([[[0.3, np.nan, 0.9]]], np.float32), transform, place)
    low = through_torch(np.array([[[0.3, -0.2, 0.9]]], np.float32), transform, place)
    assert np.isnan(result[0, 0, 1])
    np.testing.assert_array_equal(result[0, 0, [0, 2]], low[0, 0, [0, 2]])


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_whole_numbers_are_those_of_the_export(dtype: type) -> None:
    rgb, place = extended(4, 30, 45), Place(250, 300, 700, 900)
    transform = transforms()["cube"]
    floats = through_torch(rgb, transform, place)
    out: npt.NDArray[Any] = np.zeros((30, 45, 4), dtype)
    KERNEL.apply(KERNEL.prepare(transform), rgb, place, out)
    expected = floats if dtype is np.float32 else rounded(floats, dtype)
    np.testing.assert_array_equal(out[..., :3], expected)
    assert not out[..., 3].any()


def test_dither_is_that_of_the_export() -> None:
    rgb, place = np.clip(extended(5, 30, 600), 0, 1), Place(250, 0, 600, 900)
    out = np.zeros((30, 600, 3), np.uint8)
    KERNEL.apply(KERNEL.prepare(PixelTransform()), rgb, place, out, thresholds())
    np.testing.assert_array_equal(out, to_8_bits(rgb, 250))


def test_what_does_not_fit_is_refused() -> None:
    prepared, pixels = KERNEL.prepare(PixelTransform()), np.zeros((2, 3, 3), np.float32)
    place = Place(0, 0, 3, 2)
    with pytest.raises(ValueError, match="cannot become"):
        KERNEL.apply(prepared, pixels, place, np.zeros((3, 2, 3), np.float32))
    with pytest.raises(ValueError, match="does not lie"):
        KERNEL.apply(prepared, pixels, Place(1, 0, 3, 2), pixels)
    with pytest.raises(TypeError, match="float64"):
        KERNEL.apply(prepared, np.zeros((2, 3, 3)), place, pixels)
