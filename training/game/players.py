"""Players: the generator, its average and its critics, and one step of their game."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import torch
from torch import Tensor

from studio.generators.parameters import LATENT
from studio.generators.photographic import Look, PhotographicNet
from training.examples import Example, Examples
from training.game.augment import Drawn
from training.game.config import CriticName, GameConfig
from training.game.dealer import Dealer
from training.game.discriminators import critics
from training.game.looks import shown, shown_close
from training.game.losses import LOSSES
from training.game.pace import follow, pace, set_rate
from training.game.penalties import one_centred, zero_centred
from training.game.variations import FURTHEST, asleep, awaken, latents, spread, too_near
from training.randomness import PLAYERS, Random, of_game, stream
from training.regularise import NODES, difference, nodes_of, outside, plainness, strayed
from training.start.transport import resized_table

_LONGEST_GRADIENT = 10.0
# Slopes are taken at every second step, and count twice: half the time, the same game.
_LAZY = 2
# A difference of 10 in CIE Lab weighs as much as a critic that is sure.
_RESTORING = 0.1


@dataclass(frozen=True)
class Scales:
    """What the watchers changed: factors on the settings."""

    generator: float = 1.0
    discriminator: float = 1.0
    penalty: float = 1.0
    spread: float = 1.0
    attempt: int = 0
    """Counts the times that the game was rolled back: the same steps then draw other chances."""


@dataclass(frozen=True)
class Told:
    """What one step tells. ``finite``: whether all its numbers were; if not, the generator stayed."""

    loss_g: float
    loss_d: float
    d_real: float
    d_fake: float
    rate_g: float
    rate_d: float
    spread: float
    finite: bool


@dataclass(frozen=True, eq=False)
class _Judgement:
    """The critics' loss, the generator's, and the critics' mean numbers of real and of generated pictures."""

    critics: float
    generator: Tensor
    real: float
    made: float


