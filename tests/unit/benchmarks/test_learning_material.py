"""Photos are dealt out honestly, and backgrounds get darker without the people in front of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.learning_material import as_gathered, darkened, pool, splits
from studio.imaging.colour import srgb_decode
from tests.support.known_looks import photo, photos
from tests.support.shoots import gray, picture, write
from training.examples import Example


def test_nothing_is_dealt_twice_and_the_same_every_time() -> None:
    some = photos(range(20))
    for split, again in zip(splits(some, 8, 8), splits(some, 8, 8), strict=True):
        names = [each.name for each in (*split.style, *split.ordinary, *split.unseen)]
        assert sorted(names) == sorted(each.name for each in some)
        assert (len(split.style), len(split.ordinary), len(split.unseen)) == (8, 8, 4)
        assert [each.name for each in again.style] == [each.name for each in split.style]
    styles = [{each.name for each in split.style} for split in splits(some, 8, 8)]
    assert styles[0] != styles[1]


def test_a_style_that_leans_is_brighter_than_the_rest() -> None:
    brighter = splits(photos(range(60)), 20, 20)[2]
    light = [np.mean([e.pixels.mean() for e in part]) for part in (brighter.style, brighter.ordinary)]
    assert light[0] > light[1] + 2


def test_none_would_be_left_to_test_on() -> None:
    with pytest.raises(ValueError, match="too few"):
        splits(photos(range(10)), 5, 5)


def test_a_pool_knows_its_scenes_and_leaves_gray_photos_out(tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path / f"{number}.jpg", picture(number))
    write(tmp_path / "4.jpg", np.asarray(picture(1) * 0.98, np.uint8))
    write(tmp_path / "5.jpg", gray(picture(7)))
    found = {example.name: example for example in pool(tmp_path)}
    assert sorted(found) == ["0.jpg", "1.jpg", "2.jpg", "4.jpg"]
    assert found["1.jpg"].scene == found["4.jpg"].scene
    assert len({example.scene for example in found.values()}) == 3
    assert found["0.jpg"].pixels.shape == (160, 240, 3)


def in_scenes(numbers: range, scenes: int) -> list[Example]:
    return [
        Example(e.name, e.pixels, e.maps, e.peopled, number % scenes)
        for number, e in zip(numbers, photos(numbers), strict=True)
    ]


def test_some_of_each_side_are_held_out_by_the_scene() -> None:
    style, ordinary = in_scenes(range(20), 10), in_scenes(range(20, 50), 10)
    found = as_gathered(style, ordinary, seed=1, hold=True)
    for side, learned, held in (
        (style, found.style, found.held_style),
        (ordinary, found.ordinary, found.held_ordinary),
    ):
        assert 2 <= len(held) <= len(side) / 3
        assert {e.name for e in learned} | {e.name for e in held} == {e.name for e in side}
        assert not {e.scene for e in learned} & {e.scene for e in held}


def test_or_none_is_held_out() -> None:
    style, ordinary = photos(range(20)), photos(range(20, 40))
    found = as_gathered(style, ordinary, seed=1, hold=False)
    assert (found.style, found.ordinary) == (style, ordinary)
    assert not found.held_style
    assert not found.held_ordinary


def test_only_what_is_behind_people_gets_darker_by_a_stop_of_light() -> None:
    before = photo(3)
    after = darkened(before)
    person = before.maps[..., 1] == 255
    assert np.array_equal(after.pixels[person], before.pixels[person])
    one, other = (srgb_decode(e.pixels[~person].astype(np.float32) / 255) for e in (before, after))
    assert np.abs(other - one / 2).max() < 0.004, "half the light, but for rounding to 8 bits"
    assert np.array_equal(after.maps, before.maps)


def test_without_people_there_is_no_background() -> None:
    alone = photo(3, peopled=False)
    assert darkened(alone) is alone
