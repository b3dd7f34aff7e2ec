from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.unit.training.evaluate.looks import finished, true_cube
from tests.unit.training.game.material import example, parts
from training.evaluate.coverage import NAMES, QUESTIONS, counts, kinds, wanted
from training.examples import Example
from training.game.degrade import undoing


def scene(
    colour: tuple[int, int, int], skin: tuple[int, int, int] | None = None, share: float = 0.0
) -> Example:
    """A flat scene with a person of that skin on a share of it."""
    pixels = np.full((60, 60, 3), colour, np.uint8)
    photo = example(pixels)
    if skin is None:
        return photo
    rows = round(60 * share)
    pixels[60 - rows :] = skin
    maps = np.zeros((60, 60, 2), np.uint8)
    maps[60 - rows :] = 255
    return replace(photo, pixels=pixels, maps=maps, peopled=True)


@pytest.mark.parametrize(
    ("colour", "question", "kind"),
    [
        ((20, 20, 20), "light", "dark"),
        ((120, 120, 120), "light", "normal"),
        ((230, 230, 230), "light", "bright"),
        ((190, 140, 80), "white", "warm"),
        ((128, 128, 128), "white", "neutral"),
        ((110, 125, 150), "white", "cool"),
        ((100, 160, 230), "place", "outdoors"),
        ((60, 120, 50), "place", "outdoors"),
        ((120, 110, 100), "place", "indoors"),
    ],
)
def test_light_white_and_place(colour: tuple[int, int, int], question: str, kind: str) -> None:
    assert kinds(scene(colour))[question] == kind


@pytest.mark.parametrize(
    ("skin", "kind"),
    [((235, 200, 180), "light skin"), ((200, 150, 120), "medium skin"), ((90, 60, 45), "dark skin")],
)
def test_skin_by_its_typology_angle(skin: tuple[int, int, int], kind: str) -> None:
    assert kinds(scene((100, 100, 100), skin, 0.2))["skin"] == kind


@pytest.mark.parametrize(("share", "framing"), [(0.4, "face"), (0.08, "half figure"), (0.02, "small figure")])
def test_framing_by_the_share_of_skin(share: float, framing: str) -> None:
    assert kinds(scene((100, 100, 100), (200, 150, 120), share))["framing"] == framing


def test_nobody_is_a_framing_and_no_skin_is_no_kind_of_skin() -> None:
    found = kinds(scene((100, 100, 100)))
    assert found["framing"] == "nobody"
    assert "skin" not in found


def test_finished_photos_are_judged_without_their_style() -> None:
    plain = [photo for photo in parts() if kinds(photo)["light"] == "normal"]
    styled = [finished(photo) for photo in plain]
    undo = undoing(true_cube())
    as_they_are = [kinds(photo)["light"] for photo in styled]
    undone = [kinds(photo, undo)["light"] for photo in styled]
    assert undone.count("normal") > as_they_are.count("normal")
    assert undone.count("normal") >= 0.8 * len(plain)


def test_what_is_rare_among_finished_photos_and_not_among_ordinary_ones_is_wanted() -> None:
    dark, bright = kinds(scene((20, 20, 20))), kinds(scene((230, 230, 230)))
    style, ordinary = [bright] * 19 + [dark], [bright] * 6 + [dark] * 6
    found = wanted(style, ordinary)
    assert (found[0].question, found[0].kind, found[0].have, found[0].of) == ("light", "dark", 1, 20)
    assert "bright" not in {each.kind for each in found}
    assert wanted(style, [bright] * 12) == []
    assert [each.kind for each in wanted([bright] * 17 + [dark] * 3, [bright] * 20, ["dark"])] == ["dark"]
    assert wanted([bright] * 20, [bright] * 20, ["bright"]) == []


def test_every_kind_has_a_name_and_is_counted() -> None:
    assert set(NAMES) == set(QUESTIONS) | {name for names in QUESTIONS.values() for name in names}
    found = counts([kinds(photo) for photo in parts()])
    for question, names in QUESTIONS.items():
        assert set(found[question]) <= set(names)
    assert sum(found["light"].values()) == len(parts())


def test_the_smallest_photo_has_kinds() -> None:
    assert kinds(example(np.zeros((1, 1, 3), np.uint8)))["light"] == "dark"
