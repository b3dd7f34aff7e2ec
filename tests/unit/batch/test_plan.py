"""Plans: every name settled, every collision found, no output an input."""

from __future__ import annotations

import os
import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.batch.errors import NotEnoughSpace
from studio.batch.fingerprint import digest_of
from studio.batch.outputs import OutputNames
from studio.batch.places import name_key
from studio.batch.plan import BatchPlan, make_plan
from studio.batch.presets import BUILTIN, ExportPreset
from studio.batch.scope import collect
from studio.editing.recipe import Recipe
from studio.imaging.encode import ExportOptions
from tests.support import pictures
from tests.support.batches import order, planned, small_shoot
from tests.support.shoots import picture, write

JPEG = ExportOptions("jpeg")


@pytest.fixture
def shoot(tmp_path: Path) -> Path:
    folder = small_shoot(tmp_path / "shoot", 3)
    write(folder / "day 2" / "1.jpg", picture(4, 48, 32))
    write(folder / "day 10" / "1.jpg", picture(5, 48, 32))
    write(folder / ".hidden" / "no.jpg", picture(6, 48, 32))
    return folder


def targets(plan: BatchPlan, out: Path) -> list[str]:
    return [output.target.relative_to(out).as_posix() for photo in plan.photos for output in photo.outputs]


def test_folders_with_what_is_below_them(shoot: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert targets(planned(shoot, out), out) == ["1.jpg", "2.jpg", "3.jpg", "day 2/1.jpg", "day 10/1.jpg"]
    flat = planned(shoot, out, ExportPreset(template="{name}"))
    assert targets(flat, out) == ["1.jpg", "2.jpg", "3.jpg", "1-2.jpg", "1-3.jpg"]


def test_outputs_within_the_shoot_are_no_photos_of_it(shoot: Path) -> None:
    out = shoot / "finished"
    write(out / "old.jpg", picture(9, 48, 32))
    assert "finished/old.jpg" not in targets(planned(shoot, out), shoot)
    (shoot / "loop").symlink_to(shoot)
    assert len(planned(shoot, out).photos) == 5


def test_scope_can_be_narrowed_and_edits_be_the_photos_own(shoot: Path, tmp_path: Path) -> None:
    own = Recipe().with_value("exposure", 0.5)
    plan = make_plan(
        order(shoot, tmp_path / "out"),
        wanted=lambda path: path.name != "1.jpg",
        recipe_for=lambda path: own if path.name == "2.jpg" else None,
    )
    assert [photo.source.name for photo in plan.photos] == ["2.jpg", "3.jpg"]
    assert [plan.recipe(photo) for photo in plan.photos] == [own, plan.order.recipe]


def test_what_names_take_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "anna.jpg").write_bytes(pictures.portrait_jpeg_bytes(width=40, height=50))
    preset = ExportPreset(template="{date} {rating} {camera}", format="png")
    plan = planned(tmp_path / "anna.jpg", tmp_path / "out", preset)
    assert targets(plan, tmp_path / "out") == ["2024-05-06 4 Studio Camera One.png"]
    assert plan.photos[0].megapixels == pytest.approx(0.002)


def test_several_outputs_of_a_photo(shoot: Path, tmp_path: Path) -> None:
    plan = planned(shoot / "1.jpg", tmp_path / "out", BUILTIN["web"], BUILTIN["print"])
    assert targets(plan, tmp_path / "out") == ["web/1.jpg", "print/1.tif"]
    assert [output.options.format for output in plan.photos[0].outputs] == ["jpeg", "tiff"]


@pytest.mark.parametrize("there", ["1.jpg", "1.JPG"])
def test_files_that_are_there(shoot: Path, tmp_path: Path, there: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / there).write_bytes(b"mine")
    only = shoot / "1.jpg"
    (number,) = planned(only, out).photos[0].outputs
    assert number.target == out / "1-2.jpg"
    (skip,) = planned(only, out, on_collision="skip").photos[0].outputs
    assert skip.skip
    (kept,) = planned(only, out, on_collision="overwrite").photos[0].outputs
    assert "is kept" in str(kept.error)
    owned = make_plan(order(only, out, on_collision="overwrite"), owned=lambda path, digest: True)
    (ours,) = owned.photos[0].outputs
    if there == "1.jpg":
        assert ours.replaces == digest_of(out / there)
    else:
        assert ours.error is not None, "on another file system it would be another file"


def test_unicode_forms_are_one_name(tmp_path: Path) -> None:
    composed = unicodedata.normalize("NFC", "e\u0301.jpg")
    out = tmp_path / "out"
    out.mkdir()
    (out / unicodedata.normalize("NFD", composed)).write_bytes(b"mine")
    write(tmp_path / composed, picture(1, 48, 32))
    (output,) = planned(tmp_path / composed, out).photos[0].outputs
    assert output.target.stem.endswith("-2")


@pytest.mark.parametrize("rule", ["skip", "overwrite"])
@pytest.mark.parametrize("link", ["same", "case", "symlink", "hard", "folder"])
def test_an_output_is_never_an_input(tmp_path: Path, rule: str, link: str) -> None:
    shoot = small_shoot(tmp_path / "shoot", 1)
    original, out = shoot / "1.jpg", shoot
    if link == "case":
        original = original.rename(shoot / "1.JPG")
    elif link in ("symlink", "hard"):
        out = tmp_path / "out"
        out.mkdir()
        (os.symlink if link == "symlink" else os.link)(original, out / "1.jpg")
    elif link == "folder":
        out = tmp_path / "out"
        out.symlink_to(shoot)
    plan = make_plan(order(original, out, on_collision=rule), owned=lambda path, digest: True)
    (output,) = plan.photos[0].outputs
    assert "original" in str(output.error)
    (output,) = planned(original, out).photos[0].outputs
    assert output.target.name == "1-2.jpg"


def test_folders_without_photos_and_missing_ones_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty" / "below").mkdir(parents=True)
    (photo,) = planned(tmp_path / "empty", tmp_path / "out").photos
    assert "no photos" in str(photo.error)
    (missing,) = planned(tmp_path / "gone.jpg", tmp_path / "out").photos
    assert missing.error is None, "its decoding will say"


def test_a_photo_named_twice_is_done_once(shoot: Path) -> None:
    assert len(collect([shoot, shoot / "1.jpg", shoot / "day 2"])) == 5


def test_too_little_space(shoot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = planned(shoot, tmp_path / "not" / "there" / "yet")
    plan.check_space()
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=60 << 20))
    with pytest.raises(NotEnoughSpace, match="GB are free"):
        plan.check_space()


NAMES = st.lists(
    st.sampled_from(["a", "A", "a-2", "A-2", "\u00e9", "e\u0301", "\u00df", "ss", "b" * 300]), max_size=12
)


@settings(max_examples=60)
@given(NAMES, NAMES)
def test_no_two_outputs_and_no_file_share_a_name(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[str], there: list[str]
) -> None:
    out = tmp_path_factory.mktemp("out")
    for name in there:
        if len(name) < 200:
            (out / f"{name}.jpg").write_bytes(b"x")
    names = OutputNames(out, "number", [])
    given_out = [names.take([name], JPEG).target for name in wanted]
    keys = [name_key(target.name) for target in given_out]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & {name_key(path.name) for path in out.iterdir()}
    assert all(len(os.fsencode(target.name)) <= 255 for target in given_out)
