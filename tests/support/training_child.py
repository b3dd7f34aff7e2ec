"""Trainings in short, as processes: ``python -m tests.support.training_child KIND FOLDER``.

``toy`` learns nothing: it tells a step each 20 ms, up to the config's number, saves "checkpoints", writes
TOY_STYLE and obeys stop and pause; ``told`` is the same, which the training's own door runs, so that its end
is told. ``real`` is the training with fewer steps of teaching; ``nan`` the same, whose numbers once
are none; ``slow`` the same, which takes a while for each photo that it reads; ``mute`` ends with a fault
before its first word.
"""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from studio.imaging.decode import decode_small
from studio.passing import Place
from studio.runs.folder import RunFolder
from studio.runs.reporter import RunReporter
from studio.runs.waiting import place_lacks

TOY_STYLE = b"style" * 400_000
"""Larger than a disk that a test makes full."""


def toy(folder: RunFolder) -> None:
    with folder.occupied(interval=0.1):
        folder.log.write("started", pid=os.getpid(), resumed=folder.last("started") is not None)
        play(folder)


def play(folder: RunFolder) -> None:
    reporter, output = RunReporter(folder), Path(folder.config.output)
    place = Place(output.parent)
    saved = folder.last("saved")
    step, steps = int(saved["step"]) if saved else 0, folder.config.steps or 50
    reporter.event("stage", name="game")
    while step < steps and not reporter.should_stop():
        reporter.wait_while_paused()
        time.sleep(0.02)
        step += 1
        reporter.event("step", step=step, steps=steps, loss_g=1.0)
        if step % 10 == 0:
            reporter.event("saved", step=step)
    reporter.event("saved", step=step)
    write = partial(place.write, output, TOY_STYLE, replace=folder.config.replace)
    reporter.until(write, partial(place_lacks, place))
    reporter.event("done", path=str(output), quality=None)


def spoil() -> None:
    """The generator's weights become no numbers, once."""
    import torch

    from training.game.players import Players, Scales, Told

    real, spoilt = Players.step, list[int]()

    def step(self: Players, number: int, scales: Scales) -> Told:
        if number == 2 and not spoilt:
            spoilt.append(number)
            with torch.no_grad():
                self.net.base[0, 0, 0, 0] = math.nan
        return real(self, number, scales)

    Players.step = step  # type: ignore[method-assign]


def slowly(decode: Callable[..., Any]) -> Callable[..., Any]:
    def work(*given: Any) -> Any:
        time.sleep(0.2)
        return decode(*given)

    return work


def main(kind: str, place: str) -> int:
    if kind == "mute":
        sys.stderr.write("nothing to say\n")
        return 3
    if kind == "toy":
        toy(RunFolder.open(Path(place)))
        return 0
    import training.__main__ as door

    if kind == "told":
        door._train = play
        return door.child([place])
    import torch

    from training import stages
    from training.game import checkpoint

    torch.set_num_threads(1)
    plans: dict[str, Any] = stages.PLANS  # type: ignore[assignment]
    plans["quick"] = stages.Plan(taught=2, game=4)
    checkpoint.BETWEEN_SAVES = 1.0
    if kind == "nan":
        spoil()
    if kind == "slow":
        from training.gather import library

        library.decode_small = slowly(decode_small)  # type: ignore[attr-defined]
    return door.child([place])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
