"""Downscaling and the pyramid."""

from __future__ import annotations

import threading

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.imaging import resample
from studio.imaging.image import ImageBuffer
from studio.imaging.pyramid import Pyramid
from studio.imaging.resample import area_reduced, downscale


def noise(height: int, width: int, channels: int = 3) -> ImageBuffer:
    return ImageBuffer(np.random.default_rng(5).random((height, width, channels), dtype=np.float32))


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40))
def test_a_level_is_the_mean_of_what_it_covers(height: int, width: int) -> None:
    image = noise(height, width)
    half = Pyramid(image).level(1)
    assert (half.height, half.width) == (max(1, -(-height // 2)), max(1, -(-width // 2)))
    for y in range(half.height):
        for x in range(half.width):
            block = image.pixels[2 * y : 2 * y + 2, 2 * x : 2 * x + 2]
            np.testing.assert_allclose(half.pixels[y, x], block.mean(axis=(0, 1)), atol=1e-6)


def test_levels_end_at_one_pixel() -> None:
    pyramid = Pyramid(noise(37, 100))
    last = pyramid.level(99)
    assert (last.height, last.width) == (1, 1)
    assert pyramid.depth == 8
    assert pyramid.level(0).width == 100


def test_many_threads_get_the_same_level() -> None:
    pyramid = Pyramid(noise(257, 301))
    found: list[ImageBuffer] = []
    threads = [threading.Thread(target=lambda: found.append(pyramid.level(4))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(level) for level in found}) == 1


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), st.integers(1, 30), st.integers(1, 30), st.booleans())
def test_area_means_weigh_what_is_covered_in_part(
    height: int, width: int, rows: int, columns: int, deep: bool
) -> None:
    rows, columns = min(rows, height), min(columns, width)
    image = noise(height, width)
    if deep:
        image = ImageBuffer((image.pixels * 65535).astype(np.uint16))
    small = area_reduced(image, columns, rows)

    def cover(full: int, few: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        edges, wanted = np.arange(full), np.arange(few)[:, None] * full / few
        overlap = np.minimum(edges + 1, wanted + full / few) - np.maximum(edges, wanted)
        return np.asarray(overlap.clip(0) * few / full)

    right = np.einsum("ih,hwc,jw->ijc", cover(height, rows), image.pixels, cover(width, columns))
    np.testing.assert_allclose(small.pixels, right, atol=2e-6)


def test_area_means_never_enlarge() -> None:
    with pytest.raises(ValueError, match="larger"):
        area_reduced(noise(4, 4), 5, 4)


def test_hidden_colour_does_not_bleed() -> None:
    pixels = np.zeros((4, 4, 4), np.float32)
    pixels[..., 0] = 1.0  # red, seen nowhere
    pixels[::2, ::2] = (0, 0, 1, 1)  # blue where it is seen
    for small in (Pyramid(ImageBuffer(pixels)).level(1), area_reduced(ImageBuffer(pixels), 2, 2)):
        np.testing.assert_allclose(small.rgb[0, 0], [0, 0, 1], atol=1e-6)
        assert small.pixels[0, 0, 3] == pytest.approx(0.25)


def test_downscale_keeps_shape_and_mean() -> None:
    image = noise(300, 200)
    small = downscale(image, 30)
    assert (small.height, small.width) == (30, 20)
    assert float(small.pixels.mean()) == pytest.approx(float(image.pixels.mean()), abs=1e-5)
    assert downscale(image, 300) is image


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_a_large_picture_is_reduced_in_two_steps_to_the_same(
    kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    smooth = cv2.resize(noise(9, 7).pixels, (1213, 907), interpolation=cv2.INTER_CUBIC).clip(0, 1)
    image = ImageBuffer(np.rint(smooth * np.iinfo(kind).max).astype(kind))
    at_once = downscale(image, 100)
    monkeypatch.setattr(resample, "_LARGE", 1000)
    in_steps = downscale(image, 100)
    assert (in_steps.width, in_steps.height) == (at_once.width, at_once.height) == (100, 75)
    assert np.abs(in_steps.rgb - at_once.rgb).max() < 0.02
    assert np.abs(in_steps.rgb - at_once.rgb).mean() < 0.005
