from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy as np
import pytest
import torch

from tests.unit.training.evaluate.looks import (
    cube_of,
    examples,
    finished,
    pairs,
    shifting_net,
    true_cube,
    with_skin,
)
from tests.unit.training.game.material import parts
from training.evaluate.material import material
from training.evaluate.measure import Measure, margin
from training.evaluate.pairs import difference, mean_table
from training.evaluate.small import small
from training.evaluate.styled import flat_look, in_look
from training.examples import Examples


@pytest.fixture(scope="module")
def measure() -> Measure:
    return Measure(examples(), seed=3)


@pytest.fixture(scope="module")
def paired() -> Measure:
    return Measure(pairs(), seed=3)


def test_a_photo_left_alone_scores_nothing_and_is_kept_whole(measure: Measure) -> None:
    found = measure.untouched()
    assert found.score == 0.0
    assert found.structure > 0.999
    assert found.spread == 0.0
    assert math.isnan(found.difference)


def test_the_look_itself_scores_and_the_opposite_look_does_not(measure: Measure) -> None:
    right, wrong = measure.of_cube(true_cube()), measure.of_cube(-true_cube())
    half = measure.of_cube(true_cube() * 0.4)
    assert right.score > half.score > 0.0 > wrong.score
    assert right.score > 0.4
    assert 0.0 < right.error < 0.5
    more, error = margin(right, wrong)
    assert more == pytest.approx(right.score - wrong.score)
    assert more > error > 0.0


def test_networks_and_cubes_are_measured_alike_and_left_as_they_are(measure: Measure) -> None:
    net = shifting_net(0.05, 0.0, -0.05)
    before = [parameter.clone() for parameter in net.parameters()]
    by_net, by_table = measure(net), measure.of_cube(cube_of(0.05, 0.0, -0.05))
    assert by_net.score == pytest.approx(by_table.score, abs=0.03)
    assert by_net.structure == pytest.approx(by_table.structure, abs=0.01)
    assert all(torch.equal(a, b) for a, b in zip(before, net.parameters(), strict=True))
    assert all(parameter.grad is None for parameter in net.parameters())


def test_the_same_seed_measures_the_same(measure: Measure) -> None:
    one, other = (each.of_cube(true_cube()) for each in (Measure(examples(), seed=3), measure))
    assert (one.score, one.structure, one.error, one.draws) == (
        other.score,
        other.structure,
        other.error,
        other.draws,
    )


def test_a_wild_network_is_measured_all_the_same(measure: Measure) -> None:
    net = shifting_net(0.0, 0.0, 0.0)
    with torch.no_grad():
        net.base.fill_(float("nan"))
    found = measure(net)
    assert math.isfinite(found.score)
    assert found.structure < 0.9


def test_structure_tells_what_detail_loses(measure: Measure) -> None:
    net = shifting_net(0.0, 0.0, 0.0)
    with torch.no_grad():
        assert net.gains.bias is not None
        net.gains.bias.fill_(-4.0)
    assert measure(net).structure < 0.97


def test_held_photos_are_what_is_measured_on(measure: Measure) -> None:
    held = {photo.name for photo in examples().held_ordinary}
    assert measure.held
    assert measure.notes == ()
    assert set(measure.photos.names) == held


def test_pairs_are_measured_by_their_distance_to_the_truth(paired: Measure) -> None:
    right, nothing = paired.of_cube(true_cube()), paired.untouched()
    assert right.difference < 1.5
    assert nothing.difference > 5.0
    assert nothing.score == 0.0
    assert right.score == pytest.approx(1 - right.difference / nothing.difference, abs=1e-3)
    assert paired.of_cube(cube_of(-0.3, 0.0, 0.3)).score < 0.0


def test_the_mean_table_of_pairs_is_better_than_nothing_and_worse_than_the_truth(paired: Measure) -> None:
    table = mean_table(pairs().pairs, 1)
    assert table.shape == (17, 17, 17, 3)
    assert paired.of_cube(table).difference < 0.5 * paired.untouched().difference


