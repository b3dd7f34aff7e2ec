"""Random numbers: one stream for every use, by a run's seed; the same on every machine and after a pause.

A stream is the second word of a Philox key, whose first is the seed. A word that changes changes what
trainings learn. Teaching counts its steps from 0 and the game from 1, so that these, and the measure's low
words, share streams; they draw such different things that nothing comes of it.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np

Random: TypeAlias = np.random.Generator

MATERIAL: Final = 0
"""Which photos a measure is made of, and how they are developed."""
WEIGHTS: Final = 1
"""How photos count in the draws that a score's error is told by; directions of colour."""
SPREAD: Final = 2
"""The variations that are measured."""
TABLE: Final = 3
"""The pairs and colours that the table to beat is fitted to."""
GRADE: Final = 5
"""The pairs and colours that a grade is fitted to."""
PATCHES: Final = 100
"""Where patches are cut from a level of detail; and on, one for each level."""
PLAYERS: Final = 1 << 60
"""What is made before a game's first step: fresh discriminators among it."""
JUDGED: Final = 1 << 61
"""The photos that discriminators are tried on after so many steps; and on, one for each step."""
GATHERING: Final = 2**64 - 1
"""Which of many photos are taken, and which held out."""


def stream(seed: int, number: int) -> Random:
    """The random numbers of a stream from their beginning. ``number``: 0 to 2**64 - 1."""
    return np.random.Generator(np.random.Philox(key=np.array([seed, number], np.uint64)))


def of_lesson(seed: int, step: int) -> Random:
    """Of a step of teaching, counted from 0."""
    return stream(seed, step)


def of_game(seed: int, step: int, attempt: int = 0) -> Random:
    """Of a step of the game, counted from 0. ``attempt`` (below 2**20): how often it was rolled back."""
    return stream(seed, step + 1 + (attempt << 40))
