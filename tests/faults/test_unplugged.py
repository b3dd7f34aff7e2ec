"""Drives that are unplugged in earnest: a folder that is mounted, and is not any more."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from skimage import data

from studio.errors import StudioError
from studio.messages import Message
from studio.runs.errors import RunFolderLost
from studio.runs.folder import RunFolder
from studio.styles.bundle import read_bundle
from studio.ui.train.desk import TrainingDesk
from tests.support.shoots import styled, write
from tests.support.training_child import TOY_STYLE
from tests.support.trainings import config, desk_at, end_all, started_as, wait_until

pytestmark = pytest.mark.timeout(200)


class Drive:
    """What lies on ``disk`` is seen at ``place`` while it is plugged in."""

    def __init__(self, folder: Path) -> None:
        self.disk, self.place = folder / "disk", folder / "drive"
        self.disk.mkdir()
        self.place.mkdir()

    def plug(self) -> bool:
        command = ["mount", "--bind", str(self.disk), str(self.place)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def unplug(self) -> bool:
        """Whether it was plugged in."""
        command = ["umount", "--lazy", str(self.place)]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Drive]:
    drive = Drive(tmp_path)
    try:
        plugged = drive.plug()
    except OSError:
        plugged = False
    if not plugged:
        pytest.skip("nothing can be mounted here")
    yield drive
    end_all(drive.place / "runs")
    while drive.unplug():
        pass


@pytest.fixture
def told(qapp: object) -> list[StudioError]:
    return []


@contextmanager
def desk_telling(runs: Path, told: list[StudioError]) -> Iterator[TrainingDesk]:
    with desk_at(runs) as desk:
        desk.failed.connect(told.append)
        yield desk


def steps_of(run: RunFolder) -> list[int]:
    return [event["step"] for event in run.tail().read() if event.kind == "step"]


def test_a_training_whose_folder_goes_waits_for_it_and_goes_on_by_itself(
    drive: Drive, tmp_path: Path, told: list[StudioError], monkeypatch: pytest.MonkeyPatch
) -> None:
    started_as("toy", monkeypatch)
    with desk_telling(drive.place / "runs", told) as desk:
        run = desk.draft(config(tmp_path, steps=200))
        desk.start(run)
        wait_until(lambda: run.last("saved"))
        drive.unplug()
        wait_until(lambda: desk.state(run) == "waiting")
        assert "Waits for the folder of the training, “Mine”" in str(desk.watch(run).progress.sentence)
        assert list(drive.place.iterdir()) == [], "nothing is written beside the drive"
        drive.plug()
        wait_until(lambda: desk.state(run) == "running")
        assert desk.watch(run).progress.waiting is None
        wait_until(lambda: desk.state(run) == "done")
    assert told == []
    assert [event.kind for event in run.tail().read()].count("started") == 1
    assert steps_of(run) == sorted(set(steps_of(run)))


def test_a_stop_while_its_folder_is_away_ends_it_and_it_can_be_resumed(
    drive: Drive, tmp_path: Path, told: list[StudioError], monkeypatch: pytest.MonkeyPatch
) -> None:
    started_as("toy", monkeypatch)
    with desk_telling(drive.place / "runs", told) as desk:
        run = desk.draft(config(tmp_path, steps=400))
        desk.start(run)
        wait_until(lambda: run.last("saved"))
        drive.unplug()
        wait_until(lambda: desk.state(run) == "waiting")
        desk.stop(run)
        wait_until(lambda: desk.state(run) == "stopped")
        drive.plug()
        saved = run.last("saved")
        assert saved is not None
        assert saved["step"] < 400
        desk.resume(run)
        wait_until(lambda: desk.state(run) == "done")
    assert told == []
    events = run.tail().read()
    again = max(place for place, event in enumerate(events) if event.kind == "started")
    steps = [event["step"] for event in events[again:] if event.kind == "step"]
    assert min(steps) > saved["step"], "it went on from its checkpoint"


def test_one_that_is_killed_while_its_folder_is_away_is_told_once(
    drive: Drive, tmp_path: Path, told: list[StudioError], monkeypatch: pytest.MonkeyPatch
) -> None:
    started_as("toy", monkeypatch)
    with desk_telling(drive.place / "runs", told) as desk:
        run = desk.draft(config(tmp_path, steps=400))
        desk.start(run)
        wait_until(lambda: run.last("saved"))
        started = run.last("started")
        assert started is not None
        drive.unplug()
        wait_until(lambda: desk.state(run) == "waiting")
        os.kill(started["pid"], signal.SIGKILL)
        wait_until(lambda: told)
        assert desk.state(run) == "died"
        assert [type(error) for error in told] == [RunFolderLost]
        drive.plug()
        desk.resume(run)
        wait_until(lambda: desk.state(run) == "done")


def test_a_style_file_whose_drive_is_gone_waits_for_it(
    drive: Drive, tmp_path: Path, told: list[StudioError], monkeypatch: pytest.MonkeyPatch
) -> None:
    started_as("toy", monkeypatch)
    with desk_telling(tmp_path / "runs", told) as desk:
        run = desk.draft(config(drive.place, steps=40))
        desk.start(run)
        wait_until(lambda: run.last("saved"))
        drive.unplug()
        wait_until(lambda: desk.state(run) == "waiting")
        assert str(desk.watch(run).progress.sentence).startswith("Waits for “drive” to come back")
        desk.pause(run)
        wait_until(lambda: desk.state(run) == "paused")
        desk.go_on(run)
        wait_until(lambda: desk.state(run) == "waiting")
        assert list(drive.place.iterdir()) == [], "nothing is written beside the drive"
        drive.plug()
        wait_until(lambda: desk.state(run) == "done")
    assert told == []
    assert Path(run.config.output).read_bytes() == TOY_STYLE


def test_a_stop_while_the_style_file_waits_ends_it_and_it_is_written_later(
    drive: Drive, tmp_path: Path, told: list[StudioError], monkeypatch: pytest.MonkeyPatch
) -> None:
    started_as("toy", monkeypatch)
    with desk_telling(tmp_path / "runs", told) as desk:
        (drive.place / "styles").mkdir()
        run = desk.draft(config(drive.place / "styles", steps=40))
        desk.start(run)
        wait_until(lambda: run.last("saved"))
        drive.unplug()
        wait_until(lambda: desk.state(run) == "waiting")
        desk.stop(run)
        wait_until(lambda: desk.state(run) in ("failed", "died"))
        drive.plug()
        desk.resume(run)
        wait_until(lambda: desk.state(run) == "done")
    assert Path(run.config.output).read_bytes() == TOY_STYLE


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB."""
    place = tmp_path / "small"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield place
    end_all(place / "runs")
    subprocess.run(["umount", "--lazy", str(place)], capture_output=True, check=False)


