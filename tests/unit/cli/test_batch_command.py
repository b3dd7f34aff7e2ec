"""``portrait-studio batch``: done, told, gone on with, refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio import paths
from studio.batch.batches import begin
from studio.batch.runner import BatchRunner
from studio.cli import main
from studio.editing.recipe import Recipe
from studio.imaging.decode import decode_photo
from tests.support.batches import NO_PATIENCE, names_below, planned, small_shoot

STYLE = ("--style", "warm-film")


def batch(*words: str | Path, code: int = 0) -> None:
    assert main(["batch", *map(str, words)]) == code


@pytest.fixture
def shoot(tmp_path: Path) -> Path:
    return small_shoot(tmp_path / "shoot", 3)


def test_done_told_and_gone_on_with(shoot: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    batch(shoot, *STYLE, "-o", out, "--preset", "web", "--preset", "format=png,folder=big", "--jobs", "2")
    said, error = capfd.readouterr()
    expected = sorted([*(f"big/{n}.png" for n in (1, 2, 3)), *(f"web/{n}.jpg" for n in (1, 2, 3))])
    assert sorted(said.split()) == [str(out / name) for name in expected]
    assert error == ""
    (out / "web" / "2.jpg").unlink()
    batch("--resume", "--json")
    document = json.loads(capfd.readouterr().out)
    assert document["counts"] == {"done": 3, "failed": 0, "skipped": 0, "waiting": 0}
    assert [result["state"] for result in document["results"]] == ["done"] * 3
    assert names_below(out) == expected
    assert list(paths.user_batches().glob("*.journal")) == [Path(document["journal"])]


def test_steady_matched_and_gone_on_with(
    shoot: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    batch(shoot, *STYLE, "-o", out, "--steady", "--long-edge", "20")
    assert decode_photo(out / "1.jpg").image.width == 20
    capfd.readouterr()
    (out / "2.jpg").unlink()
    batch("--resume", "--steady", "--json", "--report", tmp_path / "report")
    results = json.loads(capfd.readouterr().out)["results"]
    assert [result["scene"] for result in results] == [0, 1, 2]
    assert results[0]["skin"] is None
    assert results[0]["people"] == []
    assert not results[0]["stands_out"]
    (page,) = (tmp_path / "report").glob("*.html")
    assert "Skin along the shoot" in page.read_text()
    batch(shoot, *STYLE, "-o", out, "--match", shoot / "2.jpg", "--verbose")
    assert len(names_below(out)) == 6
    assert "not of the same scene as “2.jpg”" in capfd.readouterr().err
    batch(shoot, *STYLE, "-o", out, "--match", tmp_path / "9.jpg", code=1)
    assert "nothing can match it" in capfd.readouterr().err


def test_some_failed(shoot: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (shoot / "2.jpg").write_text("no image")
    batch(shoot, *STYLE, "-o", tmp_path / "out", "--report", tmp_path / "report", code=1)
    error = capfd.readouterr().err
    assert "portrait-studio: “2.jpg” is not an image" in error
    (page,) = (tmp_path / "report").glob("*.html")
    assert "2 done, 1 failed" in page.read_text()
    batch("--resume", code=1)


def test_stopped_has_a_code_of_its_own(
    shoot: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The photos are away from the beginning, and nobody has patience."""
    begin(
        planned(shoot, tmp_path / "out", recipe=Recipe().with_value("exposure", 0.2)), paths.user_batches()
    ).close()
    whole = BatchRunner.__init__
    monkeypatch.setattr(
        BatchRunner,
        "__init__",
        lambda self, *words, **named: whole(self, *words, **named, patience=NO_PATIENCE),
    )
    shoot.rename(tmp_path / "away")
    batch("--resume", "--json", code=3)
    said, error = capfd.readouterr()
    assert json.loads(said)["counts"]["waiting"] == 3
    assert "--resume goes on" in error
    (tmp_path / "away").rename(shoot)
    batch("--resume", "-o", tmp_path / "out")


def test_names_and_collisions(shoot: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = (shoot, *STYLE, "-o", out, "--name", "{style}/{number:03}")
    batch(*words)
    batch(*words)
    assert names_below(out) == sorted(f"Warm film/00{n}{more}.jpg" for n in (1, 2, 3) for more in ("", "-2"))
    batch(*words, "--on-collision", "overwrite")
    batch(*words, "--on-collision", "skip")
    assert len(names_below(out)) == 6


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "name the photos"),
        (("IN",), "name the photos"),
        (("IN", "-o", "OUT"), "there is nothing to do"),
        (("IN", *STYLE, "-o", "IN/1.jpg"), "needs a folder"),
        (("IN", *STYLE, "-o", "OUT.jpg"), "needs a folder"),
        (("IN", *STYLE, "-o", "OUT", "--name", "{x}"), "no field “x”"),
        (("IN", *STYLE, "-o", "OUT", "--preset", "wep"), "no export preset"),
        (("IN", *STYLE, "-o", "OUT", "--jobs", "0"), "not a whole number"),
        (("IN", *STYLE, "-o", "OUT", "--long-edge", "0"), "not a whole number"),
        (("IN/1.jpg", *STYLE, "-o", "OUT", "--watch"), "needs one folder"),
        (("IN", *STYLE, "-o", "OUT", "--watch", "--steady"), "no --resume, --steady"),
        (("IN", *STYLE, "-o", "OUT", "--steady", "--match", "IN/1.jpg"), "not allowed with"),
        (("IN", *STYLE, "-o", "OUT", "--on-collision", "all"), "invalid choice"),
    ],
)
def test_wrong_usage(
    shoot: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    batch(*(word.replace("IN", str(shoot)).replace("OUT", str(tmp_path / "o")) for word in words), code=2)
    assert sentence in capfd.readouterr().err
    assert not paths.user_batches().exists()


def test_resuming_what_is_not_there_or_is_another(
    shoot: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    batch("--resume", code=1)
    assert "no such batch" in capfd.readouterr().err
    batch(shoot, *STYLE, "-o", tmp_path / "out")
    batch("--resume", "-o", tmp_path / "other", code=1)
    batch("--resume", "--style", "golden-hour", code=2)
    batch("--resume", "--preset", "web", code=2)
    batch("--resume", "--steady", code=2)
    batch(shoot, "--resume", *STYLE, "-o", tmp_path / "out")


def test_a_style_that_changed_is_not_gone_on_with(
    shoot: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    look = tmp_path / "look.cube"
    rows = [f"{r / 2} {g / 2} {b / 2}" for b in range(3) for g in range(3) for r in range(3)]
    look.write_text("LUT_3D_SIZE 3\n" + "\n".join(rows) + "\n")
    batch(shoot, "--style", look, "-o", tmp_path / "out")
    batch("--resume")
    look.write_text("LUT_3D_SIZE 3\n" + "\n".join(reversed(rows)) + "\n")
    capfd.readouterr()
    batch("--resume", code=1)
    assert "not as it was" in capfd.readouterr().err
