"""The state of a game as tensors and plain values, for snapshots and checkpoints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from torch import nn

from training.game.checkpoint import Tensors, part, restore_adam, state_of, state_of_adam
from training.game.config import GameConfig
from training.game.players import Players, Scales
from training.game.watch import Watched


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


def watched_from(values: Mapping[str, Any]) -> Watched:
    """The inverse of ``asdict``."""
    return Watched(**{**values, "scales": Scales(**values["scales"])})


def _modules(players: Players) -> dict[str, nn.Module]:
    return {"net.": players.net, "averaged.": players.averaged, "critics.": players.critics}
