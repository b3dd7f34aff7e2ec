"""A style learned as the program learns a user's own: from photos before and after, in a run's folder."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from learn_styles.cards import AUTHOR, LICENCE, LearnedCard
from learn_styles.pairs import digest
from learn_styles.targets import LearnedStyle
from learn_styles.taught import Taught
from studio import __version__
from studio.errors import Cancelled
from studio.files import write_atomically
from studio.runs.config import Preset, TrainingConfig
from studio.runs.errors import RunFolderTaken
from studio.runs.folder import RunFolder
from studio.runs.reporter import RunReporter
from studio.styles.bundle import read_bundle
from training import stages
from training.examples import Examples
from training.game.config import GameConfig
from training.start.prior import Prior

_OUTPUT, _DIGEST = "learned.pstyle", "pairs.sha256"
# Seconds between two words on how far the game is.
_TELL = 20.0


@dataclass(frozen=True)
class GamePlan:
    """How it is learned. ``steps`` of the game: None leaves them to the preset.

    ``developments``: how many pairs each photo gives.
    """

    preset: Preset = "balanced"
    steps: int | None = None
    developments: int = 3
    seed: int = 1


def taught(style: LearnedStyle, material: Examples, plan: GamePlan, photos: Path, run: Path) -> Taught:
    """Learn from the pairs, or go on where ``run`` was stopped.

    ``photos``: the folder of the photos, for the run's settings. Raises RunFolderTaken where ``run`` holds
    another training or one of other pairs, RunBusy, OutputError, Cancelled where ``run`` is asked to stop.
    """
    torch.set_num_threads(1)
    folder = _folder(
        run.resolve(), _config(style.card, plan, photos.resolve(), run.resolve()), digest(material)
    )
    with folder.occupied():
        folder.clear_requests()
        folder.log.write("started", pid=os.getpid(), resumed=folder.last("started") is not None)
        try:
            net = stages.learn(folder.config, material, Prior(), folder, _Told(folder))
            if folder.stop_requested:
                raise Cancelled
        except Cancelled:
            folder.log.write("stopped")
            raise
    return Taught(
        net=net,
        photos=len({before.scene for before, _ in material.pairs}),
        steps=_steps(folder),
        lineage=(
            f"procedure {style.card.id}, packaging/learn_styles",
            f"learned by training {__version__}, {plan.preset}, seed {plan.seed}",
        ),
        made=_MADE,
        learned=_learned(style, material, folder),
        weak=f"It has no variations. {_weak(folder)}",
    )


def _config(card: LearnedCard, plan: GamePlan, photos: Path, run: Path) -> TrainingConfig:
    """``after`` names the same folder as ``before``: a procedure finishes its photos, no file holds them."""
    return TrainingConfig(
        name=card.name,
        output=str(run / _OUTPUT),
        before=(str(photos),),
        after=(str(photos),),
        preset=plan.preset,
        steps=plan.steps,
        seed=plan.seed,
        device="cpu",
        replace=True,
        author=AUTHOR,
        licence=LICENCE,
        group=card.group,
    )


def _folder(path: Path, config: TrainingConfig, pairs: str) -> RunFolder:
    if not (path / "config.json").exists():
        folder = RunFolder.create(path, config)
        write_atomically(path / _DIGEST, pairs.encode())
        return folder
    folder = RunFolder.open(path)
    known = path / _DIGEST
    if folder.config != config or not known.exists() or known.read_text() != pairs:
        raise RunFolderTaken(
            name=str(path), details="It was begun with other settings, photos or a procedure."
        )
    return folder


def _steps(folder: RunFolder) -> int:
    """All steps, of teaching and of the game, as the style file of the run has them."""
    learned = read_bundle(Path(folder.config.output)).learned_from
    return 0 if learned is None else learned.steps


_MADE = (
    "The procedure (`packaging/learn_styles/procedures`) finished the photos: no retouched photos were used."
    " The network then learned from photos before and after as it would from a user's own"
    " (`training/stages.py`): a start from one colour table, taught by the pairs, then the game of generator"
    " and discriminators."
)
_LENT = (
    " Photos without people are at times given the maps of another photo, so that the network goes by the map"
    " and not by the colour of skin."
)


def _learned(style: LearnedStyle, material: Examples, folder: RunFolder) -> str:
    config, game = folder.config, GameConfig()
    penalties = " and ".join(name.upper() for name in game.penalties)
    return (
        "Each gives several pairs of 512 pixels, as it is and developed at random (exposure, white balance,"
        " contrast, saturation, some before a black or white backdrop):"
        f" {len(material.pairs)} pairs to learn from, {len(material.held_pairs)} held out, of other photos."
        f"{_LENT if style.maps else ''} Preset {config.preset}, {_steps(folder)} steps of {config.batch}"
        f" pictures with those of teaching, seed {config.seed}. Losses: {config.loss} of the discriminators,"
        f" whose slopes are held by {penalties} (weight {config.penalty:g}); CIE Lab difference to the"
        f" finished picture (weight {game.pairs:g}). {_judged(folder)}"
    )


def _judged(folder: RunFolder) -> str:
    """What the training's own verdict says, in one sentence."""
    verdict = folder.last("verdict")
    if verdict is None:
        return ""
    scores = {name: f"{100 * each['score']:.1f} %" for name, each in verdict["scores"].items()}
    shipped = "the game's network is shipped" if verdict["better"] else "the start is shipped"
    return (
        f"Of the change from before to after on held-out pairs, one colour table made {scores['baseline']},"
        f" the taught start {scores['start']}, the game {scores['learned']}: {shipped}."
    )


def _weak(folder: RunFolder) -> str:
    """In which photos the training's own verdict finds it weak."""
    verdict = folder.last("verdict")
    said = " ".join(str(message) for message in verdict["weak"]) if verdict else ""
    return f"Of held-out pairs its own verdict says: {said} " if said else ""


class _Told(RunReporter):
    """Says on the terminal, now and then, how far it is."""

    _said = 0.0

    def event(self, kind: str, **values: Any) -> None:
        super().event(kind, **values)
        name, now = self.folder.config.name, time.monotonic()
        if kind == "stage":
            print(f"{name}: {values['name']}", flush=True)
        elif kind == "measure":
            print(f"{name}: step {values['step']}, score {values['score']:.4f}", flush=True)
        elif kind == "watch":
            print(f"{name}: {values['what']}, {values['action']}", flush=True)
        elif kind in ("teaching", "step") and now - self._said > _TELL:
            self._said = now
            shown = ("fraction", "error", "step", "steps", "images_per_second", "seconds_left")
            print(f"{name}: {kind} { {key: values[key] for key in shown if key in values} }", flush=True)
