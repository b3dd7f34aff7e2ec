"""The queue of trainings: one at a time, the oldest first, and only once."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from studio.runs.config import TrainingConfig
from studio.runs.discard import discard
from studio.runs.folder import RunFolder, runs_in
from studio.runs.ledger import place_of
from studio.runs.queue import (
    is_queued,
    next_in_line,
    put_in_queue,
    take_from_queue,
    want_more,
    want_no_more,
    wanted_more,
)

CONFIG = TrainingConfig(name="Mine", output="/tmp/mine.pstyle", style=("/photos",))


@pytest.fixture
def runs(tmp_path: Path) -> list[RunFolder]:
    return [RunFolder.create(tmp_path / name, CONFIG) for name in ("c", "b", "a")]


def test_who_waits_longest_comes_first_and_is_taken_out(runs: list[RunFolder]) -> None:
    for age, run in enumerate(runs):
        put_in_queue(run)
        os.utime(place_of(run.path, "queued"), (1000.0 + age,) * 2)
    assert all(map(is_queued, runs))
    assert [next_in_line(runs) for _ in range(4)] == [*runs, None]
    assert not any(map(is_queued, runs))


def test_waiting_twice_does_not_lose_the_place(runs: list[RunFolder]) -> None:
    for age, run in enumerate(runs[:2]):
        put_in_queue(run)
        os.utime(place_of(run.path, "queued"), (1000.0 + age,) * 2)
    put_in_queue(runs[0])
    assert next_in_line(runs) is runs[0]


def test_nobody_starts_while_one_trains(runs: list[RunFolder]) -> None:
    put_in_queue(runs[0])
    with runs[1].occupied():
        assert next_in_line(runs) is None
        runs[1].request_pause()
        assert next_in_line(runs) is None, "a pause keeps its place"
    assert next_in_line(runs) is runs[0]


def test_it_is_taken_once(runs: list[RunFolder]) -> None:
    put_in_queue(runs[0])
    assert [take_from_queue(runs[0]), take_from_queue(runs[0])] == [True, False]
    assert next_in_line(runs) is None


def test_more_steps_add_up_until_they_are_taken_back(runs: list[RunFolder]) -> None:
    assert wanted_more(runs[0]) == 0
    want_more(runs[0], 20)
    want_more(runs[0], 5)
    assert [wanted_more(run) for run in runs] == [25, 0, 0]
    want_more(runs[0], 10**9)
    assert wanted_more(runs[0]) == 1_000_000
    want_no_more(runs[0])
    want_no_more(runs[0])
    assert wanted_more(runs[0]) == 0


def test_what_lies_in_the_folder_asks_for_nothing(runs: list[RunFolder]) -> None:
    """It may be anybody's: a process starts because this installation was asked for it, or not at all."""
    (runs[0].path / "queued").write_bytes(b"")
    (runs[0].path / "extend").write_text("50")
    assert (is_queued(runs[0]), wanted_more(runs[0])) == (False, 0)
    assert next_in_line(runs) is None


def test_a_copy_of_a_run_that_waits_does_not_wait(runs: list[RunFolder]) -> None:
    put_in_queue(runs[0])
    want_more(runs[0], 5)
    copy = RunFolder.open(shutil.copytree(runs[0].path, runs[0].path.with_name("copy")))
    assert (is_queued(copy), wanted_more(copy)) == (False, 0)


def test_settings_that_were_changed_since_are_not_started(runs: list[RunFolder]) -> None:
    """Somebody's folder took the place of the user's."""
    put_in_queue(runs[0])
    want_more(runs[0], 5)
    RunFolder.open(runs[0].path).rewrite(replace(CONFIG, output="/elsewhere/mine.pstyle"))
    found = runs_in(runs[0].path.parent)
    assert next_in_line(found) is None
    assert [wanted_more(run) for run in found] == [0, 0, 0]
    (changed,) = (run for run in found if run.path == runs[0].path)
    put_in_queue(changed)
    assert next_in_line(found) is changed


def test_of_a_run_that_is_thrown_away_nothing_is_noted(runs: list[RunFolder]) -> None:
    put_in_queue(runs[0])
    want_more(runs[0], 5)
    discard(runs[0])
    again = RunFolder.create(runs[0].path, CONFIG)
    assert (is_queued(again), wanted_more(again)) == (False, 0)


def test_notes_of_another_kind_count_for_nothing(runs: list[RunFolder]) -> None:
    want_more(runs[0], 5)
    for data in (b"", b"5", b"\xff\xfe", b"-5 x", b"5 5 5", b"9" * 5000):
        place_of(runs[0].path, "extend").write_bytes(data)
        place_of(runs[0].path, "queued").write_bytes(data)
        assert (is_queued(runs[0]), wanted_more(runs[0])) == (False, 0)
