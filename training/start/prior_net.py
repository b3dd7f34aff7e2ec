"""The learned prior of looks: from two sets of photos to what the look does.

Transport takes every difference between two folders for the look. A network that has seen very many made-up
tasks (a random look, random photos on either side) has learned which differences content explains. It
looks at statistics (:mod:`training.start.features`) and at transport's answer, and gives the mean of the
looks that are likely then.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from training.start.features import Sets
from training.start.grade import Grade, Traits
from training.start.random_looks import SIZE

SIDE = 32
"""Sides of the pictures that statistics are taken of."""
PULL, SKIN, VIGNETTE = 3, 12, 2
_LINEAR, _COUNTS = 12, 3
_WIDTH = 512
_FURTHEST = 6.0


def inputs_of(features: int, count: int) -> int:
    """How many numbers the network is given: of two sets, a linear map, two tables, and how many photos."""
    return 2 * features + _LINEAR + 2 * count + _COUNTS


def features_of(inputs: int, count: int) -> int:
    """The inverse of :func:`inputs_of`: how many numbers describe a set."""
    return (inputs - _LINEAR - 2 * count - _COUNTS) // 2


class Basis(nn.Module):
    """What tables (m, 9, 9, 9, 3) are composed of: coefficients (m, k) of about unit deviation, and back."""

    def __init__(self, count: int) -> None:
        super().__init__()
        for name in ("project", "compose"):
            self.register_buffer(name, torch.zeros(count, SIZE**3 * 3))
        self.register_buffer("weights", torch.zeros(count))
        self.project: Tensor
        self.compose: Tensor
        self.weights: Tensor
        """The share of each in what looks do to the colours that there are."""

    def coefficients(self, tables: Tensor) -> Tensor:
        return tables.flatten(-4) @ self.project.T

    def tables(self, coefficients: Tensor) -> Tensor:
        return (coefficients @ self.compose).view(*coefficients.shape[:-1], SIZE, SIZE, SIZE, 3)


class PriorNet(nn.Module):
    """``features``: how many numbers describe a set; ``count``: components of tables."""

    def __init__(self, features: int, count: int) -> None:
        super().__init__()
        self.basis = Basis(count)
        inputs = inputs_of(features, count)
        outputs = count + PULL + SKIN + VIGNETTE
        for name, size in (("mean", inputs), ("deviation", inputs), ("scale", outputs)):
            self.register_buffer(name, torch.ones(size))
        self.register_buffer("usual", torch.zeros(4))
        self.mean: Tensor
        self.deviation: Tensor
        self.scale: Tensor
        self.usual: Tensor
        """Traits of ordinary photos where there are none: light, cast, spread."""
        self.straight = nn.Linear(inputs, outputs)
        self.bent = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(inputs, _WIDTH), nn.SiLU(),
            nn.Dropout(0.3), nn.Linear(_WIDTH, _WIDTH), nn.SiLU(),
            nn.Dropout(0.3), nn.Linear(_WIDTH, outputs),
        )  # fmt: skip

    def inputs(self, sets: Sets, style: int, ordinary: int) -> Tensor:
        """(m, inputs), not yet scaled. ``style`` and ``ordinary``: how many photos there are."""
        many = sets.style.new_tensor([math.log(style), math.log(ordinary), 1.0])
        tables = self.basis.coefficients(sets.tables).flatten(1)
        return torch.cat([sets.style, sets.ordinary, sets.numbers, tables, many.expand(len(tables), 3)], 1)

    def alone(self, inputs: Tensor) -> Tensor:
        """The inputs as they are without ordinary photos: the usual in place of all that needs them."""
        size = features_of(inputs.shape[1], len(self.basis.weights))
        alone = self.mean.expand_as(inputs).clone()
        alone[:, :size], alone[:, -3] = inputs[:, :size], inputs[:, -3]
        alone[:, -1] = self.mean[-1] - _FURTHEST * self.deviation[-1]
        return alone

    def forward(self, inputs: Tensor) -> Tensor:
        """(m, outputs): coefficients of the table, pull, skin, vignette, each over its scale."""
        scaled = ((inputs - self.mean) / self.deviation).clamp(-_FURTHEST, _FURTHEST)
        result: Tensor = self.straight(scaled) + self.bent(scaled)
        return result

    def grade(self, outputs: Tensor, centre: Traits) -> Grade:
        """What outputs (m, outputs) mean."""
        count = len(self.basis.weights)
        parts = torch.split(outputs * self.scale, [count, PULL, SKIN, VIGNETTE], 1)
        table, pull, skin, vignette = parts
        return Grade(pull.clamp(0.0, 1.0), centre, self.basis.tables(table), skin.view(-1, 3, 4), vignette)

    def usual_traits(self, count: int) -> Traits:
        """In place of the mean traits of ordinary photos where there are none."""
        usual = self.usual.expand(count, 4)
        return Traits(usual[:, :1], usual[:, 1:3], usual[:, 3:])
