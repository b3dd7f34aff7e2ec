"""A fresh network learns to do what was estimated: the start that the game goes on from."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from studio.generators.differentiable import apply_look
from studio.generators.parameters import LATENT
from studio.generators.photographic import CUBE_SIZE, PhotographicNet
from training.base import lay_base
from training.colour import lab_distance
from training.develop import developed
from training.start.transport import resized_table

Teacher: TypeAlias = Callable[[Tensor], Tensor]
"""From pictures (n, 5, 256, 256) to how they should look at ``SEEN`` pixels a side: (n, 3, 64, 64)."""
Report: TypeAlias = Callable[[int, int, float], None]


class Keeper(Protocol):
    """Keeps what was learned so far: see ``training.kept``."""

    def restore(self, net: PhotographicNet, optimiser: torch.optim.Optimizer) -> tuple[int, float]: ...

    def after(
        self, step: int, error: float, net: PhotographicNet, optimiser: torch.optim.Optimizer
    ) -> None: ...


SEEN = 64
_BATCH = 8
_RATE = 2e-3
_NODES = 17
_BENDS = 2.0


def begin(table: Tensor) -> PhotographicNet:
    """A network that does to every picture what a table (N, N, N, 3) does, as smooth as its splines are."""
    net = PhotographicNet()
    lay_base(net, resized_table(table[None], CUBE_SIZE)[0])
    return net


def teach(
    net: PhotographicNet,
    teacher: Teacher | Sequence[Tensor],
    squares: Sequence[Tensor],
    steps: int,
    seed: int,
    report: Report | None = None,
    keeper: Keeper | None = None,
) -> float:
    """Adam on the mean CIE 1976 difference to the teacher's pictures; returns the last, smoothed.

    ``squares`` (5, 256, 256): photos as the network sees them. Half of them come developed at random, so that
    the network learns what the teacher makes of other exposures and whites; not so where in place of a
    teacher there are true pictures (3, 64, 64), one for each square. The network learns on its device; the
    pictures are made on the CPU.
    """
    device = net.base.device
    optimiser = torch.optim.Adam(net.parameters(), _RATE, betas=(0.9, 0.99))
    first, shown = (0, 0.0) if keeper is None else keeper.restore(net, optimiser)
    for step in range(first, steps):
        random = np.random.Generator(np.random.Philox(key=[seed, step]))
        rate = _RATE * min(1.0, (step + 1) / 20) * (0.5 + 0.5 * math.cos(math.pi * step / steps)) + 1e-5
        optimiser.param_groups[0]["lr"] = rate
        rows = random.integers(len(squares), size=_BATCH)
        given = torch.stack([squares[i] for i in rows])
        mirrored = random.random() < 0.5
        given = given.flip(3) if mirrored else given
        if callable(teacher):
            given = torch.cat([given[: _BATCH // 2], developed(given[_BATCH // 2 :], random)])
            with torch.no_grad():
                wanted = teacher(given)
        else:
            wanted = torch.stack([teacher[i] for i in rows])
            wanted = wanted.flip(3) if mirrored else wanted
        given, wanted = given.to(device), wanted.to(device)
        look = net(given, torch.zeros(_BATCH, LATENT, device=device), nodes=_NODES)
        result = apply_look(functional.avg_pool2d(given[:, :3], given.shape[-1] // SEEN), *look)
        error = lab_distance(result.movedim(1, -1), wanted.movedim(1, -1)).mean()
        loss = error + _BENDS * sum(
            (look.cube.diff(n=2, dim=d).square().mean() for d in (1, 2, 3)), error.new_zeros(())
        )
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
