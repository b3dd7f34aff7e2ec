"""The desk: trainings start, wait for each other, pause, stop, go on, grow longer, and go; none is lost."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from studio.errors import OutputExists, StudioError
from studio.runs.errors import RunFolderUnusable, TrainingDied
from studio.runs.events import Event
from studio.runs.folder import RunFolder
from studio.runs.queue import want_more
from studio.ui.train.desk import TrainingDesk
from tests.support.trainings import config, desk_at, end_all, started_as, wait_until

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals")


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object) -> Iterator[Path]:
    started_as("toy", monkeypatch)
    yield tmp_path / "runs"
    end_all(tmp_path / "runs")


@pytest.fixture
def desk(runs: Path) -> Iterator[TrainingDesk]:
    with desk_at(runs) as desk:
        yield desk


def drafted(desk: TrainingDesk, tmp_path: Path, name: str = "Mine", steps: int = 2000) -> RunFolder:
    return desk.draft(config(tmp_path, name, steps=steps))


def running(desk: TrainingDesk, tmp_path: Path, name: str = "Mine", steps: int = 2000) -> RunFolder:
    run = drafted(desk, tmp_path, name, steps)
    desk.start(run)
    wait_until(lambda: desk.state(run) == "running" and run.last("step"))
    return run


def failures(desk: TrainingDesk) -> list[StudioError]:
    found: list[StudioError] = []
    desk.failed.connect(found.append)
    return found


def kill(run: RunFolder) -> None:
    os.kill(json.loads((run.path / "heartbeat").read_bytes())["pid"], signal.SIGKILL)


def test_a_draft_is_new_and_its_settings_may_change(desk: TrainingDesk, tmp_path: Path) -> None:
    begun = time.monotonic()
    one, two = drafted(desk, tmp_path, "One"), drafted(desk, tmp_path, "Two / 二")
    other = replace(two.config, steps=7)
    desk.rewrite(two, other)
    assert time.monotonic() - begun < 0.05, "the disk is not waited for"
    assert desk.runs() == (two, one)
    assert desk.state(two) == "new"
    wait_until(lambda: two.config == other)
    assert RunFolder.open(two.path).config == other


def test_a_training_is_watched_to_its_end(desk: TrainingDesk, tmp_path: Path) -> None:
    run = drafted(desk, tmp_path, steps=20)
    watch = desk.watch(run)
    states, came = list[str](), list[Event]()
    watch.state_changed.connect(states.append)
    watch.came.connect(came.extend)
    desk.start(run)
    wait_until(lambda: desk.state(run) == "done")
    assert [state for state in states if state != "queued"] == ["running", "done"]
    assert watch.events == came
    assert came[0].kind == "started"
    assert came[-1].kind == "done"
    assert (watch.progress.step, watch.progress.steps) == (20, 20)
    assert (tmp_path / "Mine.pstyle").exists()


def test_starting_twice_trains_once(desk: TrainingDesk, tmp_path: Path) -> None:
    run = drafted(desk, tmp_path, steps=30)
    desk.start(run)
    desk.start(run)
    wait_until(lambda: desk.state(run) == "running")
    desk.start(run)
    wait_until(lambda: desk.state(run) == "done")
    begun = time.monotonic()
    wait_until(lambda: time.monotonic() - begun > 1.0)
    assert desk.state(run) == "done"
    assert [event.kind for event in run.tail().read()].count("started") == 1


def test_pause_and_going_on(desk: TrainingDesk, tmp_path: Path) -> None:
    run = running(desk, tmp_path)
    desk.pause(run)
    wait_until(lambda: desk.state(run) == "paused" and desk.watch(run).progress.paused)
    told = len(run.tail().read())
    time.sleep(0.4)
    assert len(run.tail().read()) == told
    desk.go_on(run)
    wait_until(lambda: desk.state(run) == "running" and len(run.tail().read()) > told + 1)


def test_stop_keeps_what_was_learned_and_resume_goes_on(desk: TrainingDesk, tmp_path: Path) -> None:
    found = failures(desk)
    run = running(desk, tmp_path, steps=60)
    desk.stop(run)
    wait_until(lambda: desk.state(run) == "done")
    first = run.last("step")
    assert first is not None
    assert first["step"] < 60
    desk.resume(run)
    wait_until(lambda: desk.state(run) == "running")
    wait_until(lambda: desk.state(run) == "done")
    last = run.last("step")
    assert last is not None
    assert last["step"] == 60
    assert found == [], "the style file that is replaced is its own"


def test_a_child_that_is_killed_has_died_and_goes_on_from_its_checkpoint(
    desk: TrainingDesk, tmp_path: Path
) -> None:
    found = failures(desk)
    run = running(desk, tmp_path, steps=80)
    wait_until(lambda: run.last("saved"))
    kill(run)
    wait_until(lambda: desk.state(run) == "died")
    wait_until(lambda: found)
    assert isinstance(found[0], TrainingDied)
    saved = run.last("saved")
    assert saved is not None
    desk.resume(run)
    wait_until(lambda: desk.state(run) == "done")
    events = run.tail().read()
    again = max(place for place, event in enumerate(events) if event.kind == "started")
    assert events[again]["resumed"]
    steps = [event["step"] for event in events[again:] if event.kind == "step"]
    assert (steps[0], steps[-1]) == (saved["step"] + 1, 80)


def test_one_trains_at_a_time_and_the_next_follows(desk: TrainingDesk, tmp_path: Path) -> None:
    one = running(desk, tmp_path, "One")
    two, three = drafted(desk, tmp_path, "Two", 5), drafted(desk, tmp_path, "Three", 5)
    desk.start(two)
    desk.start(three)
    wait_until(lambda: desk.state(two) == desk.state(three) == "queued")
    desk.pause(one)
    wait_until(lambda: desk.state(one) == "paused")
    assert (desk.state(two), two.last("started")) == ("queued", None)
    desk.stop(three)
    wait_until(lambda: desk.state(three) == "new")
    desk.stop(one)
    wait_until(lambda: desk.state(one) == "done" and desk.state(two) == "done")
    assert three.last("started") is None


def test_a_longer_training_goes_on_with_what_it_knows(desk: TrainingDesk, tmp_path: Path) -> None:
    found = failures(desk)
    run = running(desk, tmp_path, steps=100)
    desk.extend(run, 20)
    wait_until(lambda: run.config.steps == 120)
    wait_until(lambda: desk.state(run) == "done" and (run.last("step") or {})["step"] == 120)  # type: ignore[index]
    desk.extend(run, 5)
    wait_until(lambda: (run.last("step") or {})["step"] == 125 and desk.state(run) == "done")  # type: ignore[index]
    assert found == []
    new = desk.draft(replace(config(tmp_path, "New")))
    desk.extend(new, 5)
    wait_until(lambda: found)
    assert isinstance(found[0], RunFolderUnusable)


def test_what_is_thrown_away_is_gone_with_its_process(desk: TrainingDesk, tmp_path: Path, runs: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "a.jpg").write_bytes(b"photo")
    run, other = running(desk, tmp_path, "One"), drafted(desk, tmp_path, "Two", 5)
    desk.start(other)
    desk.discard(run)
    assert run not in desk.runs()
    wait_until(lambda: desk.state(other) == "done")
    assert [path.name for path in runs.iterdir()] == [other.path.name]
    assert (photos / "a.jpg").read_bytes() == b"photo"
    assert not (tmp_path / "One.pstyle").exists()
    wait_until(lambda: desk.runs() == (other,))


def test_a_style_file_that_is_there_is_told_before_the_work(desk: TrainingDesk, tmp_path: Path) -> None:
    found = failures(desk)
    (tmp_path / "Mine.pstyle").write_bytes(b"another")
    run = drafted(desk, tmp_path)
    desk.start(run)
    wait_until(lambda: found)
    assert isinstance(found[0], OutputExists)
    assert (desk.state(run), run.last()) == ("new", None)
    assert (tmp_path / "Mine.pstyle").read_bytes() == b"another"


def test_a_child_without_a_word(desk: TrainingDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = failures(desk)
    started_as("mute", monkeypatch)
    run = drafted(desk, tmp_path)
    desk.start(run)
    wait_until(lambda: found)
    assert isinstance(found[0], TrainingDied)
    assert found[0].details == "nothing to say"
    wait_until(lambda: desk.state(run) == "new")


def test_the_window_goes_the_training_goes_on_and_is_found_again(runs: Path, tmp_path: Path) -> None:
    with desk_at(runs) as first:
        run = running(first, tmp_path, "One", steps=200)
        waiting = drafted(first, tmp_path, "Two", 5)
        first.start(waiting)
        wait_until(lambda: first.state(waiting) == "queued")
    assert run.alive
    told = len(run.tail().read())
    with desk_at(runs) as second:
        wait_until(lambda: len(second.runs()) == 2)
        (found,) = (each for each in second.runs() if each.path == run.path)
        (second_waiting,) = (each for each in second.runs() if each.path == waiting.path)
        assert second.state(second_waiting) == "queued"
        wait_until(lambda: second.state(found) == "running" and len(second.watch(found).events) > told)
        second.stop(found)
        wait_until(lambda: second.state(found) == second.state(second_waiting) == "done")


def test_what_died_meanwhile_is_offered_again_and_a_wish_is_kept(runs: Path, tmp_path: Path) -> None:
    with desk_at(runs) as first:
        run = running(first, tmp_path, steps=60)
        long = drafted(first, tmp_path, "Long", 20)
    kill(run)
    wait_until(lambda: not run.alive)  # the system takes its time
    want_more(long, 5)
    long.log.write("step", step=20, steps=20)
    with desk_at(runs) as second:
        wait_until(lambda: len(second.runs()) == 2)
        one, two = (next(r for r in second.runs() if r.path == each.path) for each in (run, long))
        assert second.state(one) == "died"
        wait_until(lambda: second.state(two) == "done")
        assert two.config.steps == 25
        second.resume(one)
        wait_until(lambda: second.state(one) == "done")


def test_what_somebody_put_among_the_runs_does_not_start_by_itself(runs: Path, tmp_path: Path) -> None:
    with desk_at(runs) as first:
        mine = drafted(first, tmp_path, "Mine", 5)
        wait_until(mine.config_file.exists)
    strangers = [RunFolder.create(runs / name, config(tmp_path, name, steps=5)) for name in ("A", "B")]
    (strangers[0].path / "queued").write_bytes(b"")
    (strangers[1].path / "extend").write_text("5")
    strangers[1].log.write("step", step=20, steps=20)
    with desk_at(runs) as second:
        wait_until(lambda: len(second.runs()) == 3)
        begun = time.monotonic()
        wait_until(lambda: time.monotonic() - begun > 1.0)
        second.start(mine)
        wait_until(lambda: second.state(mine) == "done")
        begun = time.monotonic()
        wait_until(lambda: time.monotonic() - begun > 1.0)
        assert [(run.last("started"), second.state(run)) for run in strangers] == [(None, "new")] * 2
