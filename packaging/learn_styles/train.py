"""The training loop: a network learns a procedure from pictures and the procedure's answers.

Every step's chance depends on the seed and the step alone, so that a run that was stopped goes on from its
checkpoint to the same weights. One thread, so that sums are added in the same order.
"""

from __future__ import annotations

import io
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from learn_styles.oklab import to_oklab
from learn_styles.photos import Picture, Random, developed, sample
from learn_styles.targets import LearnedStyle
from learn_styles.taught import Taught
from studio.files import write_atomically
from studio.generators.differentiable import apply_look, luma, sliced
from studio.generators.parameters import LATENT
from studio.generators.photographic import Look, PhotographicNet
from training.regularise import bends

Report = Callable[[str], None]

_STRIDE = 4
_SAVE_EVERY = 100
# Differences of OkLab, in which 0.01 is about one step of CIEDE2000; colour counts twice.
_LAB_WEIGHTS = (1.0, 2.0, 2.0)
_GAIN_WEIGHT = 0.05


@dataclass(frozen=True)
class Plan:
    """How long and how fast."""

    steps: int = 1400
    batch: int = 8
    rate: float = 2e-3
    average: float = 0.995
    seed: int = 1


def taught(
    style: LearnedStyle, pictures: Sequence[Picture], plan: Plan, checkpoint: Path, report: Report = print
) -> Taught:
    """As :func:`learn`, with what is to be said of it."""
    made = (
        "The procedure (`packaging/learn_styles/procedures`) made the targets: no retouched photos were used,"
        " and no other network. Eight numbers z, zero for the style's own look, stand for variations: warmer,"
        " brighter, harder, more colourful, split tones, matt, crisper, darker corners."
    )
    learned = (
        "Random parts of them, some before a black or white backdrop, developed at random (exposure, white"
        " balance, contrast, saturation). Maps are at times borrowed from another photo, so that the network"
        " goes by the map and not by the colour of skin."
        f" {plan.steps} steps of {plan.batch} pictures, seed {plan.seed}."
    )
    lineage = (f"procedure {style.card.id}, packaging/learn_styles, seed {plan.seed}",)
    net = learn(style, pictures, plan, checkpoint, report)
    return Taught(net, len(pictures), plan.steps, lineage, made, learned)


def learn(
    style: LearnedStyle, pictures: Sequence[Picture], plan: Plan, checkpoint: Path, report: Report = print
) -> PhotographicNet:
    """The averaged network after ``plan.steps``; goes on from ``checkpoint`` where there is one."""
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed)
    net, averaged = PhotographicNet(), PhotographicNet()
    averaged.load_state_dict(net.state_dict())
    optimiser = torch.optim.Adam(net.parameters(), plan.rate, betas=(0.9, 0.99))
    first = _resume(checkpoint, net, averaged, optimiser)
    started, shown = time.process_time(), 0.0
    for step in range(first, plan.steps):
        random = np.random.Generator(np.random.Philox(key=[plan.seed, step]))
        for group in optimiser.param_groups:
            group["lr"] = plan.rate * _pace(step / plan.steps)
        loss, error = _loss(net, style, *_drawn(pictures, plan.batch, random))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        share = min(plan.average, (step + 1) / (step + 10))
        with torch.no_grad():
            for kept, now in zip(averaged.parameters(), net.parameters(), strict=True):
                kept.lerp_(now, 1.0 - share)
        shown = error if shown == 0.0 else 0.98 * shown + 0.02 * error
        if (step + 1) % _SAVE_EVERY == 0:
            _save(checkpoint, step + 1, net, averaged, optimiser)
            spent = time.process_time() - started
            report(f"{style.card.id} {step + 1}/{plan.steps} error {shown:.4f} {spent:.0f} s")
    return averaged


def _drawn(pictures: Sequence[Picture], count: int, random: Random) -> tuple[Tensor, Tensor, tuple[int, int]]:
    seen = developed(torch.stack([sample(pictures, random) for _ in range(count)]), random)
    latents = random.standard_normal((count, LATENT)).clip(-2.2, 2.2).astype(np.float32)
    # Half of them the style's own look.
    latents[::2] = 0.0
    row, column = (int(random.integers(_STRIDE)) for _ in range(2))
    return seen, torch.from_numpy(latents), (row, column)


