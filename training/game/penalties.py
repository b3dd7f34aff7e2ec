"""Penalties on the slope of critics, without which a game of few photos runs away.

``critic`` stands for any function from pictures (n, ...) to numbers (n).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

import torch
from torch import Tensor

from training.game.config import PenaltyName

Critic: TypeAlias = Callable[[Tensor], Tensor]

GRADIENT_WEIGHT = 10.0
"""Gulrajani et al.: how much the slope's distance from 1 counts."""


def slopes(numbers: Tensor, pictures: Tensor) -> Tensor:
    """(n): the squared length of each number's gradient by its picture; differentiable itself."""
    (gradient,) = torch.autograd.grad(numbers.sum(), pictures, create_graph=True)
    return gradient.square().flatten(1).sum(1)


def zero_centred(numbers: Tensor, pictures: Tensor, real: int, kinds: Collection[PenaltyName]) -> Tensor:
    """Half the mean squared slope: "r1" of the first ``real`` pictures, "r2" of the others, generated ones.

    L. Mescheder et al.: Which training methods for GANs do actually converge?, 2018.
    """
    chosen = [part for kind, part in (("r1", slice(0, real)), ("r2", slice(real, None))) if kind in kinds]
    if not chosen:
        return numbers.new_zeros(())
    steep = slopes(numbers, pictures)
    return sum((0.5 * steep[part].mean() for part in chosen), numbers.new_zeros(()))


def one_centred(critic: Critic, real: Tensor, fake: Tensor, shares: Tensor) -> Tensor:
    """The gradient penalty of the Wasserstein loss: between real and fake, at ``shares`` (n), slope 1.

    I. Gulrajani et al.: Improved training of Wasserstein GANs, 2017.
    """
    share = shares.view(-1, *(1,) * (real.ndim - 1))
    between = (share * real + (1.0 - share) * fake).detach().requires_grad_(True)
    lengths = (slopes(critic(between), between) + 1e-12).sqrt()
    return GRADIENT_WEIGHT * (lengths - 1.0).square().mean()
