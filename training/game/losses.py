"""The losses of a game, by name: what the critics and what the generator want of the critics' numbers.

A critic gives a number (n) for each picture, high where it takes it for real. Both losses are means.

==============  ================================================================================
nonsaturating   cross entropy; the generator maximises log D (Goodfellow et al. 2014)
saturating      cross entropy; the generator minimises log (1 - D): the Jensen-Shannon divergence
wasserstein     the difference of means, for critics of slope 1 (Arjovsky 2017, Gulrajani 2017)
hinge           differences cut where they are clear (Lim and Ye 2017)
least_squares   squared distance to 1 and 0 (Mao et al. 2017)
relativistic    cross entropy of the difference within pairs (Jolicoeur-Martineau 2018, R3GAN 2024)
==============  ================================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from torch import Tensor
from torch.nn import functional

from training.game.config import LossName

Pairing: TypeAlias = Callable[[Tensor, Tensor], Tensor]
"""(numbers of real pictures, numbers of generated ones) to a loss."""


@dataclass(frozen=True)
class Loss:
    """``critic`` is what a critic minimises, ``generator`` what the generator does."""

    critic: Pairing
    generator: Pairing


def _entropy(real: Tensor, fake: Tensor) -> Tensor:
    return functional.softplus(-real).mean() + functional.softplus(fake).mean()


def _hinge(real: Tensor, fake: Tensor) -> Tensor:
    return functional.relu(1.0 - real).mean() + functional.relu(1.0 + fake).mean()


def _squares(real: Tensor, fake: Tensor) -> Tensor:
    return 0.5 * (real - 1.0).square().mean() + 0.5 * fake.square().mean()


LOSSES: Mapping[LossName, Loss] = {
    "nonsaturating": Loss(_entropy, lambda _, fake: functional.softplus(-fake).mean()),
    # log (1 - D) of a critic's number x is -softplus(x).
    "saturating": Loss(_entropy, lambda _, fake: -functional.softplus(fake).mean()),
    "wasserstein": Loss(lambda real, fake: fake.mean() - real.mean(), lambda _, fake: -fake.mean()),
    "hinge": Loss(_hinge, lambda _, fake: -fake.mean()),
    "least_squares": Loss(_squares, lambda _, fake: 0.5 * (fake - 1.0).square().mean()),
    "relativistic": Loss(
        lambda real, fake: functional.softplus(fake - real).mean(),
        lambda real, fake: functional.softplus(real.detach() - fake).mean(),
    ),
}
