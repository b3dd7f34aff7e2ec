"""The queue of trainings: one at a time, the oldest first, and only once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from studio.runs.queue import is_queued, next_in_line, put_in_queue, take_from_queue

CONFIG = TrainingConfig(name="Mine", output="/tmp/mine.pstyle", style=("/photos",))


@pytest.fixture
def runs(tmp_path: Path) -> list[RunFolder]:
    return [RunFolder.create(tmp_path / name, CONFIG) for name in ("c", "b", "a")]


def test_who_waits_longest_comes_first_and_is_taken_out(runs: list[RunFolder]) -> None:
    for age, run in enumerate(runs):
        put_in_queue(run)
        os.utime(run.path / "queued", (1000.0 + age,) * 2)
    assert all(map(is_queued, runs))
    assert [next_in_line(runs) for _ in range(4)] == [*runs, None]
    assert not any(map(is_queued, runs))


def test_waiting_twice_does_not_lose_the_place(runs: list[RunFolder]) -> None:
    for age, run in enumerate(runs[:2]):
        put_in_queue(run)
        os.utime(run.path / "queued", (1000.0 + age,) * 2)
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
