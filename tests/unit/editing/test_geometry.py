"""Turning and mirroring what is seen, whatever was done before; sizes in whole pixels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.editing.geometry import AS_TAKEN, Geometry

edges = st.integers(0, 89).flatmap(lambda low: st.tuples(st.just(low), st.integers(low + 10, 100)))
geometries = st.builds(
    lambda turns, flipped, angle, across, down: Geometry(
        turns, flipped, angle, (across[0] / 100, down[0] / 100, across[1] / 100, down[1] / 100)
    ),
    st.integers(0, 3), st.booleans(), st.floats(-45, 45), edges, edges,
)  # fmt: skip


def framed(picture: np.ndarray[tuple[int, int], np.dtype[np.int64]], geometry: Geometry) -> list[list[int]]:
    """Turns, mirror and crop as the definition says, without the angle."""
    turned = np.rot90(picture, -geometry.turns)
    if geometry.flipped:
        turned = turned[:, ::-1]
    height, width = turned.shape
    left, top, right, bottom = geometry.pixel_crop(width, height)
    return [[int(value) for value in row] for row in turned[top:bottom, left:right]]


PICTURE = np.arange(100 * 200).reshape(100, 200)


@given(geometries, st.integers(-3, 3))
def test_turning_turns_what_is_seen(geometry: Geometry, quarters: int) -> None:
    before, after = framed(PICTURE, geometry), framed(PICTURE, geometry.turned(quarters))
    assert after == np.rot90(np.array(before), -quarters).tolist()


@given(geometries)
def test_mirroring_mirrors_what_is_seen(geometry: Geometry) -> None:
    before, after = framed(PICTURE, geometry), framed(PICTURE, geometry.mirrored())
    assert after == np.array(before)[:, ::-1].tolist()
    assert geometry.mirrored().angle == -geometry.angle


@given(geometries)
def test_there_and_back(geometry: Geometry) -> None:
    assert geometry.turned(1).turned(-1) == geometry
    assert geometry.turned(4) == geometry
    assert geometry.mirrored().mirrored() == geometry


@given(geometries, st.integers(1, 5000), st.integers(1, 5000))
def test_a_framed_picture_has_at_least_a_pixel(geometry: Geometry, width: int, height: int) -> None:
    across, down = geometry.framed_size(width, height)
    assert across >= 1
    assert down >= 1
    whole = (height, width) if geometry.turns % 2 else (width, height)
    assert geometry.uncropped().framed_size(width, height) == whole


def test_the_narrowest_crop_can_be_turned() -> None:
    narrow = Geometry(crop=(0.56, 0.3, 0.57, 0.31))
    assert narrow.turned(1).turned(1).mirrored().turned(-1) != AS_TAKEN
    with pytest.raises(ValueError, match="at least"):
        Geometry(crop=(0.5, 0.0, 0.509, 1.0))
