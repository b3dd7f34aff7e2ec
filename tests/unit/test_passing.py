"""Faults that pass by themselves, and folders that a drive takes away."""

from __future__ import annotations

import errno
from itertools import islice
from pathlib import Path

import pytest

from studio.errors import OutputExists, OutputNotWritable
from studio.passing import Place, delays, is_away, passing


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.EIO, ""), "away"),
        (OSError(errno.ENODEV, ""), "away"),
        (OSError(errno.EBUSY, ""), "locked"),
        (PermissionError(errno.EACCES, ""), None),
        (FileNotFoundError(errno.ENOENT, ""), None),
        (ValueError("no fault of the system's"), None),
        (None, None),
    ],
)
def test_which_faults_pass(error: BaseException | None, kind: str | None) -> None:
    assert passing(error) == kind


def test_attempts_come_less_and_less_often() -> None:
    assert list(islice(delays(), 8)) == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]
    assert list(islice(delays(3.0), 5)) == [0.5, 1.0, 2.0, 3.0, 3.0]


def test_a_folder_that_is_gone_or_empty_is_away(tmp_path: Path) -> None:
    assert is_away(tmp_path / "none")
    assert is_away(tmp_path)
    (tmp_path / "photo.jpg").touch()
    assert not is_away(tmp_path)


def away(place: Place) -> bool:
    return place.away


def test_an_empty_folder_in_place_of_another_is_where_the_drive_was(tmp_path: Path) -> None:
    folder, aside = tmp_path / "styles", tmp_path / "aside"
    folder.mkdir()
    place = Place(folder)
    assert not away(place), "it was empty in the beginning"
    folder.rename(aside)
    assert away(place)
    folder.mkdir()
    assert away(place)
    with pytest.raises(OutputNotWritable, match="the folder does not exist"):
        place.write(folder / "a.pstyle", b"style", replace=True)
    assert list(folder.iterdir()) == []
    folder.rmdir()
    aside.rename(folder)
    place.write(folder / "a.pstyle", b"style", replace=False)
    assert (folder / "a.pstyle").read_bytes() == b"style"
    with pytest.raises(OutputExists):
        place.write(folder / "a.pstyle", b"other", replace=False)


def test_another_folder_that_holds_something_is_as_good(tmp_path: Path) -> None:
    folder = tmp_path / "styles"
    folder.mkdir()
    place = Place(folder)
    folder.rename(tmp_path / "aside")
    folder.mkdir()
    (folder / "old.pstyle").touch()
    assert not away(place)
