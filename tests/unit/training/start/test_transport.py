"""Transport and the classics, on clouds whose map is known."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from training.colour import from_lab, to_lab
from training.start import classic
from training.start.transport import (
    fitted_table,
    linear_table,
    look_up,
    monge_kantorovich,
    nodes,
    random_turns,
    resized_table,
    sliced_transport,
)

MATRIX = torch.tensor([[0.8, 0.1, 0.0], [0.1, 0.7, 0.05], [0.0, 0.05, 0.9]])
OFFSET = torch.tensor([0.05, 0.1, 0.0])


def colours(count: int, seed: int = 0) -> Tensor:
    random = torch.Generator().manual_seed(seed)
    grey = torch.rand(count, 1, generator=random)
    return (grey + 0.15 * torch.randn(count, 3, generator=random)).clamp(0.02, 0.98)


def warmer(cloud: Tensor) -> Tensor:
    return cloud @ MATRIX.T + OFFSET


def test_the_linear_map_is_found_again() -> None:
    matrix, offset = monge_kantorovich(colours(5000)[None], warmer(colours(5000))[None])
    torch.testing.assert_close(matrix[0], MATRIX, atol=0.01, rtol=0)
    torch.testing.assert_close(offset[0], OFFSET, atol=0.01, rtol=0)
    at = nodes(5)
    table = linear_table(matrix, offset, 5)[0]
    torch.testing.assert_close(at + table, (at @ MATRIX.T + OFFSET).clamp(0, 1), atol=0.02, rtol=0)


def test_sliced_transport_brings_one_cloud_to_the_other() -> None:
    before, after = colours(3000)[None], warmer(colours(3000, seed=1))[None]
    random = torch.Generator().manual_seed(2)
    moved = before + sliced_transport(before, after, random_turns(60, random))
    for some in random_turns(20, random):
        distance = ((moved[0] @ some).sort(0).values - (after[0] @ some).sort(0).values).abs().mean()
        assert distance < 0.01


def test_sorted_clouds_do_not_move() -> None:
    same = colours(500)[None]
    shuffled = same[:, torch.randperm(500, generator=torch.Generator().manual_seed(0))]
    moves = sliced_transport(same, shuffled, random_turns(10, torch.Generator().manual_seed(1)))
    assert moves.abs().max() < 1e-5


def test_a_table_is_fitted_to_moves() -> None:
    cloud = colours(20_000)[None]
    table = fitted_table(cloud, warmer(cloud) - cloud, 9, smooth=0.02)
    error = (look_up(cloud, table) - (warmer(cloud) - cloud)).abs()
    assert error.mean() < 0.004
    # Where there are no colours: as nearby.
    assert table[0, 0, 0, 8].isfinite().all()


@pytest.mark.parametrize("size", [5, 17])
def test_tables_are_read_at_their_nodes_and_resized(size: int) -> None:
    table = torch.rand(2, size, size, size, 3, generator=torch.Generator().manual_seed(0))
    at = nodes(size).reshape(1, -1, 3).expand(2, -1, -1)
    torch.testing.assert_close(look_up(at, table).view_as(table), table)
    wide = resized_table(table, 2 * size - 1)
    torch.testing.assert_close(wide[:, ::2, ::2, ::2], table)


@pytest.mark.parametrize(
    ("method", "most"),
    [
        (classic.reinhard, 0.6),
        (classic.linear, 0.1),
        (classic.histogram, 0.6),
        (lambda a, b: classic.transport(a, b, torch.Generator().manual_seed(0)), 0.3),
    ],
)
def test_each_classic_comes_near(method: Callable[[Tensor, Tensor], Tensor], most: float) -> None:
    ordinary, style = colours(8000), warmer(colours(8000, seed=1))
    unseen = colours(1000, seed=3)
    result = unseen + look_up(unseen[None], method(ordinary, style)[None])[0]
    left = (warmer(unseen) - unseen).abs().mean()
    assert (result - warmer(unseen)).abs().mean() < most * left


def test_lab_there_and_back() -> None:
    cloud = colours(1000)
    torch.testing.assert_close(from_lab(to_lab(cloud)), cloud, atol=2e-4, rtol=0)
    white = to_lab(torch.ones(1, 3))
    torch.testing.assert_close(white, torch.tensor([[100.0, 0.0, 0.0]]), atol=0.02, rtol=0)
