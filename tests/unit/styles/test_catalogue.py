"""The catalogue: built-in styles, the user's, files by path, and what goes wrong among them."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from studio import paths
from studio.errors import (
    OutputNotWritable,
    StudioError,
    StyleBuiltin,
    StyleError,
    StyleFileInvalid,
    StyleUnknown,
)
from studio.styles import catalogue as module
from studio.styles.catalogue import Catalogue
from studio.styles.cube import format_cube
from studio.styles.hald import format_hald
from studio.styles.lut import Lut, identity_grid
from studio.styles.names import free_name, safe_stem, slug

BUILTIN = paths.resources() / "styles"


def look(title: str, power: float = 1.2) -> Lut:
    return Lut(title, identity_grid(5) ** power)


def write_look(path: Path, title: str = "", power: float = 1.2) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lut = look(title, power)
    path.write_bytes(format_hald(lut, 2) if path.suffix == ".png" else format_cube(lut, 5))
    return path


@pytest.fixture
def user(tmp_path: Path) -> Path:
    return tmp_path / "styles"


@pytest.fixture
def catalogue(user: Path) -> Catalogue:
    return Catalogue(BUILTIN, user)


def own(catalogue: Catalogue) -> list[str]:
    return [style.id for style in catalogue.styles() if not style.builtin]


def test_the_program_brings_looks_and_learned_styles(catalogue: Catalogue) -> None:
    styles = catalogue.styles()
    looks = [style for style in styles if not style.learned]
    assert len(looks) >= 10
    assert {style.id for style in styles if style.learned} >= {"even-light", "soft-skin", "evening"}
    assert all(style.builtin and style.licence for style in styles)
    assert catalogue.get("warm-film").name == "Warm film"
    assert len({style.id for style in styles}) == len(styles)
    assert catalogue.problems() == ()


def test_add_and_find_again(catalogue: Catalogue, tmp_path: Path, user: Path) -> None:
    source = write_look(tmp_path / "in" / "My Look 暖.cube", "Sunny")
    style = catalogue.add(source)
    assert style.id.startswith("user-my-look-暖-")  # and a hash: the slug says less than the name
    assert (style.name, style.builtin) == ("Sunny", False)
    assert style.path.read_bytes() == source.read_bytes()
    assert catalogue.get(style.id) == style
    assert Catalogue(BUILTIN, user).get(style.id) == style
    assert catalogue.load_lut(style).title == "Sunny"


def test_the_same_bytes_are_one_style_and_the_same_name_is_two(catalogue: Catalogue, tmp_path: Path) -> None:
    first = catalogue.add(write_look(tmp_path / "a" / "look.cube", "Look"))
    assert catalogue.add(tmp_path / "a" / "look.cube") == first
    second = catalogue.add(write_look(tmp_path / "b" / "look.cube", "Look", 1.5))
    third = catalogue.add(write_look(tmp_path / "c" / "look.png", power=2.0))
    assert [style.id for style in (first, second, third)] == ["user-look", "user-look-2", "user-look-3"]
    assert len({style.name.casefold() for style in catalogue.styles()}) == len(catalogue.styles())
    assert first == catalogue.get(first.id)


def test_format_is_told_by_content(catalogue: Catalogue, tmp_path: Path) -> None:
    source = tmp_path / "wrong.cube"
    source.write_bytes(format_hald(look(""), 2))
    assert catalogue.add(source).path.name == "wrong.png"


def test_a_broken_file_is_not_added(catalogue: Catalogue, tmp_path: Path, user: Path) -> None:
    bad = tmp_path / "bad.cube"
    bad.write_text("LUT_3D_SIZE 2\n0 0 0\n")
    with pytest.raises(StyleFileInvalid, match="line"):
        catalogue.add(bad)
    with pytest.raises(StyleUnknown):
        catalogue.add(tmp_path / "none.cube")
    assert not user.exists()
    with pytest.raises(OutputNotWritable):
        Catalogue(BUILTIN).add(write_look(tmp_path / "good.cube"))


def test_broken_files_in_the_folder_are_named(user: Path) -> None:
    write_look(user / "good.cube", "Good")
    (user / "head.cube").write_text("LUT_3D_SIZE many\n")
    (user / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    (user / "notes.txt").write_text("not a style")
    body = format_cube(look("Body"), 5).replace(b"1.000000", b"1,000000", 1)
    (user / "body.cube").write_bytes(body)
    catalogue = Catalogue(BUILTIN, user)
    assert own(catalogue) == ["user-body", "user-good"]
    assert len(catalogue.problems()) == 2
    assert any("head.cube" in str(problem) and "line 1" in str(problem) for problem in catalogue.problems())
    # What only the whole file shows is a problem from the first use on, until the file changes.
    with pytest.raises(StyleFileInvalid):
        catalogue.load_lut(catalogue.get("user-body"))
    assert own(catalogue) == ["user-good"]
    assert any("body.cube" in str(problem) for problem in catalogue.problems())
    write_look(user / "body.cube", "Repaired look")
    catalogue.refresh()
    assert own(catalogue) == ["user-good", "user-body"]
    assert len(catalogue.problems()) == 2


def test_a_file_beside_names_the_style(user: Path) -> None:
    write_look(user / "a.cube", "Title")
    card = {"name": "Card\n name", "group": "G", "author": "A", "licence": "CC0-1.0", "description": "D"}
    (user / "a.json").write_text(json.dumps(card), encoding="utf-8")
    style = Catalogue(BUILTIN, user).get("user-a")
    assert (style.name, style.group, style.author, style.licence) == ("Card name", "G", "A", "CC0-1.0")
    for broken in ("{", "[]", '{"name": 3}', "[" * 100_000, '{"name": "' + "x" * 100_000 + '"}'):
        (user / "a.json").write_text(broken)
        catalogue = Catalogue(BUILTIN, user)
        assert catalogue.get("user-a").name == "Title"
        assert len(catalogue.problems()) == 1


def test_removed_styles_lie_in_the_trash(catalogue: Catalogue, tmp_path: Path, user: Path) -> None:
    for power in (1.1, 1.3):
        style = catalogue.add(write_look(tmp_path / "x.cube", "X", power))
        (user / "x.json").write_text("{}")
        data = style.path.read_bytes()
        place = catalogue.remove(style.id)
        assert place.read_bytes() == data
        assert place.with_suffix(".json").is_file()
        assert not style.path.exists()
        assert own(catalogue) == []
    assert sorted(path.name for path in (user / ".trash").glob("*.cube")) == ["x-2.cube", "x.cube"]


def test_what_is_not_removed(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(StyleBuiltin):
        catalogue.remove("warm-film")
    with pytest.raises(StyleUnknown):
        catalogue.remove("user-none")
    outside = write_look(tmp_path / "mine.cube")
    with pytest.raises(StyleError):
        catalogue.remove(catalogue.resolve(str(outside)).id)
    assert outside.is_file()


def test_resolve(catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert catalogue.resolve("cool-film").builtin
    path = write_look(tmp_path / "a" / "look.cube", "By path")
    style = catalogue.resolve(str(path))
    assert (style.id, style.name, style.kind) == ("file:look.cube", "By path", "lut")
    assert catalogue.get(style.id) == style
    assert catalogue.resolve(str(path)) == style
    monkeypatch.chdir(path.parent)
    assert catalogue.resolve("look.cube") == style
    other = catalogue.resolve(str(write_look(tmp_path / "b" / "look.cube", "Other", 3.0)))
    assert other.id == "file:look.cube-2"
    assert catalogue.load_lut(other).title == "Other"
    assert style not in catalogue.styles()
    (tmp_path / "bad.cube").write_text("hello")
    with pytest.raises(StyleFileInvalid, match=r"bad\.cube"):
        catalogue.resolve(str(tmp_path / "bad.cube"))
    for unknown in ("none", "none.cube", str(tmp_path), "", "a\0b", "x" * 5000):
        with pytest.raises(StyleUnknown):
            catalogue.resolve(unknown)


def test_tables_are_kept_and_let_go(
    catalogue: Catalogue, tmp_path: Path, user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm = catalogue.get("warm-film")
    first = catalogue.load_lut(warm)
    assert catalogue.load_lut(warm) is first
    monkeypatch.setattr(module, "TABLE_BYTES", first.nbytes)
    catalogue = Catalogue(BUILTIN, user)
    first = catalogue.load_lut(warm)
    catalogue.load_lut(catalogue.get("cool-film"))
    assert catalogue.load_lut(warm) is not first
    path = write_look(tmp_path / "a.cube", "One")
    style = catalogue.resolve(str(path))
    write_look(path, "Another")
    assert catalogue.load_lut(style).title == "Another"
    path.unlink()
    with pytest.raises(StyleUnknown):
        catalogue.load_lut(style)


def test_many_threads(catalogue: Catalogue, tmp_path: Path) -> None:
    sources = [write_look(tmp_path / f"{n}" / "same.cube", f"T{n}", 1 + n / 10) for n in range(6)]
    failures: list[StudioError] = []

    def work(source: Path) -> None:
        try:
            for style in (catalogue.add(source), *catalogue.styles()[:3]):
                catalogue.load_lut(style)
        except StudioError as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(source,)) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert {catalogue.get(style_id).name for style_id in own(catalogue)} == {f"T{n}" for n in range(6)}


def test_an_index_of_another_version_is_a_problem(tmp_path: Path) -> None:
    assert len(Catalogue(tmp_path / "none").problems()) == 1
    (tmp_path / "index.json").write_text('{"version": 99, "styles": []}')
    assert "version" in str(Catalogue(tmp_path).problems()[0])
    entry = {"id": "a", "name": "A", "kind": "lut", "file": "missing.png"}
    (tmp_path / "index.json").write_text(json.dumps({"version": 1, "styles": [entry, 7]}))
    catalogue = Catalogue(tmp_path)
    assert catalogue.styles() == ()
    assert len(catalogue.problems()) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Warm Film", "warm-film"), ("  ..  ", "style"), ("Été_2", "été-2"), ("暖色", "暖色")],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("stem", "expected"),
    [("a/b:c", "a_b_c"), ("con", "con_"), (" . ", "style"), ("暖", "暖"), ("x" * 300, "x" * 80)],
)
def test_stems_that_every_system_takes(stem: str, expected: str) -> None:
    assert safe_stem(stem) == expected


def test_free_names_ignore_case() -> None:
    assert free_name("Look", ["look", "LOOK-2"]) == "Look-3"


def test_an_id_is_never_taken_over_by_another_file(user: Path) -> None:
    write_look(user / "My look.cube")
    write_look(user / "my-look.cube", power=1.5)
    catalogue = Catalogue(BUILTIN, user)
    spaced, plain = (
        next(style.id for style in catalogue.styles() if style.path.name == name)
        for name in ("My look.cube", "my-look.cube")
    )
    catalogue.remove(spaced)
    assert catalogue.get(plain).path.name == "my-look.cube"
    with pytest.raises(StyleUnknown):
        catalogue.get(spaced)
