"""The native code, in each variant that this processor runs, against the definition."""

from __future__ import annotations

import shutil
import threading
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from skimage import data

from studio.imaging.quantise import rounded, thresholds, to_8_bits
from studio.imaging.transform import GRID_SHAPE, Cube, PixelTransform, Place
from studio.kernels.torch_kernel import TorchKernel
from studio.messages import Message
from tests.support.pictures import portrait
from tests.support.transforms import cube, extended, noise, stored, transforms

# An installation with a compiler has the native code: only without one may these tests be skipped.
if any(shutil.which(name) for name in ("c++", "g++", "clang++")):
    from studio.kernels import native_kernel
else:
    native_kernel = pytest.importorskip("studio.kernels.native_kernel")

REFERENCE = TorchKernel(torch.device("cpu"), Message("notes", "torch"))
VARIANTS = native_kernel.variants()
DTYPES = (np.uint8, np.uint16, np.float32)
# A fiftieth of a level of 8-bit white.
CLOSE = 1 / 255 / 50

Pixels = npt.NDArray[Any]


@pytest.fixture(params=VARIANTS)
def kernel(request: pytest.FixtureRequest) -> native_kernel.NativeKernel:
    return native_kernel.NativeKernel(request.param)


def run(
    kernel: Any, transform: PixelTransform, source: Pixels, place: Place, dtype: Any = np.float32
) -> Pixels:
    out = np.empty((*source.shape[:2], 3), dtype)
    kernel.apply(kernel.prepare(transform), source, place, out)
    return out


def whole(pixels: Pixels, scale: float = 1.0) -> Place:
    return Place(0, 0, pixels.shape[1], pixels.shape[0], scale)


@pytest.mark.parametrize("shape", [(1, 1), (1, 19), (23, 1), (37, 53), (3, 777)])
@pytest.mark.parametrize("name", transforms())
def test_as_the_definition(kernel: Any, name: str, shape: tuple[int, int]) -> None:
    transform, rgb = transforms()[name], extended(1, *shape)
    for place in (whole(rgb), Place(3, 250, shape[1] + 260, shape[0] + 9, 0.3)):
        result = run(kernel, transform, rgb, place)
        np.testing.assert_allclose(result, run(REFERENCE, transform, rgb, place), rtol=0, atol=CLOSE)


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(VARIANTS),
    st.integers(0, 2**20),
    st.sampled_from(sorted(transforms())),
    st.tuples(st.integers(1, 20), st.integers(1, 300)),
    st.tuples(st.integers(0, 300), st.integers(0, 3000)),
    st.tuples(st.integers(0, 30), st.integers(0, 3000)),
    st.floats(0.01, 3.0),
)
def test_any_place_of_any_picture(
    variant: str,
    seed: int,
    name: str,
    shape: tuple[int, int],
    corner: tuple[int, int],
    beyond: tuple[int, int],
    scale: float,
) -> None:
    transform, rgb = transforms(seed)[name], extended(seed, *shape)
    place = Place(*corner, corner[1] + shape[1] + beyond[1], corner[0] + shape[0] + beyond[0], scale)
    result = run(native_kernel.NativeKernel(variant), transform, rgb, place)
    np.testing.assert_allclose(result, run(REFERENCE, transform, rgb, place), rtol=0, atol=CLOSE)


@pytest.mark.parametrize("name", ["astronaut", "coffee", "chelsea"])
def test_real_photos(kernel: Any, name: str) -> None:
    photo: Pixels = getattr(data, name)()
    transform = PixelTransform(
        Cube(noise(1, 33, 33, 33, 3, spread=0.1), -0.2, 1.5, "root"),
        grid=noise(2, *GRID_SHAPE, spread=0.1),
        detail=noise(3, 111, 123, spread=0.1),
    )
    floats = run(REFERENCE, transform, photo, whole(photo))
    np.testing.assert_allclose(run(kernel, transform, photo, whole(photo)), floats, rtol=0, atol=CLOSE)
    out = np.empty_like(photo)
    kernel.apply(kernel.prepare(transform), photo, whole(photo), out, thresholds())
    difference = out.astype(int) - to_8_bits(floats)
    assert np.abs(difference).max() <= 1
    assert np.count_nonzero(difference) < difference.size / 1000


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("into", DTYPES)
@pytest.mark.parametrize("of", DTYPES)
def test_types_in_and_out(kernel: Any, of: Any, into: Any, channels: int) -> None:
    rgb, place = extended(6, 21, 300), Place(40, 11, 400, 90)
    source = stored(np.concatenate([rgb, rgb[..., :1]], axis=2)[..., :channels], of)
    transform = transforms()["all"]
    floats = run(REFERENCE, transform, source, place)
    out = np.full((21, 300, channels), 7, into)
    kernel.apply(kernel.prepare(transform), source, place, out)
    if into is np.float32:
        np.testing.assert_allclose(out[..., :3], floats, rtol=0, atol=CLOSE)
    else:
        top = np.iinfo(into).max
        difference = out[..., :3].astype(int) - rounded(floats, into)
        assert np.abs(difference).max() <= max(1, top * CLOSE)
    assert (out[..., 3:] == 7).all()


