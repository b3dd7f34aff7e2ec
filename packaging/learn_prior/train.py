"""The loop that learns the prior. Each step's chance depends on seed and step alone."""

from __future__ import annotations

import io
import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from learn_styles.photos import Picture, whole
from torch import Tensor

from learn_prior.basis import basis
from learn_prior.tasks import Task, draw
from studio.files import write_atomically
from training.colour import lab_distance
from training.start.prior_net import PriorNet, Transport, transport_of
from training.start.transport import look_up

_BASIS = 96
_TASKS = 10
_STYLE_PHOTOS = (1, 4, 10, 24, 40)
_ORDINARY, _GRADED = 30, 4
_EXAMPLES_ONLY = 0.12
_RATE = 8e-4
_WARM_UP = 200
_SAVE_EVERY = 200
_GRAY = 8 / 255


class Errors(NamedTuple):
    """Mean CIE 1976 differences to the truth: by the prior, by transport, and left alone."""

    prior: float
    transport: float
    untouched: float


def small(pictures: Sequence[Picture]) -> Tensor:
    """(n, 4, 64, 64) of the photos that have colour, skin last."""
    squares = [torch.nn.functional.avg_pool2d(whole(picture), 4)[:4] for picture in pictures]
    return torch.stack([s for s in squares if (s[:3].amax(0) - s[:3].amin(0)).mean() > _GRAY])


def learn(photos: Tensor, steps: int, seed: int, checkpoint: Path) -> tuple[PriorNet, Errors]:
    """The averaged network, and running means of its errors; goes on from ``checkpoint``."""
    torch.manual_seed(seed)
    net = PriorNet(basis(_BASIS, torch.Generator().manual_seed(seed)))
    averaged = PriorNet(net.basis.clone())
    averaged.load_state_dict(net.state_dict())
    optimiser = torch.optim.AdamW(net.parameters(), _RATE, weight_decay=5e-3)
    first, shown = _resume(checkpoint, net, averaged, optimiser)
    started = time.time()
    for step in range(first, steps):
        chance = torch.Generator().manual_seed(seed * 1_000_003 + step)
        torch.manual_seed(seed * 1_000_003 + step)  # dropout's
        for group in optimiser.param_groups:
            group["lr"] = (
                _RATE * min((step + 1) / _WARM_UP, 1.0) * 0.5 * (1 + math.cos(math.pi * step / steps))
            )
        style = _STYLE_PHOTOS[int(torch.randint(len(_STYLE_PHOTOS), (1,), generator=chance))]
        task = draw(photos, _TASKS, style, _ORDINARY, _GRADED, chance)
        alone = float(torch.rand(1, generator=chance)) < _EXAMPLES_ONLY
        found = transport_of(task.style, task.ordinary, chance)
        grade = net(task.style, *(None if alone else task.ordinary, task.pictures, None if alone else found))
        flat, truth = task.pictures.flatten(0, 1), task.truth.flatten(0, 1).movedim(1, -1)
        loss = lab_distance(grade.apply(flat).movedim(1, -1), truth).mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        with torch.no_grad():
            for kept, now in zip(averaged.parameters(), net.parameters(), strict=True):
                kept.lerp_(now, max(0.002, 1 / (step + 1)))
            errors = np.array([loss.item(), *_without(task, found)])
        shown = errors if step == 0 else 0.99 * shown + 0.01 * errors
        if (step + 1) % _SAVE_EVERY == 0 or step + 1 == steps:
            print(step + 1, f"{time.time() - started:.0f} s", Errors(*shown.round(2)), flush=True)
            _save(checkpoint, step + 1, shown, net, averaged, optimiser)
    return averaged.eval(), Errors(*(float(value) for value in shown))


def _without(task: Task, found: Transport) -> tuple[float, float]:
    """The errors of transport and of doing nothing."""
    pictures, truth = task.pictures.flatten(0, 1)[:, :3], task.truth.flatten(0, 1)
    rgb, aim = (part.flatten(2).transpose(1, 2) for part in (pictures, truth))
    moved = rgb + look_up(rgb, found.table.repeat_interleave(task.pictures.shape[1], 0))
    return float(lab_distance(moved, aim).mean()), float(lab_distance(rgb, aim).mean())


def _save(
    path: Path,
    step: int,
    shown: np.ndarray[tuple[int], np.dtype[np.float64]],
    net: PriorNet,
    averaged: PriorNet,
    optimiser: torch.optim.Optimizer,
) -> None:
    arrays: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]] = {}
    for name, part in (("net", net), ("averaged", averaged)):
        arrays |= {f"{name}.{key}": value.numpy() for key, value in part.state_dict().items()}
    for index, state in optimiser.state_dict()["state"].items():
        arrays |= {f"optimiser.{index}.{key}": value.numpy() for key, value in state.items()}
    data = io.BytesIO()
    np.savez(data, step=step, shown=shown, **arrays)  # type: ignore[arg-type]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data.getvalue(), replace=True)


def _resume(
    path: Path, net: PriorNet, averaged: PriorNet, optimiser: torch.optim.Optimizer
) -> tuple[int, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    if not path.exists():
        return 0, np.zeros(3)
    state: dict[int, dict[str, Tensor]] = {}
    with np.load(path, allow_pickle=False) as file:
        for name, part in (("net", net), ("averaged", averaged)):
            part.load_state_dict({key: torch.from_numpy(file[f"{name}.{key}"]) for key in part.state_dict()})
        for entry in file.files:
            kind, _, rest = entry.partition(".")
            if kind == "optimiser":
                index, _, key = rest.partition(".")
                state.setdefault(int(index), {})[key] = torch.from_numpy(file[entry])
        groups = optimiser.state_dict()["param_groups"]
        optimiser.load_state_dict({"state": state, "param_groups": groups})
        return int(file["step"]), file["shown"]
