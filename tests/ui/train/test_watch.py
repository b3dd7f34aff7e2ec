"""The watch: all that matters is passed on, a long training stays light, a lost disk is no death."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.messages import Message
from studio.runs.config import TrainingConfig
from studio.runs.events import Event
from studio.runs.folder import RunFolder
from studio.ui.train.desk import TrainingDesk
from studio.ui.train.run_head import RunHead
from studio.ui.train.thinning import LATEST, MOST_STEPS, thinned
from tests.support.trainings import desk_at, wait_until

CONFIG = TrainingConfig(name="Mine", output="/tmp/mine.pstyle", style=("/photos",))


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "runs" / "one", CONFIG)


@pytest.fixture
def desk(run: RunFolder, qapp: object) -> Iterator[TrainingDesk]:
    with desk_at(run.path.parent) as desk:
        yield desk


def write_steps(run: RunFolder, first: int, last: int) -> None:
    with run.events_file.open("a") as file:
        for step in range(first, last):
            line = {"t": step / 10, "kind": "step", "step": step, "steps": 100_000, "loss_g": 0.5}
            file.write(json.dumps(line) + "\n")


def test_a_hundred_thousand_steps_stay_light(run: RunFolder, desk: TrainingDesk) -> None:
    run.log.write("started")
    write_steps(run, 1, 100_001)
    run.log.write("watch", what="numbers", action="rolled back", message=Message("training", "Careful."))
    watch = desk.watch(run)
    longest, before = 0.0, time.monotonic()

    def ready() -> bool:
        nonlocal longest, before
        now = time.monotonic()
        longest, before = max(longest, now - before), now
        return bool(watch.events)

    wait_until(ready)
    steps = [event["step"] for event in watch.events if event.kind == "step"]
    assert len(steps) <= MOST_STEPS
    assert (steps[0], steps[-LATEST:]) == (1, list(range(100_001 - LATEST, 100_001)))
    assert (watch.events[0].kind, watch.events[-1]["message"]) == ("started", Message("training", "Careful."))
    assert watch.progress.step == 100_000
    assert longest < 1.0, "the window lives while the file is read"


def test_many_small_readings_stay_light_too() -> None:
    events = list[Event]()
    for first in range(0, 12_000, 10):
        fresh = [Event(float(step), "step", {"step": step}) for step in range(first, first + 10)]
        events = thinned([*events, *fresh])
    assert len(events) <= MOST_STEPS
    places = [event["step"] for event in events]
    assert places == sorted(set(places))
    assert places[0] == 0
    assert places[-LATEST:] == list(range(12_000 - LATEST, 12_000))
    few = [Event(0.0, "step", {"step": 1}), Event(0.0, "measure", {})]
    assert thinned(few) == few


def test_words_of_a_process_elsewhere_come_while_it_lives(run: RunFolder, desk: TrainingDesk) -> None:
    watch = desk.watch(run)
    with run.occupied():
        run.log.write("started")
        desk.refresh()
        watch.wake()
        wait_until(lambda: desk.state(run) == "running")
        run.log.write("watch", what="numbers", action="rolled back", message=Message("training", "Careful."))
        wait_until(lambda: watch.events and watch.events[-1].kind == "watch")
        run.log.write("failed", sentence=Message("errors", "The disk is full."), details="")
    wait_until(lambda: desk.state(run) == "failed")
    assert watch.events[-1]["sentence"] == Message("errors", "The disk is full.")


@pytest.mark.skipif(os.name == "nt", reason="open files hold their folder there")
def test_a_disk_that_is_unplugged_is_no_death(run: RunFolder, desk: TrainingDesk) -> None:
    watch, states = desk.watch(run), list[str]()
    with run.occupied(interval=60.0):
        run.log.write("started")
        watch.wake()
        wait_until(lambda: desk.state(run) == "running")
        watch.state_changed.connect(states.append)
        away = run.path.with_name("away")
        run.path.rename(away)
        begun = time.monotonic()
        wait_until(lambda: time.monotonic() - begun > 0.8)
        assert states == ["waiting"]
        away.rename(run.path)
        run.log.write("stage", name="game")
        wait_until(lambda: watch.progress.stage == "game")
    wait_until(lambda: desk.state(run) == "died")


def test_nothing_is_looked_at_where_nobody_works(run: RunFolder, desk: TrainingDesk) -> None:
    watch = desk.watch(run)
    wait_until(desk.runs)
    run.log.write("stage", name="game")
    begun = time.monotonic()
    wait_until(lambda: time.monotonic() - begun > 0.6)
    assert watch.events == []
    watch.wake()
    wait_until(lambda: watch.events)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("failed", {"sentence": ["no", "sentence"]}),
        ("failed", {"sentence": {"context": "x", "template": "{a}", "values": {}}}),
        ("step", {"step": 10**400, "steps": 5, "images_per_second": 10**400, "memory": 10**400}),
    ],
)
def test_what_no_training_told_is_not_shown(
    run: RunFolder, desk: TrainingDesk, kind: str, told: dict[str, object]
) -> None:
    run.events_file.write_text(
        '{"t":1,"kind":"started"}\n' + json.dumps({"t": 2, "kind": kind} | told) + "\n"
    )
    watch = desk.watch(run)
    wait_until(lambda: len(watch.events) == 2)
    head = RunHead(desk)
    for state in ("failed", "running"):
        watch.state = state
        head.show_watch(watch)
        assert head.title.text() == "Mine"
    watch.state = "failed"
    head.follow()
    assert head.sentence.text() == "Failed"
    head.close()
    head.deleteLater()