@pytest.mark.parametrize("dtype", DTYPES)
def test_untouched_pixels_come_out_as_they_went_in(kernel: Any, dtype: Any) -> None:
    zero = Cube(np.zeros((5, 5, 5, 3), np.float32), -0.5, 2.0, "root")
    flat = np.zeros((4, 6), np.float32)
    nothing = PixelTransform(zero, None, np.zeros(GRID_SHAPE, np.float32), flat)
    for transform in (PixelTransform(), nothing):
        pixels = stored(extended(7, 33, 260), dtype)
        np.testing.assert_array_equal(run(kernel, transform, pixels, whole(pixels), dtype), pixels)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_every_number_is_the_exact_quotient(kernel: Any, dtype: Any) -> None:
    top = np.iinfo(dtype).max
    numbers = np.arange(top + 1, dtype=dtype).reshape(16, -1)
    pixels = np.stack([numbers, numbers[::-1], numbers[:, ::-1]], axis=-1)
    result = run(kernel, PixelTransform(), pixels, whole(pixels))
    np.testing.assert_array_equal(result, pixels.astype(np.float32) / np.float32(top))
    np.testing.assert_array_equal(run(kernel, PixelTransform(), pixels, whole(pixels), dtype), pixels)
    if dtype is np.uint8:
        kernel.apply(kernel.prepare(PixelTransform()), pixels, whole(pixels), pixels, thresholds())
        np.testing.assert_array_equal(pixels[..., 0], numbers)


def test_dither_is_that_of_the_export(kernel: Any) -> None:
    rgb, place = np.clip(extended(8, 30, 600), 0, 1), Place(250, 0, 600, 900)
    out = np.empty((30, 600, 3), np.uint8)
    kernel.apply(kernel.prepare(PixelTransform()), rgb, place, out, thresholds())
    np.testing.assert_array_equal(out, to_8_bits(rgb, 250))
    part = np.empty((20, 437, 3), np.uint8)
    inner = Place(260, 163, 600, 900)
    kernel.apply(kernel.prepare(PixelTransform()), rgb[10:, 163:], inner, part, thresholds())
    np.testing.assert_array_equal(part, out[10:, 163:])


@pytest.mark.parametrize("dtype", DTYPES)
def test_in_place(kernel: Any, dtype: Any) -> None:
    transform = transforms()["all"]
    pixels = stored(extended(9, 19, 523), dtype)
    expected = run(kernel, transform, pixels, whole(pixels), dtype)
    kernel.apply(kernel.prepare(transform), pixels, whole(pixels), pixels)
    np.testing.assert_array_equal(pixels, expected)


@pytest.mark.parametrize("dtype", DTYPES)
def test_rows_apart_backwards_and_read_only(kernel: Any, dtype: Any) -> None:
    transform, wide = transforms()["all"], stored(extended(10, 24, 100), dtype)
    for view in (wide[::3, 11:90], wide[::-1, 3:40], wide[:, ::2], wide[..., ::-1]):
        expected = run(kernel, transform, view.copy(), whole(view), dtype)
        view.flags.writeable = False
        np.testing.assert_array_equal(run(kernel, transform, view, whole(view), dtype), expected)
    target = np.zeros_like(wide)
    kernel.apply(kernel.prepare(transform), wide[::2, 5:77], Place(0, 0, 72, 12), target[1::2, 20:92])
    np.testing.assert_array_equal(
        target[1::2, 20:92], run(kernel, transform, wide[::2, 5:77].copy(), Place(0, 0, 72, 12), dtype)
    )
    target[1::2, 20:92] = 0
    assert not target.any()


