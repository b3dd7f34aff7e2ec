"""A training that waits for a drive or a disk: the window says for what, and counts no time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.messages import Message
from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from studio.runs.waiting import away
from studio.ui.train.desk import TrainingDesk
from studio.ui.train.run_head import RunHead
from studio.ui.train.runs_list import RunsList
from tests.support.trainings import desk_at, wait_until

CONFIG = TrainingConfig(name="Mine", output="/tmp/mine.pstyle", style=("/photos",))


@pytest.fixture
def run(tmp_path: Path) -> Iterator[RunFolder]:
    run = RunFolder.create(tmp_path / "runs" / "one", CONFIG)
    with run.occupied(0.1):
        run.log.write("started", pid=0)
        run.log.write("stage", name="game")
        run.log.write("step", step=3, steps=9, seconds_left=60.0, images_per_second=2.5)
        yield run


@pytest.fixture
def desk(run: RunFolder, qapp: object) -> Iterator[TrainingDesk]:
    with desk_at(run.path.parent) as desk:
        yield desk


def test_head_and_list_say_what_it_waits_for(run: RunFolder, desk: TrainingDesk, qtbot: QtBot) -> None:
    head, runs = RunHead(desk), RunsList(desk)
    for widget in (head, runs):
        qtbot.addWidget(widget)
        widget.show()
    watch = desk.watch(run)
    head.show_watch(watch)
    watch.state_changed.connect(head.follow)
    wait_until(lambda: watch.state == "running" and runs.list.count() == 1)
    run.log.write("waiting", reason=away("Photos"))
    wait_until(lambda: watch.state == "waiting")
    assert head.sentence.text().startswith("Waits for “Photos” to come back: the drive is away.")
    assert "left" not in head.facts.text()
    assert "a second" not in head.facts.text()
    assert head.buttons["stop"].isVisible()
    assert head.buttons["pause"].isVisible()
    assert not head.buttons["resume"].isVisible()
    assert "Waiting for a disk" in runs.list.item(0).text()
    run.log.write("continued")
    wait_until(lambda: watch.state == "running")
    assert "step 3 of 9" in head.sentence.text()


def test_what_it_cannot_tell_itself_is_seen_from_outside(
    run: RunFolder, desk: TrainingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = desk.watch(run)
    wait_until(lambda: watch.state == "running")
    monkeypatch.setattr("studio.runs.waiting._free", lambda _: 100.0)
    wait_until(lambda: watch.state == "waiting")
    assert isinstance(watch.progress.waiting, Message)
    assert "the disk of “Mine” is full" in str(watch.progress.waiting)
    monkeypatch.undo()
    wait_until(lambda: watch.state == "running")


def test_a_drive_that_comes_back_is_no_death_though_no_heart_beat_yet(
    run: RunFolder, desk: TrainingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.runs.heartbeat.is_of", lambda process, folder: True)
    watch, states = desk.watch(run), list[str]()
    wait_until(lambda: watch.state == "running")
    watch.state_changed.connect(states.append)
    aside = run.path.with_name("aside")
    run.path.rename(aside)
    wait_until(lambda: watch.state == "waiting")
    monkeypatch.setattr("studio.runs.heartbeat.is_alive", lambda path: False)
    aside.rename(run.path)
    wait_until(lambda: watch.state == "running")
    monkeypatch.undo()
    wait_until(lambda: run.alive)
    assert states == ["waiting", "running"]
