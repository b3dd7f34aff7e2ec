"""What the command line does where something is wrong with the world: one sentence, code 1, nothing lost."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from studio.cli import main

ROOT = Path(__file__).resolve().parents[2]
STYLE = ("--style", "warm-film")


def apply(capfd: pytest.CaptureFixture[str], *words: str | Path) -> tuple[str, list[str]]:
    """Standard output and the lines of standard error of an ``apply`` that fails."""
    assert main(["apply", *map(str, words), *STYLE]) == 1
    out, err = capfd.readouterr()
    assert "Traceback" not in err
    return out, err.splitlines()


def test_a_full_disk(portrait_jpeg: Path, tmp_path: Path) -> None:
    """No file may grow beyond 4 KB: the system's answer where a disk or a quota is full."""
    out = tmp_path / "out"
    out.mkdir()
    earlier = out / "portrait.jpg"
    earlier.write_bytes(b"earlier")
    done = subprocess.run(
        [sys.executable, "-m", "studio", "apply", str(portrait_jpeg), *STYLE, "--replace", "-o", str(out)],
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 1
    (complaint,) = done.stderr.splitlines()
    assert complaint.startswith("portrait-studio: The disk is full: “portrait.jpg” was not written.")
    assert list(out.iterdir()) == [earlier]
    assert earlier.read_bytes() == b"earlier"


def test_a_folder_that_cannot_be_read(
    portrait_jpeg: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Root may read everything, so the system's answer is put in its mouth."""
    closed = tmp_path / "closed"
    closed.mkdir()
    iterdir = Path.iterdir

    def refuse(path: Path) -> object:
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    target = tmp_path / "out"
    out, complaints = apply(capfd, closed, portrait_jpeg, "-o", target)
    assert complaints == ["portrait-studio: The folder “closed” could not be read: Permission denied."]
    assert out.splitlines() == [str(target / "portrait.jpg")]
    out, complaints = apply(capfd, closed, "--json", "-o", tmp_path / "none")
    assert json.loads(out)["results"][0]["error"] in complaints[0]
    assert not (tmp_path / "none").exists()


def test_an_output_folder_that_cannot_be(
    portrait_jpeg: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    for target in (
        tmp_path / "file" / "new",
        tmp_path / "file" / "new.jpg",
        tmp_path / ("n" * 300) / "x.jpg",
    ):
        out, complaints = apply(capfd, portrait_jpeg, "-o", target)
        assert out == ""
        assert len(complaints) == 1
        assert "could not be written" in complaints[0]
    assert {path.name for path in tmp_path.iterdir()} == {"file", "shoot"}


def test_names_that_no_system_takes(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("a\0.jpg", "n" * 5000 + ".jpg", "n" * 5000):
        out, complaints = apply(capfd, name, "-o", tmp_path / "out.jpg")
        assert out == ""
        assert len(complaints) == 1
        assert not (tmp_path / "out.jpg").exists()


def test_a_photo_without_end_and_a_link_in_a_circle(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    circle = tmp_path / "circle.jpg"
    circle.symlink_to(circle)
    os.mkfifo(tmp_path / "pipe.jpg")
    for path in (circle, tmp_path / "pipe.jpg", Path("/dev/zero")):
        _, complaints = apply(capfd, path, "-o", tmp_path / "out.jpg")
        assert len(complaints) == 1
        assert not (tmp_path / "out.jpg").exists()


def test_a_style_that_is_a_folder(
    portrait_jpeg: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["apply", str(portrait_jpeg), "--style", str(tmp_path), "-o", str(tmp_path / "o")]) == 1
    assert len(capfd.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "o").exists()
