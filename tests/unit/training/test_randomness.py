"""Streams of random numbers: what was drawn once is drawn again, and nothing else draws it."""

from __future__ import annotations

import numpy as np
import pytest

from studio.runs.config import MAX_STEPS
from training import randomness
from training.randomness import GATHERING, JUDGED, PLAYERS, of_game, of_lesson, stream


@pytest.mark.parametrize(
    ("made", "word"),
    [
        (stream(7, GATHERING), 2**64 - 1),
        (stream(7, PLAYERS), 1 << 60),
        (of_lesson(7, 4), 4),
        (of_game(7, 4), 5),
        (of_game(7, 4, 3), 5 + (3 << 40)),
    ],
)
def test_a_stream_is_a_key_of_philox(made: np.random.Generator, word: int) -> None:
    key = np.array([7, word], np.uint64)
    wanted = np.random.Generator(np.random.Philox(key=key))
    assert np.array_equal(made.random(5), wanted.random(5))


def test_no_two_uses_share_a_stream() -> None:
    words = [value for name, value in vars(randomness).items() if name.isupper()]
    assert len(set(words)) == len(words) == 9
    last_of_game = MAX_STEPS + (MAX_STEPS << 40)
    assert last_of_game < PLAYERS < JUDGED
    assert JUDGED + MAX_STEPS < GATHERING