@settings(deadline=None, max_examples=30)
@given(
    st.sampled_from(VARIANTS),
    st.sampled_from(DTYPES),
    st.lists(st.integers(1, 25), max_size=3),
    st.lists(st.integers(1, 399), max_size=4),
)
def test_any_cut_gives_the_same_bits(variant: str, dtype: Any, rows: list[int], columns: list[int]) -> None:
    kernel = native_kernel.NativeKernel(variant)
    pixels = stored(extended(11, 26, 400), dtype)
    prepared = kernel.prepare(transforms()["all"])
    dither = thresholds() if dtype is np.uint8 else None
    expected = np.empty_like(pixels)
    kernel.apply(prepared, pixels, Place(3, 5, 500, 40, 0.6), expected, dither)
    out = np.empty_like(pixels)
    for top, bottom in pairwise(sorted([0, 26, *rows])):
        for left, right in pairwise(sorted([0, 400, *columns])):
            part = pixels[top:bottom, left:right]
            place = Place(3 + top, 5 + left, 500, 40, 0.6)
            kernel.apply(prepared, part, place, out[top:bottom, left:right], dither)
    np.testing.assert_array_equal(out, expected)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 3e38, -3e38])
def test_no_number_stays_in_its_pixel(kernel: Any, value: float) -> None:
    rgb = np.full((3, 40, 3), 0.4, np.float32)
    clean = run(kernel, transforms()["all"], rgb, whole(rgb))
    rgb[1, 20, 1] = value
    result = run(kernel, transforms()["all"], rgb, whole(rgb))
    others = np.ones((3, 40), dtype=bool)
    others[1, 20] = False
    np.testing.assert_array_equal(result[others], clean[others])
    assert np.isfinite(run(kernel, transforms()["all"], rgb, whole(rgb), np.uint8)).all()


def test_no_number_is_looked_up_as_the_lower_end(kernel: Any) -> None:
    transform = PixelTransform(full=cube(1, 5, -0.2, 1.2))
    rgb = np.full((1, 20, 3), np.nan, np.float32)
    rgb[..., 0] = 0.3
    result = run(kernel, transform, rgb, whole(rgb))
    expected = run(kernel, transform, np.nan_to_num(rgb, nan=-0.2), whole(rgb))
    assert np.isnan(result[..., 1:]).all()
    np.testing.assert_array_equal(result[..., 0], expected[..., 0])
    assert not run(kernel, transform, rgb, whole(rgb), np.uint8)[..., 1:].any()


def test_threads_share_a_prepared_transform(kernel: Any) -> None:
    pixels = stored(extended(12, 64, 800), np.uint8)
    prepared, out = kernel.prepare(transforms()["all"]), np.empty_like(pixels)

    def strip(top: int) -> None:
        rows = slice(top, top + 8)
        kernel.apply(prepared, pixels[rows], Place(top, 0, 800, 64), out[rows])

    threads = [threading.Thread(target=strip, args=(top,)) for top in range(0, 64, 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    np.testing.assert_array_equal(out, run(kernel, transforms()["all"], pixels, whole(pixels), np.uint8))


def test_what_does_not_fit_is_refused(kernel: Any) -> None:
    pixels = np.zeros((2, 3, 3), np.float32)
    with pytest.raises(ValueError, match="does not lie"):
        run(kernel, PixelTransform(), pixels, Place(1, 0, 3, 2))
    with pytest.raises(TypeError, match="float64"):
        run(kernel, PixelTransform(), pixels.astype(np.float64), whole(pixels))
    frozen = np.zeros((2, 3, 3), np.float32)
    frozen.flags.writeable = False
    with pytest.raises((TypeError, ValueError)):
        kernel.apply(kernel.prepare(PixelTransform()), pixels, whole(pixels), frozen)
    with pytest.raises(ValueError, match="256 nodes"):
        kernel.prepare(PixelTransform(full=Cube(np.zeros((257, 257, 257, 3), np.float32))))


def test_a_float_photo_in_extended_range(kernel: Any) -> None:
    photo = portrait() * np.float32(1.7) - np.float32(0.3)
    transform = PixelTransform(full=cube(3, 17, -0.5, 2.0, "root"), grid=noise(4, *GRID_SHAPE), grain=0.4)
    result = run(kernel, transform, photo, whole(photo))
    np.testing.assert_allclose(result, run(REFERENCE, transform, photo, whole(photo)), rtol=0, atol=CLOSE)
