"""``portrait-studio passport``: files, words, JSON and exit codes; what goes out comes back in."""

from __future__ import annotations

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio import paths
from studio.cli.program import main
from studio.kernels.select import SWITCH
from studio.styles.catalogue import Catalogue
from studio.styles.lut import identity_grid
from studio.styles.table_formats import FORMATS
from tests.support.bundles import write_bundle

STYLES = paths.resources() / "styles"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the user's own, empty."""
    monkeypatch.setattr(paths, "user_styles", lambda: tmp_path / "styles")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("form", "step"), [("cube", 5e-7), ("hald", 0.5 / 65535), ("xmp", 0.5 / 65535)])
def test_out_and_in_again(home: Path, form: str, step: float, capsys: pytest.CaptureFixture[str]) -> None:
    target = home / f"Warm{FORMATS[form].suffix}"
    assert main(["passport", "warm-film", "-o", str(target)]) == 0
    assert capsys.readouterr().out == f"{target}\nThe look-up table keeps all of this style.\n"
    catalogue = Catalogue(STYLES, home / "styles")
    original = catalogue.load_lut(catalogue.get("warm-film"))
    added = catalogue.add(target)
    lut = catalogue.load_lut(added)
    assert lut.cube is not None
    wanted = original.evaluate(identity_grid(FORMATS[form].size))
    assert np.abs(lut.cube - np.clip(wanted, 0, 1)).max() <= step + 2e-7
    # And out again, the very same numbers.
    second = home / f"Second{FORMATS[form].suffix}"
    assert main(["passport", added.id, "-o", str(second)]) == 0
    again = FORMATS[form].read(second.read_bytes(), "second")
    assert again.cube is not None
    assert np.array_equal(again.cube, lut.cube)


