"""Drives that are unplugged in earnest: a folder that is mounted, and is not any more."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.errors import StudioError
from studio.runs.errors import RunFolderLost
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


def test_a_training_whose_folder_goes_says_so_once_and_goes_on_when_it_is_back(
    drive: Drive, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    started_as("toy", monkeypatch)
    told: list[StudioError] = []
    with desk_at(drive.place / "runs") as desk:
        desk.failed.connect(told.append)
        run = desk.draft(config(tmp_path, steps=400))
        desk.start(run)
        wait_until(lambda: run.last("saved"))
        saved = run.last("saved")
        drive.unplug()
        wait_until(lambda: told)
        assert desk.state(run) == "running", "nothing is known of it yet"
        assert [type(error) for error in told] == [RunFolderLost]
        assert list(drive.place.iterdir()) == [], "nothing is written beside the drive"
        drive.plug()
        wait_until(lambda: desk.state(run) == "died")
        desk.resume(run)
        wait_until(lambda: desk.state(run) == "done")
        assert [type(error) for error in told][:1] == [RunFolderLost]
    events = run.tail().read()
    again = max(place for place, event in enumerate(events) if event.kind == "started")
    steps = [event["step"] for event in events[again:] if event.kind == "step"]
    assert saved is not None
    assert min(steps) > saved["step"], "it went on from its checkpoint"


def test_a_style_file_whose_drive_is_gone_is_written_later(
    drive: Drive, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    started_as("toy", monkeypatch)
    with desk_at(tmp_path / "runs") as desk:
        (drive.place / "styles").mkdir()
        run = desk.draft(config(drive.place / "styles", steps=40))
        desk.start(run)
        wait_until(lambda: run.last("saved"))
        drive.unplug()
        wait_until(lambda: desk.state(run) in ("failed", "died"))
        drive.plug()
        desk.resume(run)
        wait_until(lambda: desk.state(run) == "done")
    assert Path(run.config.output).read_bytes() == b"style"
