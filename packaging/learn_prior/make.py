"""Made-up tasks by the thousand, as the numbers that the network sees and the truth that it should find."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from learn_prior.tasks import draw
from studio.files import write_atomically
from training.start.features import Sets, read_sets
from training.start.grade import Traits

AT_ONCE = 10
_STYLE = (1, 3, 8, 20, 40, 40, 60)
_ORDINARY = (20, 30, 50, 80)
_CLOUD, _TURNS = 2048, 32
_PER_FILE = 100
_PLAIN_PARTS, _WILDEST = 40, 2.8


class Made(NamedTuple):
    """n tasks: what describes them, the mean traits of their ordinary photos, how many photos stand on either
    side (n,), and the truth: ``table`` (n, 9, 9, 9, 3), ``rest`` (n, 17) of pull, skin, vignette.
    """

    sets: Sets
    centre: Traits
    style: Tensor
    ordinary: Tensor
    table: Tensor
    rest: Tensor


def make(photos: Tensor, part: int, seed: int, folder: Path) -> Made:
    """1000 tasks of part ``part``, kept in ``folder`` at half precision; the same for the same numbers.

    The parts from 40 on have stronger looks.
    """
    kept = folder / f"tasks-{seed}-{part}.npz"
    if not kept.exists():
        wildest = 1.0 if part < _PLAIN_PARTS else _WILDEST
        first = seed * 1_000_003 + part * _PER_FILE
        rounds = [_round(photos, first + i, wildest) for i in range(_PER_FILE)]
        arrays = {
            str(i): torch.cat(column).half().numpy() for i, column in enumerate(zip(*rounds, strict=True))
        }
        data = io.BytesIO()
        np.savez(data, **arrays)  # type: ignore[arg-type]
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(kept, data.getvalue(), replace=True)
    with np.load(kept, allow_pickle=False) as file:
        parts = [torch.from_numpy(file[str(i)].astype(np.float32)) for i in range(11)]
    return Made(Sets(*parts[:4]), Traits(*parts[4:7]), *parts[7:])


def join(made: list[Made]) -> Made:
    sets = Sets(*(torch.cat(parts) for parts in zip(*(each.sets for each in made), strict=True)))
    centre = Traits(*(torch.cat(parts) for parts in zip(*(each.centre for each in made), strict=True)))
    return Made(sets, centre, *(torch.cat(parts) for parts in zip(*(each[2:] for each in made), strict=True)))


def _round(photos: Tensor, seed: int, wildest: float) -> tuple[Tensor, ...]:
    random = torch.Generator().manual_seed(seed)
    style = _STYLE[int(torch.randint(len(_STYLE), (1,), generator=random))]
    ordinary = _ORDINARY[int(torch.randint(len(_ORDINARY), (1,), generator=random))]
    task = draw(photos, AT_ONCE, style, ordinary, random, wildest)
    sets, centre = read_sets(task.style, task.ordinary, random, _CLOUD, _TURNS)
    truth = task.truth
    rest = torch.cat([truth.pull, truth.skin.flatten(1), truth.vignette], 1)
    counts = (torch.full((AT_ONCE,), float(n)) for n in (style, ordinary))
    return (*sets, *centre, *counts, truth.table, rest)
