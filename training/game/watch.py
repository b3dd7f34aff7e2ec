"""Watchers: what can go wrong in a game, how it is noticed, what is done about it, and how it is told.

A watcher keeps plain numbers only, so that a checkpoint holds all that it knows (:class:`Watched`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from studio.messages import QT_TRANSLATE_NOOP, Message
from training.game.players import Scales, Told

What: TypeAlias = Literal["numbers", "divergence", "overfitting", "variations"]
Action: TypeAlias = Literal["rolled back", "back to best", "penalty raised", "spread raised", "ended"]

LEAST_STRUCTURE = 0.97
"""What a style that keeps detail has at least of the gradients; with less it is never the best."""
_MOST_ROLLBACKS, _MOST_RETURNS = 4, 2
_WORSE = 0.15
_WILD = 100.0
_OVERFIT, _MOST_PENALTY = 0.5, 8.0
_COLLAPSED, _MOST_SPREAD = 0.35, 8.0

NUMBERS = QT_TRANSLATE_NOOP(
    "training",
    "The arithmetic ran out of bounds at step {step}. Training went back to its last good state and goes on"
    " at half the rate.",
)
NUMBERS_END = QT_TRANSLATE_NOOP(
    "training",
    "The arithmetic keeps running out of bounds. Training ended early; the best state so far is kept.",
)
DIVERGENCE = QT_TRANSLATE_NOOP(
    "training",
    "The results were getting worse instead of better. Training went back to its best state and goes on at"
    " half the rate.",
)
DIVERGENCE_END = QT_TRANSLATE_NOOP(
    "training", "The results keep getting worse. Training ended early; the best state so far is kept."
)
OVERFITTING = QT_TRANSLATE_NOOP(
    "training",
    "The discriminators began to know the style photos by heart instead of the style. They are held back more"
    " from now on. More style photos would help.",
)
VARIATIONS = QT_TRANSLATE_NOOP(
    "training",
    "The variations of the style came out nearly the same. They are pushed further apart from now on.",
)


@dataclass(frozen=True)
class Trouble:
    """Something that a watcher noticed, and what it did."""

    what: What
    action: Action
    message: Message


@dataclass(frozen=True)
class Watched:
    """What the watchers know: their factors on the settings, and what they counted."""

    scales: Scales = field(default_factory=Scales)
    rollbacks: int = 0
    returns: int = 0
    worse: int = 0
    wild: int = 0
    overfit: int = 0
    collapsed: int = 0
    apart: float = math.nan


def after_step(watched: Watched, told: Told, step: int) -> tuple[Watched, Trouble | None]:
    """Numbers that are none: back to the last good state, at half the rates; the fourth time, the end.

    Losses far out for twenty steps: likewise back to the best state.
    """
    if not told.finite:
        count = watched.rollbacks + 1
        watched = replace(watched, rollbacks=count, wild=0, scales=_slower(watched.scales))
        if count >= _MOST_ROLLBACKS:
            return watched, Trouble("numbers", "ended", Message("training", NUMBERS_END))
        return watched, Trouble("numbers", "rolled back", Message("training", NUMBERS, {"step": step}))
    if not math.isnan(told.spread):
        apart = told.spread if math.isnan(watched.apart) else 0.9 * watched.apart + 0.1 * told.spread
        watched = replace(watched, apart=apart)
    wild = watched.wild + 1 if abs(told.loss_g) > _WILD else 0
    watched = replace(watched, wild=wild)
    return _returned(watched) if wild >= 20 else (watched, None)


def after_measure(
    watched: Watched, score: float, structure: float, best: float
) -> tuple[Watched, Trouble | None]:
    """Twice in a row damaged detail or a score well under the best: back to it; the third time, the end."""
    bad = not math.isfinite(score) or structure < LEAST_STRUCTURE or score < best - _WORSE
    watched = replace(watched, worse=watched.worse + 1 if bad else 0)
    return _returned(watched) if watched.worse >= 2 else (watched, None)


def after_judging(
    watched: Watched, learned: float, held: float, made: float
) -> tuple[Watched, Trouble | None]:
    """The critics' numbers of style photos that they learn from, of ones held out, and of generated ones.

    Where photos held out are taken for generated ones, twice in a row, the penalty doubles and the critics'
    rate falls (T. Karras et al.: Training generative adversarial networks with limited data, 2020).
    """
    gap = learned - made
    bad = gap > 0.05 and (learned - held) / gap > _OVERFIT
    watched = replace(watched, overfit=watched.overfit + 1 if bad else 0)
    scales = watched.scales
    if watched.overfit < 2 or scales.penalty >= _MOST_PENALTY:
        return watched, None
    scales = replace(scales, penalty=2.0 * scales.penalty, discriminator=0.7 * scales.discriminator)
    watched = replace(watched, overfit=0, scales=scales)
    return watched, Trouble("overfitting", "penalty raised", Message("training", OVERFITTING))


def after_variations(watched: Watched, wanted: float) -> tuple[Watched, Trouble | None]:
    """Variations that lie at a third of the distance that was asked for, twice in a row, are pushed apart."""
    if wanted <= 0.0 or math.isnan(watched.apart):
        return watched, None
    bad = watched.apart < _COLLAPSED * wanted
    watched = replace(watched, collapsed=watched.collapsed + 1 if bad else 0)
    if watched.collapsed < 2 or watched.scales.spread >= _MOST_SPREAD:
        return watched, None
    scales = replace(watched.scales, spread=2.0 * watched.scales.spread)
    watched = replace(watched, collapsed=0, scales=scales)
    return watched, Trouble("variations", "spread raised", Message("training", VARIATIONS))


def _returned(watched: Watched) -> tuple[Watched, Trouble]:
    count = watched.returns + 1
    watched = replace(watched, returns=count, worse=0, wild=0, scales=_slower(watched.scales))
    if count > _MOST_RETURNS:
        return watched, Trouble("divergence", "ended", Message("training", DIVERGENCE_END))
    return watched, Trouble("divergence", "back to best", Message("training", DIVERGENCE))


def _slower(scales: Scales) -> Scales:
    return replace(
        scales,
        generator=scales.generator / 2.0,
        discriminator=scales.discriminator / 2.0,
        attempt=scales.attempt + 1,
    )