@contextmanager
def chance_of_torch(random: Random) -> Iterator[None]:
    """Within, torch's own random numbers (of fresh weights, of dropout) are made from ``random``."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(int(random.integers(2**62)))
        yield


class Players:
    """``net`` plays and is changed; everything is on its device. Raises ValueError without style photos.

    ``start``: the start's cube (N, N, N, 3), an excess, by which photos are taken back. What ``net`` does now
    is what its game is held to.
    """

    def __init__(
        self, net: PhotographicNet, examples: Examples, start: Tensor | None, config: GameConfig
    ) -> None:
        self.net, self.config = net, config
        self._device = net.base.device
        random = stream(config.seed, PLAYERS)
        table = None if start is None else resized_table(start[None].float().to(self._device), NODES)[0]
        self._dealer = Dealer(examples, table, config, random, self._device)
        with chance_of_torch(random):
            self.critics = critics(config).to(self._device)
        if config.variations > 0.0 and asleep(net):
            awaken(net, random)
        # The convolutions are half again as fast on pixels whose channels lie together.
        for weight in net.encoder.parameters():
            if weight.ndim == 4:
                weight.data = weight.data.contiguous(memory_format=torch.channels_last)
        self.averaged = deepcopy(net).requires_grad_(False)
        self._first = deepcopy(self.averaged)
        self.adam_g = torch.optim.Adam(net.parameters(), config.rate_generator, betas=(0.5, 0.99))
        self.adam_d = (
            torch.optim.Adam(self.critics.parameters(), config.rate_discriminator, betas=(0.0, 0.95))
            if config.critics
            else None
        )

    def step(self, number: int, scales: Scales) -> Told:
        """Play step ``number``, counted from 0."""
        config = self.config
        random = of_game(config.seed, number, scales.attempt)
        share = pace(number / config.steps, config.schedule)
        rate_g = config.rate_generator * scales.generator * share
        rate_d = config.rate_discriminator * scales.discriminator * share
        set_rate(self.adam_g, rate_g)
        if self.adam_d is not None:
            set_rate(self.adam_d, rate_d)
        with chance_of_torch(random):
            told = self._play(number, random, scales)
        return replace(told, rate_g=rate_g, rate_d=rate_d)

    def judged(self, photos: Sequence[Example], random: Random, generated: bool = False) -> float:
        """The critics' mean number of photos, as they are or as the generator shows them."""
        with torch.no_grad(), chance_of_torch(random):
            drawn = self._dealer.draw(photos, 2 * self.config.batch, random, generated)
            if generated:
                z = torch.zeros(len(drawn), LATENT, device=self._device)
                drawn = _shown(drawn, self.net(drawn.seen, z, NODES))
            self.critics.eval()
            numbers = [self._number(name, drawn).mean() for name in self.config.critics]
            self.critics.train()
        return float(torch.stack(numbers).mean())

    def _play(self, number: int, random: Random, scales: Scales) -> Told:
        config, dealt, nodes = self.config, self._dealer.deal(random), nodes_of(number)
        rows = [dealt.played, *(wanted.photos for wanted in dealt.known)]
        everything = torch.cat([row.seen for row in rows])
        z = torch.zeros(len(everything), LATENT, device=self._device)
        z[: config.batch] = latents(config.batch, random, config.variations > 0.0).to(self._device)
        look = self.net(everything.contiguous(memory_format=torch.channels_last), z, nodes)
        own, *others = (
            Look(*parts) for parts in zip(*(x.split([len(r) for r in rows]) for x in look), strict=True)
        )
        fake = _shown(dealt.played, own)
        loss = plainness(own) + outside(fake.view[:, :3])
        judgement = self._judge(dealt.real, fake, number, random, scales)
        loss = loss + judgement.generator
        if config.hold > 0.0:
            plain = (z[: config.batch] == 0.0).all(1)
            loss = loss + config.hold * self._strayed(dealt.played, fake, plain, nodes)
        for wanted, seen in zip(dealt.known, others, strict=True):
            result = shown(wanted.photos.view[:, :3], seen, wanted.photos.windows)
            target = fake.view[::2, :3] if wanted.view is None else wanted.view
            loss = loss + _RESTORING * wanted.weight * difference(result, target)
        apart = math.nan
        if config.variations > 0.0:
            cost, apart = self._spread(dealt.played, fake, random, nodes)
            loss = loss + scales.spread * cost
        self.adam_g.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        norm = torch.nn.utils.clip_grad_norm_(self.net.parameters(), _LONGEST_GRADIENT)
        finite = all(math.isfinite(float(x)) for x in (norm, loss.detach(), judgement.critics))
        if finite:
            self.adam_g.step()
            follow(self.averaged, self.net, number + 1, config.average)
        real, made = judgement.real, judgement.made
        return Told(float(loss.detach()), judgement.critics, real, made, 0.0, 0.0, apart, finite)

    def _judge(self, real: Drawn, fake: Drawn, number: int, random: Random, scales: Scales) -> _Judgement:
        """The critics learn, and then say what they think."""
        config, loss = self.config, LOSSES[self.config.loss]
        nothing = fake.view.new_zeros(())
        if self.adam_d is None:
            return _Judgement(0.0, nothing, math.nan, math.nan)
        total, count = nothing, len(config.critics)
        shares = torch.from_numpy(random.random(len(real)).astype(np.float32)).to(self._device)
        weight = _LAZY * config.penalty * scales.penalty if number % _LAZY == 0 else 0.0
        for name in config.critics:
            critic = self.critics[name]
            a, at = (part.detach() for part in _sight(name, real))
            b, at_b = (part.detach() for part in _sight(name, fake))
            both = torch.cat([a, b]).requires_grad_(weight > 0.0)
            numbers = critic(both, torch.cat([at, at_b]))
            total = total + loss.critic(*numbers.split(len(a)))
            if weight > 0.0 and "gradient" in config.penalties:
                total = total + weight * one_centred(partial(critic, windows=at), a, b, shares)
            slopes = zero_centred(numbers, both, len(a), config.penalties) if weight > 0.0 else nothing
            total = total + weight * slopes
        self.adam_d.zero_grad()
        total.backward()  # type: ignore[no-untyped-call]
        if math.isfinite(float(total.detach())):
            self.adam_d.step()
        self.critics.requires_grad_(False)
        gain, seen, made = nothing, nothing, nothing
        for name in config.critics:
            with torch.no_grad():
                of_real = self._number(name, real)
            of_fake = self._number(name, fake)
            gain = gain + loss.generator(of_real, of_fake) / count
            seen, made = seen + of_real.mean() / count, made + of_fake.detach().mean() / count
        self.critics.requires_grad_(True)
        return _Judgement(float(total.detach()) / count, gain, float(seen), float(made))

    def _number(self, name: CriticName, photos: Drawn) -> Tensor:
        numbers: Tensor = self.critics[name](*_sight(name, photos))
        return numbers

    def _strayed(self, played: Drawn, fake: Drawn, rows: Tensor, nodes: int) -> Tensor:
        photos = played.some(rows)
        with torch.no_grad():
            z = torch.zeros(len(photos), LATENT, device=self._device)
            look = self._first(photos.seen.contiguous(memory_format=torch.channels_last), z, nodes)
            before = shown(photos.view[:, :3], look, photos.windows)
        return strayed(fake.view[rows, :3], before)

    def _spread(self, played: Drawn, fake: Drawn, random: Random, nodes: int) -> tuple[Tensor, float]:
        """Other readings of the first photos: (what it costs that they are too near, their mean distance).

        ``nodes``: as many as ``fake`` was made with, so that nothing but the latent sets them apart.
        """
        some = played.some(slice(0, max(1, len(played) // 4)))
        drawn = random.standard_normal((len(some), LATENT)).clip(-FURTHEST, FURTHEST).astype(np.float32)
        look = self.net(some.seen, torch.from_numpy(drawn).to(self._device), nodes)
        apart = spread(fake.view[: len(some), :3], shown(some.view[:, :3], look, some.windows))
        return too_near(apart, self.config.variations), float(apart.detach().mean())


def _shown(photos: Drawn, look: Look) -> Drawn:
    """What the critics see of photos in their looks; the maps stay."""
    view = shown(photos.view[:, :3], look, photos.windows)
    close = shown_close(photos.close, look, photos.close_windows)
    return replace(photos, view=torch.cat([view, photos.view[:, 3:]], 1), close=close)


def _sight(name: CriticName, photos: Drawn) -> tuple[Tensor, Tensor]:
    """What a critic is shown: (pictures, windows)."""
    return (photos.close, photos.close_windows) if name == "patch" else (photos.view, photos.windows)
