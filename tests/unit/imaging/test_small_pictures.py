"""Downscaling and the pyramid."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.imaging.image import ImageBuffer
from studio.imaging.pyramid import Pyramid
from studio.imaging.resample import downscale


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


def test_hidden_colour_does_not_bleed() -> None:
    pixels = np.zeros((4, 4, 4), np.float32)
    pixels[..., 0] = 1.0  # red, seen nowhere
    pixels[::2, ::2] = (0, 0, 1, 1)  # blue where it is seen
    for small in (Pyramid(ImageBuffer(pixels)).level(1), downscale(ImageBuffer(pixels), 2)):
        np.testing.assert_allclose(small.rgb[0, 0], [0, 0, 1], atol=1e-6)
        assert small.pixels[0, 0, 3] == pytest.approx(0.25)


def test_downscale_keeps_shape_and_mean() -> None:
    image = noise(300, 200)
    small = downscale(image, 30)
    assert (small.height, small.width) == (30, 20)
    assert float(small.pixels.mean()) == pytest.approx(float(image.pixels.mean()), abs=1e-5)
    assert downscale(image, 300) is image
