"""How many photos a training takes, and its chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.runs.config import Preset
from training.examples import Random


@dataclass(frozen=True)
class Limits:
    """Of each side at most ``seen`` photos are opened, and ``used`` are learned from or held out."""

    seen: int
    used: int

    @classmethod
    def of(cls, preset: Preset) -> Limits:
        """Looking for people takes most of the time, and quick must be quick."""
        return cls(240, 150) if preset == "quick" else cls(600, 400)


def randomness(seed: int) -> Random:
    """The chance of gathering: the same for the same seed."""
    # The game's steps count from 0 in the second word.
    return np.random.Generator(np.random.Philox(key=np.array([seed, 2**64 - 1], np.uint64)))
