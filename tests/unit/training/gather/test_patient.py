"""Photos whose drive goes while they are read: they are waited for, and read anew when all are back."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio.errors import FolderAway, FolderUnreadable, PhotoMissing, PhotoUnreadable
from studio.imaging.decode import decode_small
from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from studio.runs.reporter import RunReporter
from tests.support.shoots import shoot
from training.gather import Gathered, Watch, library
from training.gather.patient import gather_patiently


class Drive:
    """It goes when gathering has come so far, and is back when that begins to wait."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(library, "people_in", lambda pixels: pixels[..., :2] * 0)
        monkeypatch.setattr("studio.paths.user_cache", lambda: tmp_path / "cache")
        self.photos = shoot(tmp_path / "card" / "style", range(12), look=True)
        self.aside = tmp_path / "aside"
        self.back: Callable[[], object] = lambda: self.aside.rename(self.photos)
        self.waits: list[str] = []
        self.known = False
        self.places: tuple[str, ...] = (str(self.photos),)

    def unplug(self, fraction: float) -> None:
        if fraction > 0.05 and not self.waits and self.photos.exists():
            self.photos.rename(self.aside)

    def gather(self, tmp_path: Path) -> Gathered:
        config = TrainingConfig(name="A", output=str(tmp_path / "a.pstyle"), style=self.places)
        run = RunFolder.create(tmp_path / "run", config)
        if self.known:
            run.log.write("looked", problem=None)
        reporter, drive = RunReporter(run), self
        write = run.log.write

        def told(kind: str, **values: Any) -> bool:
            if kind == "waiting":
                drive.waits.append(str(values["reason"]))
                drive.back()
            return write(kind, **values)

        run.log.write = told  # type: ignore[method-assign]
        return gather_patiently(config, Watch(self.unplug), reporter)


@pytest.fixture
def drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Drive:
    return Drive(tmp_path, monkeypatch)


@pytest.mark.parametrize("by_name", [False, True], ids=["a folder", "files"])
def test_all_photos_are_learned_from_in_the_end(drive: Drive, by_name: bool, tmp_path: Path) -> None:
    if by_name:
        drive.places = tuple(str(path) for path in sorted(drive.photos.iterdir()))
    found = drive.gather(tmp_path)
    assert {each.kind for each in found.findings} == {"no_people"}
    assert found.counts["style"].usable == 12
    assert drive.waits == ["Waits for “style” to come back: the drive is away. It goes on by itself then."]


def test_a_photo_that_does_not_come_back_is_named(drive: Drive, tmp_path: Path) -> None:
    def back() -> None:
        drive.aside.rename(drive.photos)
        (drive.photos / "3.jpg").unlink()

    drive.back = back
    with pytest.raises(PhotoMissing, match=r"“3\.jpg” was not found"):
        drive.gather(tmp_path)


def test_a_folder_that_never_was_there_is_not_waited_for(drive: Drive, tmp_path: Path) -> None:
    drive.places = (str(tmp_path / "none"),)
    with pytest.raises(FolderUnreadable) as caught:
        drive.gather(tmp_path)
    assert not isinstance(caught.value, FolderAway)
    assert drive.waits == []


@pytest.mark.parametrize("emptied", [False, True], ids=["gone", "an empty mount point"])
def test_one_that_went_while_the_run_waited_for_its_turn_is(
    drive: Drive, emptied: bool, tmp_path: Path
) -> None:
    drive.known = True
    drive.photos.rename(drive.aside)
    if emptied:
        drive.photos.mkdir()

    def back() -> None:
        if emptied:
            drive.photos.rmdir()
        drive.aside.rename(drive.photos)

    drive.back = back
    assert drive.gather(tmp_path).counts["style"].usable == 12
    assert len(drive.waits) == 1


def test_a_photo_that_is_taken_away_alone_is_no_drive_that_went(drive: Drive, tmp_path: Path) -> None:
    def unplug(fraction: float) -> None:
        (drive.photos / "11.jpg").unlink(missing_ok=True)

    drive.unplug = unplug  # type: ignore[method-assign]
    found = drive.gather(tmp_path)
    assert drive.waits == []
    assert found.problem is None


def test_one_fault_of_a_disk_is_tried_again(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = [OSError(errno.EIO, "")]

    def once(path: Path, longest: int) -> Any:
        if path.name == "5.jpg" and faults:
            raise PhotoUnreadable(name=path.name, reason="a fault") from faults.pop()
        return decode_small(path, longest)

    monkeypatch.setattr(library, "decode_small", once)
    monkeypatch.setattr(library, "_SETTLES", 0.0)
    drive.unplug = lambda fraction: None  # type: ignore[method-assign]
    assert drive.gather(tmp_path).counts["style"].usable == 12
    assert drive.waits == []
