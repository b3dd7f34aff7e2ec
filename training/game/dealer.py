"""The dealer: which photos a step is played with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from training.examples import Example, Examples
from training.game.augment import Drawn, alike, draw, draw_pairs
from training.game.config import GameConfig
from training.game.degrade import development, through, towards, undoing
from training.randomness import Random
from training.start.transport import TABLE_SIZE


@dataclass(frozen=True, eq=False)
class Known:
    """Photos for the generator whose answer is known: ``view`` (n, 3, s, s), or the look of a played photo.

    ``weight`` times the mean CIE Lab difference is what a wrong answer costs. ``view`` None asks for the same
    result as that of every second played photo, of which ``photos`` are differently developed copies.
    """

    photos: Drawn
    view: Tensor | None
    weight: float


@dataclass(frozen=True, eq=False)
class Dealt:
    """``played``: for the generator; ``real``: for the critics, each set against the played one like it."""

    played: Drawn
    real: Drawn
    known: tuple[Known, ...]


class Dealer:
    """Deals from the examples. Raises ValueError without style photos.

    Where there are no ordinary photos, style photos that were taken back to ordinary ones take their place.
    """

    def __init__(
        self,
        examples: Examples,
        start: Tensor | None,
        config: GameConfig,
        random: Random,
        device: torch.device,
    ) -> None:
        self._config, self._device = config, device
        self._pairs = examples.pairs
        self._style = (*examples.style, *(after for _, after in examples.pairs))
        self._ordinary = (*examples.ordinary, *(before for before, _ in examples.pairs))
        if not self._style:
            raise ValueError("there are no style photos to learn from")
        if start is not None:
            self.undo = undoing(start)
        elif self._ordinary:
            self.undo = towards(self._style, self._ordinary, random)
        else:
            self.undo = torch.zeros(TABLE_SIZE, TABLE_SIZE, TABLE_SIZE, 3)

    def deal(self, random: Random) -> Dealt:
        """The photos of one step, on the device."""
        config = self._config
        part = max(1, config.batch // 2)
        if self._ordinary:
            played = self.draw(self._ordinary, config.batch, random)
        else:
            played = self._taken_back(self.draw(self._style, config.batch, random), random)
        real = self.draw(self._style, config.batch, random, see=False)
        known = []
        if config.self_pairs > 0.0:
            style = self.draw(self._style, part, random)
            known.append(Known(self._taken_back(style, random), style.view[:, :3], config.self_pairs))
        if config.pairs > 0.0 and self._pairs:
            before, after = draw_pairs(self._pairs, part, config.size, config.cropped, random)
            known.append(Known(self._moved(before), self._moved(after).view[:, :3], config.pairs))
        if config.identity > 0.0:
            style = self.draw(self._style, part, random)
            known.append(Known(style, style.view[:, :3], config.identity))
        if config.consistency > 0.0:
            own = played.some(slice(0, None, 2))
            developed = development(len(own), random)
            known.append(Known(_changed(own, developed.to(self._device).of), None, config.consistency))
        return Dealt(played, real.some(alike(played, real).to(self._device)), tuple(known))

    def draw(self, photos: Sequence[Example], count: int, random: Random, see: bool = True) -> Drawn:
        """``count`` photos on the device."""
        return self._moved(draw(photos, count, self._config.size, self._config.cropped, random, see))

    def _taken_back(self, style: Drawn, random: Random) -> Drawn:
        developed = development(len(style), random).to(self._device)
        return _changed(style, lambda pictures: developed.of(through(pictures, self.undo)))

    def _moved(self, drawn: Drawn) -> Drawn:
        return drawn.to(self._device)


def _changed(drawn: Drawn, change: Callable[[Tensor], Tensor]) -> Drawn:
    def of(pictures: Tensor) -> Tensor:
        return torch.cat([change(pictures[:, :3]), pictures[:, 3:]], 1)

    return replace(drawn, seen=of(drawn.seen), view=of(drawn.view), close=of(drawn.close))
