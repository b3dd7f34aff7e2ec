"""Throwing a training away: its own files go, photos and whatever else is the user's stay."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio.runs.config import TrainingConfig
from studio.runs.discard import discard, end_at_once, sweep
from studio.runs.folder import RunFolder, runs_in


def made(path: Path, *, style: Path | None = None, output: Path | None = None) -> RunFolder:
    config = TrainingConfig(
        name="Mine", output=str(output or path / "mine.pstyle"), style=(str(style or path.parent / "photos"),)
    )
    run = RunFolder.create(path, config)
    run.log.write("started")
    (run.checkpoints / "step-00000001.safetensors").write_bytes(b"x")
    (run.path / ".0123456789ab.part").write_bytes(b"half")
    (run.path / "report.html").write_text("report")
    return run


def test_all_that_it_made_goes(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "a.jpg").write_bytes(b"photo")
    run = made(tmp_path / "runs" / "one")
    (run.path / "mine.pstyle").write_bytes(b"style")
    discard(run)
    assert list((tmp_path / "runs").iterdir()) == []
    assert (photos / "a.jpg").read_bytes() == b"photo"
    discard(run)


def test_a_style_file_elsewhere_stays(tmp_path: Path) -> None:
    output = tmp_path / "mine.pstyle"
    output.write_bytes(b"style")
    discard(made(tmp_path / "runs" / "one", output=output))
    assert output.read_bytes() == b"style"


@pytest.mark.parametrize("name", ["photo.jpg", "holiday/photo.jpg", "samples/photo.jpg"])
def test_photos_in_the_folder_of_the_run_stay(tmp_path: Path, name: str) -> None:
    place = tmp_path / "runs" / "one"
    run = made(place, style=place / name)
    photo = place / name
    photo.parent.mkdir(exist_ok=True)
    photo.write_bytes(b"photo")
    discard(run)
    assert photo.read_bytes() == b"photo"
    assert not run.config_file.exists()
    assert not run.checkpoints.exists()
    assert runs_in(tmp_path / "runs") == []


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "a.jpg").write_bytes(b"photo")
    run = made(tmp_path / "runs" / "one")
    run.samples.rmdir()
    run.samples.symlink_to(photos)
    discard(run)
    assert not run.path.exists()
    assert (photos / "a.jpg").read_bytes() == b"photo"


def test_a_deletion_that_was_cut_short_is_ended_later_and_not_listed(tmp_path: Path) -> None:
    run = made(tmp_path / "runs" / "one")
    aside = run.path.with_name(".discarded-0badcafe")
    run.path.rename(aside)
    assert runs_in(tmp_path / "runs") == []
    sweep(tmp_path / "runs")
    assert not aside.exists()
    sweep(tmp_path / "gone")


def sleeper(*words: str) -> subprocess.Popen[bytes]:
    """A process with these words on its command line, which the system tells a moment after it has begun."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", *words])
    told = Path(f"/proc/{process.pid}/cmdline")
    until = time.monotonic() + 20
    while told.exists() and not told.read_bytes() and time.monotonic() < until:
        time.sleep(0.005)
    return process


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="only where the system tells")
def test_a_process_that_only_has_its_number_is_not_ended(tmp_path: Path) -> None:
    run = made(tmp_path / "runs" / "one")
    with sleeper(str(run.path.parent)) as process:
        (run.path / "heartbeat").write_text(json.dumps({"pid": process.pid}))
        end_at_once(run)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=0.3)
        process.kill()


def test_its_process_is_ended(tmp_path: Path) -> None:
    run = made(tmp_path / "runs" / "one")
    with sleeper(str(run.path)) as process:
        (run.path / "heartbeat").write_text(json.dumps({"pid": process.pid}))
        end_at_once(run)
        try:
            assert process.wait(timeout=20) != 0
        finally:
            process.kill()
    until = time.monotonic() + 5
    while run.alive and time.monotonic() < until:
        time.sleep(0.01)
    assert not run.alive
    end_at_once(run)


def test_of_a_run_that_is_a_link_only_the_link_goes(tmp_path: Path) -> None:
    run = made(tmp_path / "elsewhere" / "one")
    before = sorted(run.path.rglob("*"))
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "link").symlink_to(run.path)
    discard(RunFolder.open(tmp_path / "runs" / "link"))
    assert list((tmp_path / "runs").iterdir()) == []
    assert sorted(run.path.rglob("*")) == before


@pytest.mark.parametrize("place", ["samples", "checkpoints"])
def test_what_the_user_put_among_its_pictures_stays(tmp_path: Path, place: str) -> None:
    run = made(tmp_path / "runs" / "one")
    (run.path / ".0123456789ab.part").unlink()
    names = {"samples": "0-000100.jpg", "checkpoints": "best.safetensors"}
    for name in (names[place], "holiday.jpg"):
        (run.path / place / name).write_bytes(b"photo")
    discard(run)
    assert [each.name for each in run.path.iterdir()] == [place]
    assert [each.name for each in (run.path / place).iterdir()] == ["holiday.jpg"]
