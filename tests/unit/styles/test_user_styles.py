"""What can be done with styles: import, rename, group, duplicate, trash and back, export."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from studio import paths
from studio.errors import (
    OutputError,
    OutputIsInput,
    OutputNotWritable,
    StudioError,
    StyleBuiltin,
    StyleError,
    StyleFileInvalid,
    StyleUnknown,
)
from studio.files import write_atomically
from studio.messages import Message
from studio.styles import user_folder
from studio.styles.bundle import format_bundle, read_bundle, read_card
from studio.styles.catalogue import Catalogue
from studio.styles.content import content_of, is_style_file
from studio.styles.cube import format_cube
from studio.styles.hald import format_hald
from studio.styles.lut import Lut, identity_grid
from studio.styles.style import Style
from studio.styles.texts import sidecar
from studio.styles.xmp_profile import format_xmp_profile
from tests.support.bundles import join_file, make_bundle, split_file, write_bundle

BUILTIN = paths.resources() / "styles"


def write_look(path: Path, title: str = "", power: float = 1.2) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lut = Lut(title, identity_grid(5) ** power)
    path.write_bytes(format_hald(lut, 2) if path.suffix == ".png" else format_cube(lut, 5))
    return path


@pytest.fixture
def user(tmp_path: Path) -> Path:
    return tmp_path / "styles"


@pytest.fixture
def catalogue(user: Path) -> Catalogue:
    return Catalogue(BUILTIN, user)


def own(catalogue: Catalogue) -> list[Style]:
    return [style for style in catalogue.styles() if not style.builtin]


def test_a_learned_style_is_added_and_found_again(catalogue: Catalogue, tmp_path: Path, user: Path) -> None:
    source = write_bundle(tmp_path / "in" / "My Style.pstyle", group="Portraits", lineage=("Warm film",))
    style = catalogue.add(source)
    assert (style.kind, style.learned, style.builtin) == ("photographic-1", True, False)
    assert (style.name, style.group, style.author) == ("Autumn light", "Portraits", "A. Photographer")
    assert style.learned_from is not None
    assert style.learned_from.style_photos == 40
    assert (style.quality, style.lineage, style.licence) == (2.5, ("Warm film",), "CC-BY-4.0")
    assert style.path.read_bytes() == source.read_bytes()
    assert Catalogue(BUILTIN, user).get(style.id) == style
    assert catalogue.add(source) == style, "the same bytes are one style"
    bundle = catalogue.load_bundle(style)
    assert catalogue.load_bundle(style) is bundle
    preview = read_card(style.path).preview
    assert preview is not None
    np.testing.assert_array_equal(preview, make_bundle().preview)
    assert not catalogue.get("warm-film").learned


def test_content_goes_before_the_name(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "learned.cube"
    path.write_bytes(format_bundle(make_bundle()))
    assert catalogue.add(path).path.name == "learned.pstyle"
    assert content_of(b'TITLE "a{b"', ".cube") == ".cube"
    assert content_of(b"abcdefgh{", ".cube") == ".cube"
    with pytest.raises(StyleFileInvalid, match="another kind"):
        catalogue.add(write_look(tmp_path / "look.cube").rename(tmp_path / "look.pstyle"))


def test_a_new_style_is_written(catalogue: Catalogue, user: Path) -> None:
    first = catalogue.add_bundle(make_bundle(1, name="Evening: a/b"))
    second = catalogue.add_bundle(make_bundle(2, name="Evening: a/b"))
    assert [first.path.name, second.path.name] == ["Evening_ a_b.pstyle", "Evening_ a_b-2.pstyle"]
    assert (first.name, second.name) == ("Evening: a/b", "Evening: a/b-2")
    assert format_bundle(read_bundle(second.path)) == format_bundle(make_bundle(2, name="Evening: a/b"))
    with pytest.raises(OutputNotWritable):
        Catalogue(BUILTIN).add_bundle(make_bundle())


def test_a_learned_style_is_renamed_in_its_file(catalogue: Catalogue, tmp_path: Path) -> None:
    style = catalogue.add(write_bundle(tmp_path / "a.pstyle"))
    before = catalogue.load_bundle(style)
    renamed = catalogue.edit(style.id, name="Golden\n hour ", group="Summer")
    assert (renamed.id, renamed.path) == (style.id, style.path)
    assert (renamed.name, renamed.group) == ("Golden hour", "Summer")
    assert renamed != style, "whoever kept something of it sees that it is another one"
    after = read_bundle(renamed.path)
    assert (after.name, after.group, after.author) == ("Golden hour", "Summer", "A. Photographer")
    assert all(np.array_equal(after.tensors[key], before.tensors[key]) for key in before.tensors)
    np.testing.assert_array_equal(after.preview, before.preview)
    assert [path.name for path in renamed.path.parent.iterdir()] == ["a.pstyle"], "nothing beside it"
    assert catalogue.edit(style.id, name="  ").name == "Golden hour"
    assert catalogue.edit(style.id, group="").group == ""
    assert len(catalogue.edit(style.id, name="x" * 500).name) == 120


@pytest.mark.parametrize("suffix", [".cube", ".png"])
def test_a_table_is_renamed_beside_its_file(
    catalogue: Catalogue, tmp_path: Path, user: Path, suffix: str
) -> None:
    style = catalogue.add(write_look(tmp_path / f"a{suffix}", "Title"))
    data = style.path.read_bytes()
    (user / "a.json").write_text('{"author": "Me", "note": [1]}')
    renamed = catalogue.edit(style.id, name="Other", group="Mine")
    assert (renamed.id, renamed.name, renamed.group, renamed.author) == (style.id, "Other", "Mine", "Me")
    assert json.loads((user / "a.json").read_text())["note"] == [1], "what else stands there is kept"
    assert style.path.read_bytes() == data
    assert Catalogue(BUILTIN, user).get(style.id) == renamed


def test_two_tables_of_one_stem_have_names_of_their_own(user: Path) -> None:
    write_look(user / "a.cube", "One")
    write_look(user / "a.png")
    (user / "a.json").write_text('{"group": "Both"}')
    catalogue = Catalogue(BUILTIN, user)
    one, two = sorted(own(catalogue), key=lambda style: style.path.suffix)
    assert one.group == two.group == "Both"
    catalogue.edit(one.id, name="Cube")
    catalogue.edit(two.id, name="Picture", group="")
    found = {style.path.name: (style.name, style.group) for style in own(catalogue)}
    assert found == {"a.cube": ("Cube", "Both"), "a.png": ("Picture", "")}
    assert sidecar(one.path).name == "a.cube.json"
    place = catalogue.remove(one.id)
    assert sidecar(place).is_file()
    assert [style.name for style in own(catalogue)] == ["Picture"]
    assert catalogue.restore(place, "a").name == "Cube"


def test_what_is_not_the_users_is_not_changed(catalogue: Catalogue, tmp_path: Path) -> None:
    warm = catalogue.get("warm-film")
    data = warm.path.read_bytes()
    with pytest.raises(StyleBuiltin):
        catalogue.edit("warm-film", name="Cold")
    with pytest.raises(StyleUnknown):
        catalogue.edit("user-none", name="x")
    outside = catalogue.resolve(str(write_bundle(tmp_path / "out.pstyle")))
    before = outside.path.read_bytes()
    with pytest.raises(StyleError):
        catalogue.edit(outside.id, name="x")
    with pytest.raises(StyleError):
        catalogue.remove(outside.id)
    assert outside.path.read_bytes() == before
    assert warm.path.read_bytes() == data


def test_a_style_of_the_program_is_copied(catalogue: Catalogue, user: Path) -> None:
    warm = catalogue.get("warm-film")
    copy = catalogue.duplicate("warm-film", "My warm film")
    assert (copy.name, copy.builtin, copy.kind, copy.group) == ("My warm film", False, "lut", warm.group)
    assert copy.lineage == ("Warm film",)
    assert (copy.licence, copy.author) == (warm.licence, warm.author)
    assert copy.path.parent == user
    assert copy.path.read_bytes() == warm.path.read_bytes()
    again = catalogue.duplicate(copy.id, "My warm film")
    assert again.lineage == ("Warm film", "My warm film")
    assert again.id != copy.id
    assert again.name == "My warm film-2"


def test_a_learned_style_is_copied_with_its_lineage(catalogue: Catalogue, tmp_path: Path) -> None:
    style = catalogue.add(write_bundle(tmp_path / "a.pstyle"))
    copy = catalogue.duplicate(style.id, "Softer")
    assert copy.lineage == ("Autumn light",)
    assert read_bundle(copy.path).lineage == ("Autumn light",)
    assert copy.learned_from == style.learned_from
    old = catalogue.add_bundle(make_bundle(name="Last", lineage=tuple(f"Style {n}" for n in range(64))))
    lineage = catalogue.duplicate(old.id, "Child").lineage
    assert (len(lineage), lineage[0], lineage[-1]) == (64, "Style 1", "Last")


def test_trash_and_back(catalogue: Catalogue, tmp_path: Path, user: Path) -> None:
    style = catalogue.add(write_bundle(tmp_path / "a.pstyle"))
    first = catalogue.remove(style.id)
    catalogue.add(write_bundle(tmp_path / "a.pstyle", seed=2, name="Second"))
    second = catalogue.remove(style.id)
    assert own(catalogue) == []
    assert set(catalogue.trash()) == {first, second}
    assert catalogue.trash()[0] == second
    back = catalogue.restore(second, "a")
    assert (back.id, back.name) == (style.id, "Second"), "under its old id, though the trash renamed it"
    other = catalogue.restore(first, "a")
    assert (other.path.name, other.name) == ("a-2.pstyle", "Autumn light")
    assert catalogue.trash() == ()
    for gone in (first, user / "a.pstyle", tmp_path / "a.pstyle"):
        with pytest.raises(StyleUnknown):
            catalogue.restore(gone)
    assert Catalogue(BUILTIN).trash() == ()


def test_the_file_itself_is_exported(catalogue: Catalogue, tmp_path: Path) -> None:
    style = catalogue.add(write_bundle(tmp_path / "a.pstyle"))
    target = tmp_path / "out.pstyle"
    catalogue.export_file(style.id, target)
    assert target.read_bytes() == style.path.read_bytes()
    with pytest.raises(OutputError):
        catalogue.export_file("warm-film", target)
    catalogue.export_file("warm-film", target, replace=True)
    assert target.read_bytes() == catalogue.get("warm-film").path.read_bytes()
    with pytest.raises(OutputIsInput):
        catalogue.export_file(style.id, style.path, replace=True)


def test_by_path(catalogue: Catalogue, tmp_path: Path) -> None:
    path = write_bundle(tmp_path / "x.pstyle", name="By path")
    style = catalogue.resolve(str(path))
    assert (style.id, style.name, style.kind) == ("file:x.pstyle", "By path", "photographic-1")
    assert catalogue.resolve(str(path)) == style
    write_bundle(path, seed=2, name="Changed meanwhile")
    assert catalogue.resolve(str(path)).name == "Changed meanwhile"
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(StyleFileInvalid, match="too early"):
        catalogue.resolve(str(path))


def test_broken_learned_styles_are_named_and_set_aside(user: Path) -> None:
    good = write_bundle(user / "good.pstyle")
    (user / "cut.pstyle").write_bytes(good.read_bytes()[:-100])
    header, body = split_file(good.read_bytes())
    (user / "nan.pstyle").write_bytes(join_file(header, b"\xff\x7f" + body[2:]))
    catalogue = Catalogue(BUILTIN, user)
    assert {style.path.name for style in own(catalogue)} == {"good.pstyle", "nan.pstyle"}
    assert [str(problem).split("”")[0] for problem in catalogue.problems()] == ["“cut.pstyle"]
    # What only the weights show is a problem from the first use on.
    with pytest.raises(StyleFileInvalid, match="no usable weights"):
        catalogue.load_bundle(catalogue.get("user-nan"))
    assert {style.path.name for style in own(catalogue)} == {"good.pstyle"}
    assert len(catalogue.problems()) == 2
    catalogue.set_aside(catalogue.get("user-good"), Message("errors", "no"))
    assert own(catalogue) == []
    write_bundle(user / "nan.pstyle")
    catalogue.refresh()
    assert [style.path.name for style in own(catalogue)] == ["nan.pstyle"]


def test_a_learned_style_may_come_with_the_program(tmp_path: Path) -> None:
    write_bundle(tmp_path / "soft.pstyle", name="In the file", description="From the file.")
    entry = {
        "id": "soft",
        "name": "Soft light",
        "kind": "photographic-1",
        "file": "soft.pstyle",
        "group": "G",
    }
    (tmp_path / "index.json").write_text(json.dumps({"version": 1, "styles": [entry]}))
    style = Catalogue(tmp_path).get("soft")
    assert (style.name, style.group, style.builtin) == ("Soft light", "G", True)
    assert (style.description, style.quality) == ("From the file.", 2.5)
    for change in ({"kind": "lut"}, {"file": "../none.pstyle"}):
        (tmp_path / "index.json").write_text(json.dumps({"version": 1, "styles": [{**entry, **change}]}))
        catalogue = Catalogue(tmp_path)
        assert catalogue.styles() == ()
        assert len(catalogue.problems()) == 1


def test_profiles_of_other_programs_are_taken(catalogue: Catalogue, tmp_path: Path, user: Path) -> None:
    lut = Lut("Matte & soft", (identity_grid(32) * 0.8 + 0.1).astype(np.float32))
    profile = tmp_path / "matte.xmp"
    profile.write_bytes(format_xmp_profile(lut))
    style = catalogue.add(profile)
    assert (style.name, style.kind, style.path.name) == ("Matte & soft", "lut", "matte.xmp")
    table = catalogue.load_lut(style).cube
    assert table is not None
    assert lut.cube is not None
    np.testing.assert_allclose(table, lut.cube, atol=1e-4)
    assert catalogue.edit(style.id, name="Other").name == "Other"
    assert is_style_file(profile)
    about = tmp_path / "photo.xmp"
    about.write_text('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
    assert not is_style_file(about), "what an editor says of a photo"
    with pytest.raises(StyleFileInvalid, match="profile"):
        catalogue.add(about)


def test_which_dropped_files_are_styles(tmp_path: Path, astronaut: Path) -> None:
    assert is_style_file(tmp_path / "any.CUBE")
    assert is_style_file(tmp_path / "any.pstyle")
    assert is_style_file(write_look(tmp_path / "look.png"))
    assert not is_style_file(astronaut), "as large as a HaldCLUT, but a photo"
    for name in ("none.png", "photo.jpg", "folder"):
        assert not is_style_file(tmp_path / name)


def test_what_the_folder_looks_like(catalogue: Catalogue, user: Path) -> None:
    assert catalogue.look() == frozenset()
    write_bundle(user / "a.pstyle")
    first = catalogue.look()
    assert [style.path.name for style in own(catalogue)] == ["a.pstyle"]
    assert catalogue.look() == first
    os.utime(user / "a.pstyle", ns=(1, 1))
    assert catalogue.look() != first


def test_a_full_disk_leaves_the_style_as_it_was(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = catalogue.add(write_bundle(tmp_path / "a.pstyle"))
    data = style.path.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    changes: list[Callable[[], Style]] = [
        lambda: catalogue.edit(style.id, name="New"),
        lambda: catalogue.duplicate(style.id, "Copy"),
        lambda: catalogue.add_bundle(make_bundle(5)),
    ]
    for change in changes:
        with pytest.raises(OutputError, match="disk is full"):
            change()
    monkeypatch.undo()
    assert style.path.read_bytes() == data
    assert [path.name for path in style.path.parent.iterdir()] == ["a.pstyle"]


def test_a_folder_that_allows_nothing(catalogue: Catalogue, tmp_path: Path, user: Path) -> None:
    source = write_bundle(tmp_path / "a.pstyle")
    user.write_text("a file, not a folder")
    with pytest.raises(OutputNotWritable):
        catalogue.add(source)
    with pytest.raises(OutputNotWritable):
        catalogue.duplicate("warm-film", "x")


def test_the_list_is_read_while_others_work(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window's thread asks for the list and must not wait until a file is written."""
    writing, go_on = threading.Event(), threading.Event()

    def slow(*words: object, **named: object) -> None:
        writing.set()
        assert go_on.wait(20)
        write_atomically(*words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(user_folder, "write_atomically", slow)
    failures: list[StudioError] = []
    thread = threading.Thread(target=lambda: catalogue.add(write_bundle(tmp_path / "a.pstyle")))
    thread.start()
    try:
        assert writing.wait(20)
        assert len(catalogue.styles()) > 10
        assert catalogue.problems() == ()
        assert catalogue.get("warm-film").builtin
    finally:
        go_on.set()
        thread.join()
    assert failures == []
    assert [style.path.name for style in own(catalogue)] == ["a.pstyle"]
