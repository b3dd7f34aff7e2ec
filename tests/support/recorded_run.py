"""A run's folder as a training leaves it, made without one: events, pictures of samples, style files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PIL import Image

from studio.messages import Message
from studio.runs.config import TrainingConfig
from studio.runs.folder import RunFolder
from tests.support.bundles import write_bundle

STEPS = (0, 10, 20)
PHOTOS = 2
SIZE = (48, 32)
"""Width and height of the pictures."""
BASELINE = 0.6


def level_at(step: int) -> int:
    """How bright the learned pictures of a step are: 100 before the first, 4 more with each step."""
    return 100 + 4 * step


def recorded(runs: Path, name: str = "Mine", *, finished: bool = True, truth: int | None = None) -> RunFolder:
    """A run of 20 steps, measured at 0, 10 and 20; unfinished, it stopped without a verdict.

    ``truth``: how bright the finished pictures are, where they are known.
    """
    path = runs / name.lower().replace(" ", "-")
    output = path / f"{name}.pstyle"
    run = RunFolder.create(
        path, TrainingConfig(name=name, output=str(output), style=("/photos",), group="Film")
    )
    run.log.write("started", pid=1, resumed=False)
    run.log.write("baseline", score=BASELINE)
    run.log.write("stage", name="game", device="cpu")
    levels = {"before": 100, "baseline": 150} | ({} if truth is None else {"truth": truth})
    beside = {kind: pictures(run, kind, level) for kind, level in levels.items()}
    for step in STEPS:
        if step:
            write_step(run, step)
        run.log.write("measure", step=step, score=0.5 + step / 100, structure=0.99, spread=None)
        style = f"{step:06d}.pstyle"
        write_bundle(run.samples / style, seed=step, name=name, group="Film", licence="")
        files = pictures(run, f"{step:06d}", level_at(step))
        run.log.write("sample", step=step, files=files, style=style, **beside)
    if finished:
        finish(run, paired=truth is not None)
    else:
        run.log.write("stopped")
    return run


def write_step(run: RunFolder, step: int, loss: float = 0.7) -> None:
    run.log.write(
        "step", step=step, steps=20, loss_g=loss, loss_d=0.6, d_real=0.3, d_fake=-0.2,
        rate_g=1e-3, rate_d=2e-3, images_per_second=12.5, seconds_left=None, memory=500_000_000,
    )  # fmt: skip


def finish(run: RunFolder, *, paired: bool = False) -> None:
    """The verdict, and the style file."""
    said = [Message("Evaluation", "It matches on {good} of {all} photos.", {"good": 8, "all": 12})]
    scores = {
        "learned": {"score": 0.7, "error": 0.05, "structure": 0.99},
        "start": {"score": 0.5, "error": 0.05, "structure": 0.99},
        "baseline": {"score": BASELINE, "error": 0.05, "structure": 1.0},
    }
    before, now = pictures(run, "missed-before", 60)[0], pictures(run, "missed", 200)[0]
    missed = [
        {"name": "anna.jpg", "before": before, "now": now},
        {"name": "eve.jpg", "before": "../x", "now": now},
    ]
    likely = {"share": {"middle": 0.5, "low": 0.3, "high": 0.6}}
    run.log.write(
        "verdict", better=True, scores=scores, result=said, learned=[], weak=said, add=[], missed=missed,
        likely=None if paired else likely, paired=paired,
    )  # fmt: skip
    write_bundle(Path(run.config.output), seed=20, name=run.config.name, group="Film", licence="")
    (run.path / "report.html").write_text("<p>report</p>")
    run.log.write("done", path=run.config.output, quality=None)


def pictures(run: RunFolder, kind: str, level: int) -> list[str]:
    """Gray pictures of that level for every photo; their names."""
    names: Iterable[str] = [f"{number}-{kind}.jpg" for number in range(PHOTOS)]
    for name in names:
        pixels = np.full((SIZE[1], SIZE[0], 3), level, np.uint8)
        Image.fromarray(pixels).save(run.samples / name, quality=95)
    return list(names)
