"""Where an export goes: taken names are told, an original is never one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.paths import sample_portrait
from studio.ui.dialogs.suggestion import folder_for
from studio.ui.dialogs.target import Obstacle, suggested_name, target_of
from studio.ui.session import Session


@pytest.fixture
def original(tmp_path: Path) -> Path:
    photo = tmp_path / "portrait.jpg"
    photo.write_bytes(b"original")
    return photo


def test_a_free_name_is_taken(original: Path) -> None:
    target = target_of(str(original.parent), "new", ".jpg", [original])
    assert (target.obstacle, target.path) == (Obstacle.NONE, original.parent / "new.jpg")


def test_a_taken_name_gets_a_number(original: Path) -> None:
    for name in ("new.jpg", "new-2.jpg"):
        (original.parent / name).write_bytes(b"")
    target = target_of(str(original.parent), "new", ".jpg", [original])
    assert target.obstacle is Obstacle.EXISTS
    assert target.numbered == original.parent / "new-3.jpg"
    again = target_of(str(original.parent), "new-2", ".jpg", [original])
    assert again.numbered == original.parent / "new-3.jpg"


def test_the_original_is_refused_under_any_name(original: Path) -> None:
    for link in (os.link, os.symlink):
        other = original.with_name(f"{link.__name__}.jpg")
        link(original, other)
        assert target_of(str(original.parent), other.stem, ".jpg", [original]).obstacle is Obstacle.ORIGINAL
    target = target_of(str(original.parent), "portrait", ".jpg", [original])
    assert target.obstacle is Obstacle.ORIGINAL
    assert target.numbered == original.parent / "portrait-2.jpg"


@pytest.mark.parametrize("name", ["", "  ", ".", ".."])
def test_a_name_is_needed(original: Path, name: str) -> None:
    assert target_of(str(original.parent), name, ".jpg", [original]).obstacle is Obstacle.NO_NAME


@pytest.mark.parametrize("name", ["a/b", "..\\up", "what?", "a:b", "nul\0", "line\nbreak"])
def test_names_stay_names(original: Path, name: str) -> None:
    assert target_of(str(original.parent), name, ".jpg", [original]).obstacle is Obstacle.BAD_NAME


@pytest.mark.parametrize("folder", ["", "relative", "/no/such/folder"])
def test_the_folder_must_be_there(original: Path, folder: str) -> None:
    assert target_of(folder, "new", ".jpg", [original]).obstacle is Obstacle.NO_FOLDER


def test_a_folder_of_that_name_is_in_the_way(original: Path) -> None:
    (original.parent / "new.jpg").mkdir()
    target = target_of(str(original.parent), "new", ".jpg", [original])
    assert target.obstacle is Obstacle.FOLDER_IN_THE_WAY


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(original: Path) -> None:
    original.parent.chmod(0o500)
    try:
        target = target_of(str(original.parent), "new", ".jpg", [original])
    finally:
        original.parent.chmod(0o700)
    assert target.obstacle is Obstacle.NOT_WRITABLE


def test_the_name_says_what_was_done() -> None:
    assert suggested_name(Path("/p/IMG 1.CR2"), "Warm film") == "IMG 1-warm-film"
    assert suggested_name(Path("/p/IMG.jpg"), "") == "IMG-edited"
    assert suggested_name(Path("/p/IMG.jpg"), "a/b: c") == "IMG-a-b-c"


def test_the_sample_is_exported_to_a_folder_that_is_there(session: Session, home: Path) -> None:
    sample = sample_portrait()
    assert sample is not None
    folder = Path(folder_for(session, sample))
    assert folder.is_dir()
    assert folder != sample.parent
    assert folder_for(session, home / "shoot" / "a.jpg") == str(home / "shoot")
