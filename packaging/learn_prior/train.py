"""From made-up tasks to the network."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import torch
from learn_styles.photos import Picture, whole
from torch import Tensor

from learn_prior.basis import density, set_basis
from learn_prior.make import Made
from training.start.features import Sets
from training.start.prior_net import PULL, SKIN, VIGNETTE, PriorNet

_COMPONENTS = 96
_EPOCHS, _BATCH, _RATE = 30, 256, 1.5e-3
_HELD = 20
_EXAMPLES_ONLY = 0.1
_GRAY = 8 / 255
# How much pull, skin and vignette count beside the table, whose errors add up to 1 where nothing is known.
_SHARES = ((PULL, 0.30), (SKIN, 0.10), (VIGNETTE, 0.10))


class Learnt(NamedTuple):
    """The network and, on tasks held out, the share of the looks' variance that it leaves unexplained: of the
    table for transport and for the network, then of pull, skin and vignette.
    """

    net: PriorNet
    transport: float
    table: float
    rest: tuple[float, float, float]


def small(pictures: Sequence[Picture]) -> Tensor:
    """(n, 4, 64, 64) of the photos that have colour, skin last."""
    squares = [torch.nn.functional.avg_pool2d(whole(picture), 4)[:4] for picture in pictures]
    return torch.stack([s for s in squares if (s[:3].amax(0) - s[:3].amin(0)).mean() > _GRAY])


def learn(made: Made, photos: Tensor, seed: int) -> Learnt:
    """AdamW on the squared error, in shares of variance; every twentieth task is held out."""
    torch.manual_seed(seed)
    net = PriorNet(made.sets.style.shape[1], _COMPONENTS)
    left_out = set_basis(net.basis, made.table[::3], density(photos[:, :3].movedim(1, -1).reshape(-1, 3)))
    print("the components leave out", round(left_out, 4), flush=True)
    net.usual.copy_(torch.cat(list(made.centre), 1).mean(0))
    inputs = _inputs(net, made)
    truth = torch.cat([net.basis.coefficients(made.table), made.rest], 1)
    net.mean.copy_(inputs.mean(0))
    net.deviation.copy_(inputs.std(0).clamp_min(1e-4))
    net.scale.copy_(truth.square().mean(0).sqrt().clamp_min(1e-4))
    truth = truth / net.scale
    weights = torch.cat([net.basis.weights, *(torch.full((size,), share / size) for size, share in _SHARES)])
    held = torch.arange(len(inputs)) % _HELD == 0
    _fit(net, inputs[~held], truth[~held], weights, seed)
    with torch.no_grad():
        errors = (net(inputs[held]) - truth[held]).square().mean(0)
    sizes = [len(net.basis.weights), PULL, SKIN, VIGNETTE]
    table, *rest = (
        float((e * w).sum() / w.sum())
        for e, w in zip(torch.split(errors, sizes), torch.split(weights, sizes), strict=True)
    )
    by_transport = (
        net.basis.coefficients(made.sets.tables[held, 0]) / net.scale[: sizes[0]] - truth[held, : sizes[0]]
    )
    shown = float((by_transport.square().mean(0) * net.basis.weights).sum() / net.basis.weights.sum())
    return Learnt(net, shown, table, (rest[0], rest[1], rest[2]))


def _fit(net: PriorNet, inputs: Tensor, truth: Tensor, weights: Tensor, seed: int) -> None:
    random = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.AdamW(net.parameters(), _RATE, weight_decay=0.05)
    rounds = len(inputs) // _BATCH
    net.train()
    for epoch in range(_EPOCHS):
        total = 0.0
        for i, some in enumerate(
            torch.split(torch.randperm(len(inputs), generator=random)[: rounds * _BATCH], _BATCH)
        ):
            done = (epoch + (i + 1) / rounds) / _EPOCHS
            optimiser.param_groups[0]["lr"] = (
                _RATE * min(1.0, done * 50) * 0.5 * (1 + math.cos(math.pi * done))
            )
            given = inputs[some]
            alone = torch.rand(len(some), 1, generator=random) < _EXAMPLES_ONLY
            given = torch.where(alone, net.alone(given), given)
            loss = ((net(given) - truth[some]).square() * weights).sum(1).mean()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            total += loss.item()
        if epoch % 5 == 4:
            print("epoch", epoch + 1, "loss", round(total / rounds, 4), flush=True)
    net.eval()


def _inputs(net: PriorNet, made: Made) -> Tensor:
    """(n, inputs), row by row as the network takes them."""
    out = []
    for index in range(len(made.style)):
        one = slice(index, index + 1)
        sets = Sets(*(part[one] for part in made.sets))
        out.append(net.inputs(sets, int(made.style[index]), int(made.ordinary[index])))
    return torch.cat(out)
