"""Penalties on critics whose slopes are known."""

from __future__ import annotations

import pytest
import torch

from training.game.penalties import one_centred, slopes, zero_centred

WEIGHTS = torch.tensor([3.0, 4.0])


def steep(pictures: torch.Tensor) -> torch.Tensor:
    """Slope 5 everywhere."""
    return pictures @ WEIGHTS


def test_slopes_are_squared_lengths() -> None:
    pictures = torch.randn(6, 2, requires_grad=True)
    torch.testing.assert_close(slopes(steep(pictures), pictures), torch.full((6,), 25.0))


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [(("r1",), 6.0), (("r2",), 24.0), (("r1", "r2"), 30.0), ((), 0.0), (("gradient",), 0.0)],
)
def test_r1_is_of_real_and_r2_of_generated_pictures(kinds: tuple[str, ...], expected: float) -> None:
    # The number is the square: its slope at x is 2 x. The mean of half of that squared is 2 x².
    pictures = torch.tensor([[3.0**0.5], [3.0**0.5], [12.0**0.5], [12.0**0.5]]).requires_grad_(True)
    numbers = pictures.square().sum(1)
    assert float(zero_centred(numbers, pictures, 2, kinds).detach()) == pytest.approx(expected, rel=1e-5)  # type: ignore[arg-type]


def test_the_wasserstein_penalty_wants_slope_one() -> None:
    real, fake = torch.randn(8, 2), torch.randn(8, 2)
    shares = torch.rand(8)
    assert float(one_centred(steep, real, fake, shares).detach()) == pytest.approx(10.0 * 16.0, rel=1e-5)
    assert float(one_centred(lambda x: steep(x) / 5.0, real, fake, shares).detach()) == pytest.approx(
        0.0, abs=1e-9
    )


def test_a_penalty_flattens_the_critic() -> None:
    weights = torch.tensor([3.0, 4.0], requires_grad=True)
    pictures = torch.randn(4, 2, requires_grad=True)
    zero_centred(pictures @ weights, pictures, 2, ("r1", "r2")).backward()  # type: ignore[no-untyped-call]
    assert weights.grad is not None
    torch.testing.assert_close(weights.grad, 2.0 * WEIGHTS)
