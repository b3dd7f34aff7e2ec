"""Training from outside: the command, the process that it starts, and what is left on the disk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.runs.events import last_event
from studio.runs.folder import RunFolder
from tests.support.shoots import picture, shoot, write

ROOT = Path(__file__).resolve().parents[2]


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "studio", "train", *map(str, words)]


def train(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*words), cwd=cwd, env=environment(), check=False, capture_output=True, text=True, timeout=110
    )


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def test_the_same_photos_on_both_sides(tmp_path: Path) -> None:
    # A folder of that name among the user's own must not stand in for the program's.
    photos = shoot(tmp_path / "training", range(6))
    (photos / "__init__.py").write_text("raise SystemExit('the wrong training')")
    (photos / "__main__.py").write_text("raise SystemExit('the wrong training')")
    (photos / "text.jpg").write_text("no picture")
    before = {path.name: path.read_bytes() for path in photos.iterdir()}
    words = ("--style", "training", "--ordinary", "training", "-o", "a", "--run", "run", "--json")
    done = train(*words, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    told = json.loads(done.stdout)
    assert told["error"].startswith("There is nothing to learn")
    assert (told["state"], told["output"]) == ("failed", None)
    assert sorted(each["kind"] for each in told["findings"]) == ["already_styled"] * 6 + ["broken"] * 2
    assert "text.jpg: “text.jpg” is not an image" in done.stderr
    assert {path.name: path.read_bytes() for path in photos.iterdir()} == before
    assert not (tmp_path / "a.pstyle").exists()
    assert RunFolder.open(tmp_path / "run").state() == "failed"


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_command_that_is_ended_leaves_a_run_that_ends_too(tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    first = write(photos / "0.png", picture(0, 1200, 800))
    for number in range(1, 80):
        os.link(first, photos / f"{number}.png")
    run = tmp_path / "run"
    process = subprocess.Popen(
        command("--style", photos, "-o", tmp_path / "a", "--run", run),
        env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        wait_for(lambda: last_event(run / "events.jsonl", "gathering") is not None)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 143
        folder = RunFolder.open(run)
        wait_for(lambda: not folder.alive)
    finally:
        process.kill()
        process.communicate()
    assert folder.state() == "stopped"


def wait_for(ready: Callable[[], bool], seconds: float = 60.0) -> None:
    until = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.02)