def test_a_learned_style_with_report_and_json(
    home: Path, portrait_jpeg: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    style = write_bundle(home / "mine.pstyle", 3, scale=0.05)
    photos = home / "photos"
    photos.mkdir()
    shutil.copy(portrait_jpeg, photos / "<b>one.jpg")
    (photos / "broken.jpg").write_bytes(b"no picture")
    before = sorted((path.name, path.read_bytes()) for path in photos.iterdir())
    target, report = home / "mine.cube", home / "mine.html"
    words = ["passport", str(style), "-o", str(target), "--photos", str(photos), "--size", "17"]
    assert main([*words, "--report", str(report), "--json", "--variation", "2", "--strength", "0.7"]) == 0
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert "broken.jpg" in captured.err
    assert document["output"] == str(target)
    assert document["report"] == str(report)
    assert (document["format"], document["nodes"], document["exact"]) == ("cube", 17, False)
    assert 0 < document["kept"] < 1
    assert document["kept"] == pytest.approx(1 - document["lost"] / document["distance"], abs=1e-3)
    assert [photo["name"] for photo in document["photos"]] == ["<b>one.jpg"]
    assert document["elsewhere"] is None
    assert len(document["skipped"]) == 1
    assert target.read_bytes().startswith(b'TITLE "Autumn light"\nLUT_3D_SIZE 17\n')
    assert sorted((path.name, path.read_bytes()) for path in photos.iterdir()) == before
    _check_page(report.read_text("utf-8"), "<b>one.jpg")


def _check_page(page: str, name: str) -> None:
    """Well formed, nothing that runs or loads, names as text."""
    seen: list[str] = []
    texts: list[str] = []
    opened: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            seen.append(tag)
            if tag not in ("meta", "img"):
                opened.append(tag)
            for key, value in attributes:
                assert not key.startswith("on")
                if key in ("src", "href"):
                    assert (value or "").startswith("data:image/jpeg;base64,")

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

        def handle_data(self, data: str) -> None:
            texts.append(data)

    Reader().feed(page)
    assert not opened
    assert not {"script", "link", "iframe", "object", "b"} & set(seen)
    assert seen.count("img") == 4
    assert name in texts
    assert "http" not in page.replace("http-equiv", "")


def test_the_sample_portrait_stands_in(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    style = write_bundle(home / "mine.pstyle", 3, scale=0.05)
    assert main(["passport", str(style), "-o", str(home / "mine.xmp"), "--json"]) == 0
    assert [photo["name"] for photo in told(capsys)["photos"]] == ["astronaut.png"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["warm-film", "-o", "look.jpg"], "no name of a table"),
        (["warm-film", "-o", "look.cube", "--format", "xmp"], "another format"),
        (["warm-film", "-o", "look.cube", "--size", "32"], "17, 33, 65"),
        (["warm-film", "-o", "look.xmp", "--size", "33"], "32 nodes"),
        (["warm-film", "-o", "look.cube", "--size", "0"], "17, 33, 65 nodes an axis, not 0"),
        (["warm-film", "-o", "look.cube", "--report", "look.txt"], "no name of a report"),
        (["warm-film"], "-o"),
        (["warm-film", "-o", "look.cube", "--strength", "3"], "0 to 1.5"),
        (["warm-film", "-o", "look.cube", "--variation", "99"], "0 to 24"),
        (["warm-film", "-o", "look.cube", "--variation", "x"], "is not a whole number from 0 to 24"),
    ],
)
def test_wrong_usage(
    home: Path,
    words: list[str],
    reason: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(home)
    assert main(["passport", *words]) == 2
    assert reason in capsys.readouterr().err
    assert list(home.iterdir()) == []


def test_what_fails(home: Path, portrait_jpeg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = home / "look.cube"
    assert main(["passport", "nothing", "-o", str(target), "--json"]) == 1
    assert "no style" in told(capsys)["error"]
    style = write_bundle(home / "mine.pstyle", 3, scale=0.05)
    empty = home / "empty"
    empty.mkdir()
    assert main(["passport", str(style), "-o", str(target), "--photos", str(empty)]) == 1
    assert "no photos in “empty”" in capsys.readouterr().err
    assert main(["passport", str(style), "-o", str(target), "--photos", str(home / "gone.jpg")]) == 1
    assert "adapts to each photo" in capsys.readouterr().err
    assert not target.exists()
    target.write_bytes(b"before")
    assert main(["passport", "warm-film", "-o", str(target)]) == 1
    assert target.read_bytes() == b"before"
    assert main(["passport", "warm-film", "-o", str(target), "--replace"]) == 0
    assert target.read_bytes() != b"before"


def test_the_styles_own_file_and_the_photos_are_never_replaced(home: Path, portrait_jpeg: Path) -> None:
    first = home / "first.cube"
    assert main(["passport", "warm-film", "-o", str(first), "--size", "17"]) == 0
    before = first.read_bytes()
    assert main(["passport", str(first), "-o", str(first), "--replace"]) == 1
    assert first.read_bytes() == before
    photo = home / "photo.png"
    photo.write_bytes(portrait_jpeg.read_bytes())
    words = ["passport", "warm-film", "-o", str(photo), "--photos", str(photo), "--replace"]
    assert main(words) == 1
    assert photo.read_bytes() == portrait_jpeg.read_bytes()


def test_what_computes_is_told_when_asked(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["passport", "warm-film", "--size", "17", "--device", "cpu"]
    monkeypatch.setenv(SWITCH, "1")
    assert main([*words, "-o", str(home / "quiet.cube")]) == 0
    assert capsys.readouterr().err == ""
    assert main([*words, "-o", str(home / "slow.cube"), "--verbose"]) == 0
    said = capsys.readouterr().err
    assert said.startswith("CPU")
    assert "slower" in said
    assert SWITCH in said
    monkeypatch.delenv(SWITCH)
    pytest.importorskip("studio.kernels._native")
    assert main([*words, "-o", str(home / "fast.cube"), "--verbose"]) == 0
    assert "native code" in capsys.readouterr().err


def test_a_name_without_an_end_gets_the_formats(home: Path) -> None:
    assert main(["passport", "warm-film", "-o", str(home / "look"), "--format", "hald", "--size", "16"]) == 0
    assert (home / "look.png").is_file()
