"""Probes: they measure what they are named after."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from benchmarks import learning_probes as probes
from benchmarks.learning_methods import How
from benchmarks.learning_probes import chosen, from_few, from_folders, from_one, from_pairs, leak, on_skin
from studio.runs.errors import NotEnoughPhotos
from tests.support.known_looks import deal, warm
from tests.support.shoots import picture, shoot, write
from training.start.prior import Prior


@pytest.fixture(scope="module")
def how() -> How:
    return How(Prior())


def test_a_row_of_the_main_table(how: How) -> None:
    case = from_folders(warm(), deal(), how)
    assert (case.kind, case.name, case.split) == ("film", "warm", "made up")
    assert tuple(case.values) == ("untouched", "reinhard", "mkl", "histogram", "transport", "estimate")
    assert case.values == from_folders(warm(), deal(), how).values, "seeds are fixed"


def test_few_stand_beside_transport_from_all(how: How) -> None:
    every = from_folders(warm(), deal(), how)
    few, same = from_few(warm(), deal(), how, 2), from_few(warm(), deal(), how, 5)
    assert few.values["transport all"] == every.values["transport"]
    assert few.values["transport"] != few.values["transport all"]
    assert few.values["untouched"] == every.values["untouched"]
    assert same.values["transport"] == same.values["transport all"]
    assert same.values["estimate"] == every.values["estimate"]


def test_one_photo_is_the_mean_over_its_choices(how: How, monkeypatch: pytest.MonkeyPatch) -> None:
    both = from_one(warm(), deal(), how, choices=2)
    places = chosen(5, 2, how.seed)
    singles = []
    for place in places:
        monkeypatch.setattr(probes, "chosen", lambda *_, at=place: [at])
        singles.append(from_one(warm(), deal(), how, choices=1))
    for name, value in both.values.items():
        assert value == pytest.approx(np.mean([single.values[name] for single in singles]))
    assert {"reinhard each", "mkl each", "reinhard", "mkl"} < both.values.keys()
    assert singles[0].values["mkl each"] != singles[1].values["mkl each"]


def test_choices_are_seeded_and_each_is_another() -> None:
    assert chosen(40, 5, 1) == chosen(40, 5, 1) != chosen(40, 5, 2)
    assert len(set(chosen(40, 40, 3))) == 40


def test_only_skin_counts_and_each_photo_alike() -> None:
    skin = torch.zeros(3, 8, 8)
    skin[0, :2], skin[1, :, :4] = 1.0, 0.5
    one = torch.full((3, 3, 8, 8), 0.5)
    other = one.clone()
    other[0, :, 2:] = 0.0  # not on skin
    other[2] = 1.0  # no skin at all
    assert on_skin(one, other, skin) == 0.0
    black, white = torch.zeros(1, 3, 8, 8), torch.ones(1, 3, 8, 8)
    both = torch.cat([black, white, white])
    assert on_skin(both, torch.cat([white, white, white]), skin) == pytest.approx(50.0, abs=0.01)
    with pytest.raises(ValueError, match="skin"):
        on_skin(one, other, torch.zeros(3, 8, 8))


def test_pooled_colours_leak_from_the_background(how: How) -> None:
    case = leak(warm(), deal(), how)
    assert case.values["untouched"] == 0.0
    assert case.values["transport"] > 1.0
    assert case.facts["darkened"] == 5


def test_nothing_moves_where_no_background_is_known(how: How, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "darkened", lambda example: example)
    assert set(leak(warm(), deal(), how).values.values()) == {0.0}


def pairs(folder: Path, numbers: range) -> Path:
    shoot(folder / "before", numbers)
    shoot(folder / "after", numbers, look=True)
    return folder


def test_pairs_are_learned_from_and_tested_on_both_ways(tmp_path: Path, how: How) -> None:
    folder = pairs(tmp_path, range(7))
    write(folder / "after" / "20.jpg", picture(20))  # nobody's partner
    cases = list(from_pairs(folder, how, 0))
    counts = [(case.facts["learned"] + case.facts["held"], case.facts["tested"]) for case in cases]
    assert sorted(counts) == [(3, 4), (4, 3)]
    for case in cases:
        assert tuple(case.values) == ("untouched", "mean table")
        assert case.values["mean table"] < 0.3 * case.values["untouched"]
    other = list(from_pairs(folder, how, 1))
    assert other[0].values != cases[0].values, "another deal, other halves"


def test_too_few_pairs(tmp_path: Path, how: How) -> None:
    with pytest.raises(NotEnoughPhotos):
        list(from_pairs(pairs(tmp_path, range(4)), how, 0))
