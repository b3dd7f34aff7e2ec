"""Real trainings in short, from the window's desk: killed, on a full disk, with numbers that are none."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from skimage import data

from studio.messages import Message
from studio.runs.folder import RunFolder, runs_in
from studio.ui.train.desk import TrainingDesk
from tests.support.shoots import styled, write
from tests.support.trainings import config, desk_at, end_all, started_as, wait_until

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.timeout(400)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def runs(tmp_path: Path, qapp: object) -> Iterator[Path]:
    """Parts of scikit-image's photos, ordinary and finished ones of other scenes."""
    names = ("astronaut", "coffee", "chelsea", "rocket")
    for number in range(16):
        picture = getattr(data, names[number % 4])()
        top, left = 20 * (number // 4), 35 * (number // 4)
        part = picture[top : top + 220, left : left + 260]
        finished = number % 2 == 0
        folder = tmp_path / ("photos" if finished else "ordinary")
        write(folder / f"{number}.jpg", styled(part) if finished else part)
    yield tmp_path / "runs"
    end_all(tmp_path / "runs")


def drafted(desk: TrainingDesk, tmp_path: Path, steps: int) -> RunFolder:
    return desk.draft(config(tmp_path, steps=steps, batch=2, ordinary=(str(tmp_path / "ordinary"),)))


def test_killed_and_resumed_it_loses_no_more_than_since_its_checkpoint(
    runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started_as("real", monkeypatch)
    with desk_at(runs) as desk:
        run = drafted(desk, tmp_path, 8)
        desk.start(run)
        wait_until(lambda: run.last("saved") and run.last("step"), 200)
        process = json.loads((run.path / "heartbeat").read_bytes())["pid"]
        assert os.getpriority(os.PRIO_PROCESS, process) >= 10
        os.kill(process, signal.SIGKILL)
        wait_until(lambda: desk.state(run) == "died")
        saved = run.last("saved")
        assert saved is not None
        desk.resume(run)
        wait_until(lambda: desk.state(run) == "done", 200)
    events = run.tail().read()
    again = max(place for place, event in enumerate(events) if event.kind == "started")
    measured = [event["step"] for event in events[again:] if event.kind in ("measure", "step")]
    assert min(measured, default=8) >= saved["step"]
    assert (tmp_path / "Mine.pstyle").stat().st_size > 100_000


def test_a_full_disk_is_waited_for_and_nothing_half_is_left(
    runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started_as("real", monkeypatch)
    with desk_at(runs) as desk:
        run = drafted(desk, tmp_path, 1)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        # No file of the child's may grow beyond that, as on a full disk; its words still can be written.
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
        try:
            desk.start(run)
            wait_until(lambda: desk.state(run) == "running")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        wait_until(lambda: desk.state(run) == "waiting", 200)
        assert "the disk of" in str(desk.watch(run).progress.sentence)
        assert not [path for path in run.path.rglob("*") if path.name.endswith(".part")]
        process = json.loads((run.path / "heartbeat").read_bytes())["pid"]
        resource.prlimit(process, resource.RLIMIT_FSIZE, (soft, hard))
        wait_until(lambda: desk.state(run) == "done", 200)
    assert [event.kind for event in run.tail().read()].count("started") == 1


def test_numbers_that_are_none_are_told_and_survived(
    runs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started_as("nan", monkeypatch)
    with desk_at(runs) as desk:
        run = drafted(desk, tmp_path, 4)
        desk.start(run)
        wait_until(lambda: desk.state(run) == "done", 200)
        (told,) = [event for event in desk.watch(run).events if event.kind == "watch"]
        assert (told["what"], told["action"]) == ("numbers", "rolled back")
        assert isinstance(told["message"], Message)


WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from studio.ui.train.desk import TrainingDesk
from tests.support.trainings import config
from studio.runs import launch
launch.command = lambda folder, *options: [
    sys.executable, "-m", "tests.support.training_child", "toy", str(folder.path)]
application = QCoreApplication([])
desk = TrainingDesk(Path(sys.argv[1]))
desk.start(desk.draft(config(Path(sys.argv[2]), steps=400)))
application.exec()
"""


def test_the_window_is_killed_and_the_training_goes_on(runs: Path, tmp_path: Path) -> None:
    window = subprocess.Popen([sys.executable, "-c", WINDOW, str(runs), str(tmp_path)], cwd=ROOT)
    try:
        wait_until(lambda: [run for run in runs_in(runs) if run.last("step")])
    finally:
        window.kill()
        window.wait()
    (run,) = runs_in(runs)
    told = len(run.tail().read())
    begun = time.monotonic()
    wait_until(lambda: len(run.tail().read()) > told + 5)
    assert time.monotonic() - begun < 30
    with desk_at(runs) as desk:
        wait_until(lambda: [each for each in desk.runs() if desk.state(each) == "running"])
        (found,) = desk.runs()
        desk.stop(found)
        wait_until(lambda: desk.state(found) == "done")


def test_a_look_says_what_is_there_and_what_it_takes(runs: Path, tmp_path: Path) -> None:
    (tmp_path / "photos" / "text.jpg").write_text("no picture")
    with desk_at(runs) as desk:
        run = drafted(desk, tmp_path, 10)
        desk.look(run)
        wait_until(lambda: run.last("timed"), 300)
        wait_until(lambda: not desk.watch(run).looking)
        looked, timed = run.last("looked"), run.last("timed")
        assert desk.state(run) == "new"
    assert looked is not None
    assert timed is not None
    assert looked["problem"] is None
    assert [(each["kind"], Path(each["path"]).name) for each in looked["findings"] if each["excluded"]] == [
        ("broken", "text.jpg")
    ]
    assert {each["question"] for each in looked["coverage"]} == {"light", "white", "skin", "framing", "place"}
    assert timed["problem"] is None
    assert 0.0 < timed["plans"]["quick"] < timed["plans"]["balanced"] < timed["plans"]["best"]
    assert timed["teach"] > 0.0
    assert timed["game"] > 0.0
    assert not (tmp_path / "Mine.pstyle").exists()
    assert list(run.checkpoints.iterdir()) == []
