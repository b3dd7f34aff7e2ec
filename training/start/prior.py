"""The learned prior at work: sets of photos in, the look's grade out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.numpy import load
from torch import Tensor
from torch.nn import functional

from studio.paths import resources
from training.start.features import read_sets, set_features
from training.start.grade import Grade, Traits
from training.start.prior_net import SIDE, PriorNet, features_of

_MOST_PHOTOS = 80
_ROUNDS = 4
_CLOUD, _TURNS = 8192, 60


def prior_file() -> Path:
    """Where the weights are that come with the program."""
    return resources() / "learning" / "prior.safetensors"


class Prior:
    """The network with its weights. Raises ValueError for a file that does not hold them, OSError."""

    def __init__(self, path: Path | None = None) -> None:
        path = path or prior_file()
        try:
            state = {
                key: torch.from_numpy(value.astype(np.float32))
                for key, value in load(path.read_bytes()).items()
            }
            count = len(state["basis.weights"])
            self._net = PriorNet(features_of(len(state["mean"]), count), count)
            self._net.load_state_dict(state)
        except (SafetensorError, KeyError, RuntimeError) as error:
            raise ValueError(f"{path} does not hold the prior's weights") from error
        self._net.eval().requires_grad_(False)

    def grade(self, style: Tensor, ordinary: Tensor | None, seed: int = 0) -> Grade:
        """What the look does, from ``style`` (k, 4 or 5, h, w) and ``ordinary`` photos.

        Encoded colours, then the skin map. ``ordinary`` is None where there are none. The mean of some
        rounds; each takes other photos of a large set and other colours.
        """
        after = seen_by_prior(style)
        before = None if ordinary is None else seen_by_prior(ordinary)
        outputs, centres = [], []
        for turn in range(_ROUNDS):
            random = torch.Generator().manual_seed(1000 * seed + turn)
            some = _some(after, random)[None]
            if before is None:
                features, _ = set_features(some)
                inputs = self._net.mean.expand(1, -1).clone()
                inputs[:, : features.shape[1]] = features
                inputs[:, -3] = float(np.log(some.shape[1]))
                inputs, centre = self._net.alone(inputs), self._net.usual_traits(1)
            else:
                rest = _some(before, random)[None]
                sets, centre = read_sets(some, rest, random, _CLOUD, _TURNS)
                inputs = self._net.inputs(sets, some.shape[1], rest.shape[1])
            outputs.append(self._net(inputs))
            centres.append(centre)
        middle = Traits(*(torch.stack(parts).mean(0) for parts in zip(*centres, strict=True)))
        return self._net.grade(torch.stack(outputs).mean(0), middle)


def seen_by_prior(pictures: Tensor) -> Tensor:
    """(n, 4, 32, 32) of pictures (n, 4 or 5, h, w) by area means."""
    return functional.adaptive_avg_pool2d(pictures[:, :4], SIDE)


def _some(photos: Tensor, random: torch.Generator) -> Tensor:
    count = min(len(photos), _MOST_PHOTOS)
    return photos[torch.randperm(len(photos), generator=random)[:count]]
