"""Names of outputs are settled before any work, and none is an original."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.cli.plan import Task, WrongUsage, plan
from studio.errors import FolderUnreadable, OutputExists, OutputIsInput


@pytest.fixture
def shoot(tmp_path: Path) -> Path:
    folder = tmp_path / "shoot"
    folder.mkdir()
    for name in ("a.jpg", "b.png", "c.tif", "d.webp", "e.heic"):
        (folder / name).write_bytes(b"x")
    return folder


def names(tasks: list[Task]) -> list[str]:
    return [task.target.name for task in tasks if task.target is not None]


def test_one_photo_and_a_picture_name_is_a_file(shoot: Path, tmp_path: Path) -> None:
    (task,) = plan([shoot / "a.jpg"], str(tmp_path / "new.PNG"), format=None, replace=False)
    assert (task.target, task.format, task.error) == (tmp_path / "new.PNG", "png", None)


@pytest.mark.parametrize("ending", ["", "/"])
def test_anything_else_is_a_folder(shoot: Path, tmp_path: Path, ending: str) -> None:
    out = str(tmp_path / "out.d") + ending
    (task,) = plan([shoot / "a.jpg"], out, format=None, replace=False)
    assert task.target == tmp_path / "out.d" / "a.jpg"


def test_a_folder_named_like_a_picture_is_a_folder(shoot: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out.jpg"
    folder.mkdir()
    (task,) = plan([shoot / "b.png"], str(folder), format=None, replace=False)
    assert task.target == folder / "b.png"
    (task,) = plan([shoot / "b.png"], str(tmp_path / "new.jpg") + os.sep, format=None, replace=False)
    assert task.target == tmp_path / "new.jpg" / "b.png"


def test_formats_stay_where_they_can(shoot: Path, tmp_path: Path) -> None:
    inputs = sorted(shoot.iterdir())
    tasks = plan(inputs, str(tmp_path / "out"), format=None, replace=False)
    assert names(tasks) == ["a.jpg", "b.png", "c.tif", "d.webp", "e.jpg"]
    assert names(plan(inputs, str(tmp_path / "out"), format="tiff", replace=False)) == [
        f"{stem}.tif" for stem in "abcde"
    ]


def test_a_folder_stands_for_its_photos(shoot: Path, tmp_path: Path) -> None:
    (shoot / "more").mkdir()
    (shoot / "more" / "z.jpg").write_bytes(b"x")
    (shoot / "notes.txt").write_text("no photo")
    tasks = plan([shoot], str(tmp_path / "out"), format="jpeg", replace=False)
    assert {"a.jpg", "b.jpg", "c.jpg", "d.jpg"} <= set(names(tasks))
    assert not {"z.jpg", "notes.jpg"} & set(names(tasks))


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (task,) = plan([tmp_path / "empty"], str(tmp_path / "out"), format=None, replace=False)
    assert isinstance(task.error, FolderUnreadable)
    assert "“empty”" in str(task.error)


def test_one_name_twice_is_numbered(tmp_path: Path) -> None:
    composed, apart = "caf\u00e9.jpg", unicodedata.normalize("NFD", "Cafe\u0301.jpg")
    inputs = [
        Path("x/a.jpg"),
        Path("x/a.png"),
        Path("y/A.JPG"),
        Path("x/a-2.jpg"),
        Path(composed),
        Path("y") / apart,
    ]
    tasks = plan(inputs, str(tmp_path), format="jpeg", replace=False)
    assert names(tasks) == ["a.jpg", "a-2.jpg", "A-3.jpg", "a-2-2.jpg", composed, apart[:-4] + "-2.jpg"]


def test_a_photo_named_twice_is_styled_once(shoot: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.jpg"
    link.symlink_to(shoot / "a.jpg")
    tasks = plan(
        [shoot / "a.jpg", shoot / "." / "a.jpg", link], str(tmp_path / "o"), format=None, replace=False
    )
    assert names(tasks) == ["a.jpg"]


@pytest.mark.parametrize("replace", [False, True])
def test_an_original_is_never_the_output(shoot: Path, tmp_path: Path, replace: bool) -> None:
    inputs = [shoot / "a.jpg", shoot / "b.png"]
    assert all(
        isinstance(task.error, OutputIsInput)
        for task in plan(inputs, str(shoot), format=None, replace=replace)
    )
    # The output of one is another one.
    (shoot / "a.png").write_bytes(b"x")
    tasks = plan([shoot / "a.jpg", shoot / "a.png"], str(shoot), format="png", replace=replace)
    assert [type(task.error) for task in tasks] == [OutputIsInput, type(None)]
    # By another name.
    for make in (os.link, os.symlink):
        place = tmp_path / make.__name__
        place.mkdir()
        make(shoot / "a.jpg", place / "a.jpg")
        (task,) = plan([shoot / "a.jpg"], str(place), format=None, replace=replace)
        assert isinstance(task.error, OutputIsInput)


def test_what_is_there_stays_unless_it_may_be_replaced(shoot: Path, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"old")
    (task,) = plan([shoot / "a.jpg"], str(tmp_path), format=None, replace=False)
    assert isinstance(task.error, OutputExists)
    (task,) = plan([shoot / "a.jpg"], str(tmp_path), format=None, replace=True)
    assert task.error is None


@pytest.mark.parametrize(
    ("inputs", "out", "format"),
    [
        (["a.jpg", "b.png"], "new.jpg", None),  # two photos, one file
        (["a.jpg"], "new.bmp", None),  # cannot be written
        (["a.jpg"], "new.jpg", "png"),  # says two things
        (["a.jpg"], "there", None),  # a file without an ending
        (["a.jpg", "b.png"], "there", None),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    shoot: Path, tmp_path: Path, inputs: list[str], out: str, format: str | None
) -> None:
    (tmp_path / "there").write_text("a file")
    with pytest.raises(WrongUsage):
        plan([shoot / name for name in inputs], str(tmp_path / out), format=format, replace=False)


stems = st.text(st.sampled_from("aAbB1-2éÉe\u0301ß"), min_size=1, max_size=4)
suffixes = st.sampled_from([".jpg", ".JPEG", ".png", ".tiff", ".webp", ".cr2"])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from("xyz"), stems, suffixes), min_size=2, max_size=12))
def test_no_two_outputs_are_one_file_anywhere(parts: list[tuple[str, str, str]]) -> None:
    inputs = [Path("/nowhere") / folder / (stem + suffix) for folder, stem, suffix in parts]
    tasks = plan(inputs, "/nowhere/out", format=None, replace=False)
    keys = [unicodedata.normalize("NFC", name.casefold()) for name in names(tasks)]
    assert len(keys) == len(set(keys)) == len(set(inputs))
