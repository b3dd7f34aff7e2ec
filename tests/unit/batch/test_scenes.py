"""Scenes of a shoot: by time, colour and layout; the same whatever else is there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.simulated_shoot import simulated_shoot
from studio.batch.scenes import Frame, Pairs, in_order, scenes_of
from studio.imaging.decode import decode_small
from studio.imaging.fingerprint import fingerprint
from studio.imaging.quantise import rounded
from studio.imaging.scenes import captured_seconds
from tests.support.shoots import UInt8, picture


def lit(number: int, light: float, warm: float = 0.0) -> UInt8:
    """Another picture of few colours, in the light of that number."""
    pixels = picture(number).astype(np.float32) * 0.15 + light + np.array([warm, 0.0, -warm], np.float32)
    return np.asarray(pixels.clip(0, 255), np.uint8)


def frame(pixels: UInt8, captured: float | None = None, folder: str = "") -> Frame:
    return Frame(captured, fingerprint(pixels), folder)


def test_a_burst_is_one_scene_and_hours_apart_are_not() -> None:
    assert scenes_of([frame(picture(n), 4.0 * n) for n in range(4)]) == [0, 0, 0, 0]
    assert scenes_of([frame(picture(1), 7200.0 * n) for n in range(4)]) == [0, 1, 2, 3]


def test_what_was_compared_before_gives_the_same_scenes_as_more_photos_come() -> None:
    frames, pairs = [frame(picture(n % 3), 90.0 * n) for n in range(9)], Pairs()
    for count in (3, 6, 9):
        assert scenes_of(frames[:count], pairs) == scenes_of(frames[:count])
    changed = [*frames[:4], frame(picture(7), 90.0 * 900), *frames[5:]]
    assert scenes_of(changed, pairs) == scenes_of(changed)


def test_within_minutes_the_colours_decide() -> None:
    room = [frame(lit(n, 60, 30), 300.0 * n) for n in range(3)]
    street = [frame(lit(n, 150, -30), 300.0 * n) for n in range(3, 6)]
    frames = [*room, *street]
    assert scenes_of(frames) == [0, 0, 0, 1, 1, 1]


def test_a_test_shot_in_between_ends_nothing() -> None:
    frames = [frame(lit(1, 60, 30), 0.0), frame(lit(2, 220, -60), 200.0), frame(lit(3, 62, 30), 400.0)]
    assert scenes_of(frames) == [0, 1, 0]


def test_the_same_layout_in_other_light_is_one_scene() -> None:
    brighter = np.asarray((picture(3) * 0.6).clip(0, 255), np.uint8)
    assert scenes_of([frame(picture(3), 0.0), frame(brighter, 900.0)]) == [0, 0]


def test_without_times_neighbours_of_one_folder_that_are_alike() -> None:
    alike = [frame(lit(1, 60, 30)), frame(lit(2, 62, 30)), frame(lit(3, 180, -30))]
    assert scenes_of(alike) == [0, 0, 1]
    assert scenes_of([frame(lit(1, 60, 30), folder="a"), frame(lit(2, 62, 30), folder="b")]) == [0, 1]


def test_nothing_and_one() -> None:
    assert scenes_of([]) == []
    assert scenes_of([frame(picture(1))]) == [0]


def test_the_order_is_that_of_the_clock_and_of_the_plan() -> None:
    times = [50.0, None, 10.0, None, 30.0]
    assert in_order([frame(picture(1), time) for time in times]) == [2, 3, 4, 0, 1]


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(8)))
def test_two_cameras_and_any_order_of_files_give_the_same_scenes(order: list[int]) -> None:
    lights = [60, 62, 61, 150, 152, 151, 230, 232]
    frames = [frame(lit(n, light, light / 5), 400.0 * n) for n, light in enumerate(lights)]
    straight = scenes_of(frames)
    shuffled = scenes_of([frames[place] for place in order])
    groups = {frozenset(n for n in range(8) if straight[n] == scene) for scene in straight}
    assert {frozenset(order[n] for n in range(8) if shuffled[n] == scene) for scene in shuffled} == groups


@pytest.mark.parametrize("timed", [True, False])
def test_real_portraits_in_changing_light(shared: Path, tmp_path: Path, timed: bool) -> None:
    shot = simulated_shoot(tmp_path / "shoot", 12, 4, seed=2, longest=256, timed=timed)
    frames = []
    for each in shot:
        small = decode_small(each.path, 256)
        print_ = fingerprint(rounded(small.image.rgb, np.uint8))
        frames.append(Frame(captured_seconds(small.captured), print_))
    found, true = np.array(scenes_of(frames)), np.array([each.scene for each in shot])
    pairs = np.triu(np.ones((len(shot), len(shot)), np.bool_), 1)
    together, right = (found[:, None] == found) & pairs, (true[:, None] == true) & pairs
    assert (together & right).sum() / right.sum() > 0.9
    # Without times one look-alike neighbour joins two scenes.
    assert (together & right).sum() / together.sum() > (0.8 if timed else 0.6)
