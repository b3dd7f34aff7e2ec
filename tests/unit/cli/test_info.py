"""A picture that could be a look-up table is told from one that is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.cli.info import is_look
from studio.styles.hald import read_hald
from studio.styles.lut import Lut, identity_grid


def table(cube: np.ndarray) -> Lut:
    return Lut("", cube.astype(np.float32))


@pytest.mark.parametrize("size", [4, 16, 33])
def test_looks_are_looks(size: int) -> None:
    grid = identity_grid(size)
    gray = np.repeat(grid.mean(axis=-1, keepdims=True), 3, axis=-1)
    for cube in (grid, 1 - grid, gray, grid**2.2, 0.4 + 0.2 * grid):
        assert is_look(table(cube))


def test_pictures_are_not(astronaut: Path) -> None:
    assert not is_look(read_hald(astronaut))
    assert not is_look(table(np.full((4, 4, 4, 3), 0.5)))
    assert not is_look(table(np.random.default_rng(1).random((16, 16, 16, 3))))
