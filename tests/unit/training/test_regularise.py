"""What speaks for plain looks, rates, averages and variations: known values."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
import torch

from studio.generators.parameters import LATENT
from studio.generators.photographic import Look, PhotographicNet
from studio.runs.config import Schedule
from training.game.pace import follow, pace
from training.game.variations import FURTHEST, asleep, awaken, latents, spread, too_near
from training.regularise import bends, difference, disorder, outside, plainness, strayed, unevenness
from training.start.transport import nodes, resized_table


def test_straight_cubes_do_not_bend() -> None:
    at = nodes(9)
    assert float(bends((0.3 * at - 0.1)[None])) == pytest.approx(0.0, abs=1e-10)
    # The second difference of x² is 2 h²; three axes bend, each in one channel of three.
    assert float(bends((at**2)[None])) == pytest.approx(3 * (2 / 64) ** 2 / 3, rel=1e-4)


def test_grays_may_bend_but_evenly_and_must_rise() -> None:
    at = nodes(9)
    assert float(unevenness((0.3 * (at - at**2))[None])) == pytest.approx(0.0, abs=1e-8)
    # Slopes alternate by ±0.2: their second differences are 0.8.
    zigzag = torch.zeros_like(at)
    for node in range(9):
        zigzag[node, node, node] = 0.0125 * (1 - 2 * (node % 2))
    assert float(unevenness(zigzag[None])) == pytest.approx(0.8**2, rel=1e-4)
    assert float(unevenness((-1.5 * at)[None])) == pytest.approx(0.55, rel=1e-4)
    # Off the grays nothing counts.
    aside = torch.zeros(1, 9, 9, 9, 3)
    aside[0, 2, 5, 7] = 0.3
    assert float(unevenness(aside)) == 0.0


def test_only_the_own_channel_must_rise() -> None:
    at = nodes(9)
    crossed = torch.stack([-1.5 * at[..., 1], -1.5 * at[..., 2], -1.5 * at[..., 0]], -1)
    assert float(disorder(crossed[None])) == 0.0
    assert float(disorder((-1.5 * at)[None])) == pytest.approx(0.55, rel=1e-4)


def test_straying_is_a_mean_squared_difference() -> None:
    start = torch.full((2, 3, 4, 4), 0.5)
    assert float(strayed(start, start)) == 0.0
    # Encoded gray 0.5 is L* 53.4, white is 100.
    assert float(strayed(torch.ones(2, 3, 4, 4), start)) == pytest.approx(46.6**2, rel=0.01)
    half = start.clone()
    half[0] = 1.0
    assert float(strayed(half, start)) == pytest.approx(46.6**2 / 2, rel=0.01)


def test_a_look_that_does_nothing_costs_nothing_and_every_fault_costs() -> None:
    nothing = Look(torch.zeros(2, 9, 9, 9, 3), torch.zeros(2, 8, 16, 16, 12), torch.zeros(2, 3, 8, 16, 16))
    assert float(plainness(nothing)) == 0.0
    for name in Look._fields:
        rough = nothing._replace(**{name: 0.1 * torch.randn_like(getattr(nothing, name))})
        even = nothing._replace(**{name: torch.full_like(getattr(nothing, name), 0.05)})
        assert float(plainness(rough)) > float(plainness(even)) >= 0.0


def test_outside_and_difference() -> None:
    pictures = torch.full((1, 3, 2, 2), 0.5)
    pictures[0, 0] = 1.3
    assert float(outside(pictures)) == pytest.approx(0.1)
    gray, lighter = torch.full((1, 3, 2, 2), 0.4663), torch.full((1, 3, 2, 2), 0.5667)
    assert float(difference(gray, lighter)) == pytest.approx(10.0, abs=0.1), "L* 50 and 60"


def test_tables_at_other_sizes() -> None:
    torch.testing.assert_close(resized_table(nodes(33)[None], 17)[0], nodes(17), atol=1e-6, rtol=0.0)
    assert resized_table(nodes(17)[None], 17)[0].shape == (17, 17, 17, 3)


def test_rates_rise_stay_and_fall() -> None:
    shares = [pace(i / 100) for i in range(100)]
    assert shares[0] < 0.1
    assert max(shares) == 1.0
    assert shares[49] == 1.0
    assert shares[75] == pytest.approx(0.52)
    assert 0.0 < shares[99] < 0.05


def test_the_average_is_the_mean_at_first_and_slow_later() -> None:
    averaged, net = torch.nn.Linear(1, 1, bias=False), torch.nn.Linear(1, 1, bias=False)
    with torch.no_grad():
        averaged.weight.fill_(0.0)
    for step, value in enumerate((2.0, 5.0), start=1):
        with torch.no_grad():
            net.weight.fill_(value)
        follow(averaged, net, step, 0.9)
    assert float(averaged.weight.detach()) == pytest.approx((0.0 + 2.0 + 5.0) / 3)
    follow(averaged, net, 10_000, 0.9)
    assert float(averaged.weight.detach()) == pytest.approx(0.9 * 7 / 3 + 0.5)


def test_latents_are_the_own_look_every_second_time() -> None:
    random = np.random.default_rng(0)
    drawn = latents(400, random, True)
    assert not drawn[::2].any()
    assert drawn[1::2].any(1).all()
    assert float(drawn.abs().max()) == pytest.approx(FURTHEST, abs=1e-6)
    assert not latents(4, random, False).any()


def test_variations_wake_up_and_leave_the_own_look_alone() -> None:
    torch.manual_seed(0)
    net = PhotographicNet()
    with torch.no_grad():
        net.weights.weight.normal_(0.0, 0.1)
    pictures, none = torch.rand(1, 5, 256, 256), torch.zeros(1, LATENT)
    some = torch.ones(1, LATENT)
    with torch.no_grad():
        before = net(pictures, none, 17).cube
        assert asleep(net)
        assert torch.equal(net(pictures, some, 17).cube, before)
        awaken(net, np.random.default_rng(1))
        assert not asleep(net)
        assert torch.equal(net(pictures, none, 17).cube, before)
        assert not torch.equal(net(pictures, some, 17).cube, before)


def test_spread_costs_only_where_it_is_too_small() -> None:
    gray, lighter = torch.full((2, 3, 2, 2), 0.4663), torch.full((2, 3, 2, 2), 0.5667)
    apart = spread(gray, lighter)
    torch.testing.assert_close(apart, torch.full((2,), 10.0), atol=0.1, rtol=0.0)
    assert float(too_near(apart, 20.0)) == pytest.approx(0.5, abs=0.01)
    assert float(too_near(apart, 5.0)) == 0.0


def test_other_schedules_fall_all_the_way_or_stay() -> None:
    for schedule in get_args(Schedule):
        shares = [pace(i / 100, schedule) for i in range(100)]
        assert shares[0] < 0.1
        assert max(shares) > 0.95
        assert min(shares) > 0.0
    assert pace(0.99, "constant") == 1.0
    assert pace(0.5, "cosine") == pytest.approx(0.52)
    assert pace(0.99, "cosine") < 0.03
