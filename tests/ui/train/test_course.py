"""The numbers of a run as curves."""

from __future__ import annotations

import csv
import io
import math

import pytest

from studio.runs.events import Event
from studio.ui.train.course import CHARTS, MOST_POINTS, Course, smoothed

SCORE, LOSS = CHARTS[0].lines[0], CHARTS[1].lines[0]


def step(number: float, loss: float | None) -> Event:
    return Event(0.0, "step", {"step": number, "loss_g": loss, "d_real": 0.25})


def test_curves_hold_the_points_that_are_numbers() -> None:
    course = Course()
    course.take([step(1, 0.5), step(2, None), step(3, math.inf), Event(0.0, "step", {"loss_g": 0.1})])
    course.take([step(4, 0.25), Event(0.0, "baseline", {"score": 0.6})])
    assert (course.curve(LOSS).steps, course.curve(LOSS).values) == ([1, 4], [0.5, 0.25])
    assert course.curve(SCORE).steps == []
    assert course.baseline == 0.6
    assert course.curve(LOSS).at(3.2) == (4, 0.25)
    assert course.curve(SCORE).at(3.2) is None


def test_steps_that_a_resumed_run_does_again_count_once() -> None:
    course = Course()
    course.take([step(1, 1.0), step(2, 2.0), step(3, 3.0), step(2, 20.0), step(4, 4.0)])
    assert course.curve(LOSS).steps == [1, 2, 4]
    assert course.curve(LOSS).values == [1.0, 20.0, 4.0]


def test_a_long_training_stays_light_and_keeps_its_ends() -> None:
    course = Course()
    course.take(step(number, float(number)) for number in range(100_000))
    curve = course.curve(LOSS)
    assert len(curve.steps) <= MOST_POINTS
    assert curve.steps[0] == 0
    assert curve.steps[-1000:] == list(range(99_000, 100_000)), "the latest are all there"
    assert curve.steps == sorted(curve.steps) == curve.values


def test_smoothing_keeps_a_constant_and_calms_noise() -> None:
    assert smoothed([3.0] * 20) == pytest.approx([3.0] * 20)
    noise = [1.0 if number % 2 else -1.0 for number in range(200)]
    assert max(abs(value) for value in smoothed(noise)[50:]) < 0.1
    assert smoothed([]) == []


def test_all_points_go_into_the_table() -> None:
    course = Course()
    course.take([step(1, 0.5), Event(0.0, "measure", {"step": 2, "score": 0.7})])
    course.take([Event(0.0, "baseline", {"score": 0.6})])
    rows = list(csv.DictReader(io.StringIO(course.as_csv().decode())))
    assert [row["step"] for row in rows] == ["1", "2"]
    assert (rows[0]["loss_g"], rows[0]["score"], rows[0]["baseline"]) == ("0.5", "", "0.6")
    assert (rows[1]["score"], rows[1]["loss_g"]) == ("0.7", "")
