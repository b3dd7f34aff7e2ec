"""Every loss on toys whose answer is known: a shift to be found, and a mixture to be covered."""

from __future__ import annotations

import math
from typing import get_args

import pytest
import torch
from torch import Tensor, nn

from training.game.config import GameConfig, LossName
from training.game.discriminators import ToneCritic
from training.game.losses import LOSSES
from training.game.penalties import one_centred, zero_centred

NAMES = get_args(LossName)
SHIFT = torch.tensor([0.12, 0.03, -0.08])
"""Brighter and warmer."""


def test_all_six_are_there() -> None:
    assert set(LOSSES) == set(NAMES)
    assert len(NAMES) == 6


@pytest.mark.parametrize(
    ("name", "critic", "generator"),
    [
        ("nonsaturating", 2 * math.log1p(math.exp(-2.0)), math.log1p(math.exp(2.0))),
        ("saturating", 2 * math.log1p(math.exp(-2.0)), -math.log1p(math.exp(-2.0))),
        ("wasserstein", -4.0, 2.0),
        ("hinge", 0.0, 2.0),
        ("least_squares", 2.5, 4.5),
        ("relativistic", math.log1p(math.exp(-4.0)), math.log1p(math.exp(4.0))),
    ],
)
def test_known_values_where_the_critic_is_right(name: LossName, critic: float, generator: float) -> None:
    real, fake = torch.full((3,), 2.0), torch.full((3,), -2.0)
    assert float(LOSSES[name].critic(real, fake)) == pytest.approx(critic, abs=1e-6)
    assert float(LOSSES[name].generator(real, fake)) == pytest.approx(generator, abs=1e-6)


@pytest.mark.parametrize("name", NAMES)
def test_critics_and_generators_pull_against_each_other(name: LossName) -> None:
    real, fake = torch.zeros(4, requires_grad=True), torch.zeros(4, requires_grad=True)
    by_real, by_fake = torch.autograd.grad(LOSSES[name].critic(real, fake), (real, fake), allow_unused=True)
    (by_generator,) = torch.autograd.grad(LOSSES[name].generator(real, fake), (fake,))
    assert (by_generator < 0).all(), "the generator wants its pictures to be taken for real"
    assert (by_real < 0).all()
    if name != "least_squares":  # which asks for 0, and that is what it has
        assert (by_fake > 0).all()


def paid(name: LossName, critic: nn.Module, real: Tensor, fake: Tensor, generator: torch.Generator) -> Tensor:
    both = torch.cat([real, fake]).requires_grad_(True)
    numbers = critic(both).flatten()
    loss = LOSSES[name].critic(*numbers.split(len(real)))
    if name == "wasserstein":
        shares = torch.rand(len(real), generator=generator)
        return loss + one_centred(lambda x: critic(x).flatten(), real, fake, shares)
    return loss + 0.3 * zero_centred(numbers, both, len(real), ("r1", "r2"))


@pytest.mark.parametrize("name", NAMES)
def test_the_known_shift_of_a_look_is_found(name: LossName) -> None:
    """Three numbers to learn, from pictures that share nothing, by a tone critic."""
    generator = torch.Generator().manual_seed(3)
    torch.manual_seed(1)
    tone = ToneCritic(GameConfig(maps=False))
    critic = _Windowless(tone)
    shift = nn.Parameter(torch.zeros(3))
    adam_g = torch.optim.Adam([shift], 8e-3, betas=(0.0, 0.9))
    adam_d = torch.optim.Adam(critic.parameters(), 4e-3, betas=(0.0, 0.9))
    found = torch.zeros(3)
    steps = 120
    for step in range(steps):
        plain, others = (some_pictures(generator) for _ in range(2))
        real = others + SHIFT.view(1, 3, 1, 1)
        fake = plain + shift.view(1, 3, 1, 1)
        adam_d.zero_grad()
        paid(name, critic, real, fake.detach(), generator).backward()  # type: ignore[no-untyped-call]
        adam_d.step()
        adam_g.zero_grad()
        LOSSES[name].generator(critic(real).flatten(), critic(fake).flatten()).backward()  # type: ignore[no-untyped-call]
        adam_g.step()
        if step >= steps // 2:
            found += shift.detach() / (steps - steps // 2)
    assert float((found - SHIFT).norm()) < 0.35 * float(SHIFT.norm()), found


@pytest.mark.parametrize("name", NAMES)
def test_a_mixture_is_covered(name: LossName) -> None:
    """Four heaps in the plane: no heap may be left out, and most points must lie on one."""
    generator = torch.Generator().manual_seed(5)
    torch.manual_seed(2)
    player = nn.Sequential(
        nn.Linear(4, 48), nn.LeakyReLU(0.2), nn.Linear(48, 48), nn.LeakyReLU(0.2), nn.Linear(48, 2)
    )
    critic = nn.Sequential(
        nn.Linear(2, 64), nn.LeakyReLU(0.2), nn.Linear(64, 64), nn.LeakyReLU(0.2), nn.Linear(64, 1)
    )
    adam_g = torch.optim.Adam(player.parameters(), 4e-3, betas=(0.0, 0.9))
    adam_d = torch.optim.Adam(critic.parameters(), 5e-3, betas=(0.0, 0.9))
    centres = torch.tensor([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]])
    # Critics of slope 1 must lead, as their inventors say.
    lead = 3 if name == "wasserstein" else 1
    for turn in range(lead * 350):
        heap = torch.randint(4, (64,), generator=generator)
        real = centres[heap] + 0.1 * torch.randn(64, 2, generator=generator)
        fake = player(torch.randn(64, 4, generator=generator))
        adam_d.zero_grad()
        paid(name, critic, real, fake.detach(), generator).backward()  # type: ignore[no-untyped-call]
        adam_d.step()
        if turn % lead == lead - 1:
            adam_g.zero_grad()
            LOSSES[name].generator(critic(real).flatten(), critic(fake).flatten()).backward()  # type: ignore[no-untyped-call]
            adam_g.step()
    with torch.no_grad():
        made = player(torch.randn(1000, 4, generator=generator))
    distance, nearest = torch.cdist(made, centres).min(1)
    shares = torch.bincount(nearest[distance < 0.7], minlength=4) / len(made)
    assert float(shares.min()) > 0.04, shares
    assert float(shares.sum()) > 0.6, shares


class _Windowless(nn.Module):
    def __init__(self, critic: ToneCritic) -> None:
        super().__init__()
        self.critic = critic

    def forward(self, pictures: Tensor) -> Tensor:
        return self.critic(pictures, pictures.new_zeros(len(pictures), 4))  # type: ignore[no-any-return]


def some_pictures(generator: torch.Generator, count: int = 16) -> Tensor:
    """Fields of colour around gray, each picture with its own cast."""
    cast = 0.5 + 0.1 * torch.randn(count, 3, 1, 1, generator=generator)
    return cast + 0.12 * torch.randn(count, 3, 8, 8, generator=generator)
