from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from studio.generators.photographic import PhotographicNet
from studio.messages import Message
from tests.unit.training.evaluate.looks import cube_of, examples, pairs, shifting_net, true_cube
from training.evaluate.measure import Measure, Measured
from training.evaluate.verdict import Verdict, _weak_kinds, better, verdict
from training.game.variations import awaken
from training.start.teach import begin


@pytest.fixture(scope="module")
def measure() -> Measure:
    return Measure(examples(), seed=3)


@pytest.fixture(scope="module")
def paired() -> Measure:
    return Measure(pairs(), seed=3)


def right() -> PhotographicNet:
    """A network that does what the finished photos were made with."""
    return begin(true_cube())


def said(messages: tuple[Message, ...]) -> str:
    return " ".join(map(str, messages))


def test_a_network_that_learned_beats_a_start_that_did_not(measure: Measure) -> None:
    found = verdict(measure, right(), shifting_net(0.0, 0.0, 0.0), cube_of(0.02, 0.0, 0.0))
    assert found.better
    assert set(found.measured) == {"learned", "start", "baseline", "untouched"}
    assert "points more than the first estimate" in said(found.result)
    assert "points more than one colour table" in said(found.result)
    assert "likely differ by" in said(found.result)
    assert "without pairs it cannot be measured" in said(found.result)
    assert "lighter" in said(found.learned)
    assert len(found.fits) == len(measure.photos)


def test_where_the_start_is_better_it_says_so_and_describes_the_start(measure: Measure) -> None:
    found = verdict(measure, shifting_net(-0.2, 0.0, 0.2), right())
    assert not found.better
    assert "did not improve the first estimate" in said(found.result)
    assert "first estimate (" not in said(found.result)
    assert "lighter" in said(found.learned)


def test_a_network_that_damages_photos_is_never_better() -> None:
    good = Measured(0.5, 0.99, 1.0, 1.0, 0.0, 0.1)
    assert better(replace(good, score=0.6), good)
    assert not better(replace(good, score=0.6, structure=0.9), good)
    assert not better(good, good)


def test_one_that_is_kept_all_the_same_is_warned_of(measure: Measure) -> None:
    net = right()
    with torch.no_grad():
        assert net.gains.bias is not None
        net.gains.bias.fill_(-4.0)
    found = verdict(measure, net)
    assert "changes edges and details" in said(found.weak)
    assert "fine detail" in said(found.learned)


def test_about_the_same_is_called_so(measure: Measure) -> None:
    found = verdict(measure, right(), baseline=true_cube())
    assert "about as much as one colour table" in said(found.result)


def test_pairs_are_spoken_of_in_differences(paired: Measure) -> None:
    found = verdict(paired, right())
    assert "of the change from before to after" in said(found.result)
    assert f"It matches on {len(paired.photos)} of {len(paired.photos)} photos" in said(found.weak)
    assert "likely" not in said(found.result)
    assert (found.likely, found.as_event()["paired"]) == (None, True)


def test_folders_that_hardly_differ_are_called_that() -> None:
    some = examples()
    same = Measure(replace(some, style=some.ordinary[:8], held_style=some.ordinary[8:]), seed=1)
    result = said(verdict(same, right()).result)
    assert "say little of how well" in result
    assert "nearer" not in result
    assert "points" not in result


def test_kinds_that_fail_more_often_than_the_rest_are_named() -> None:
    kinds = [{"light": "dark"}] * 4 + [{"light": "bright"}] * 8
    assert _weak_kinds(kinds, [2.0, 2.0, 2.0, 0.5] + [0.5] * 8) == [("dark", 3, 4)]
    assert _weak_kinds(kinds, [2.0] * 12) == []
    assert _weak_kinds(kinds, [2.0] + [0.5] * 11) == []
    assert _weak_kinds(kinds[:4], [2.0] * 4) == []


def test_variations_are_spoken_of_where_there_are_any(measure: Measure) -> None:
    net = right()
    awaken(net, np.random.default_rng(1))
    with torch.no_grad():
        net.whole_film.weight.mul_(60.0)
        net.curves.weight.normal_(0.0, 0.03, generator=torch.Generator().manual_seed(1))
    found = verdict(measure, net)
    assert found.measured["learned"].spread > 0.1
    assert "variations differ by" in said(found.weak)


def test_the_event_holds_messages_and_numbers_that_json_can_take(measure: Measure) -> None:
    found = verdict(measure, right(), baseline=true_cube())
    event = found.as_event()
    assert event["better"] is True
    assert event["scores"]["learned"]["score"] == found.measured["learned"].score
    assert all(isinstance(each, Message) for each in event["result"] + event["weak"])
    assert isinstance(found, Verdict)


def test_of_one_picture_nothing_is_asked_that_it_cannot_give(measure: Measure) -> None:
    one = verdict(measure, right(), style=measure.material.before[:1])
    assert "One picture tells little" in said(one.add)
    assert "Add finished photos" not in said(one.add)
    assert "only be guessed" in said(one.result)
    assert "likely differ" not in said(one.result)
    assert (one.likely, one.as_event()["paired"]) == (None, False)
    more = verdict(measure, right(), style=measure.material.before[:5])
    assert "One picture" not in said(more.add)
    assert "only be guessed" not in said(more.result)
