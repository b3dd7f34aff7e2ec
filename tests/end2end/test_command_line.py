"""The command line as its users run it: in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.support import pictures

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-W", "error", "-m", "studio"]


def portrait_studio(
    *words: str | Path, code: int = 0, **environment: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*PROGRAM, *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def told(done: subprocess.CompletedProcess[str]) -> Any:
    return json.loads(done.stdout)


def test_a_style_on_a_photo(portrait_jpeg: Path, tmp_path: Path) -> None:
    before = portrait_jpeg.read_bytes()
    target = tmp_path / "new folder" / "out.jpg"
    done = portrait_studio("apply", portrait_jpeg, "--style", "warm-film", "-o", target)
    assert done.stdout == f"{target}\n"
    assert done.stderr == ""
    assert portrait_jpeg.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["out.jpg"]
    with Image.open(portrait_jpeg) as old, Image.open(target) as new:
        assert new.size == old.size
        assert new.info["icc_profile"] == old.info["icc_profile"]
        assert dict(new.getexif())[0x0110] == pictures.MODEL
        change = np.asarray(new, np.int16) - np.asarray(old, np.int16)
    assert np.abs(change).mean() > 1


def test_strength_nothing_changes_nothing_but_a_little_noise(portrait_jpeg: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.png"
    portrait_studio("apply", portrait_jpeg, "--style", "warm-film", "--strength", "0", "-o", target)
    with Image.open(portrait_jpeg) as old, Image.open(target) as new:
        change = np.asarray(new.convert("RGB"), np.int16) - np.asarray(old, np.int16)
    assert np.abs(change).max() <= 1


def test_an_adjustment_comes_before_the_style(portrait_jpeg: Path, tmp_path: Path) -> None:
    for name, exposure in (("dark.png", "-1"), ("bright.png", "1")):
        target = tmp_path / name
        portrait_studio("apply", portrait_jpeg, "--style", "warm-film", "--exposure", exposure, "-o", target)
    dark, bright = (np.asarray(Image.open(tmp_path / name)).mean() for name in ("dark.png", "bright.png"))
    assert bright > dark + 30


def test_a_bad_photo_among_good_ones(portrait_jpeg: Path, tmp_path: Path) -> None:
    shoot, out = portrait_jpeg.parent, tmp_path / "out"
    (shoot / "a note.jpg").write_text("this is text")
    (shoot / "cut.jpg").write_bytes(portrait_jpeg.read_bytes()[:5000])
    (shoot / "empty.png").write_bytes(b"")
    (shoot / "zoë 你好 😀.jpg").write_bytes(portrait_jpeg.read_bytes())
    photos = sorted(shoot.iterdir())
    photos.append(shoot / "gone.jpg")
    done = portrait_studio("apply", *photos, "--style", "warm-film", "--json", "-o", out, code=1)
    results = told(done)["results"]
    assert {Path(result["input"]).name for result in results if result["ok"]} == {
        "portrait.jpg",
        "zoë 你好 😀.jpg",
    }
    assert sorted(path.name for path in out.iterdir()) == ["portrait.jpg", "zoë 你好 😀.jpg"]
    for result in results:
        assert set(result) == {"input", "output", "ok", "error", "notes", "seconds"}
        assert (result["error"] is None) == result["ok"] == (result["output"] is not None)
    complaints = done.stderr.splitlines()
    assert len(complaints) == 4
    for name in ("a note.jpg", "cut.jpg", "empty.png", "gone.jpg"):
        assert sum(f"“{name}”" in line for line in complaints) == 1


def test_what_was_noticed_is_said_once(portrait_jpeg: Path, tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        Image.new("RGB", (8, 8), "gray").save(tmp_path / name)
    photos = [tmp_path / "a.png", tmp_path / "b.png", portrait_jpeg]
    done = portrait_studio(
        "apply", *photos, "--style", "warm-film", "--device", "mps", "-o", tmp_path / "out"
    )
    assert done.stdout.splitlines() == [str(tmp_path / "out" / photo.name) for photo in photos]
    notes = done.stderr.splitlines()
    assert notes[0].startswith("Metal was chosen but does not work here")
    assert notes[1:] == ["2 photos: The photo has no colour profile: sRGB was assumed."]


def test_edits_without_a_style_and_a_crop(portrait_jpeg: Path, tmp_path: Path) -> None:
    target = tmp_path / "cropped.png"
    portrait_studio("apply", portrait_jpeg, "--crop", "0.25,0,1,0.5", "--rotate", "90", "-o", target)
    with Image.open(portrait_jpeg) as photo, Image.open(target) as cropped:
        wanted = photo.convert("RGB").rotate(-90, expand=True)
        width, height = wanted.size
        box = (round(width * 0.25), 0, width, round(height * 0.5))
        assert cropped.size == (box[2] - box[0], box[3] - box[1])
        difference = np.abs(np.asarray(wanted.crop(box), np.int16) - np.asarray(cropped.convert("RGB")))
    assert difference.max() <= 1


def test_a_style_file_is_a_style(portrait_jpeg: Path, tmp_path: Path) -> None:
    swap = "LUT_3D_SIZE 2\n" + "".join(f"{b} {g} {r}\n" for b in (0, 1) for g in (0, 1) for r in (0, 1))
    (tmp_path / "swap.cube").write_text(swap)
    target = tmp_path / "out.png"
    portrait_studio("apply", portrait_jpeg, "--style", tmp_path / "swap.cube", "-o", target)
    with Image.open(portrait_jpeg) as old, Image.open(target) as new:
        change = np.asarray(new.convert("RGB"), np.int16)[..., ::-1] - np.asarray(old, np.int16)
    assert np.abs(change).max() <= 1


@pytest.mark.parametrize(
    ("style", "reason"),
    [
        ("no-such-style", "no style “no-such-style”"),
        ("hostile.cube", "“hostile.cube” is not a usable style file"),
    ],
)
def test_a_style_that_cannot_be_used(portrait_jpeg: Path, tmp_path: Path, style: str, reason: str) -> None:
    (tmp_path / "hostile.cube").write_text("LUT_3D_SIZE 1000000\n0 0 0\n")
    named = tmp_path / style if style.endswith(".cube") else style
    out = tmp_path / "out"
    done = portrait_studio("apply", portrait_jpeg, "--style", named, "-o", out, code=1)
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
    assert not out.exists()
    document = told(portrait_studio("apply", portrait_jpeg, "--style", named, "-o", out, "--json", code=1))
    assert document["results"] == []
    assert reason in document["error"]


def test_originals_and_earlier_outputs_stay(portrait_jpeg: Path, tmp_path: Path) -> None:
    before = portrait_jpeg.read_bytes()
    done = portrait_studio(
        *("apply", portrait_jpeg, "--style", "warm-film", "--replace", "-o", portrait_jpeg), code=1
    )
    assert "is an original" in done.stderr
    earlier = tmp_path / "earlier.jpg"
    earlier.write_bytes(b"earlier")
    done = portrait_studio("apply", portrait_jpeg, "--style", "warm-film", "-o", earlier, code=1)
    assert "is there already" in done.stderr
    assert (portrait_jpeg.read_bytes(), earlier.read_bytes()) == (before, b"earlier")
    portrait_studio("apply", portrait_jpeg, "--style", "warm-film", "--replace", "-o", earlier)
    assert earlier.read_bytes().startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    "words",
    [
        ["apply"],
        ["apply", "a.jpg", "-o", "out"],
        ["apply", "a.jpg", "--strength", "1", "-o", "out"],
        ["apply", "a.jpg", "--style", "x"],
        ["apply", "a.jpg", "--style", "x", "-o", "out", "--strength", "1.6"],
        ["apply", "a.jpg", "--style", "x", "-o", "out", "--strength", "nan"],
        ["apply", "a.jpg", "--style", "x", "-o", "out", "--exposure", "9"],
        ["apply", "a.jpg", "--style", "x", "-o", "out", "--quality", "0"],
        ["apply", "a.jpg", "--style", "x", "-o", "out.gif"],
        ["apply", "a.jpg", "b.jpg", "--style", "x", "-o", "out.jpg"],
        ["apply", "", "--style", "x", "-o", "out"],
        ["apply", "a.jpg", "--style", "x", "-o", ""],
        ["info"],
        ["styles", "more"],
        ["aply"],
        ["--no-such-option"],
    ],
)
def test_wrong_usage(words: list[str]) -> None:
    done = portrait_studio(*words, code=2)
    assert done.stdout == ""
    assert done.stderr


def test_styles() -> None:
    styles = told(portrait_studio("styles", "--json"))
    assert len(styles) >= 8
    assert all({"id", "name", "kind", "group", "builtin"} <= set(style) for style in styles)
    text = portrait_studio("styles").stdout.splitlines()
    assert [line.split()[0] for line in text[1:]] == [style["id"] for style in styles]


def test_info(portrait_jpeg: Path, astronaut: Path, tmp_path: Path) -> None:
    photo = told(portrait_studio("info", portrait_jpeg, "--json"))
    assert (photo["type"], photo["width"], photo["height"], photo["bit_depth"]) == ("photo", 384, 512, 8)
    assert photo["has_exif"]
    assert photo["has_iptc"]
    assert photo["has_xmp"]
    # Its size is that of a HaldCLUT.
    assert told(portrait_studio("info", astronaut, "--json"))["type"] == "photo"
    style = told(portrait_studio("info", "warm-film", "--json"))
    assert (style["type"], style["id"], style["kind"]) == ("style", "warm-film", "lut")
    by_file = told(portrait_studio("info", style["path"], "--json"))
    assert (by_file["type"], by_file["cube_size"]) == ("style", style["cube_size"])
    assert "384" in portrait_studio("info", portrait_jpeg).stdout
    done = portrait_studio("info", tmp_path / "gone.jpg", "--json", code=1)
    assert "was not found" in told(done)["error"]
    assert "was not found" in done.stderr
    assert "folder" in portrait_studio("info", tmp_path, code=1).stderr


def test_help_and_version() -> None:
    from studio import __version__

    assert portrait_studio("--version").stdout == f"portrait-studio {__version__}\n"
    assert all(command in portrait_studio("--help").stdout for command in ("apply", "styles", "info"))
    assert "--exposure" in portrait_studio("apply", "--help").stdout


@pytest.mark.parametrize(
    "words", ["--help", "styles", "styles --json", "info warm-film", "info {photo}", "apply x --style y -o z"]
)
def test_light_commands_load_neither_qt_nor_torch(words: str, portrait_jpeg: Path) -> None:
    script = (
        "import sys, studio.__main__ as program; code = program.main(sys.argv[1:]);"
        "heavy = {'torch', 'PySide6', 'shiboken6', 'skimage', 'scipy'} & set(sys.modules);"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words.format(photo=portrait_jpeg).split()],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_a_reader_that_goes_away_is_no_fault() -> None:
    with subprocess.Popen(
        [*PROGRAM, "styles", "--json"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_under_the_result_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "styles"],
            cwd=ROOT,
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr == "portrait-studio: the result could not be written: No space left on device.\n"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_in_the_middle(number: signal.Signals, code: int, tmp_path: Path) -> None:
    shoot, out = tmp_path / "shoot", tmp_path / "out"
    shoot.mkdir()
    data = pictures.portrait_jpeg_bytes(width=1200, height=1600)
    for n in range(60):
        (shoot / f"{n:02}.jpg").write_bytes(data)
    with subprocess.Popen(
        [*PROGRAM, "apply", str(shoot), "--style", "warm-film", "--json", "-o", str(out)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        deadline = time.monotonic() + 60
        while not (out.is_dir() and any(out.glob("*.jpg"))) and time.monotonic() < deadline:
            time.sleep(0.01)
        program.send_signal(number)
        stdout, stderr = program.communicate(timeout=60)
    assert program.returncode == code, stderr
    assert "Traceback" not in stderr
    files = sorted(out.iterdir())
    assert 0 < len(files) < 60
    assert len(json.loads(stdout)["results"]) in (len(files), len(files) - 1)
    for path in files:  # no temporary file, and every picture whole
        with Image.open(path) as picture:
            picture.load()
            assert picture.size == (1200, 1600)


def test_a_window_without_a_display_is_refused_in_one_sentence(astronaut: Path) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    gone = next(n for n in range(4711, 5000) if not Path(f"/tmp/.X11-unix/X{n}").exists())
    for extra, words in (
        ({}, []),
        ({}, ["--sample"]),
        ({}, [str(astronaut)]),
        ({"DISPLAY": f":{gone}"}, []),
    ):
        done = subprocess.run(
            [*PROGRAM, *words],
            cwd=ROOT,
            env={**bare, **extra},
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert "display" in done.stderr
