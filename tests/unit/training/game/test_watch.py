"""Watchers: what each notices, when it acts, and when it gives up."""

from __future__ import annotations

import math

import pytest

from training.game.players import Told
from training.game.watch import (
    Watched,
    after_judging,
    after_measure,
    after_step,
    after_variations,
)


def told(loss: float = 1.0, finite: bool = True, spread: float = math.nan) -> Told:
    return Told(loss, 1.0, 0.5, 0.4, 1e-3, 2e-3, spread, finite)


def test_bad_numbers_go_back_at_half_the_rates_and_end_the_fourth_time() -> None:
    watched, actions = Watched(), []
    for step in range(4):
        watched, finding = after_step(watched, told(math.nan, finite=False), 17 + step)
        assert finding is not None
        assert finding.what == "numbers"
        actions.append(finding.action)
        if step == 0:
            assert "17" in str(finding.message)
            assert watched.scales.generator == watched.scales.discriminator == 0.5
    assert actions == ["rolled back"] * 3 + ["ended"]
    assert watched.scales.attempt == 4, "the same steps must draw other chances"


def test_losses_far_out_for_long_go_back_to_the_best() -> None:
    watched = Watched()
    for step in range(19):
        watched, finding = after_step(watched, told(1e4), step)
        assert finding is None
    assert after_step(watched, told(1.0), 19)[0].wild == 0
    watched, finding = after_step(watched, told(-1e4), 19)
    assert finding is not None
    assert (finding.what, finding.action) == ("divergence", "back to best")


@pytest.mark.parametrize(("score", "structure"), [(0.3, 1.0), (0.6, 0.9), (math.nan, 1.0)])
def test_getting_worse_twice_goes_back_and_ends_the_third_time(score: float, structure: float) -> None:
    watched, actions = Watched(), []
    for _ in range(6):
        watched, finding = after_measure(watched, score, structure, 0.6)
        actions.append(finding.action if finding else "")
    assert actions == ["", "back to best", "", "back to best", "", "ended"]
    assert watched.scales.generator == 0.125


def test_a_small_loss_and_a_single_one_are_no_divergence() -> None:
    watched = Watched()
    for score in (0.5, 0.3, 0.55, 0.3, 0.5, 0.5):
        watched, finding = after_measure(watched, score, 0.99, 0.6)
        assert finding is None


def test_critics_that_know_photos_by_heart_are_held_back() -> None:
    watched, finding = after_judging(Watched(), learned=2.0, held=0.2, made=0.0)
    assert finding is None
    watched, finding = after_judging(watched, learned=2.0, held=0.2, made=0.0)
    assert finding is not None
    assert finding.what == "overfitting"
    assert watched.scales.penalty == 2.0
    assert watched.scales.discriminator == pytest.approx(0.7)
    for _ in range(20):
        watched, finding = after_judging(watched, learned=2.0, held=0.2, made=0.0)
    assert watched.scales.penalty == 8.0
    assert finding is None


@pytest.mark.parametrize(("learned", "held", "made"), [(2.0, 1.8, 0.0), (0.5, 0.0, 0.49), (-1.0, 0.0, 0.5)])
def test_critics_that_judge_fairly_are_left_alone(learned: float, held: float, made: float) -> None:
    watched = Watched()
    for _ in range(5):
        watched, finding = after_judging(watched, learned, held, made)
        assert finding is None


def test_variations_that_collapse_are_pushed_apart() -> None:
    watched = Watched()
    for step in range(40):
        watched, _ = after_step(watched, told(spread=0.3), step)
    assert watched.apart == pytest.approx(0.3)
    watched, finding = after_variations(watched, 3.0)
    assert finding is None
    watched, finding = after_variations(watched, 3.0)
    assert finding is not None
    assert finding.what == "variations"
    assert watched.scales.spread == 2.0
    for step in range(200):
        watched, _ = after_step(watched, told(spread=2.5), step)
    for _ in range(3):
        watched, finding = after_variations(watched, 3.0)
        assert finding is None
    assert after_variations(watched, 0.0)[1] is None


def test_sentences_say_what_was_done() -> None:
    _, finding = after_step(Watched(), told(finite=False), 3)
    assert finding is not None
    assert str(finding.message).startswith("The arithmetic ran out of bounds at step 3.")
    assert finding.message.context == "training"
