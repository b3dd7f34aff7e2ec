"""The prior's files: its weights at half precision, and its model card."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from safetensors.numpy import save

from learn_prior.train import Errors
from studio.files import write_atomically
from training.start.prior_net import PriorNet


def write(net: PriorNet, error: Errors, photos: int, steps: int, seed: int, out: Path) -> None:
    """``error``: running means over the last made-up tasks."""
    tensors = {key: value.half().numpy() for key, value in net.state_dict().items()}
    if not all(np.isfinite(value).all() for value in tensors.values()):
        raise ValueError("weights beyond half precision")
    weights = save(tensors, {"steps": str(steps), "seed": str(seed)})
    for path, content in (
        (out / "resources" / "learning" / "prior.safetensors", weights),
        (out / "docs" / "model_cards" / "prior.md", _card(error, photos, steps, seed).encode("utf-8")),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content, replace=True)


def _card(error: Errors, photos: int, steps: int, seed: int) -> str:
    return f"""# The learned prior of looks

It is no style: from finished photos and ordinary ones it guesses what the look does to a picture, as the
start of learning a style (`training/start`). Network `training/start/prior_net.py`. Licence: CC0-1.0.

## From what

{photos} photos in colour: camera photos of everything from `drewnoakes/metadata-extractor-images` ("You are
free to use these media files however you wish") and colour photos of scikit-image's data (CC0 or public
domain). All looks are made up: `training/start/random_looks.py` and `packaging/learn_prior/tasks.py`; no look
or picture of anybody's style was used. {steps} steps, seed {seed}: `python packaging/learn_prior`.

## How well

On made-up tasks (from 1 to 40 style photos, 30 ordinary ones), mean CIE 1976 difference to the truth over the
last of training: untouched {error.untouched:.2f}, transport alone {error.transport:.2f}, prior
**{error.prior:.2f}**. On known film looks and photos of people that it never saw: `benchmarks/learning.py`.

## Where it is weak

Few of its photos show people, and skin is lent to others as a mask. Looks beyond what it draws (solarised,
hand-coloured, double exposures) come out as the nearest that it knows. From one photo it is a guess.
"""
