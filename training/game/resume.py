"""Going on with a game: the newest checkpoint that is one of it; what others are told for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from studio.messages import QT_TRANSLATE_NOOP, Message
from training.game import checkpoint, state
from training.game.checkpoint import Stored, Tensors
from training.game.config import GameConfig

OLDER = QT_TRANSLATE_NOOP(
    "training",
    "The checkpoint of step {step} could not be used: it is damaged, or was made with other settings or by"
    " another version of the program. Training goes on from that of step {older}.",
)
ANEW = QT_TRANSLATE_NOOP(
    "training",
    "The checkpoint of step {step} could not be used: it is damaged, or was made with other settings or by"
    " another version of the program. Training begins anew with its first step.",
)


def resume(
    folder: Path,
    config: GameConfig,
    fresh: Stored,
    restore: Callable[[Tensors, dict[str, Any]], None],
) -> tuple[bool, list[Message]]:
    """Give ``restore`` the newest of the folder's checkpoints that it takes.

    For the state of another game ``restore`` raises one of :data:`~training.game.checkpoint.NOT_OURS`, and is
    given ``fresh``. Returns whether one was taken, and what there is to tell of each that was refused.
    """
    refused: list[int] = []
    for step, found in checkpoint.stored(folder):
        if found is not None and state.is_of(found[1], config):
            try:
                checkpoint.refuse_no_numbers(found[0])
                restore(*found)
            except checkpoint.NOT_OURS:
                restore(*fresh)
            else:
                values = {"older": int(found[1]["step"])}
                return True, [Message("training", OLDER, {"step": each, **values}) for each in refused]
        refused.append(step)
    return False, [Message("training", ANEW, {"step": each}) for each in refused]
