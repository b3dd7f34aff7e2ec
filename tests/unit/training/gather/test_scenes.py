"""Scenes: what belongs together, and that nothing of one scene is both learned from and held out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.imaging.fingerprint import fingerprint
from tests.support.shoots import UInt8, picture, styled, write
from training.gather.library import Library
from training.gather.listing import spread_over
from training.gather.scenes import FEWEST_TO_HOLD, chosen, split, with_scenes
from training.gather.seen import Seen, look_at
from training.gather.work import Watch
from training.randomness import GATHERING, stream


def seen(pixels: UInt8, captured: float | None = None) -> Seen:
    return Seen(Path(f"{captured}.jpg"), 240, 160, captured, fingerprint(pixels))


def scenes(*photos: Seen) -> list[int]:
    return [photo.scene for photo in with_scenes(photos)]


def lit(number: int, light: float) -> UInt8:
    """Another picture, in the light of that number of hundreds."""
    return np.asarray(picture(number).astype(np.float32) * 0.3 + light, np.uint8)


def test_photos_of_seconds_are_one_scene_and_of_hours_are_not() -> None:
    assert scenes(*(seen(picture(n), 5.0 * n) for n in range(4))) == [0, 0, 0, 0]
    assert scenes(*(seen(picture(n), 7200.0 * n) for n in range(4))) == [0, 1, 2, 3]


def test_within_minutes_the_light_decides() -> None:
    photos = [seen(lit(1, 40), 0), seen(lit(2, 45), 300), seen(lit(3, 170), 600), seen(lit(4, 165), 900)]
    assert scenes(*photos) == [0, 0, 1, 1]
    assert scenes(*reversed(photos)) == [0, 0, 1, 1]


def test_what_looks_alike_is_one_scene_without_a_time() -> None:
    assert scenes(seen(picture(1)), seen(picture(2)), seen(styled(picture(1)))) == [0, 1, 0]
    assert scenes(seen(picture(1), 0.0), seen(picture(1), 1e6)) == [0, 0]
    assert scenes() == []


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("sizes", [[1] * 40, [2, 3, 1, 5, 4, 2, 3], [20, 1, 1, 1], [4, 4], [1] * 8, [30, 9]])
def test_held_out_are_whole_scenes_about_a_fifth(sizes: list[int], seed: int) -> None:
    numbers = [scene for scene, size in enumerate(sizes) for _ in range(size)]
    parts = split(numbers, stream(seed, GATHERING))
    learned, held = ({numbers[place] for place in part} for part in (parts.learned, parts.held))
    assert not learned & held
    assert sorted((*parts.learned, *parts.held)) == list(range(len(numbers)))
    if parts.held:
        assert 2 <= len(parts.held) <= max(2, len(numbers) / 3)
    if len(sizes) > 5:
        assert len(parts.held) >= 0.15 * len(numbers)


def test_few_photos_or_one_scene_leave_nothing_to_hold_out() -> None:
    assert split(list(range(FEWEST_TO_HOLD - 1)), stream(0, GATHERING)).held == ()
    assert split([0] * 40, stream(0, GATHERING)).held == ()
    assert split([0] * 10 + [1] * 10, stream(0, GATHERING)).held == ()
    assert split([], stream(0, GATHERING)).learned == ()
    assert len(split(list(range(FEWEST_TO_HOLD)), stream(0, GATHERING)).held) == 2


def test_of_many_every_scene_gives_some() -> None:
    numbers = [0] * 500 + [1] * 5 + [2] * 60
    places = chosen(numbers, 30, stream(1, GATHERING))
    assert len(places) == len(set(places)) == 30
    assert places == sorted(places)
    counts = np.bincount([numbers[place] for place in places])
    assert counts[1] == 5
    assert min(counts[0], counts[2]) >= 12
    assert chosen(numbers, 565, stream(1, GATHERING)) == list(range(565))
    assert chosen(numbers, 30, stream(1, GATHERING)) == places != chosen(numbers, 30, stream(2, GATHERING))


def test_evenly_from_first_to_last() -> None:
    assert spread_over(list(range(5000)), 600)[:2] == [0, 8]
    assert spread_over(list(range(5000)), 600)[-1] == 4999
    assert len(set(spread_over(list(range(5000)), 600))) == 600
    assert spread_over([1, 2], 600) == [1, 2]


@pytest.mark.parametrize(
    ("captured", "seconds"),
    [("1970:01:02 00:00:01", 86401.0), ("0000:00:00 00:00:00", None), ("2024:02:30 00:00:00", None),
     ("", None), ("yesterday", None)],
)  # fmt: skip
def test_capture_times(tmp_path: Path, captured: str, seconds: float | None) -> None:
    path = write(tmp_path / "a.jpg", picture(1), captured=captured)
    (photo,), _ = look_at([path], "style", Library(None), (), Watch())
    assert photo.captured == seconds
