"""The state of a game as tensors and plain values, for snapshots and checkpoints.

What is read from a checkpoint may be anybody's: it is refused where no game of ours could have written it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from torch import nn

from studio.runs.config import MAX_STEPS
from training.game.checkpoint import Tensors, part, restore_adam, state_of, state_of_adam
from training.game.config import GameConfig
from training.game.players import Players, Scales
from training.game.watch import Watched

_MOST_FACTOR = 1e6
_FACTORS = ("generator", "discriminator", "penalty", "spread")
_COUNTS = ("rollbacks", "returns", "worse", "wild", "overfit", "collapsed")


@dataclass(frozen=True)
class Mark:
    """The averaged network's measure after ``step`` steps."""

    step: int
    score: float
    structure: float


@dataclass(frozen=True)
class Course:
    """How far a game is, its best measure and all, and what its watchers know."""

    step: int
    best: Mark
    history: tuple[Mark, ...]
    watched: Watched


def of_players(players: Players) -> Tensors:
    """Both sides' weights, the average and the optimisers' moments, copied."""
    tensors = {
        f"{prefix}{name}": value
        for prefix, module in _modules(players).items()
        for name, value in state_of(module).items()
    }
    tensors |= {f"adam_g.{name}": value for name, value in state_of_adam(players.adam_g).items()}
    if players.adam_d is not None:
        tensors |= {f"adam_d.{name}": value for name, value in state_of_adam(players.adam_d).items()}
    return tensors


def restore(players: Players, tensors: Mapping[str, Any]) -> None:
    """The inverse of :func:`of_players`. Raises ValueError or RuntimeError for tensors of other players."""
    for prefix, module in _modules(players).items():
        module.load_state_dict(part(tensors, prefix))
    restore_adam(players.adam_g, part(tensors, "adam_g."))
    if players.adam_d is not None:
        restore_adam(players.adam_d, part(tensors, "adam_d."))


def go_back(players: Players, best: nn.Module) -> None:
    """The generator and its average become ``best``; what moved them is forgotten. The critics stay."""
    for module in (players.net, players.averaged):
        module.load_state_dict(best.state_dict())
    restore_adam(players.adam_g, {})


def of_config(config: GameConfig) -> dict[str, Any]:
    """The settings as JSON gives them back."""
    values = asdict(config)
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def is_of(values: Mapping[str, Any], config: GameConfig) -> bool:
    """Whether a checkpoint's ``values`` are of a game with these settings; it may be meant to last longer."""
    kept = values.get("config")
    return isinstance(kept, dict) and {**kept, "steps": config.steps} == of_config(config)


def course_from(values: Mapping[str, Any]) -> Course:
    """The inverse of ``asdict``. Raises KeyError, TypeError or ValueError for what is no course."""
    watched, scales = values["watched"], values["watched"]["scales"]
    factors = {name: _factor(scales[name]) for name in _FACTORS}
    counts = {name: _count(watched[name]) for name in _COUNTS}
    return Course(
        step=_count(values["step"]),
        best=_mark(values["best"]),
        history=tuple(map(_mark, values["history"])),
        watched=Watched(
            scales=Scales(**factors, attempt=_count(scales["attempt"])),
            **counts,
            apart=_measured(watched["apart"]),
        ),
    )


def _mark(values: Mapping[str, Any]) -> Mark:
    return Mark(_count(values["step"]), _measured(values["score"]), _measured(values["structure"]))


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MAX_STEPS:
        raise ValueError("no count")
    return value


def _measured(value: object) -> float:
    # NaN and, before the first measure, minus infinity are measures too.
    if type(value) is not float:
        raise ValueError("no measure")
    return value


def _factor(value: object) -> float:
    if not 0.0 < _measured(value) <= _MOST_FACTOR:
        raise ValueError("no factor")
    return _measured(value)


def _modules(players: Players) -> dict[str, nn.Module]:
    return {"net.": players.net, "averaged.": players.averaged, "critics.": players.critics}
