"""A training whose folder goes, or whose disk is full: it waits, says so, and obeys meanwhile."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import Cancelled, DiskFull, OutputNotWritable
from studio.messages import Message
from studio.passing import Place
from studio.runs.config import TrainingConfig
from studio.runs.errors import RunBusy, RunFolderLost
from studio.runs.events import Event
from studio.runs.folder import RunFolder
from studio.runs.progress import Progress
from studio.runs.reporter import RunReporter
from studio.runs.waiting import away, place_lacks, run_lacks, seen_to_lack

CONFIG = TrainingConfig(name="Mine", output="/mine.pstyle", style=("/photos",))


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "drive" / "run", CONFIG)


@contextmanager
def soon(work: Callable[[], object], seconds: float = 0.2) -> Iterator[None]:
    timer = threading.Timer(seconds, work)
    timer.start()
    yield
    timer.join()


def unplugged(run: RunFolder) -> Path:
    aside = run.path.parent.with_name("aside")
    run.path.parent.rename(aside)
    run.path.parent.mkdir()
    return aside


def plug(run: RunFolder, aside: Path) -> None:
    run.path.parent.rmdir()
    aside.rename(run.path.parent)


def alive(run: RunFolder) -> bool:
    return run.alive


def kinds(run: RunFolder) -> list[str]:
    return [event.kind for event in run.tail().read()]


def failing(times: int) -> Callable[[], str]:
    left = [DiskFull(name="step.safetensors")] * times

    def attempt() -> str:
        if left:
            raise left.pop()
        return "written"

    return attempt


def test_it_waits_for_its_folder_and_writes_nothing_in_its_place(run: RunFolder) -> None:
    reporter = RunReporter(run)
    aside = unplugged(run)
    with soon(lambda: plug(run, aside)):
        reporter.event("step", step=1, steps=2)
    assert kinds(run) == ["step"]
    assert reporter.waited >= 0.2


def test_a_full_disk_is_told_once_and_its_end_too(run: RunFolder) -> None:
    reporter = RunReporter(run)
    assert reporter.keep(failing(2)) == "written"
    assert kinds(run) == ["waiting", "continued"]
    reason = run.tail().read()[0]["reason"]
    assert isinstance(reason, Message)
    assert str(reason).startswith("Waits for room: the disk of “Mine” is full. It goes on by itself")


def test_what_stays_wrong_is_raised_at_once(run: RunFolder) -> None:
    for error in (OutputNotWritable(name="a", reason="it is locked"), Cancelled()):

        def attempt(error: Exception = error) -> None:
            raise error

        with pytest.raises(type(error)):
            RunReporter(run).keep(attempt)
    assert kinds(run) == []


def test_patience_ends(run: RunFolder) -> None:
    reporter = RunReporter(run, patience=0.3)
    with pytest.raises(DiskFull):
        reporter.keep(failing(99))
    unplugged(run)
    with pytest.raises(RunFolderLost):
        reporter.event("step")


def test_a_stop_ends_the_waiting_with_what_was_wrong(run: RunFolder) -> None:
    with soon(run.request_stop), pytest.raises(DiskFull):
        RunReporter(run).keep(failing(99))


def test_a_pause_is_a_pause_while_it_waits_too(run: RunFolder) -> None:
    reporter, begun = RunReporter(run), time.monotonic()
    run.request_pause()
    with soon(run.take_back_pause, 0.8):
        assert reporter.keep(failing(2)) == "written"
    assert time.monotonic() - begun >= 0.8
    assert kinds(run) == ["waiting", "paused", "continued", "waiting", "continued"]


def test_another_training_in_its_place_is_not_written_into(run: RunFolder) -> None:
    reporter = RunReporter(run, patience=0.4)
    aside = unplugged(run)
    other = replace(CONFIG, name="Other")
    with soon(lambda: RunFolder.create(run.path, other), 0.1), pytest.raises(RunFolderLost):
        reporter.event("step")
    assert kinds(run) == []
    assert (aside / "run" / "config.json").exists()


def test_a_run_that_another_process_took_meanwhile_is_left_to_it(run: RunFolder) -> None:
    with run.occupied():
        reporter = RunReporter(run)
        aside = unplugged(run)

        def come_back() -> None:
            (aside / "run" / "heartbeat").write_text(json.dumps({"pid": 1}))
            plug(run, aside)

        with soon(come_back), pytest.raises(RunBusy):
            reporter.event("step")


def test_the_heart_beats_again_as_soon_as_the_drive_is_back(run: RunFolder) -> None:
    with run.occupied(interval=0.3):
        aside = unplugged(run)
        time.sleep(0.5)
        assert not alive(run)
        plug(run, aside)
        until = time.monotonic() + 5
        came_back = (run.path / "heartbeat").stat().st_mtime
        while (run.path / "heartbeat").stat().st_mtime == came_back and time.monotonic() < until:
            time.sleep(0.02)
        assert alive(run)
        assert (run.path / "heartbeat").stat().st_mtime > came_back


def test_a_line_that_the_disk_cut_off_spoils_no_other(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.log.write("started")

    def half(path: Path, data: bytes) -> None:
        with path.open("ab") as file:
            file.write(data[:7])
        raise DiskFull(name=path.name)

    with monkeypatch.context() as patch:
        patch.setattr("studio.runs.events.append", half)
        with pytest.raises(DiskFull):
            run.log.write("lost")
    run.log.write("done")
    assert kinds(run) == ["started", "done"]


def test_what_is_lacking_from_inside_and_outside(run: RunFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place(run.path)
    full, other = DiskFull(name="a"), OutputNotWritable(name="a", reason="no permission")
    assert seen_to_lack(run) is None
    assert run_lacks(run, other) is place_lacks(place, other) is None
    assert "disk of “run” is full" in str(place_lacks(place, full))
    monkeypatch.setattr("studio.runs.waiting._free", lambda _: 0.0)
    assert "disk of “Mine” is full" in str(seen_to_lack(run))
    unplugged(run)
    for said in (run_lacks(run, other), seen_to_lack(run)):
        assert str(said).startswith("Waits for the folder of the training, “Mine”, to come back")
    assert str(place_lacks(place, other)).startswith("Waits for “run” to come back: the drive is away.")


def test_progress_says_it_and_counts_no_time(run: RunFolder) -> None:
    reporter, progress = RunReporter(run), Progress()
    reporter.event("stage", name="game")
    reporter.event("step", step=1, steps=9, seconds_left=60.0)
    reporter.keep(failing(1))
    *before, waiting, continued = run.tail().read()
    for event in before:
        progress.take(event)
    progress.take(waiting)
    assert "Waits for room" in str(progress.sentence)
    assert progress.seconds_left is None
    progress.take(continued)
    assert str(progress.sentence) == "Learning: step 1 of 9"


def test_photos_that_are_read_again_are_waited_for_no_more() -> None:
    progress = Progress()
    progress.take(Event(1.0, "waiting", {"reason": away("Photos")}))
    assert str(progress.sentence).startswith("Waits for “Photos”")
    progress.take(Event(9.0, "gathering", {"fraction": 0.25}))
    assert str(progress.sentence) == "Reading the photos: 25 %"
