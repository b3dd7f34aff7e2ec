"""A watched folder: what came is given once, when it lies still and opens."""

from __future__ import annotations

import errno
import inspect
import sys
from contextlib import closing
from pathlib import Path

import pytest

from studio.batch.batches import begin, go_on
from studio.batch.fingerprint import look_at
from studio.batch.journal import read_journal, targets_in
from studio.batch.plan import BatchPlan, make_plan
from studio.batch.presets import ExportPreset
from studio.batch.scope import Source
from studio.batch.watch import GIVES_UP, FolderWatch
from studio.batch.watching import Watching
from tests.support.batches import names_below, order, runner, small_shoot, states
from tests.support.shoots import jpeg, picture, write


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "tethered"
    place.mkdir()
    return place


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(folder: Path, clock: Clock) -> FolderWatch:
    return FolderWatch(folder, folder / "out", clock=clock, thorough=1)


def after(watch: FolderWatch, clock: Clock, seconds: float) -> list[str]:
    clock.now += seconds
    return [source.path.name for source in watch.poll()]


def test_a_photo_counts_when_it_lies_still_and_only_once(
    folder: Path, watch: FolderWatch, clock: Clock
) -> None:
    data = jpeg(picture(1, 48, 32))
    (folder / "1.jpg").write_bytes(data[:200])
    assert after(watch, clock, 0.0) == []
    (folder / "1.jpg").write_bytes(data)
    assert after(watch, clock, 0.9) == []
    assert after(watch, clock, 0.9) == []
    assert after(watch, clock, 0.2) == ["1.jpg"]
    assert after(watch, clock, 5.0) == after(watch, clock, 5.0) == []
    write(folder / "1.jpg", picture(2, 50, 32))
    assert after(watch, clock, 1.0) == []
    assert after(watch, clock, 1.1) == ["1.jpg"]


