"""The learned prior at work: sets of photos in, the grade of each picture out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.numpy import load
from torch import Tensor
from torch.nn import functional

from studio.paths import resources
from training.start.prior_net import SIDE, Context, Grade, PriorNet, transport_of

_MOST_PHOTOS = 64
_ROUNDS = 4


def prior_file() -> Path:
    """Where the weights are that come with the program."""
    return resources() / "learning" / "prior.safetensors"


class Prior:
    """The network with its weights. Raises ValueError for a file that is not one of its."""

    def __init__(self, path: Path | None = None) -> None:
        path = path or prior_file()
        try:
            tensors = {
                key: torch.from_numpy(value.astype(np.float32))
                for key, value in load(path.read_bytes()).items()
            }
            self._net = PriorNet(tensors["basis"].clone())
            self._net.load_state_dict(tensors)
        except (SafetensorError, KeyError, RuntimeError) as error:
            raise ValueError(f"{path} does not hold the prior's weights") from error
        self._net.eval().requires_grad_(False)

    def read(self, style: Tensor, ordinary: Tensor | None, seed: int = 0) -> Grader:
        """What the look does to any pictures, from ``style`` (k, 4 or 5, h, w) and ``ordinary`` photos.

        Encoded colours, then the skin map; h and w are multiples of 32. ``ordinary`` is None where there are
        none. Of a large set each of some rounds takes other photos; their mean is the answer.
        """
        after = seen_by_prior(style)
        before = None if ordinary is None else seen_by_prior(ordinary)
        contexts = []
        for turn in range(_ROUNDS):
            random = torch.Generator().manual_seed(1000 * seed + turn)
            some, rest, found = _some(after, random)[None], None, None
            if before is not None:
                rest = _some(before, random)[None]
                found = transport_of(some, rest, random)
            contexts.append(self._net.read(some, rest, found))
        return Grader(self._net, contexts)


class Grader:
    """The prior with the sets that it has read."""

    def __init__(self, net: PriorNet, contexts: list[Context]) -> None:
        self._net, self._contexts = net, contexts

    def __call__(self, pictures: Tensor) -> Grade:
        """What the look does to each of ``pictures`` (t, 4 or 5, h, w)."""
        seen = seen_by_prior(pictures)[None]
        with torch.no_grad():
            grades = [self._net.grade(context, seen) for context in self._contexts]
        return Grade(*(torch.stack(parts).mean(0) for parts in zip(*grades, strict=True)))


def seen_by_prior(pictures: Tensor) -> Tensor:
    """(n, 4, 32, 32) of pictures (n, 4 or 5, h, w) by area means."""
    return functional.adaptive_avg_pool2d(pictures[:, :4], SIDE)


def _some(photos: Tensor, random: torch.Generator) -> Tensor:
    count = min(len(photos), _MOST_PHOTOS)
    return photos[torch.randperm(len(photos), generator=random)[:count]]
