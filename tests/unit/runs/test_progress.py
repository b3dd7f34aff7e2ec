"""Progress: events in, one sentence out."""

from __future__ import annotations

from typing import Any

import pytest

from studio.runs.events import Event
from studio.runs.progress import Progress, clock


def after(*events: tuple[str, dict[str, Any]]) -> Progress:
    progress = Progress()
    for kind, values in events:
        progress.take(Event(0.0, kind, values))
    return progress


GAME = ("stage", {"name": "game"})
STEP = ("step", {"step": 12, "steps": 800, "seconds_left": 95.2})


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([], "Starting"),
        ([("gathering", {"fraction": 0.456})], "Reading the photos: 46 %"),
        ([("gathering", {"fraction": 1.0}), ("stage", {"name": "estimate"})], "A first estimate"),
        ([("stage", {"name": "estimate"}), ("teaching", {"fraction": 0.25})], "A first estimate: 25 %"),
        ([("stage", {"name": "estimate"}), ("teaching", {"fraction": 0.25}), GAME], "Learning"),
        ([("stage", {"name": "transport"})], "transport"),
        ([GAME, ("step", {"step": 1, "steps": 9, "seconds_left": None})], "Learning: step 1 of 9"),
        ([GAME, STEP], "Learning: step 12 of 800, 1:36 left"),
        ([("baseline", {"score": 0.3}), GAME], "Learning, score 0.30"),
        ([GAME, ("measure", {"score": 0.456}), STEP], "Learning: step 12 of 800, score 0.46, 1:36 left"),
        ([GAME, STEP, ("paused", {})], "Paused"),
        ([GAME, STEP, ("paused", {}), ("continued", {})], "Learning: step 12 of 800, 1:36 left"),
        ([GAME, STEP, ("stage", {"name": "writing"})], "Writing the style file"),
        ([GAME, STEP, ("started", {})], "Starting"),
        ([GAME, ("step", {"step": "x", "steps": None, "seconds_left": "y"})], "Learning"),
        ([GAME, ("measure", {"score": None})], "Learning"),
    ],
)
def test_what_it_says(events: list[tuple[str, dict[str, Any]]], sentence: str) -> None:
    assert str(after(*events).sentence) == sentence


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.0, "0:00"), (0.2, "0:01"), (59.5, "1:00"), (3599, "59:59"), (3909, "1:05:09")]
)
def test_times(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def test_time_left_counts_what_comes_after_the_game() -> None:
    """The first estimate is made once more from all photos, and takes as long again."""
    progress = Progress()
    for at, kind, values in (
        (20.0, "stage", {"name": "estimate"}),
        (45.0, "stage", {"name": "game"}),
        (46.0, "step", {"step": 1, "steps": 9, "seconds_left": 60.0}),
    ):
        progress.take(Event(at, kind, values))
    assert progress.seconds_left == 85.0
    progress.take(Event(50.0, "started", {"pid": 1, "resumed": True}))
    for at, kind, values in (
        (52.0, "stage", {"name": "estimate"}),
        (52.1, "stage", {"name": "game"}),
        (53.0, "step", {"step": 2, "steps": 9, "seconds_left": 50.0}),
    ):
        progress.take(Event(at, kind, values))
    assert progress.seconds_left == 75.0, "a run that goes on does not estimate again, but at its end it does"
    progress.take(Event(54.0, "step", {"step": 3, "steps": 9, "seconds_left": None}))
    assert progress.seconds_left is None


def test_time_left_counts_no_second_estimate_where_the_game_does_better() -> None:
    progress = Progress()

    def left(at: float, *measures: tuple[int, float]) -> float | None:
        for step, score in measures:
            progress.take(Event(at, "measure", {"step": step, "score": score}))
        progress.take(Event(at, "step", {"step": 5, "steps": 9, "seconds_left": 60.0}))
        return progress.seconds_left

    progress.take(Event(20.0, "stage", {"name": "estimate"}))
    progress.take(Event(45.0, "stage", {"name": "game"}))
    assert left(46.0, (0, 0.5)) == 85.0
    assert left(47.0, (2, 0.51)) == 85.0, "only what is clearly better takes its place"
    assert left(48.0, (4, 0.6)) == 60.0
    assert left(49.0, (5, 0.4)) == 60.0, "the best counts, not the last"
    progress.take(Event(50.0, "started", {"pid": 1, "resumed": True}))
    progress.take(Event(51.0, "stage", {"name": "game"}))
    assert left(52.0) == 60.0, "what was measured before a break counts"