def test_differences_are_means_of_ciede2000() -> None:
    grey, lighter = torch.full((1, 3, 128, 128), 0.5), torch.full((1, 3, 128, 128), 0.55)
    assert float(difference(grey, grey)) == pytest.approx(0.0, abs=1e-4)
    assert 3.0 < float(difference(grey, lighter)) < 6.0


def test_finished_photos_alone_need_what_takes_the_style_off() -> None:
    alone = Examples(style=examples().style, held_style=examples().held_style)
    with pytest.raises(ValueError, match="takes the style off"):
        Measure(alone)
    measure = Measure(alone, seed=1, undo=-true_cube())
    assert measure.material.kind == "made"
    assert measure.held
    assert "by estimate" in str(measure.notes[0])
    assert measure.of_cube(true_cube()).score > measure.untouched().score + 0.2


def test_without_held_photos_it_says_so() -> None:
    some = examples()
    measure = Measure(Examples(style=some.style, ordinary=some.ordinary), seed=1)
    assert not measure.held
    assert "flatters" in str(measure.notes[0])
    assert measure.of_cube(true_cube()).score > 0.0
    partly = material(replace(some, held_style=some.held_style[:2]), None, np.random.default_rng(0))
    assert not partly.held
    assert "partly" in str(partly.notes[0])


def test_one_photo_on_each_side_is_measured() -> None:
    one = Examples(style=(finished(parts()[0]),), ordinary=(parts()[1],))
    measure = Measure(one, seed=1)
    found = measure.of_cube(true_cube())
    assert -1.0 <= found.score <= 1.0
    assert math.isfinite(found.error)


def test_without_photos_there_is_no_measure() -> None:
    with pytest.raises(ValueError, match="no finished photos"):
        Measure(Examples(ordinary=parts()[:2]))


def test_skin_and_scenes_are_told() -> None:
    some = examples()
    held = tuple(
        replace(with_skin(photo), scene=number // 2) for number, photo in enumerate(some.held_ordinary)
    )
    measure = Measure(replace(some, held_ordinary=held), seed=1)
    found = measure.of_cube(cube_of(0.1, 0.1, 0.1))
    assert 3.0 < found.skin < 15.0
    assert 0.5 < found.consistency < 1.5
    grey = torch.tensor([[0.299, 0.587, 0.114]] * 3)
    along = torch.linspace(0, 1, 9)
    blue, green, red = torch.meshgrid(along, along, along, indexing="ij")
    nodes = torch.stack([red, green, blue], -1)
    assert measure.of_cube(nodes @ grey.T - nodes).consistency < 0.1


def test_each_photo_is_judged_by_how_far_it_lies_out(measure: Measure) -> None:
    near = measure.scoring.each(in_look(measure.photos, flat_look(true_cube())))
    far = measure.scoring.each(in_look(measure.photos, flat_look(cube_of(-0.4, 0.3, 0.4))))
    assert near.shape == (5,)
    assert (far > near).all()
    assert (far > 1.0).all()


def test_twenty_photos_take_about_a_second() -> None:
    many = tuple(parts())
    whole = Examples(style=tuple(map(finished, many)), held_ordinary=many[:20])
    measure, net = Measure(whole, seed=1), shifting_net(0.05, 0.0, 0.0)
    assert len(measure.photos) == 20
    begun = time.process_time()
    measure(net)
    assert time.process_time() - begun < 4.0  # 0.7 s on a quiet core


def test_small_photos_are_measured_without_error() -> None:
    tiny = [
        replace(photo, pixels=photo.pixels[:9, :5].copy(), maps=photo.maps[:9, :5].copy())
        for photo in parts()
    ]
    photos = small(tiny[:2])
    assert photos.close.shape == (2, 3, 96, 96)