def test_a_full_disk_is_waited_for_without_a_broken_line(
    small: Path, tmp_path: Path, told: list[StudioError], monkeypatch: pytest.MonkeyPatch
) -> None:
    started_as("toy", monkeypatch)
    with desk_telling(small / "runs", told) as desk:
        run = desk.draft(config(tmp_path, steps=150))
        desk.start(run)
        wait_until(lambda: run.last("step"))
        fill(small / "filler")
        wait_until(lambda: desk.state(run) == "waiting")
        assert "Waits for room" in str(desk.watch(run).progress.sentence)
        (small / "filler").unlink()
        wait_until(lambda: desk.state(run) == "done")
    assert told == []
    lines = run.events_file.read_bytes().split(b"\n")
    assert len(run.tail().read()) >= len(lines) - 2, "at most the one that the disk cut off"
    assert steps_of(run)[-1] == 150


def test_a_stop_on_a_full_disk_says_so_and_it_goes_on_later(
    small: Path, tmp_path: Path, told: list[StudioError], monkeypatch: pytest.MonkeyPatch
) -> None:
    started_as("told", monkeypatch)
    fill(small / "filler")
    with desk_telling(tmp_path / "runs", told) as desk:
        run = desk.draft(config(small, steps=10))
        desk.start(run)
        wait_until(lambda: desk.state(run) == "waiting")
        desk.stop(run)
        wait_until(lambda: desk.state(run) == "failed")
        said = desk.watch(run).events[-1]["sentence"]
        assert isinstance(said, Message)
        assert "disk is full" in str(said)
        (small / "filler").unlink()
        desk.resume(run)
        wait_until(lambda: desk.state(run) == "done")
    assert Path(run.config.output).read_bytes() == TOY_STYLE


def fill(path: Path) -> None:
    """Take all room that the disk has, again and again until nothing is left."""
    with path.open("ab", buffering=0) as file:
        for size in (65536, 512, 1):
            with contextlib.suppress(OSError):
                while file.write(b"x" * size):
                    pass


def test_photos_that_go_while_they_are_read_are_waited_for_and_all_comes_out_the_same(
    drive: Drive, tmp_path: Path, told: list[StudioError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for number in range(14):
        picture = getattr(data, ("astronaut", "coffee")[number % 2])()
        part = picture[20 * number : 20 * number + 200, 5 * number : 5 * number + 260]
        finished = number % 2 == 0
        folder = drive.place / "Finished" if finished else tmp_path / "ordinary"
        write(folder / f"{number}.jpg", styled(part) if finished else part)
    learned = []
    for name, interrupted in (("One", True), ("Other", False)):
        started_as("slow" if interrupted else "real", monkeypatch)
        with desk_telling(tmp_path / "runs", told) as desk:
            places = {"style": (str(drive.place / "Finished"),), "ordinary": (str(tmp_path / "ordinary"),)}
            run = desk.draft(config(tmp_path, name, steps=2, batch=2, **places))
            desk.start(run)
            if interrupted:
                wait_until(lambda: run.last("gathering"))  # noqa: B023 - within this turn
                drive.unplug()
                wait_until(lambda: desk.state(run) == "waiting")  # noqa: B023
                assert str(desk.watch(run).progress.sentence).startswith("Waits for “Finished” to come back")
                drive.plug()
            wait_until(lambda: desk.state(run) == "done", 150)  # noqa: B023
        gathered = run.last("gathered")
        assert gathered is not None
        assert [each["kind"] for each in gathered["findings"] if each["excluded"]] == []
        learned.append(read_bundle(Path(run.config.output)).tensors)
    assert told == []
    for key, value in learned[0].items():
        np.testing.assert_array_equal(value, learned[1][key])
