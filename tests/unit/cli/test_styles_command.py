"""``styles`` and ``info``: the user's styles at a terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from studio import cli, paths
from tests.support.bundles import make_bundle, write_bundle


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command; what it wrote on both channels."""

    def run(*words: str | Path, code: int = 0) -> tuple[str, str]:
        assert cli.main([str(word) for word in words]) == code
        written = capsys.readouterr()
        return written.out, written.err

    return run


def test_import_list_rename_remove_restore(say: Any, tmp_path: Path) -> None:
    source = write_bundle(tmp_path / "a.pstyle")
    bad = tmp_path / "bad.pstyle"
    bad.write_bytes(b"PK\x03\x04")
    out, error = say("styles", "import", bad, source, "--json", code=1)
    assert [style["id"] for style in json.loads(out)] == ["user-a"]
    assert "ZIP archive" in error
    out, _ = say("styles")
    header, *lines = out.splitlines()
    assert header.split() == ["ID", "NAME", "GROUP", "KIND", "QUALITY"]
    assert lines[-1].split() == ["user-a", "Autumn", "light", "photographic-1", "2.5"]
    out, _ = say("styles", "rename", "user-a", "Golden hour", "--group", "Mine", "--json")
    assert (json.loads(out)[0]["name"], json.loads(out)[0]["group"]) == ("Golden hour", "Mine")
    out, _ = say("styles", "duplicate", "warm-film", "My warm", "--json")
    assert json.loads(out)[0]["lineage"] == ["Warm film"]
    out, error = say("styles", "remove", "user-a", "warm-film", "--json", code=1)
    assert json.loads(out) == [str(paths.user_styles() / ".trash" / "a.pstyle")]
    assert "came with the program" in error
    assert say("styles", "restore")[0] == "a.pstyle\n"
    out, _ = say("styles", "restore", "a.pstyle", "--json")
    assert json.loads(out)[0]["id"] == "user-a"
    assert "There is no style “b.pstyle”" in say("styles", "restore", "b.pstyle", code=1)[1]
    assert json.loads(say("styles", "restore", "--json")[0]) == []
    assert say("styles", "rename", "warm-film", "x", code=1)[1]
    assert source.is_file()


def test_problems_are_told_beside_the_list(say: Any) -> None:
    write_bundle(paths.user_styles() / "good.pstyle")
    (paths.user_styles() / "cut.pstyle").write_bytes(b"\x10\0\0\0\0\0\0\0{")
    out, error = say("styles", "--json")
    assert json.loads(out)[-1]["id"] == "user-good"
    assert "“cut.pstyle” is not a usable style file: it ends too early" in error


def test_info_tells_of_a_learned_style(say: Any, tmp_path: Path) -> None:
    path = write_bundle(tmp_path / "x.pstyle", lineage=("Warm film", "First try"))
    facts = json.loads(say("info", path, "--json")[0])
    assert (facts["type"], facts["kind"], facts["learned"]) == ("style", "photographic-1", True)
    assert facts["learned_from"] == {
        "style_photos": 40, "ordinary_photos": 100, "steps": 800, "version": "0.1.0"
    }  # fmt: skip
    assert (facts["quality"], facts["inputs"], facts["preview"]) == (2.5, "rgb", [64, 48])
    assert facts["parameters"] == sum(tensor.size for tensor in make_bundle().tensors.values())
    out, _ = say("info", path)
    lines = dict(line.split(": ", 1) for line in out.splitlines())
    assert lines["learned_from"].strip() == "style photos 40, ordinary photos 100, steps 800, version 0.1.0"
    assert lines["licence"].strip() == "CC-BY-4.0"
    path.write_bytes(path.read_bytes()[:2000])
    out, error = say("info", path, "--json", code=1)
    assert "ends too early" in json.loads(out)["error"]
    assert "ends too early" in error
    assert "There is no style" in say("info", tmp_path / "none.pstyle", code=1)[1]
