"""Finished and ordinary photos: what is taken, what is named with which reason, and what is held out."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from studio.errors import Cancelled, FolderUnreadable, NoPhotos
from studio.runs.errors import NotEnoughPhotos, NothingToLearn
from studio.runs.events import EventLog, EventTail
from tests.support.gathering import Gather
from tests.support.shoots import UInt8, gray, jpeg, picture, shoot, styled, write
from training.gather import Finding, Gathered, Watch, library
from training.gather.findings import Side
from training.gather.limits import Limits


def kinds(gathered: Gathered) -> Counter[str]:
    return Counter(found.kind for found in gathered.findings)


def named(gathered: Gathered, kind: str, side: Side = "style") -> dict[str, Finding]:
    return {f.path.name: f for f in gathered.findings if f.kind == kind and f.side == side}


def notes(gathered: Gathered) -> str:
    return "\n".join(map(str, gathered.notes))


@pytest.mark.parametrize("late", [0.02, 0.41], ids=["while they are looked at", "while they are read"])
@pytest.mark.parametrize("emptied", [False, True], ids=["gone", "an empty mount point"])
def test_a_drive_that_is_unplugged_meanwhile_is_no_folder_of_missing_photos(
    emptied: bool, late: float, tmp_path: Path, gathered: Gather
) -> None:
    style = shoot(tmp_path / "card" / "style", range(24), look=True)
    ordinary = shoot(tmp_path / "plain", range(50, 60))
    away = tmp_path / "away"

    def unplug(fraction: float) -> None:
        if fraction > late and not away.exists():
            style.rename(away)
            if emptied:
                style.mkdir()

    with pytest.raises(FolderUnreadable, match="“style” could not be read: it is not there"):
        gathered(Watch(unplug), style=[style], ordinary=[ordinary])
    if emptied:
        style.rmdir()
    away.rename(style)
    next(style.iterdir()).unlink()
    assert gathered(style=[style], ordinary=[ordinary]).problem is None


def test_sound_folders_are_taken_whole_and_a_fifth_is_held_out(tmp_path: Path, gathered: Gather) -> None:
    told: list[float] = []
    style, ordinary = (
        shoot(tmp_path / "style", range(20), look=True),
        shoot(tmp_path / "plain", range(50, 75)),
    )
    found = gathered(Watch(told.append), style=[style], ordinary=[ordinary])
    assert found.problem is None
    assert found.findings == ()
    assert found.notes == ()
    examples = found.examples
    assert (len(examples.style), len(examples.held_style)) == (16, 4)
    assert (len(examples.ordinary), len(examples.held_ordinary)) == (20, 5)
    assert examples.pairs == examples.held_pairs == ()
    names = sorted(e.name for e in (*examples.style, *examples.held_style))
    assert names == sorted(path.name for path in style.iterdir())
    assert (found.counts["style"].found, found.counts["style"].usable) == (20, 20)
    assert (found.counts["ordinary"].used, found.counts["ordinary"].held) == (20, 5)
    assert told == sorted(told)
    assert told[-1] == 1.0
    example = next(e for e in (*examples.style, *examples.held_style) if e.name == "7.jpg")
    assert example.pixels.shape == (160, 240, 3)
    assert example.maps.shape == (160, 240, 2)
    assert example.pixels.dtype == example.maps.dtype == np.uint8
    assert np.abs(example.pixels.astype(int) - styled(picture(7))).mean() < 4
    assert example.peopled
    assert example.maps.max() == 255


def test_the_same_seed_holds_out_the_same(tmp_path: Path, gathered: Gather) -> None:
    style = shoot(tmp_path / "style", range(16))
    held = [{e.name for e in gathered(style=[style], seed=seed).examples.held_style} for seed in (0, 0, 1, 2)]
    assert held[0] == held[1]
    assert held[2] != held[0] or held[3] != held[0]


def test_broken_files_are_named_and_the_rest_goes_on(tmp_path: Path, gathered: Gather) -> None:
    style = shoot(tmp_path / "style", range(10))
    whole = (style / "1.jpg").read_bytes()
    (style / "cut.jpg").write_bytes(jpeg(picture(99))[: len(whole) // 2])
    (style / "text.jpg").write_text("no picture")
    (style / "empty.png").write_bytes(b"")
    (style / "phone.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(20))
    (style / "8.nef").write_bytes(b"raw beside its JPEG: no word of it")
    (style / ".hidden.jpg").write_text("")
    (style / "notes.txt").write_text("")
    found = gathered(style=[style])
    broken = named(found, "broken")
    assert broken.keys() == {"cut.jpg", "text.jpg", "empty.png", "phone.heic"}
    assert "ends too early" in str(broken["cut.jpg"].reason)
    assert "not an image" in str(broken["text.jpg"].reason)
    assert "empty file" in str(broken["empty.png"].reason)
    assert "damaged" in str(broken["phone.heic"].reason)
    assert all(each.excluded for each in broken.values())
    assert (found.counts["style"].found, found.counts["style"].usable) == (14, 10)


def test_too_small_and_empty_pictures_are_named(tmp_path: Path, gathered: Gather) -> None:
    style = shoot(tmp_path / "style", range(4))
    write(style / "tiny.png", picture(90, 200, 100))
    write(style / "black.png", np.zeros((200, 300, 3), np.uint8))
    found = gathered(style=[style])
    assert str(named(found, "tiny")["tiny.png"].reason) == "It is too small (200 x 100 pixels)."
    assert named(found, "blank").keys() == {"black.png"}
    assert len(found.examples.style) == 4
    kept = gathered(style=[style], kept=[style / "tiny.png", style / "black.png"])
    assert len(kept.examples.style) == 5


def test_of_duplicates_the_largest_stays(tmp_path: Path, gathered: Gather) -> None:
    style = shoot(tmp_path / "style", range(4))
    write(style / "again.jpg", picture(1), quality=60)
    write(style / "large.png", picture(1, 480, 320))
    shutil.copy(style / "2.jpg", style / "copy of 2.jpg")
    write(style / "other edit of 3.jpg", styled(picture(3)))
    found = gathered(style=[style])
    duplicates = named(found, "duplicate")
    assert {"1.jpg", "again.jpg"} < duplicates.keys()
    assert duplicates.keys() - {"1.jpg", "again.jpg"} in ({"2.jpg"}, {"copy of 2.jpg"})
    assert str(duplicates["again.jpg"].reason) == "It shows the same as “large.png”."
    kept = gathered(style=[style], kept=[style / "again.jpg"])
    assert len(kept.examples.style) == len(found.examples.style) + 1
    assert not named(kept, "duplicate")["again.jpg"].excluded
    # Other edits of one frame are one scene.
    scenes = {e.name: e.scene for e in found.examples.style}
    assert scenes["3.jpg"] == scenes["other edit of 3.jpg"] != scenes["0.jpg"]


def test_black_and_white_among_colour_is_named_and_the_other_way_about(
    tmp_path: Path, gathered: Gather
) -> None:
    style = shoot(tmp_path / "style", range(5))
    write(style / "gray.jpg", gray(picture(20)))
    toned = gray(picture(21)).astype(np.float32)
    toned = toned * np.array([1.0, 0.92, 0.8], np.float32) + np.array([10, 5, 0], np.float32)
    write(style / "sepia.jpg", toned.clip(0, 255).astype(np.uint8))
    found = gathered(style=[style])
    assert named(found, "black_and_white").keys() == {"gray.jpg", "sepia.jpg"}
    assert len(found.examples.style) == 5
    monochrome = tmp_path / "monochrome"
    for number in range(5):
        write(monochrome / f"{number}.jpg", gray(picture(number)))
    write(monochrome / "colour.jpg", picture(20))
    found = gathered(style=[monochrome])
    assert kinds(found) == {"in_colour": 1}
    assert len(found.examples.style) == 5


def test_ordinary_photos_that_have_the_style_already_are_named(tmp_path: Path, gathered: Gather) -> None:
    style, plain = shoot(tmp_path / "style", range(10), look=True), shoot(tmp_path / "plain", range(30, 40))
    write(plain / "finished.jpg", styled(picture(3)), quality=80)
    found = gathered(style=[style], ordinary=[plain])
    already = named(found, "already_styled", "ordinary")
    assert already.keys() == {"finished.jpg"}
    assert "“3.jpg” among the finished photos" in str(already["finished.jpg"].reason)
    assert found.counts["ordinary"].usable == 10
    assert kinds(found) == {"already_styled": 1}


def test_the_same_photos_on_both_sides_teach_nothing(tmp_path: Path, gathered: Gather) -> None:
    style = shoot(tmp_path / "style", range(8), look=True)
    again = tmp_path / "again"
    for number in range(8):
        write(again / f"other name {number}.jpg", styled(picture(number)), quality=70)
    for ordinary in (style, again):
        found = gathered(style=[style], ordinary=[ordinary])
        assert isinstance(found.problem, NothingToLearn)
        assert "nothing to learn" in str(found.problem)
        assert kinds(found) == {"already_styled": 8}
        assert found.examples.style == ()
        assert (found.counts["style"].found, found.counts["ordinary"].usable) == (8, 0)
    # A few others do not make it enough, and the number that is missing is told.
    shoot(again, range(60, 62))
    found = gathered(style=[style], ordinary=[again])
    assert isinstance(found.problem, NotEnoughPhotos)
    assert str(found.problem) == (
        "“again” holds too few photos to learn from: 2, and 5 or more are needed. Add 3 or more."
    )


def test_frames_that_are_there_both_ways_would_teach_more_as_pairs(tmp_path: Path, gathered: Gather) -> None:
    style, plain = shoot(tmp_path / "style", range(8), look=True), shoot(tmp_path / "plain", range(8))
    found = gathered(style=[style], ordinary=[plain])
    assert found.problem is None
    assert "8 photos are there with and without the style" in notes(found)


def test_an_empty_folder_one_photo_and_no_folder(tmp_path: Path, gathered: Gather) -> None:
    style, empty = shoot(tmp_path / "style", range(8)), tmp_path / "empty"
    empty.mkdir()
    for values in ({"style": [empty]}, {"style": [style], "ordinary": [empty]}):
        found = gathered(**values)
        assert isinstance(found.problem, NoPhotos)
        assert "“empty”" in str(found.problem)
    with pytest.raises(FolderUnreadable, match="it is not there"):
        gathered(style=[tmp_path / "gone"])
    with pytest.raises(FolderUnreadable, match="it is not there"):
        gathered(style=[tmp_path / ("x" * 300)])
    one = gathered(style=[style / "3.jpg"])
    assert one.problem is None
    assert [e.name for e in one.examples.style] == ["3.jpg"]
    assert "Few photos in the style (1)" in notes(one)
    assert "too few photos or scenes" in notes(one)
    found = gathered(style=[style], ordinary=[style.parent / "style" / "3.jpg"])
    assert isinstance(found.problem, NothingToLearn)
    other = write(tmp_path / "other.jpg", picture(77))
    found = gathered(style=[style], ordinary=[other])
    assert isinstance(found.problem, NotEnoughPhotos)
    assert found.problem.message.values["missing"] == 4


def test_nothing_but_broken_files_is_too_few(tmp_path: Path, gathered: Gather) -> None:
    for number in range(3):
        (tmp_path / f"{number}.jpg").write_text("no picture")
    found = gathered(style=[tmp_path, tmp_path / "gone.jpg"])
    assert isinstance(found.problem, NotEnoughPhotos)
    assert kinds(found) == {"broken": 4}
    assert "was not found" in str(named(found, "broken")["gone.jpg"].reason)


def test_swapped_folders_are_asked_about(tmp_path: Path, gathered: Gather) -> None:
    wild, tamed = tmp_path / "wild", tmp_path / "tamed"
    for number in range(14):
        random = np.random.default_rng(number)
        light = picture(number).astype(np.float32) * random.uniform(0.3, 1.2)
        tint = light * random.uniform(0.7, 1.3, 3)
        write(wild / f"{number}.jpg", tint.clip(0, 255).astype(np.uint8))
        write(tamed / f"{number}.jpg", picture(number + 100))
    assert "swapped?" in notes(gathered(style=[wild], ordinary=[tamed]))
    assert "swapped?" not in notes(gathered(style=[tamed], ordinary=[wild]))
    assert "swapped?" not in notes(gathered(style=[wild], ordinary=[wild]))


def test_what_the_user_leaves_out_is_not_opened(tmp_path: Path, gathered: Gather) -> None:
    style = shoot(tmp_path / "style", range(4))
    (style / "broken.jpg").write_text("no picture")
    found = gathered(style=[style], left_out=[style / "broken.jpg", style / "2.jpg"])
    assert found.findings == ()
    assert sorted(e.name for e in found.examples.style) == ["0.jpg", "1.jpg", "3.jpg"]


def test_a_file_named_twice_is_one(tmp_path: Path, gathered: Gather) -> None:
    style = shoot(tmp_path / "style", range(3))
    found = gathered(style=[style, style / "1.jpg", style / ".." / "style"])
    assert found.counts["style"].found == 3
    assert found.findings == ()


def test_it_ends_when_nobody_wants_it_any_more(tmp_path: Path, gathered: Gather) -> None:
    style = shoot(tmp_path / "style", range(12))
    asked: list[int] = []

    def check() -> None:
        asked.append(1)
        if len(asked) > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        gathered(Watch(check=check), style=[style])


def test_findings_go_through_a_run_s_events(tmp_path: Path, gathered: Gather) -> None:
    style = shoot(tmp_path / "style", range(3))
    (style / "text.jpg").write_text("no picture")
    found = gathered(style=[style])
    EventLog(tmp_path / "events.jsonl").write("gathered", **found.as_event())
    (event,) = EventTail(tmp_path / "events.jsonl").read()
    assert event["findings"] == [
        {"path": str(style / "text.jpg"), "side": "style", "kind": "broken", "excluded": True,
         "reason": found.findings[0].reason}
    ]  # fmt: skip
    assert event["notes"] == list(found.notes)
    assert event["counts"]["style"] == {"found": 4, "usable": 3, "used": 3, "held": 0}
    assert json.dumps(event["counts"])


@pytest.mark.parametrize("more", [0, 3, 40])
def test_copies_among_many_photos_are_found_though_few_are_opened(
    tmp_path: Path, gathered: Gather, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    monkeypatch.setattr(Limits, "of", lambda preset: Limits(20, 15))
    style, copies = shoot(tmp_path / "style", range(60), look=True), tmp_path / "copies"
    shutil.copytree(style, copies)
    for number in range(more):
        write(copies / f"other {number}.jpg", picture(100 + number))
    found = gathered(style=[style], ordinary=[copies])
    assert len(named(found, "already_styled", "ordinary")) == 60
    assert found.counts["ordinary"].found == 60 + more
    if more == 0:
        assert isinstance(found.problem, NothingToLearn)
    elif more == 3:
        assert isinstance(found.problem, NotEnoughPhotos)
    else:
        names = [e.name for e in (*found.examples.ordinary, *found.examples.held_ordinary)]
        assert len(names) == 15
        assert all(name.startswith("other") for name in names)


class Endless(library.Library):
    """A library in which every path is a picture of its own, and that counts what it was asked for."""

    asked = 0

    def small(self, path: Path) -> library.Opened:
        Endless.asked += 1
        return library.Opened(picture(int(path.stem), 48, 32), 4800, 3200, "")

    def maps(self, path: Path, pixels: UInt8) -> UInt8:
        return np.zeros((*pixels.shape[:2], 2), np.uint8)


@pytest.mark.parametrize(("preset", "seen", "used"), [("balanced", 600, 400), ("quick", 240, 150)])
def test_of_five_thousand_photos_some_are_used_and_it_says_so(
    tmp_path: Path, gathered: Gather, monkeypatch: pytest.MonkeyPatch, preset: str, seen: int, used: int
) -> None:
    style = tmp_path / "many"
    style.mkdir()
    for number in range(5000):
        (style / f"{number}.jpg").touch()
    monkeypatch.setattr("training.gather.Library", Endless)
    Endless.asked = 0
    found = gathered(style=[style], preset=preset)
    assert f"“many” holds 5000 photos; {used} of them" in notes(found)
    assert len(found.examples.style) + len(found.examples.held_style) == used
    assert (found.counts["style"].found, found.counts["style"].usable) == (5000, seen)
    assert Endless.asked == seen + used
    numbers = sorted(int(Path(e.name).stem) for e in (*found.examples.style, *found.examples.held_style))
    assert numbers[0] < 100
    assert numbers[-1] > 4900
    assert max(np.diff(numbers)) < 200
