"""What is estimated needs photos in small only: however many there are, few are large at a time."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from tests.support.known_looks import photos
from training.examples import Example, Examples, square
from training.start import start
from training.start.prior import Prior
from training.start.start import estimate, in_small, squares, stacked


def test_photos_in_small_are_the_means_of_all_at_once() -> None:
    examples = photos(range(37))
    whole = squares(examples)
    for side, small in zip((32, 64), in_small(examples, 32, 64), strict=True):
        assert torch.equal(small, functional.adaptive_avg_pool2d(whole, side))


def test_what_is_done_to_the_squares_is_done_before() -> None:
    examples = photos(range(3))
    (small,) = in_small(examples, 64, before=lambda one: 1.0 - one)
    assert torch.equal(small, functional.adaptive_avg_pool2d(1.0 - squares(examples), 64))


@pytest.mark.parametrize("ordinary", [True, False])
def test_an_estimate_holds_few_squares_at_a_time(ordinary: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    alive, most = 0, 0

    def gone() -> None:
        nonlocal alive
        alive -= 1

    def counted(example: Example) -> Tensor:
        nonlocal alive, most
        made = square(example)
        alive += 1
        most = max(most, alive)
        weakref.finalize(made, gone)
        return made

    monkeypatch.setattr(start, "square", counted)
    some = photos(range(80))
    estimate(Examples(style=some[:40], ordinary=some[40:] if ordinary else ()), Prior(), 0)
    assert 0 < most <= 16


def test_squares_are_stacked_one_at_a_time() -> None:
    alive = 0

    def gone() -> None:
        nonlocal alive
        alive -= 1

    def made() -> Iterator[Tensor]:
        nonlocal alive
        for number in range(5):
            assert alive <= 1, "all but the last are in the block"
            one = torch.full((2, 3), float(number))
            alive += 1
            weakref.finalize(one, gone)
            yield one

    block = stacked(made(), 5)
    assert torch.equal(block, torch.arange(5.0)[:, None, None].expand(5, 2, 3))
