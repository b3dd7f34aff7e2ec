"""Before the training: what the photos cover, what it will take, and how long a step takes here."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from studio.generators.photographic import PhotographicNet
from studio.messages import Message
from studio.runs.config import Preset, TrainingConfig
from training.cubes import mean_cube
from training.device import Placement
from training.evaluate import coverage
from training.evaluate.measure import Measure
from training.examples import Example, Examples
from training.game.config import GameConfig
from training.game.degrade import undoing
from training.game.discriminators import critics
from training.game.players import Players, Scales
from training.gather import Gathered
from training.memory import peak_memory
from training.stages import PLANS, lesson
from training.start.prior import Prior
from training.write import styled

_STEPS = 3
_WARM = 1
# Slopes are taken at every second step of the game.
_GAME_STEPS = 4
_SHOWN = 6
# Measures while it plays, and what the verdict and its report cost, in measures (on two cores).
_MEASURES, _VERDICT = 11, 12
# Of a network: itself, its average, the best, and Adam's two moments; of the critics all but the middle two.
_NETS, _CRITICS, _CHECKPOINTS = 5, 3, 4
_SAMPLE_BYTES = 40_000
# The square of floats that the network sees of each photo; what a step holds; the libraries of learning.
_SQUARE_BYTES = 5 * 256 * 256 * 4
_PER_PICTURE = 30 << 20
_LEARNING = 250 << 20


def looked(config: TrainingConfig, gathered: Gathered) -> dict[str, Any]:
    """The values of a "looked" event."""
    examples = gathered.examples
    problem = None if gathered.problem is None else gathered.problem.message
    return gathered.as_event() | {
        "coverage": covered(examples),
        "memory": memory(config, examples),
        "disk": disk(config, examples),
        "problem": problem,
    }


def covered(examples: Examples) -> list[dict[str, Any]]:
    """For every kind of photo: how many of the finished ones are of it, and whether that is enough.

    Finished photos are judged as they are, those of pairs before. A kind is too few where the style will meet
    it, which the ordinary photos tell, and there are hardly any to learn it from.
    """
    pairs = (*examples.pairs, *examples.held_pairs)
    style = _kinds([*examples.style, *examples.held_style, *(before for before, _ in pairs)])
    ordinary = _kinds([*examples.ordinary, *examples.held_ordinary])
    if not style:
        return []
    few = {(each.question, each.kind) for each in coverage.wanted(style, ordinary or style)}
    counts = coverage.counts(style)
    return [
        {
            "question": question,
            "kind": kind,
            "name": Message("Evaluation", coverage.NAMES[kind]),
            "have": counts[question][kind],
            "of": sum(counts[question].values()),
            "enough": (question, kind) not in few,
        }
        for question, kinds in coverage.QUESTIONS.items()
        for kind in kinds
    ]


def memory(config: TrainingConfig, examples: Examples) -> int:
    """About how many bytes of memory the training will take, from what this process takes now."""
    squares = len(_all(examples)) * _SQUARE_BYTES
    return (peak_memory() or 400 << 20) + squares + config.batch * _PER_PICTURE + _LEARNING


def disk(config: TrainingConfig, examples: Examples) -> int:
    """About how many bytes the run's folder and the small pictures of its photos will take, at most."""
    net, judges = _bytes(PhotographicNet()), _bytes(critics(GameConfig.of_training(config, 1)))
    checkpoint = _NETS * net + _CRITICS * judges
    samples = (_MEASURES + 1) * (_SHOWN * _SAMPLE_BYTES + net)
    small = sum(each.pixels.nbytes + each.maps.nbytes for each in _all(examples))
    return _CHECKPOINTS * checkpoint + 3 * net + samples + small


@dataclass
class Clock:
    """Seconds of parts of the work."""

    seconds: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        begun = time.monotonic()
        try:
            yield
        finally:
            self.seconds += time.monotonic() - begun


def timed(config: TrainingConfig, examples: Examples, placement: Placement) -> dict[str, Any]:
    """The values of a "timed" event: a few steps of each kind are tried, on the training's photos and device.

    ``teach`` and ``game``: seconds of a step; ``measure``: of a measure with its pictures; ``begin``: of the
    estimate. ``plans``: seconds of a whole training by preset, ``chosen`` of this config's.
    """
    estimating, measuring = Clock(), Clock()
    with estimating.running():
        begin = _Begin(config, examples)
    net, teach, laid = placement.run(begin.taught)
    net = net.cpu()
    with measuring.running():
        measure = Measure(examples, config.seed, undo=undoing(begin.cube(net)))
    preparing = measuring.seconds
    with measuring.running():
        measure(net)
        for example in _all(examples)[:_SHOWN]:
            styled(net, example)
    each = measuring.seconds - preparing
    game = placement.run(lambda device: _play(config, examples, begin.cube(net), device))
    # Estimated twice, as it is taught: the second time from all photos, those that were held out too.
    rest = 2 * (estimating.seconds + laid) + preparing + (_MEASURES + _VERDICT) * each

    def whole(preset: Preset, steps: int | None = None) -> float:
        plan = PLANS[preset]
        return rest + 2 * plan.taught * teach + (plan.game if steps is None else steps) * game

    return {
        "teach": teach,
        "game": game,
        "measure": each,
        "begin": estimating.seconds + laid,
        "plans": {preset: whole(preset) for preset in PLANS},
        "chosen": whole(config.preset, config.steps),
        "memory": peak_memory(),
        "device": placement.device.type,
        "problem": None,
    }


class _Begin:
    """The estimate, and the first steps of a network that learns it."""

    def __init__(self, config: TrainingConfig, examples: Examples) -> None:
        self._config, self._examples = config, examples
        self._cube: Tensor | None = None
        _, self._teach = lesson(config, examples, Prior())

    def taught(self, device: torch.device) -> tuple[PhotographicNet, float, float]:
        """(The network, seconds of a step, seconds before the first)."""
        ends = [time.monotonic()]

        def tell(*_: object) -> None:
            ends.append(time.monotonic())

        torch.manual_seed(self._config.seed)
        net = self._teach(self._examples, _WARM + _STEPS, self._config.seed, tell, device)
        step = (ends[-1] - ends[_WARM]) / _STEPS
        return net, step, max(0.0, ends[1] - ends[0] - step)

    def cube(self, net: PhotographicNet) -> Tensor:
        """(33, 33, 33, 3): the network's mean cube."""
        if self._cube is None:
            self._cube = mean_cube(net, self._examples)
        return self._cube


def _play(config: TrainingConfig, examples: Examples, cube: Tensor, device: torch.device) -> float:
    """Seconds of a step of the game."""
    steps = _WARM + _GAME_STEPS
    players = Players(PhotographicNet().to(device), examples, cube, GameConfig.of_training(config, steps))
    begun = 0.0
    for step in range(steps):
        if step == _WARM:
            begun = time.monotonic()
        players.step(step, Scales())
    return (time.monotonic() - begun) / _GAME_STEPS


def _kinds(photos: Sequence[Example]) -> list[coverage.Kinds]:
    return [coverage.kinds(example) for example in photos]


def _all(examples: Examples) -> list[Example]:
    pairs = (*examples.pairs, *examples.held_pairs)
    alone = (*examples.style, *examples.ordinary, *examples.held_style, *examples.held_ordinary)
    return [*alone, *(photo for pair in pairs for photo in pair)]


def _bytes(module: nn.Module) -> int:
    return sum(value.numel() * value.element_size() for value in module.state_dict().values())