def test_a_copy_that_stalls_is_waited_for_and_given_up_in_the_end(
    folder: Path, watch: FolderWatch, clock: Clock
) -> None:
    data = jpeg(picture(1, 480, 320))
    for name in ("1.jpg", "2.jpg"):
        (folder / name).write_bytes(data[: len(data) // 2])
    assert after(watch, clock, 0.0) == after(watch, clock, 5.0) == after(watch, clock, 5.0) == []
    assert watch.waiting == 2
    (folder / "1.jpg").write_bytes(data)
    assert after(watch, clock, 1.0) == []
    assert after(watch, clock, 1.1) == ["1.jpg"]
    assert after(watch, clock, GIVES_UP) == ["2.jpg"]
    assert watch.waiting == 0


def test_renamed_into_place_and_below_in_order(folder: Path, watch: FolderWatch, clock: Clock) -> None:
    for number in (10, 2):
        write(folder / f".{number}.part", picture(number, 48, 32))
    write(folder / "out" / "9.jpg", picture(9, 48, 32))
    write(folder / ".hidden" / "9.jpg", picture(9, 48, 32))
    (folder / "notes.txt").write_text("no photo")
    write(folder / "day 2" / "a" / "3.jpg", picture(3, 48, 32))
    assert after(watch, clock, 5.0) == []
    assert after(watch, clock, 5.0) == ["3.jpg"]
    for number in (10, 2):
        (folder / f".{number}.part").rename(folder / f"{number}.jpg")
    assert after(watch, clock, 1.0) == []
    assert after(watch, clock, 1.0) == ["2.jpg", "10.jpg"]


def test_subfolders_are_told(folder: Path, watch: FolderWatch, clock: Clock) -> None:
    path = write(folder / "day 2" / "a" / "3.jpg", picture(3, 48, 32))
    watch.poll()
    clock.now += 2
    assert watch.poll() == [Source(path, ("day 2", "a"))]


def test_folders_far_inside_each_other_end_nothing(folder: Path, watch: FolderWatch, clock: Clock) -> None:
    deep = folder.joinpath(*["d"] * 400)
    deep.mkdir(parents=True)
    write(deep / "a.png", picture(1, 48, 32))
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 200)
    try:
        assert after(watch, clock, 0.0) == []
        assert after(watch, clock, 2.0) == ["a.png"]
    finally:
        sys.setrecursionlimit(limit)


def test_the_folder_goes_and_comes_back(folder: Path, watch: FolderWatch, clock: Clock) -> None:
    write(folder / "1.jpg", picture(1, 48, 32))
    after(watch, clock, 0.0)
    assert after(watch, clock, 2.0) == ["1.jpg"]
    away = folder.with_name("away")
    folder.rename(away)
    gone = [watch.away]
    assert after(watch, clock, 2.0) == []
    gone.append(watch.away)
    away.rename(folder)
    write(folder / "2.jpg", picture(2, 48, 32))
    assert after(watch, clock, 2.0) == []
    assert [*gone, watch.away] == [False, True, False]
    assert after(watch, clock, 2.0) == ["2.jpg"]


def test_of_thousands_that_come_at_once_each_look_gives_some_in_order(
    folder: Path, watch: FolderWatch, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.batch.watch.AT_ONCE", 4)
    data = jpeg(picture(1, 48, 32))
    for number in range(1, 11):
        (folder / f"{number}.jpg").write_bytes(data)
    assert after(watch, clock, 0.0) == []
    looks = [(after(watch, clock, 2.0), watch.more) for _ in range(4)]
    names = [f"{number}.jpg" for number in range(1, 11)]
    assert looks == [(names[:4], True), (names[4:8], True), (names[8:], False), ([], False)]


def test_a_look_opens_photos_for_a_moment_only(
    folder: Path, watch: FolderWatch, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opens(path: Path) -> bool:
        clock.now += 1.5  # a photo takes so long
        return True

    monkeypatch.setattr("studio.batch.watch._opens", opens)
    for number in range(5):
        write(folder / f"{number}.jpg", picture(number, 48, 32))
    after(watch, clock, 0.0)
    assert [len(after(watch, clock, 2.0)) for _ in range(4)] == [2, 2, 1, 0]


def test_what_went_and_came_back_is_given_again(folder: Path, watch: FolderWatch, clock: Clock) -> None:
    path = write(folder / "1.jpg", picture(1, 48, 32))
    after(watch, clock, 0.0)
    assert after(watch, clock, 2.0) == ["1.jpg"]
    path.rename(folder / "aside.part")
    assert after(watch, clock, 2.0) == []
    (folder / "aside.part").rename(path)
    assert [after(watch, clock, 2.0) for _ in range(3)] == [[], ["1.jpg"], []]


def test_a_link_to_what_was_written_is_no_photo_that_came(
    folder: Path, watch: FolderWatch, clock: Clock
) -> None:
    write(folder / "out" / "1.jpg", picture(1, 48, 32))
    elsewhere = write(folder.with_name("card") / "2.jpg", picture(2, 48, 32))
    (folder / "1.jpg").symlink_to(folder / "out" / "1.jpg")
    (folder / "2.jpg").symlink_to(elsewhere)
    after(watch, clock, 0.0)
    assert after(watch, clock, 2.0) == ["2.jpg"]


def test_what_was_seen_to_earlier_is_not_given_again(folder: Path, clock: Clock) -> None:
    path = write(folder / "1.jpg", picture(1, 48, 32))
    watch = FolderWatch(folder, folder / "out", {path: look_at(path)}, clock, thorough=3)
    assert after(watch, clock, 0.0) == after(watch, clock, 5.0) == []
    write(path, picture(2, 50, 32))
    looks = [after(watch, clock, 2.0) for _ in range(6)]
    assert looks.count(["1.jpg"]) == 1
    assert sum(map(len, looks)) == 1


def test_a_journal_grows_by_what_comes(tmp_path: Path) -> None:
    shoot, out = small_shoot(tmp_path / "shoot", 3), tmp_path / "out"
    wanted = order(shoot, out, ExportPreset(template="{number:02}"), ExportPreset(template="same"))
    journal = begin(BatchPlan(wanted, ()), tmp_path / "j")
    for number in (1, 2):
        sources = [Source(shoot / f"{number}.jpg")]
        new = make_plan(wanted, sources=sources, after=journal.plan).photos
        places = journal.extend(new)
        assert list(places) == [number - 1]
        assert runner(journal, only=places).run().done == number
    journal.extend(make_plan(wanted, sources=[Source(shoot / "3.jpg")], after=journal.plan).photos)
    journal.close()
    expected = ["01.jpg", "02.jpg", "same-2.jpg", "same.jpg"]
    assert names_below(out) == expected
    assert read_journal(journal.path).plan == journal.plan
    assert {Path(target).name for target in targets_in(journal.path)} == {*expected, "03.jpg", "same-3.jpg"}
    again = go_on(journal.path)
    assert states(again) == ["done", "done", "waiting"]
    assert runner(again).run().done == 3
    again.close()
    assert len(names_below(out)) == 6


def test_what_is_written_into_the_watched_folder_is_no_photo_that_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.batch.watch.RESTS", 0.0)
    shoot = small_shoot(tmp_path / "all" / "shoot", 2)
    wanted = order(shoot, tmp_path / "all", ExportPreset(template="shoot/{name}-warm"))
    with closing(begin(BatchPlan(wanted, ()), tmp_path / "j")) as journal:
        watching = Watching(journal)
        came = [watching.take_in(tmp_path / "j") for _ in range(3)]
        assert came == [False, True, False]
        assert len(watching.todo) == 2
        assert runner(journal, only=watching.todo, ends=False).run().done == 2
        watching.settle()
        assert len(names_below(shoot)) == 4
        assert [watching.take_in(tmp_path / "j") for _ in range(12)] == [False] * 12
        assert not watching.todo


def test_what_the_journal_cannot_be_told_comes_with_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.batch.watch.RESTS", 0.0)
    shoot = small_shoot(tmp_path / "shoot", 2)
    wanted = order(shoot, tmp_path / "out", ExportPreset())
    with closing(begin(BatchPlan(wanted, ()), tmp_path / "j")) as journal:
        watching = Watching(journal)
        assert not watching.take_in(tmp_path / "j")
        before = journal.path.read_bytes()
        with monkeypatch.context() as full:
            full.setattr("studio.batch.lines.os.fsync", disk_full)
            assert not watching.take_in(tmp_path / "j")
            troubles = [watching.trouble]
        assert journal.path.read_bytes() == before
        assert watching.take_in(tmp_path / "j")
        assert [trouble is None for trouble in (*troubles, watching.trouble)] == [False, True]
        assert watching.todo == {0, 1}
    assert read_journal(journal.path).plan == journal.plan


def disk_full(_: int) -> None:
    raise OSError(errno.ENOSPC, "no space left")
