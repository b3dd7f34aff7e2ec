"""Pictures for the screen: 8 bits, dithered, through the monitor's profile."""

from __future__ import annotations

import numpy as np
import pytest

from studio.editing.recipe import Recipe
from studio.engine.render import Renderer
from studio.engine.request import Region
from tests.support.engine import CPU_CHOICE, FakeStyles, photo_of, picture, some_styles


def renderer(strip_pixels: int | None = None, styles: FakeStyles | None = None) -> Renderer:
    return Renderer(styles or some_styles(), CPU_CHOICE, strip_pixels=strip_pixels)


def test_display_pixels() -> None:
    gray = np.full((64, 64, 3), 100.3 / 255, dtype=np.float32)
    photo = photo_of(gray)
    pixels, _ = renderer().render_display(photo, Recipe(), Region.whole(photo), (64, 64))
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous
    assert (pixels[..., 3] == 255).all()
    # Dithered: the mean keeps what 8 bits cannot, and no pixel is more than a level away.
    assert pixels[..., :3].mean() == pytest.approx(100.3, abs=0.05)
    assert set(np.unique(pixels[..., 0])) == {100, 101}
    again, _ = renderer(100).render_display(photo, Recipe(), Region.whole(photo), (64, 64))
    np.testing.assert_array_equal(pixels, again)


def test_display_of_black_and_white_is_clean() -> None:
    ends = np.zeros((16, 16, 3), dtype=np.float32)
    ends[8:] = 1.0
    photo = photo_of(ends)
    pixels, _ = renderer().render_display(photo, Recipe(), Region.whole(photo), (16, 16))
    assert pixels[:8, :, :3].max() == 0
    assert pixels[8:, :, :3].min() == 255


def test_transparent_parts_are_shown_gray() -> None:
    pixels = np.ones((8, 8, 4), dtype=np.float32)
    pixels[:, :4, 3] = 0.0
    shown = renderer().show(photo_of(pixels).image)
    assert abs(int(shown[0, 0, 0]) - 128) <= 2
    assert shown[0, 7, 0] >= 254


def test_a_broken_display_profile_is_srgb() -> None:
    photo = photo_of(picture(20, 20))
    plain = renderer().show(photo.image)
    np.testing.assert_array_equal(renderer().show(photo.image, b"no profile"), plain)
