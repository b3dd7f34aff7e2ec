"""Before and after: which belongs to which, laid over each other, and what cannot be paired."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest

from studio.errors import NoPhotos
from studio.imaging.fingerprint import fingerprint
from studio.runs.errors import NotEnoughPhotos, NothingToLearn
from tests.support.gathering import Gather
from tests.support.pictures import portrait
from tests.support.shoots import UInt8, gray, picture, shoot, styled, write
from training.gather import Gathered
from training.gather.alignment import align
from training.gather.matching import by_content, by_name, by_time, name_forms
from training.gather.seen import Seen


def kinds(gathered: Gathered) -> Counter[tuple[str, str]]:
    return Counter((found.path.name, found.kind) for found in gathered.findings)


def pairs_by_name(before: str, after: str) -> list[tuple[str, str]]:
    one, other = ([Path("/x") / side / name for name in names.split()] for side, names in
                  (("b", before), ("a", after)))  # fmt: skip
    pairs, _, _ = by_name(one, other)
    return sorted((a.stem, b.stem) for a, b in pairs)


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("1.tif 2.tif", "2.jpg 1.jpg 3.jpg", [("1", "1"), ("2", "2")]),
        ("IMG_1.CR2", "img_1-Edit.tif", [("IMG_1", "img_1-Edit")]),
        ("IMG_0001.jpg", "IMG_0001-2.jpg", [("IMG_0001", "IMG_0001-2")]),
        ("a_original.jpg", "a_final2.jpg", [("a_original", "a_final2")]),
        ("DSC1.jpg", "edited_DSC1.jpg", [("DSC1", "edited_DSC1")]),
        # The plain name comes first; the other edit of the frame stays alone.
        ("7.jpg", "7.jpg 7-2.jpg", [("7", "7")]),
        # Two could be meant: neither is taken by its name.
        ("7.jpg", "7-1.jpg 7-2.jpg", []),
        # The numbers are the photos' own.
        ("IMG_01.jpg IMG_02.jpg", "IMG_03.jpg", []),
        ("edit.jpg", "final.jpg", []),
    ],
)
def test_names(before: str, after: str, pairs: list[tuple[str, str]]) -> None:
    assert pairs_by_name(before, after) == pairs


def test_a_name_with_spaces_and_brackets() -> None:
    assert name_forms("Anna 12 (1) - Copy")[:3] == ["anna 12 (1) - copy", "anna 12 (1)", "anna 12"]
    assert "anna 12" in name_forms("ANNA 12 (3)")


def seen(name: str, number: int, captured: float | None = None, *, look: bool = False) -> Seen:
    pixels = styled(picture(number)) if look else picture(number)
    return Seen(Path(name), 240, 160, captured, fingerprint(pixels))


def test_by_time_only_where_one_of_each_was_taken_then() -> None:
    before = [seen("a", 1, 10.0), seen("b", 2, 20.0), seen("c", 3, 20.0), seen("d", 4)]
    after = [seen("A", 1, 10.0), seen("B", 2, 20.0), seen("D", 4)]
    pairs, rest, others = by_time(before, after)
    assert [(one.path.name, other.path.name) for one, other in pairs] == [("a", "A")]
    assert [photo.path.name for photo in rest] == ["b", "c", "d"]
    assert [photo.path.name for photo in others] == ["B", "D"]


def test_by_content_in_other_colours() -> None:
    before = [seen(f"b{number}", number) for number in range(6)]
    after = [seen(f"a{number}", number, look=True) for number in (5, 3, 9)]
    pairs, rest, others = by_content(before, after)
    assert {(one.path.name, other.path.name) for one, other in pairs} == {("b3", "a3"), ("b5", "a5")}
    assert len(rest) == 4
    assert [photo.path.name for photo in others] == ["a9"]
    # Two that could be meant are left alone.
    assert by_content([seen("x", 1), seen("y", 1)], [seen("z", 1)])[0] == []


def astronaut() -> UInt8:
    return np.asarray(portrait() * 255.0, np.uint8)


def test_what_lies_right_stays_as_it_is() -> None:
    before = astronaut()
    found = align(before, styled(before))
    assert found is not None
    assert found.share == 1.0
    assert np.array_equal(found.before, before)
    assert np.array_equal(found.after, styled(before))
    half = cv2.resize(styled(before), (256, 256), interpolation=cv2.INTER_AREA)
    found = align(before, np.asarray(half, np.uint8))
    assert found is not None
    assert found.after.shape == found.before.shape == (512, 512, 3)


@pytest.mark.parametrize(
    ("top", "left", "height", "width", "turn"),
    [(40, 60, 400, 400, 0.0), (0, 100, 330, 300, 0.0), (3, 5, 505, 500, 0.0), (60, 60, 390, 380, 3.0)],
)
def test_cropped_moved_scaled_and_straightened(
    top: int, left: int, height: int, width: int, turn: float
) -> None:
    before = astronaut()
    matrix = cv2.getRotationMatrix2D((256, 256), turn, 1.0)
    turned = np.asarray(cv2.warpAffine(before, matrix, (512, 512), flags=cv2.INTER_CUBIC), np.uint8)
    cut = np.ascontiguousarray(turned[top : top + height, left : left + width])
    after = np.asarray(cv2.resize(cut, None, fx=1.2, fy=1.2, interpolation=cv2.INTER_CUBIC), np.uint8)
    found = align(before, gray(after))
    assert found is not None
    assert found.before.shape == found.after.shape
    wanted = height * width / 512**2
    assert 0.85 * wanted < found.share < 1.02 * wanted
    # Within a pixel: what is left over is the interpolation's blur.
    off = np.abs(gray(found.before).astype(int) - found.after.astype(int)).mean()
    moved = np.abs(np.roll(gray(found.before), 2, axis=1).astype(int) - found.after.astype(int)).mean()
    assert off < 5
    assert off < 0.6 * moved


@pytest.mark.parametrize(
    "after", [picture(1, 512, 512), astronaut()[:, ::-1], np.full((90, 90, 3), 7, np.uint8)]
)
def test_another_picture_is_none(after: UInt8) -> None:
    assert align(astronaut(), np.ascontiguousarray(after)) is None
    assert align(np.ascontiguousarray(after), astronaut()) is None


def test_pairs_with_everything_that_can_be_wrong(tmp_path: Path, gathered: Gather) -> None:
    before, after = shoot(tmp_path / "before", range(10)), shoot(tmp_path / "after", range(8), look=True)
    (after / "3.jpg").rename(after / "3-Edit.jpg")
    (after / "4.jpg").rename(after / "quite another name.jpg")
    write(after / "5.jpg", styled(picture(55)))  # another picture
    write(after / "6.jpg", picture(6), quality=95)  # nothing done
    write(after / "7.jpg", np.ascontiguousarray(styled(picture(7, 480, 320))[30:290, 40:420]))
    (before / "8.jpg").write_text("broken")
    write(after / "8.jpg", styled(picture(8)))
    found = gathered(before=[before], after=[after])
    assert kinds(found) == {
        ("5.jpg", "misaligned"): 1,
        ("6.jpg", "unchanged"): 1,
        ("7.jpg", "cropped"): 1,
        ("8.jpg", "broken"): 1,
        ("8.jpg", "unpaired"): 1,
        ("9.jpg", "unpaired"): 1,
    }
    assert found.problem is None
    names = {one.name: other.name for one, other in (*found.examples.pairs, *found.examples.held_pairs)}
    assert names == {"0.jpg": "0.jpg", "1.jpg": "1.jpg", "2.jpg": "2.jpg", "3.jpg": "3-Edit.jpg",
                     "4.jpg": "quite another name.jpg", "7.jpg": "7.jpg"}  # fmt: skip
    for one, other in found.examples.pairs:
        assert one.pixels.shape == other.pixels.shape
        assert one.maps.shape == (*one.pixels.shape[:2], 2)
        assert one.scene == other.scene
        assert np.array_equal(one.maps, other.maps)
    cropped = next(each for each in found.findings if each.kind == "cropped")
    assert not cropped.excluded
    assert 50 < int(str(cropped.reason.values["percent"])) < 75
    assert found.examples.style == found.examples.ordinary == ()


def test_pairs_are_held_out_too(tmp_path: Path, gathered: Gather) -> None:
    before, after = shoot(tmp_path / "before", range(20)), shoot(tmp_path / "after", range(20), look=True)
    found = gathered(before=[before], after=[after])
    assert found.findings == ()
    assert (len(found.examples.pairs), len(found.examples.held_pairs)) == (16, 4)
    assert found.counts["pairs"].found == 20


def test_nothing_done_to_any_teaches_nothing(tmp_path: Path, gathered: Gather) -> None:
    folder = shoot(tmp_path / "before", range(5))
    found = gathered(before=[folder], after=[folder])
    assert isinstance(found.problem, NothingToLearn)
    assert {kind for _, kind in kinds(found)} == {"unchanged"}


def test_too_few_pairs_and_empty_folders(tmp_path: Path, gathered: Gather) -> None:
    before, after = shoot(tmp_path / "before", range(2)), shoot(tmp_path / "after", range(2), look=True)
    found = gathered(before=[before], after=[after])
    assert isinstance(found.problem, NotEnoughPhotos)
    assert found.problem.message.values["missing"] == 1
    (tmp_path / "empty").mkdir()
    assert isinstance(gathered(before=[before], after=[tmp_path / "empty"]).problem, NoPhotos)
