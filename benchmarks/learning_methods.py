"""Methods that learn a look: textbook colour transfer, the estimate, and the program's whole learning.

A method takes pictures (n, 5, 256, 256), encoded colours and the maps of skin and subject, and gives colours
(n, 3, 128, 128).
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeAlias

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional

from benchmarks.learning_material import as_gathered
from studio.generators.differentiable import apply_look
from studio.generators.parameters import LATENT
from studio.generators.photographic import PhotographicNet
from studio.imaging.colour import delta_e_2000
from studio.runs.config import PRESETS, Device, Preset, TrainingConfig
from studio.runs.folder import RunFolder
from studio.runs.reporter import RunReporter
from training.colour import to_lab
from training.examples import Example, Examples
from training.game.checkpoint import BEST, read
from training.stages import TAUGHT, learn
from training.start import classic
from training.start.prior import Prior
from training.start.start import cloud, estimate, squares
from training.start.transport import look_up

SIDE = 128
"""Pictures are compared at that many pixels a side."""

Method: TypeAlias = Callable[[Tensor], Tensor]


@dataclass(frozen=True, eq=False)
class How:
    """``preset``: that of the whole learning; None for the estimate alone.

    ``steps`` in place of the preset's for the game. ``hold``: some photos are held out, as a training does
    it; the textbook's methods get all of them in any case.
    """

    prior: Prior
    preset: Preset | None = None
    seed: int = 1
    steps: int | None = None
    hold: bool = True
    device: Device = "auto"

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of the program's own methods; the last one is what a user gets."""
        return ("estimate",) if self.preset is None else ("estimate", "taught", "played", "ours")


@dataclass(frozen=True, eq=False)
class Learned:
    """What the whole learning gave: the network when it was taught, the game's best, and the style file's.

    ``facts``: ``seconds`` of all stages, and of all ``cpu`` cores together; ``better``, 1 where the game's
    best is kept; the ``best step`` of the game.
    """

    taught: PhotographicNet
    played: PhotographicNet
    ours: PhotographicNet
    facts: Mapping[str, float]

    def methods(self) -> dict[str, Method]:
        return {name: by_network(getattr(self, name)) for name in ("taught", "played", "ours")}


@dataclass(frozen=True, eq=False)
class Found:
    """Methods by their columns' names, and what is to be told of how they were found."""

    methods: dict[str, Method]
    facts: Mapping[str, float] = field(default_factory=dict)


def bars(style: Sequence[Example], ordinary: Sequence[Example], seed: int) -> dict[str, Method]:
    """The photos left alone, and what the textbooks have, between all photos of each side."""
    before, after = cloud(squares(ordinary)), cloud(squares(style))
    return {
        "untouched": reduced,
        "reinhard": by_table(classic.reinhard(before, after)),
        "mkl": by_table(classic.linear(before, after)),
        "histogram": by_table(classic.histogram(before, after)),
        "transport": transported(before, after, seed),
    }


def transported(before: Tensor, after: Tensor, seed: int) -> Method:
    """Pooled optimal transport between clouds (n, 3)."""
    return by_table(classic.transport(before, after, torch.Generator().manual_seed(seed)))


def bars_by_picture(style: Sequence[Example]) -> dict[str, Method]:
    """As usually shown: each picture on its own is given the colours of ``style``."""
    after = cloud(squares(style))
    return {
        "reinhard each": partial(_each, classic.reinhard, after),
        "mkl each": partial(_each, classic.linear, after),
    }


def program(style: Sequence[Example], ordinary: Sequence[Example], how: How) -> Found:
    """The program's own methods, from the same photos; see ``How.names``."""
    examples = as_gathered(style, ordinary, how.seed, how.hold)
    grade = estimate(examples, how.prior, how.seed).grade
    methods: dict[str, Method] = {
        "estimate": lambda given: grade.apply(functional.adaptive_avg_pool2d(given, SIDE))
    }
    if how.preset is None:
        return Found(methods)
    learned = whole(examples, how)
    return Found(methods | learned.methods(), learned.facts)


def whole(examples: Examples, how: How) -> Learned:
    """All stages of a training of these examples, in a run's folder that goes again.

    Raises ValueError without a preset.
    """
    if how.preset is None:
        raise ValueError(f"the whole learning wants one of {', '.join(PRESETS)}")
    with tempfile.TemporaryDirectory(prefix="learning-") as name:
        place = Path(name)
        # The photos are given: their folders are named as a config must name some.
        paths = (str(place),)
        paired = bool(examples.pairs)
        config = TrainingConfig(
            name="Benchmark",
            output=str(place / "benchmark.pstyle"),
            style=() if paired else paths,
            before=paths if paired else (),
            after=paths if paired else (),
            preset=how.preset,
            steps=how.steps,
            seed=how.seed,
            device=how.device,
        )
        folder = RunFolder.create(place / "run", config)
        began, worked = time.monotonic(), time.process_time()
        ours = learn(config, examples, how.prior, folder, RunReporter(folder))
        seconds, cpu = time.monotonic() - began, time.process_time() - worked
        told, best = folder.last("verdict"), read(folder.checkpoints / BEST)
        if told is None or best is None:
            raise RuntimeError("a training ended without a verdict or a best state")
        facts = {"seconds": seconds, "cpu": cpu}
        facts |= {"better": float(told["better"]), "best step": float(best[1]["step"])}
        taught = load_file(folder.checkpoints / TAUGHT)
        return Learned(_network(taught), _network(best[0]), ours, facts)


def by_table(table: Tensor) -> Method:
    """One table (N, N, N, 3) of excesses for all pictures."""
    return partial(_in_table, table)


def by_network(net: PhotographicNet) -> Method:
    def method(given: Tensor) -> Tensor:
        with torch.no_grad():
            return torch.cat(
                [apply_look(reduced(one), *net(one, torch.zeros(1, LATENT))) for one in torch.split(given, 1)]
            )

    return method


def reduced(given: Tensor) -> Tensor:
    return functional.adaptive_avg_pool2d(given[:, :3], SIDE)


def differences(one: Tensor, other: Tensor) -> Tensor:
    """(n, h, w): CIEDE2000 between pictures (n, 3, h, w)."""
    labs = [to_lab(part.clamp(0.0, 1.0).double().movedim(1, -1)) for part in (one, other)]
    found: Tensor = delta_e_2000(*labs)
    return found


def error(result: Tensor, truth: Tensor) -> float:
    """Mean CIEDE2000 between pictures (n, 3, h, w)."""
    return float(differences(result, truth).mean())


def _in_table(table: Tensor, given: Tensor) -> Tensor:
    small = reduced(given)
    rgb = small.flatten(2).transpose(1, 2)
    done = rgb + look_up(rgb, table[None].expand(len(rgb), -1, -1, -1, -1))
    return done.transpose(1, 2).reshape_as(small)


def _each(way: Callable[[Tensor, Tensor], Tensor], after: Tensor, given: Tensor) -> Tensor:
    return torch.cat([_in_table(way(cloud(one), after), one) for one in torch.split(given, 1)])


def _network(state: Mapping[str, Tensor]) -> PhotographicNet:
    net = PhotographicNet()
    net.load_state_dict(state)
    return net