def _loss(
    net: PhotographicNet, style: LearnedStyle, seen: Tensor, latents: Tensor, start: tuple[int, int]
) -> tuple[Tensor, float]:
    with torch.no_grad():
        # Pixels are changed one by one: a quarter of them is enough to measure, a sixteenth to compare.
        row, column = start
        some = (slice(None), slice(None), slice(row // 2, None, 2), slice(column // 2, None, 2))
        wanted, gains = style.answer(seen[:, :, row % 2 :: 2, column % 2 :: 2], latents)
        pixels = seen[:, :3, row % 2 :: 2, column % 2 :: 2][some]
        wanted, gains = to_oklab(wanted[some]), gains[some]
    look = net(style.shown(seen), latents)
    windows = pixels.new_tensor(_window(start, seen.shape[-1])).expand(len(seen), 4)
    result = apply_look(pixels, look.cube, look.grid, None, windows)
    difference = (to_oklab(result) - wanted) * wanted.new_tensor(_LAB_WEIGHTS).view(1, 3, 1, 1)
    error = (difference.square().sum(1) + 1e-6).sqrt().mean()
    outside = (result - result.clamp(0.0, 1.0)).abs().mean()
    guide = luma(pixels)
    bands = torch.cat([sliced(look.gains[:, i, None], guide, windows) for i in range(3)], 1)
    texture = (bands - gains).abs().mean()
    return error + outside + _GAIN_WEIGHT * texture + smoothness(look), float(error.detach())


def smoothness(look: Look) -> Tensor:
    """What speaks for smooth looks: no bends in the cube (banding), no jumps in the grids (blotches)."""
    jumps = sum((look.grid.diff(dim=dim).square().mean() for dim in (1, 2, 3)), torch.zeros(()))
    rough = sum((look.gains.diff(dim=dim).square().mean() for dim in (2, 3, 4)), torch.zeros(()))
    return 60.0 * bends(look.cube) + 0.3 * jumps + 0.003 * rough + 0.02 * look.grid.square().mean()


def _window(start: tuple[int, int], side: int) -> list[float]:
    """Where every fourth pixel from ``start`` lies, as the window of a picture of its own."""
    top, left = (((place + 0.5) - _STRIDE / 2.0) / side for place in start)
    return [left, top, left + 1.0, top + 1.0]


def _pace(done: float) -> float:
    """A short rise, then half a cosine."""
    return min(1.0, done / 0.03 + 0.02) * (0.5 + 0.5 * math.cos(math.pi * done)) + 0.003


def _save(
    path: Path, step: int, net: PhotographicNet, averaged: PhotographicNet, optimiser: torch.optim.Adam
) -> None:
    arrays = {"step": np.asarray(step)}
    for prefix, module in (("net.", net), ("averaged.", averaged)):
        arrays |= {prefix + key: value.numpy() for key, value in module.state_dict().items()}
    for index, state in optimiser.state_dict()["state"].items():
        arrays |= {f"adam.{index}.{key}": value.numpy() for key, value in state.items()}
    data = io.BytesIO()
    np.savez(data, allow_pickle=False, **arrays)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, data.getvalue(), replace=True)


def _resume(path: Path, net: PhotographicNet, averaged: PhotographicNet, optimiser: torch.optim.Adam) -> int:
    if not path.exists():
        return 0
    with np.load(path, allow_pickle=False) as arrays:
        for prefix, module in (("net.", net), ("averaged.", averaged)):
            state = {key: torch.from_numpy(arrays[prefix + key]) for key in module.state_dict()}
            module.load_state_dict(state)
        whole = optimiser.state_dict()
        whole["state"] = {
            index: {
                key: torch.from_numpy(arrays[f"adam.{index}.{key}"])
                for key in ("step", "exp_avg", "exp_avg_sq")
            }
            for index in range(len(list(net.parameters())))
        }
        optimiser.load_state_dict(whole)
        return int(arrays["step"])
