"""The prior's files: its weights at half precision, and its model card."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from safetensors.numpy import save

from learn_prior.train import Learnt
from studio.files import write_atomically


def write(learnt: Learnt, photos: int, thousands: int, seed: int, out: Path) -> None:
    tensors = {key: value.half().numpy() for key, value in learnt.net.state_dict().items()}
    if not all(np.isfinite(value).all() for value in tensors.values()):
        raise ValueError("weights beyond half precision")
    weights = save(tensors, {"tasks": str(1000 * thousands), "seed": str(seed)})
    for path, content in (
        (out / "resources" / "learning" / "prior.safetensors", weights),
        (out / "docs" / "model_cards" / "prior.md", _card(learnt, photos, thousands, seed).encode("utf-8")),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content, replace=True)


def _card(learnt: Learnt, photos: int, thousands: int, seed: int) -> str:
    pull, skin, vignette = learnt.rest
    return f"""# The learned prior of looks

It is no style: from finished photos and ordinary ones it guesses what the look does to a picture, as the
start of learning a style (`training/start`). A small network on statistics of the photos and on what optimal
transport finds (`training/start/prior_net.py`). Licence: CC0-1.0.

## From what

{photos} photos in colour: camera photos of everything from `drewnoakes/metadata-extractor-images` ("You are
free to use these media files however you wish") and colour photos of scikit-image's data (CC0 or public
domain). All looks are made up: `training/start/random_looks.py` and `packaging/learn_prior/tasks.py`; no look
or picture of anybody's style was used. {thousands},000 tasks of 1 to 60 style photos and 20 to 80
ordinary ones, seed {seed}: `python packaging/learn_prior`. Photos without
people were lent skin maps of those with people, and skin of made-up tones under them
(`packaging/learn_prior/people.py`).

## How well

On tasks held out, the share of the looks' variance that is left unexplained: of the colour table
{learnt.table:.2f} (transport alone {learnt.transport:.2f}), of what brings photos to a norm {pull:.2f}, of
skin treated apart {skin:.2f}, of the vignette {vignette:.2f}. On known film looks and photos of people that
it never saw: `benchmarks/learning.py`.

## Where it is weak

Few of its photos show people; the skin that is lent to others is a tone with the shade of what was there.
Looks beyond what it draws (solarised,
hand-coloured, double exposures) come out as the nearest that it knows. From one photo it is a guess.
"""
