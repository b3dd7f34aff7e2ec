"""Pairs: how far a look's pictures are from the true ones, where these are known; in CIEDE2000."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from studio.imaging.colour import delta_e_2000
from studio.imaging.image import Float32
from training.colour import to_lab
from training.evaluate.gap import DRAWS, Closed
from training.evaluate.small import Small, small
from training.evaluate.styled import Styled, untouched
from training.examples import Example
from training.randomness import TABLE, WEIGHTS, stream
from training.start.transport import TABLE_SIZE, fitted_table

MATCHES = 4.0
"""A picture matches where its mean difference is not more."""
_SIDE = 64
_LEAST = 0.05
_MOST_PAIRS, _COLOURS = 60, 60_000


def difference(one: Tensor, other: Tensor) -> Tensor:
    """(n): mean CIEDE2000 between pictures (n, 3, h, w), by area means at 64 pixels a side."""
    labs = [_lab(each) for each in (one, other)]
    found: Tensor = delta_e_2000(labs[0], labs[1]).mean(1)
    return found


def mean_table(pairs: Sequence[tuple[Example, Example]], seed: int) -> Tensor:
    """(17, 17, 17, 3): the excess of the smooth table that explains the pairs best; the bar to beat."""
    random = stream(seed, TABLE)
    chosen = [pairs[int(i)] for i in sorted(random.permutation(len(pairs))[:_MOST_PAIRS])]
    before, after = (small([pair[side] for pair in chosen]).whole for side in (0, 1))
    colours, results = (part.movedim(1, -1).reshape(-1, 3) for part in (before, after))
    drawn = torch.from_numpy(random.permutation(len(colours))[:_COLOURS])
    some, moves = colours[drawn][None], (results - colours)[drawn][None]
    return fitted_table(some, moves, TABLE_SIZE)[0]


class Truth:
    """The true pictures ``after`` of photos ``before``."""

    def __init__(self, before: Small, after: Small, seed: int) -> None:
        random = stream(seed, WEIGHTS)
        draws = random.exponential(size=(DRAWS, len(before)))
        weights = np.concatenate([np.ones((1, len(before))), draws])
        self._weights = weights / weights.sum(1, keepdims=True)
        self._after = _lab(after.whole)
        self._identity = self._weights @ self.differences(untouched(before))

    @property
    def discernible(self) -> bool:
        return bool(self._identity[0] > 0.5)

    def differences(self, styled: Styled) -> Float32:
        """(n): mean CIEDE2000 of each photo to its true picture."""
        found: Float32 = delta_e_2000(_lab(styled.whole), self._after).mean(1).numpy()
        return found

    def closed(self, styled: Styled) -> Closed:
        """The share of the difference between before and after that is gone."""
        gone = self._identity - self._weights @ self.differences(styled)
        scores = np.clip(gone / np.maximum(self._identity, _LEAST), -1.0, 1.0).astype(np.float32)
        return Closed(float(scores[0]), scores[1:])

    def each(self, styled: Styled) -> Float32:
        """(n): the difference of each photo, in ``MATCHES``: above 1 it does not match."""
        return self.differences(styled) / np.float32(MATCHES)


def _lab(pictures: Tensor) -> Tensor:
    step = pictures.shape[-1] // _SIDE
    pooled = torch.nn.functional.avg_pool2d(pictures, step) if step > 1 else pictures
    return to_lab(pooled.movedim(1, -1)).flatten(1, 2)
