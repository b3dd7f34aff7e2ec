"""Box means and detail maps: the definition against plain loops, the native code against the definition."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.imaging.image import Float32
from studio.imaging.transform import GAINS_SHAPE
from studio.kernels import detail
from tests.support import pixel_definition
from tests.support.pictures import portrait
from tests.support.transforms import noise


def kernels() -> list[Any]:
    """The native code in each variant, where there is any."""
    try:
        from studio.kernels.native_kernel import NativeKernel, variants
    except ImportError:
        return []
    return [NativeKernel(variant) for variant in variants()]


def luma_plane(seed: int, height: int, width: int) -> Float32:
    return np.random.default_rng(seed).random((height, width), dtype=np.float32)


@pytest.mark.parametrize("shape", [(1, 1), (1, 6), (5, 1), (8, 8), (13, 11), (12, 17)])
def test_the_detail_map_as_plain_loops(shape: tuple[int, int]) -> None:
    luma, gains = luma_plane(1, *shape), noise(2, *GAINS_SHAPE, spread=1.0)
    expected = pixel_definition.detail_map(luma, gains)
    np.testing.assert_allclose(detail.detail_map(luma, gains), expected, rtol=0, atol=1e-6)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**20), st.integers(1, 70), st.integers(1, 70))
def test_native_detail_maps(seed: int, height: int, width: int) -> None:
    luma, gains = luma_plane(seed, height, width), noise(seed, *GAINS_SHAPE, spread=2.0)
    expected = detail.detail_map(luma, gains)
    for kernel in kernels():
        np.testing.assert_allclose(kernel.detail_map(luma, gains), expected, rtol=0, atol=1e-6)


def test_gains_of_zero_change_nothing() -> None:
    luma = portrait()[:301, :203, 1]
    zero = np.zeros(GAINS_SHAPE, np.float32)
    for make in (detail.detail_map, *(kernel.detail_map for kernel in kernels())):
        assert not make(luma, zero).any()


def test_a_gain_of_minus_one_smoothes_and_one_sharpens() -> None:
    luma = portrait()[:, :, 1]
    ones = np.ones(GAINS_SHAPE, np.float32)

    def roughness(plane: Float32) -> float:
        return float(np.abs(np.diff(plane, axis=1)).mean())

    softer = luma + detail.detail_map(luma, -ones)
    crisper = luma + detail.detail_map(luma, ones)
    assert roughness(softer) < 0.6 * roughness(luma) < roughness(luma) * 1.2 < roughness(crisper)


def test_no_halos_at_an_edge() -> None:
    """A step from black to white moves by a small part of itself, whatever the gain."""
    step = np.zeros((64, 64), np.float32)
    step[:, 32:] = 1.0
    change = detail.detail_map(step, np.full(GAINS_SHAPE, 2.0, np.float32))
    assert 0 < np.abs(change).max() < 0.25


def test_not_a_number_in_the_luma_is_no_fault() -> None:
    luma = luma_plane(3, 20, 20)
    luma[4, 5] = np.nan
    for make in (detail.detail_map, *(kernel.detail_map for kernel in kernels())):
        assert make(luma, noise(4, *GAINS_SHAPE)).shape == luma.shape


def plain_means(pixels: Any, factor: int) -> Float32:
    top = 1.0 if pixels.dtype == np.float32 else np.iinfo(pixels.dtype).max
    height, width, channels = pixels.shape
    out = np.empty((-(-height // factor), -(-width // factor), channels), np.float32)
    for y, x in np.ndindex(out.shape[:2]):
        box = pixels[y * factor : (y + 1) * factor, x * factor : (x + 1) * factor]
        out[y, x] = box.astype(np.float64).mean(axis=(0, 1)) / top
    return out


@settings(deadline=None, max_examples=80)
@given(
    st.integers(0, 2**20),
    st.sampled_from([np.uint8, np.uint16, np.float32]),
    st.tuples(st.integers(1, 40), st.integers(1, 60), st.integers(3, 4)),
    st.integers(1, 70),
)
def test_box_means(seed: int, dtype: Any, shape: tuple[int, int, int], factor: int) -> None:
    values = np.random.default_rng(seed).random(shape)
    top = 1.0 if dtype is np.float32 else np.iinfo(dtype).max
    pixels = (values * top).astype(dtype)
    expected = plain_means(pixels, factor)
    wide = np.zeros((shape[0] * 2, shape[1], shape[2]), dtype)
    wide[::2] = pixels
    for reduce in (detail.box_reduce, *(kernel.box_reduce for kernel in kernels())):
        for source in (pixels, wide[::2], pixels[..., :3]):
            result = reduce(source, factor)
            assert result.dtype == np.float32
            np.testing.assert_allclose(result, expected[..., : source.shape[2]], rtol=0, atol=1e-6)


@pytest.mark.parametrize("factor", [257, 258, 1000, 5000])
def test_boxes_larger_than_any_register(factor: int) -> None:
    for dtype in (np.uint8, np.uint16):
        pixels = np.full((600, 2100, 3), np.iinfo(dtype).max, dtype)
        for reduce in (detail.box_reduce, *(kernel.box_reduce for kernel in kernels())):
            np.testing.assert_allclose(reduce(pixels, factor), 1.0, rtol=1e-6)


def test_a_factor_of_one_is_the_pixels() -> None:
    pixels = np.random.default_rng(5).integers(0, 256, (31, 45, 3), np.uint8)
    for reduce in (detail.box_reduce, *(kernel.box_reduce for kernel in kernels())):
        np.testing.assert_array_equal(reduce(pixels, 1), pixels / np.float32(255))


def test_single_precision_in_and_out() -> None:
    """What a pixel transform takes, without the native maps too."""
    luma = np.random.default_rng(0).random((5, 7), np.float32)
    assert detail.detail_map(luma, np.ones(GAINS_SHAPE, np.float32)).dtype == np.float32
