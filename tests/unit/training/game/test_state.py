"""Whose checkpoint it is: a game that is to last longer goes on, one with other settings does not."""

from __future__ import annotations

import json
from dataclasses import replace

from training.game import state
from training.game.config import GameConfig


def test_a_longer_game_is_the_same_and_any_other_is_not() -> None:
    config = GameConfig(steps=10)
    kept = json.loads(json.dumps({"config": state.of_config(config)}))
    assert state.is_of(kept, config)
    assert state.is_of(kept, replace(config, steps=20))
    for other in (replace(config, seed=2), replace(config, loss="hinge"), replace(config, penalties=("r1",))):
        assert not state.is_of(kept, other)
    nothing: list[dict[str, object]] = [{}, {"config": None}, {"config": []}]
    for broken in nothing:
        assert not state.is_of(broken, config)
