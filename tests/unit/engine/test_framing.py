"""Geometry: turned, mirrored and cropped bit by bit, straightened without empty corners, the same reduced."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.editing.geometry import AS_TAKEN, Geometry
from studio.engine.framing import REFERENCE, Framed, to_photo
from studio.imaging.image import ImageBuffer, Stored
from studio.imaging.pyramid import Pyramid
from studio.imaging.resample import box_means
from tests.support.engine import photo_of, picture

geometries = st.builds(
    lambda turns, flipped, angle, x, y, w, h: Geometry(
        turns, flipped, angle, (x, y, min(1.0, x + w), min(1.0, y + h))
    ),
    st.integers(0, 3), st.booleans(), st.floats(-45, 45),
    st.floats(0, 0.7), st.floats(0, 0.7), st.floats(0.1, 1), st.floats(0.1, 1),
)  # fmt: skip


def framed(pixels: Stored, geometry: Geometry) -> Framed:
    photo = photo_of(pixels)
    return Framed(photo, geometry, Pyramid(photo.image), box_means)


def numbers(height: int, width: int) -> Stored:
    """Every pixel another colour."""
    values = np.arange(height * width * 3, dtype=np.uint32).reshape(height, width, 3)
    return (values * 2654435761 >> 16).astype(np.uint8)


def test_untouched_is_the_photo_itself() -> None:
    photo = photo_of(numbers(20, 30))
    frame = Framed(photo, AS_TAKEN, Pyramid(photo.image), box_means)
    assert frame.level(0) is photo.image
    assert (frame.width, frame.height) == (30, 20)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("flipped", [False, True])
def test_turns_and_mirroring_move_pixels_bit_by_bit(turns: int, flipped: bool) -> None:
    pixels = numbers(13, 21)
    frame = framed(pixels, Geometry(turns, flipped))
    expected = np.rot90(pixels, -turns)
    if flipped:
        expected = np.fliplr(expected)
    result = frame.level(0)
    assert result.stored.dtype == np.uint8
    np.testing.assert_array_equal(result.stored, expected)
    assert (frame.width, frame.height) == (result.width, result.height)


def test_a_crop_is_a_piece() -> None:
    pixels = numbers(100, 200)
    frame = framed(pixels, Geometry(crop=(0.1, 0.25, 0.6, 0.75)))
    np.testing.assert_array_equal(frame.level(0).stored, pixels[25:75, 20:120])


@settings(deadline=None, max_examples=40)
@given(geometries, st.integers(1, 90), st.integers(1, 90))
def test_the_size_is_told_before(geometry: Geometry, width: int, height: int) -> None:
    frame = framed(numbers(height, width), geometry)
    assert (frame.width, frame.height) == geometry.framed_size(width, height)
    for level in (0, 1, 3):
        image = frame.level(level)
        k = min(level, Pyramid(photo_of(numbers(height, width)).image).depth - 1)
        assert (image.width, image.height) == (-(-frame.width // 2**k), -(-frame.height // 2**k))
    assert max(frame.reference().width, frame.reference().height) <= REFERENCE


@settings(deadline=None, max_examples=200)
@given(geometries, st.integers(1, 6000), st.integers(1, 6000))
def test_no_empty_corner_shows(geometry: Geometry, width: int, height: int) -> None:
    """The corners of every frame lie within the photo."""
    w, h = geometry.framed_size(width, height)
    corners = to_photo(geometry, width, height) @ np.array([[0, w, 0, w], [0, 0, h, h], [1, 1, 1, 1]])
    assert corners[0].min() >= -1e-6 * width - 1e-6
    assert corners[0].max() <= width * (1 + 1e-6)
    assert corners[1].min() >= -1e-6 * height - 1e-6
    assert corners[1].max() <= height * (1 + 1e-6)


def test_straightening_turns_clockwise() -> None:
    """A mark right of the centre goes down; the centre stays."""
    pixels = np.zeros((201, 301, 3), np.float32)
    pixels[98:103, 148:153] = 1.0
    pixels[98:103, 228:233] = 1.0
    out = framed(pixels, Geometry(angle=20.0)).level(0).pixels[..., 0]
    assert out[100, 150] == pytest.approx(1.0, abs=0.02)
    rows, columns = np.nonzero(out[:, 170:] > 0.5)
    angle = np.degrees(np.arctan2(rows.mean() - 100, columns.mean() + 170 - 150))
    assert angle == pytest.approx(20.0, abs=0.6)


def test_straightening_keeps_what_is_stored_and_a_flat_picture_flat() -> None:
    flat = np.full((80, 120, 3), 137, np.uint8)
    out = framed(flat, Geometry(angle=-7.5, crop=(0.1, 0.0, 0.9, 1.0))).level(0).stored
    assert out.dtype == np.uint8
    assert (out == 137).all()


def test_transparent_colour_does_not_bleed_when_turned() -> None:
    pixels = np.zeros((60, 60, 4), np.float32)
    pixels[:, 30:] = (1.0, 0.0, 0.0, 1.0)
    out = framed(pixels, Geometry(angle=13.0)).level(1).pixels
    seen = out[out[..., 3] > 0.05]
    np.testing.assert_allclose(seen[:, 0], 1.0, atol=1e-3)


@settings(deadline=None, max_examples=25)
@given(geometries)
def test_reduced_levels_show_the_same_places(geometry: Geometry) -> None:
    """A picture whose colours tell the place: reduced and full frames agree on where things are."""
    height, width = 160, 224
    y, x = np.mgrid[:height, :width].astype(np.float32)
    pixels = np.stack([(x + 0.5) / width, (y + 0.5) / height, np.full_like(x, 0.5)], axis=-1)
    frame = framed(pixels, geometry)
    if min(frame.width, frame.height) < 24:
        return
    full, half = frame.level(0).pixels, frame.level(2).pixels
    rows, columns = np.arange(2, half.shape[0] - 3), np.arange(2, half.shape[1] - 3)
    # The mean of the 4 x 4 pixels that a reduced one covers is the value at its centre, as all is a ramp.
    means = box_means(full, 4)[rows][:, columns]
    np.testing.assert_allclose(half[rows][:, columns], means, atol=0.012)


def test_the_reference_is_the_same_whatever_was_seen_before() -> None:
    pixels = picture(1200, 1700)
    seen = framed(pixels, AS_TAKEN)
    seen.level(0), seen.level(1), seen.level(3)
    fresh = framed(pixels, AS_TAKEN)
    np.testing.assert_array_equal(seen.reference().pixels, fresh.reference().pixels)
    assert seen.reference().width == 850
    assert isinstance(seen.reference(), ImageBuffer)
