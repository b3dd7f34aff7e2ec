"""A fresh network learns to do what was estimated: the start that the game goes on from."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, TypeAlias

import torch
from torch import Tensor
from torch.nn import functional

from studio.generators.differentiable import apply_look
from studio.generators.parameters import LATENT
from studio.generators.photographic import CUBE_SIZE, PhotographicNet
from training.cubes import lay_base
from training.develop import developed
from training.examples import WHOLE, Example, random_window, square
from training.randomness import Random, of_lesson
from training.regularise import bends, difference, nodes_of, plainness, unevenness
from training.start.transport import resized_table

Deal: TypeAlias = Callable[[Random], tuple[Tensor, Tensor]]
"""A lesson: pictures (n, 5, 256, 256) and how they should look at ``SEEN`` pixels a side, (n, 3, 64, 64)."""
Report: TypeAlias = Callable[[int, int, float], None]


class Keeper(Protocol):
    """Keeps what was learned so far: see ``training.kept``."""

    def restore(self, net: PhotographicNet, optimiser: torch.optim.Optimizer) -> tuple[int, float]: ...

    def after(
        self, step: int, error: float, net: PhotographicNet, optimiser: torch.optim.Optimizer
    ) -> None: ...


SEEN = 64
BATCH = 8
_RATE = 2e-3
_BENDS, _GRAYS = 2.0, 4.0
_WHOLES = (WHOLE, replace(WHOLE, mirrored=True))


def begin(table: Tensor) -> PhotographicNet:
    """A network that does to every picture what a table (N, N, N, 3) does, as smooth as its splines are."""
    net = PhotographicNet()
    lay_base(net, resized_table(table[None], CUBE_SIZE)[0])
    return net


def teach(
    net: PhotographicNet,
    deal: Deal,
    steps: int,
    seed: int,
    plain: float = 0.0,
    report: Report | None = None,
    keeper: Keeper | None = None,
) -> float:
    """Adam on the mean CIE 1976 difference from what is wanted; returns the last, smoothed.

    ``plain``: what a look that is not plain costs, see :func:`~training.regularise.plainness`; few
    lessons need more of it. The luma bands learn nothing: such small pictures do not show them. The network
    learns on its device; the lessons are dealt on the CPU.
    """
    device = net.base.device
    optimiser = torch.optim.Adam(net.parameters(), _RATE, betas=(0.9, 0.99))
    first, shown = (0, 0.0) if keeper is None else keeper.restore(net, optimiser)
    for step in range(first, steps):
        random = of_lesson(seed, step)
        rate = _RATE * min(1.0, (step + 1) / 20) * (0.5 + 0.5 * math.cos(math.pi * step / steps)) + 1e-5
        optimiser.param_groups[0]["lr"] = rate
        given, wanted = (part.to(device) for part in deal(random))
        look = net(given, torch.zeros(len(given), LATENT, device=device), nodes=nodes_of(step))
        small = functional.avg_pool2d(given[:, :3], given.shape[-1] // SEEN)
        error = difference(apply_look(small, look.cube, look.grid), wanted)
        loss = error + _BENDS * bends(look.cube) + _GRAYS * unevenness(look.cube)
        if plain > 0.0:
            loss = loss + plain * plainness(look)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        shown = error.item() if step == 0 else 0.95 * shown + 0.05 * error.item()
        if keeper is not None:
            keeper.after(step + 1, shown, net, optimiser)
        if report is not None:
            report(step + 1, steps, shown)
    return shown


def by_estimate(teacher: Callable[[Tensor], Tensor], squares: Tensor | Sequence[Tensor]) -> Deal:
    """Photos (n, 5, 256, 256), and what the teacher makes of them.

    Half of them come developed at random, so that the network learns what becomes of other exposures and
    whites.
    """

    def deal(random: Random) -> tuple[Tensor, Tensor]:
        given = torch.stack([squares[i] for i in random.integers(len(squares), size=BATCH)])
        given = given.flip(3) if random.random() < 0.5 else given
        given = torch.cat([given[: BATCH // 2], developed(given[BATCH // 2 :], random)])
        with torch.no_grad():
            return given, teacher(given)

    return deal


def by_pairs(pairs: Sequence[tuple[Example, Example]], parts: float = 0.0) -> Deal:
    """Photos before and after; of a share of them, ``parts``, the same part of both.

    Parts make more of few pairs, but blur what depends on the whole picture, or on the place.
    """

    def deal(random: Random) -> tuple[Tensor, Tensor]:
        given, wanted = [], []
        for i in random.integers(len(pairs), size=BATCH):
            window = random_window(random) if random.random() < parts else _WHOLES[int(random.integers(2))]
            before, after = (square(photo, window) for photo in pairs[i])
            given.append(before)
            wanted.append(functional.adaptive_avg_pool2d(after[:3], SEEN))
        return torch.stack(given), torch.stack(wanted)

    return deal


def mixed(one: Deal, other: Deal, share: float) -> Deal:
    """Lessons of which ``share`` are of the one kind."""

    def deal(random: Random) -> tuple[Tensor, Tensor]:
        first, second = one(random), other(random)
        rows = torch.from_numpy(random.random(BATCH) < share)[:, None, None, None]
        return torch.where(rows, first[0], second[0]), torch.where(rows, first[1], second[1])

    return deal
