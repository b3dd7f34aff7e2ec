"""The crop box: whatever a hand does, it stays in the picture, is not too small, and keeps its ratio."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.editing.geometry import Geometry
from studio.ui.crop_box import SMALLEST, CropBox, Handle

SIZES = st.tuples(st.integers(50, 9000), st.integers(50, 9000))
RATIOS = st.sampled_from([None, 1.0, 4 / 5, 5 / 4, 2 / 3, 16 / 9, 9 / 16])
MOVES = st.lists(
    st.tuples(st.sampled_from(list(Handle)), st.floats(-1.5, 1.5), st.floats(-1.5, 1.5)), max_size=6
)
EDGES = st.tuples(st.integers(0, 89), st.integers(10, 100)).map(
    lambda e: (e[0] / 100, min(e[0] + e[1], 100) / 100)
)


def sound(box: CropBox) -> None:
    width, height = box.size
    near = 1e-6 * max(width, height)
    assert box.left >= -near
    assert box.top >= -near
    assert box.right <= width + near
    assert box.bottom <= height + near
    assert Geometry(crop=box.crop).crop == box.crop


@given(SIZES, RATIOS, EDGES, EDGES, MOVES)
def test_any_hand_leaves_a_sound_box(
    size: tuple[int, int],
    ratio: float | None,
    across: tuple[float, float],
    down: tuple[float, float],
    moves: list[tuple[Handle, float, float]],
) -> None:
    box = CropBox.of((across[0], down[0], across[1], down[1]), size).with_ratio(ratio)
    sound(box)
    for handle, dx, dy in moves:
        box = box.pulled(handle, dx * size[0], dy * size[1])
        sound(box)
        if ratio is not None:
            assert (box.right - box.left) / (box.bottom - box.top) == pytest.approx(ratio, rel=1e-6)
        else:
            assert box.right - box.left >= SMALLEST * size[0] - 1e-6
            assert box.bottom - box.top >= SMALLEST * size[1] - 1e-6


BOX = CropBox((1000, 500), 200, 100, 800, 400)


@pytest.mark.parametrize(
    ("handle", "edges"),
    [
        (Handle.TOP_LEFT, (230, 140, 800, 400)),
        (Handle.TOP, (200, 140, 800, 400)),
        (Handle.RIGHT, (200, 100, 830, 400)),
        (Handle.BOTTOM_RIGHT, (200, 100, 830, 440)),
        (Handle.INSIDE, (230, 140, 830, 440)),
    ],
)
def test_a_handle_moves_its_sides(handle: Handle, edges: tuple[float, ...]) -> None:
    box = BOX.pulled(handle, 30, 40)
    assert (box.left, box.top, box.right, box.bottom) == edges


def test_a_held_ratio_follows_the_longer_pull_and_the_opposite_corner_stays() -> None:
    square = BOX.with_ratio(1.0)
    assert (square.left, square.top, square.right, square.bottom) == (350, 100, 650, 400)
    pulled = square.pulled(Handle.TOP_LEFT, -20, -60)
    assert (pulled.left, pulled.top, pulled.right, pulled.bottom) == (290, 40, 650, 400)
    pulled = square.pulled(Handle.RIGHT, 50, 0)
    assert (pulled.left, pulled.top, pulled.right, pulled.bottom) == (350, 75, 700, 425)
    assert square.pulled(Handle.BOTTOM_RIGHT, 900, 900).bottom == 500, "as far as the picture"


def test_where_a_hand_takes_hold() -> None:
    assert BOX.handle_at(203, 95, 10) is Handle.TOP_LEFT
    assert BOX.handle_at(500, 405, 10) is Handle.BOTTOM
    assert BOX.handle_at(795, 250, 10) is Handle.RIGHT
    assert BOX.handle_at(500, 250, 10) is Handle.INSIDE
    assert BOX.handle_at(500, 450, 10) is None
    tiny = CropBox((1000, 500), 500, 250, 521, 271)
    assert tiny.handle_at(510, 260, 10) is Handle.INSIDE, "also a small box can be moved"


def test_it_moves_as_far_as_the_picture() -> None:
    moved = BOX.moved(-900, 900)
    assert (moved.left, moved.top, moved.right, moved.bottom) == (0, 200, 600, 500)
