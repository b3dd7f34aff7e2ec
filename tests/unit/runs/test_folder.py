"""RunFolder: made, found again, occupied by one process, and what its state is when that dies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from studio.__main__ import TRAIN_CHILD
from studio.errors import Cancelled, OutputError
from studio.runs import heartbeat, launch
from studio.runs.config import TrainingConfig
from studio.runs.errors import (
    RunBusy,
    RunFolderTaken,
    RunFolderUnusable,
    TrainingConfigInvalid,
    TrainingNotStarted,
)
from studio.runs.folder import RunFolder, runs_in
from studio.runs.reporter import RunReporter

CONFIG = TrainingConfig(name="Mine", output="/tmp/mine.pstyle", style=("/photos",))


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "runs" / "one", CONFIG)


def write_heartbeat(run: RunFolder, process: int, age: float = 0.0) -> None:
    place = run.path / "heartbeat"
    place.write_text(json.dumps({"pid": process}))
    os.utime(place, (time.time() - age,) * 2)


def dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_was_made_is_found_again(run: RunFolder) -> None:
    again = RunFolder.open(run.path)
    assert again.config == CONFIG
    assert again.samples.is_dir()
    assert again.checkpoints.is_dir()
    assert again.state() == "new"


def test_an_empty_folder_will_do_and_a_full_one_will_not(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"mine")
    with pytest.raises(RunFolderTaken, match="not empty"):
        RunFolder.create(tmp_path, CONFIG)
    assert [path.name for path in tmp_path.iterdir()] == ["photo.jpg"]
    (tmp_path / "empty").mkdir()
    RunFolder.create(tmp_path / "empty", CONFIG)
    with pytest.raises(OutputError):
        RunFolder.create(tmp_path / "photo.jpg", CONFIG)


def test_what_is_no_run_says_so(tmp_path: Path, run: RunFolder) -> None:
    for place in (tmp_path, tmp_path / "gone"):
        with pytest.raises(RunFolderUnusable, match="holds no training"):
            RunFolder.open(place)
    run.config_file.write_bytes(b"\xff\xfe{")
    with pytest.raises(TrainingConfigInvalid):
        RunFolder.open(run.path)
    run.config_file.write_bytes(b" " * (17 << 20))
    with pytest.raises(RunFolderUnusable, match="too large"):
        RunFolder.open(run.path)


def test_states_of_a_run_that_goes_well(run: RunFolder) -> None:
    with run.occupied():
        assert run.state() == "running"
        run.log.write("started")
        assert run.state() == "running"
        run.request_pause()
        assert run.state() == "paused"
        run.take_back_pause()
        assert run.state() == "running"
        run.log.write("stopped")
    assert run.state() == "stopped"
    with run.occupied():
        assert run.state() == "running"
        run.log.write("started")
        run.log.write("failed")
    assert run.state() == "failed"
    with run.occupied():
        run.log.write("started")
        run.log.write("done")
        assert run.state() == "done"
    assert run.state() == "done"


@pytest.mark.parametrize("said", [False, True])
def test_a_process_that_is_gone_died(run: RunFolder, said: bool) -> None:
    if said:
        run.log.write("started")
        assert run.state() == "died"
    write_heartbeat(run, dead_process())
    assert run.state() == "died"
    write_heartbeat(run, os.getpid())
    assert run.state() == "running"


def test_a_process_that_is_silent_died_be_its_number_in_use(run: RunFolder) -> None:
    run.log.write("started")
    write_heartbeat(run, os.getpid(), age=heartbeat.SILENCE + 1)
    assert run.state() == "died"
    assert heartbeat.process_of(run.path / "heartbeat") == os.getpid()
    for text in ("[" * 100_000, '{"pid": true}', '{"pid": 1' + "0" * 5000 + "}"):
        (run.path / "heartbeat").write_text(text)
        assert heartbeat.process_of(run.path / "heartbeat") is None
    for text in ("", "{}", '{"pid": "x"}', '{"pid": -1}', "[", '{"pid": 1e400}', f'{{"pid": {2**80}}}'):
        (run.path / "heartbeat").write_text(text)
        assert run.state() in ("died", "running"), text


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only where the system tells")
def test_a_process_that_nobody_asked_how_it_ended_is_gone(run: RunFolder) -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    run.log.write("started")
    until = time.monotonic() + 10
    write_heartbeat(run, process.pid)
    while run.state() != "died" and time.monotonic() < until:
        time.sleep(0.02)
    assert run.state() == "died"
    process.wait()


def test_it_beats_and_leaves_nothing_behind(run: RunFolder) -> None:
    place = run.path / "heartbeat"
    with run.occupied(interval=0.02):
        os.utime(place, (1.0, 1.0))
        until = time.monotonic() + 5
        while place.stat().st_mtime == 1.0 and time.monotonic() < until:
            time.sleep(0.01)
        assert time.time() - place.stat().st_mtime < 5
        assert run.alive
    assert not place.exists()
    assert not run.alive


def test_only_one_trains_there(run: RunFolder) -> None:
    with run.occupied(), pytest.raises(RunBusy), RunFolder.open(run.path).occupied():
        pass
    write_heartbeat(run, dead_process())
    with run.occupied():
        assert run.alive


def test_a_pause_holds_work_up_and_a_stop_ends_it(run: RunFolder) -> None:
    reporter = RunReporter(run)
    reporter.wait_while_paused()
    run.request_pause()
    timer = threading.Timer(0.3, run.take_back_pause)
    begun = time.monotonic()
    timer.start()
    reporter.check()
    assert time.monotonic() - begun >= 0.29
    timer.join()
    run.request_pause()
    run.request_stop()
    assert reporter.should_stop()
    with pytest.raises(Cancelled):
        reporter.check()
    run.clear_requests()
    reporter.check()
    assert [event.kind for event in run.tail().read()] == ["paused", "continued"]


def test_runs_are_listed_newest_first_without_what_is_none(run: RunFolder) -> None:
    folder = run.path.parent
    other = RunFolder.create(folder / "two", CONFIG)
    os.utime(run.config_file, (2_000_000_000,) * 2)
    RunFolder.create(folder / "broken", CONFIG).config_file.write_bytes(b"{")
    (folder / "file").write_bytes(b"")
    (folder / "empty").mkdir()
    assert [each.path for each in runs_in(folder)] == [run.path, other.path]
    assert runs_in(folder / "gone") == []


def test_settings_are_replaced_while_nobody_trains(run: RunFolder) -> None:
    other = replace(CONFIG, name="Other", steps=7)
    with run.occupied(), pytest.raises(RunBusy):
        run.rewrite(other)
    assert RunFolder.open(run.path).config == CONFIG
    run.rewrite(other)
    assert run.config == RunFolder.open(run.path).config == other


def test_a_look_leaves_a_new_run_new(run: RunFolder) -> None:
    run.log.write("gathering", fraction=1.0)
    run.log.write("looked", coverage=[])
    run.log.write("timed", plans={})
    assert run.state() == "new"


def test_the_frozen_program_is_the_training_by_a_word(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert launch.command(run, "--gather") == [sys.executable, "--train-child", "--gather", str(run.path)]
    assert launch.CHILD == TRAIN_CHILD


def test_a_process_is_started_apart_and_old_requests_are_forgotten(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert launch.command(run) == [sys.executable, "-m", "training", str(run.path)]
    code = "import os, sys; print('words', os.getcwd(), os.getsid(0) == os.getpid(), file=sys.stderr)"
    monkeypatch.setattr(launch, "command", lambda _: [sys.executable, "-c", code])
    run.request_stop()
    run.request_pause()
    assert launch.launch(run).wait(timeout=20) == 0
    assert not run.stop_requested
    assert not run.pause_requested
    # Where the program lies, not where the user is: "-m" looks there first.
    home = Path(launch.__file__).resolve().parents[2]
    assert launch.last_words(run) == f"words {home} True"


def test_a_start_that_fails_has_a_sentence(run: RunFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launch, "command", lambda _: [str(run.path / "gone")])
    with pytest.raises(TrainingNotStarted, match="No such file"):
        launch.launch(run)
    with run.occupied(), pytest.raises(RunBusy):
        launch.launch(run)
    assert launch.last_words(RunFolder(run.path / "gone", CONFIG)) == ""


def test_what_the_process_says_goes_not_through_a_link(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = run.path.with_name("photo.jpg")
    photo.write_bytes(b"photo")
    run.output_file.symlink_to(photo)
    monkeypatch.setattr(launch, "command", lambda _: [sys.executable, "-c", "print('words')"])
    assert launch.launch(run).wait(timeout=20) == 0
    assert photo.read_bytes() == b"photo"
    assert launch.last_words(run) == "words"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_pipes_are_not_waited_for(run: RunFolder) -> None:
    for name in ("config.json", "heartbeat", "output.log"):
        (run.path / name).unlink(missing_ok=True)
        os.mkfifo(run.path / name)
    assert not run.alive
    assert launch.last_words(run) == ""
    assert runs_in(run.path.parent) == []


@pytest.mark.parametrize("name", ["stop", "pause", "queued", "heartbeat"])
def test_where_a_link_leads_does_not_matter(run: RunFolder, name: str) -> None:
    (run.path / name).symlink_to("/" + "x" * 300)
    assert run.state() == ("died" if name == "heartbeat" else "new")
    assert (run.stop_requested, run.pause_requested) == (name == "stop", name == "pause")
    run.clear_requests()
    assert not run.stop_requested


def test_a_heartbeat_of_the_future_is_none(run: RunFolder) -> None:
    write_heartbeat(run, os.getpid(), age=-3600.0)
    assert not run.alive


@pytest.mark.parametrize("part", ["samples", "checkpoints", "checkpoints/teaching", "tensorboard"])
def test_nothing_is_written_through_a_folder_that_is_a_link(
    run: RunFolder, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    run.refuse_links()
    photos = run.path.with_name("photos")
    photos.mkdir()
    place = run.path / part
    if place.is_dir():
        place.rmdir()
    place.symlink_to(photos)
    monkeypatch.setattr(launch, "command", lambda *_: [sys.executable, "-c", ""])
    run.request_stop()
    with pytest.raises(RunFolderUnusable, match=f"its “{part}” is a link"):
        launch.launch(run)
    assert run.stop_requested, "nothing was touched"
    with pytest.raises(RunFolderUnusable, match=f"its “{part}” is a link"), run.occupied():
        pass
    assert not run.alive


def test_a_run_may_itself_lie_behind_a_link(run: RunFolder) -> None:
    link = run.path.with_name("link")
    link.symlink_to(run.path)
    with RunFolder.open(link).occupied():
        assert run.alive
