"""The stages of a training: estimate, teach, play, judge, write."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from studio.errors import Cancelled
from studio.generators.photographic import PhotographicNet
from studio.passing import Place
from studio.runs.config import Preset, TrainingConfig
from studio.runs.folder import RunFolder
from studio.runs.ledger import REPORT, note_report
from studio.runs.reporter import RunReporter
from studio.runs.waiting import place_lacks
from training.cubes import mean_cube
from training.device import Placement
from training.evaluate.measure import Measure, Measured
from training.evaluate.pairs import mean_table
from training.evaluate.report import report, write_report
from training.evaluate.verdict import Verdict, verdict
from training.examples import Example, Examples, everything, held_out
from training.game.config import GameConfig
from training.game.degrade import undoing
from training.game.loop import Played, play
from training.gather import Gathered
from training.kept import KeptTeaching, keep_network, taught_network
from training.showing import Showing, photos_of
from training.start.prior import Prior
from training.start.start import estimate, taught, taught_by_pairs
from training.write import style_file

TAUGHT = "start.safetensors"
"""Among the checkpoints: the network as it was taught, before the game."""


@dataclass(frozen=True)
class Plan:
    """How many steps the network is taught what was estimated, and how many the game has."""

    taught: int
    game: int


PLANS: dict[Preset, Plan] = {
    "quick": Plan(100, 120),
    "balanced": Plan(300, 700),
    "best": Plan(600, 2500),
}


def run(config: TrainingConfig, gathered: Gathered, folder: RunFolder) -> None:
    """From examples to a style file, told in the folder. Raises StudioError and its kinds, Cancelled."""
    reporter = _reporter(config, folder)
    learn(config, gathered.examples, Prior(), folder, reporter)


def learn(
    config: TrainingConfig, examples: Examples, prior: Prior, folder: RunFolder, reporter: RunReporter
) -> PhotographicNet:
    """The learned network, on the CPU; its file is written where ``config`` says."""
    return _Training(config, examples, prior, folder, reporter).run()


@dataclass(frozen=True, eq=False)
class _Start:
    """The network that the game begins with, its mean cube (33, 33, 33, 3), and the bar's table."""

    net: PhotographicNet
    cube: Tensor
    table: Tensor | None


@dataclass(frozen=True, eq=False)
class _Better:
    """Of the start and what came of the game the one that is kept: after ``step`` steps of the game."""

    net: PhotographicNet
    step: int
    measured: Measured
    is_start: bool


class _Training:
    def __init__(
        self,
        config: TrainingConfig,
        examples: Examples,
        prior: Prior,
        folder: RunFolder,
        reporter: RunReporter,
    ) -> None:
        self._config, self._examples, self._prior = config, examples, prior
        self._folder, self._reporter = folder, reporter
        self._placement = Placement(config.device, reporter.event)
        self._plan = PLANS[config.preset]
        self._place = Place(Path(config.output).parent)

    def run(self) -> PhotographicNet:
        config, examples, reporter = self._config, self._examples, self._reporter
        reporter.event("stage", name="estimate")
        start = self._started()
        measure = Measure(examples, config.seed, undo=undoing(start.cube))
        bar = None if start.table is None else measure.of_cube(start.table)
        reporter.event("baseline", score=bar.score if bar else measure(start.net).score)
        showing = Showing(self._folder, reporter, measure, examples, self._plan.taught)
        showing.begin(start.table)
        played = self._played(start, measure, showing)
        reporter.event("stage", name="verdict")
        if reporter.should_stop() and (played is None or played.steps == 0):
            raise Cancelled
        judged = self._judged(measure, start, played)
        better = _better(start, played, judged)
        self._report(measure, judged, better.net, start.table)
        net, learned_from = self._last(better)
        showing.show(better.step, net)
        missed = showing.misses(judged.fits, better.net)
        reporter.event("verdict", **judged.as_event(), missed=missed)
        # Only pairs say what is true; made-up ones are as good as the guess that made them.
        quality = better.measured.difference if measure.material.kind == "pairs" else None
        steps = self._plan.taught + (played.steps if played else 0)
        data = style_file(config, net, *photos_of(learned_from), steps, quality)
        output = Path(config.output)
        write = partial(self._place.write, output, data, replace=config.replace)
        reporter.until(write, partial(place_lacks, self._place))
        reporter.event("done", path=str(output), quality=quality)
        return net

    def _started(self) -> _Start:
        """Estimated and taught; or as an earlier process of this run left it."""
        checkpoints = self._folder.checkpoints
        table, teach = lesson(self._config, self._examples, self._prior)
        of = _teaching_of(self._config, self._plan.taught)
        keep, path = self._reporter.keep, checkpoints / TAUGHT
        net = keep(lambda: taught_network(path, of))
        if net is None:
            keeper = KeptTeaching(checkpoints / "teaching", of, keep)
            net = fresh = self._taught(self._examples, partial(teach, keeper=keeper))
            keep(lambda: keep_network(path, fresh, of))
            keeper.forget()
        return _Start(net, mean_cube(net, self._examples), table)

    def _played(self, start: _Start, measure: Measure, showing: Showing) -> Played | None:
        """What came of the game, on the CPU; None where none is planned, and then the start is shown."""
        steps = self._plan.game if self._config.steps is None else self._config.steps
        if steps <= 0:
            showing.show(0, start.net)
            return None
        self._reporter.event("stage", name="game", device=self._placement.device.type)
        game = GameConfig.of_training(self._config, steps)

        def played_on(device: torch.device) -> Played:
            first, checkpoints = _copy(start.net).to(device), self._folder.checkpoints
            return play(first, self._examples, start.cube, game, measure, checkpoints, showing, showing.show)

        played = self._placement.run(played_on)
        played.net.cpu()
        return played

    def _judged(self, measure: Measure, start: _Start, played: Played | None) -> Verdict:
        net = played.net if played else start.net
        return verdict(measure, net, start.net, start.table, self._style(), self._examples.ordinary)

    def _report(self, measure: Measure, judged: Verdict, net: PhotographicNet, table: Tensor | None) -> None:
        name, language = self._config.name, self._config.language
        told, ordinary = self._folder.tail().read(), self._examples.ordinary
        page = report(name, measure, judged, net, told, table, self._style(), ordinary, language)
        self._reporter.keep(lambda: write_report(self._folder.path / REPORT, page))
        note_report(self._folder.path, page)

    def _style(self) -> tuple[Example, ...]:
        return (*self._examples.style, *(after for _, after in self._examples.pairs))

    def _last(self, better: _Better) -> tuple[PhotographicNet, Examples]:
        """The network that is written, and what it learned from.

        A start that is kept, judged by now, is learned anew from all photos, those that it was judged on
        too: where any were held out, and the user has not waited enough.
        """
        whole = everything(self._examples)
        if not better.is_start or not held_out(self._examples) or self._reporter.should_stop():
            return better.net, self._examples
        self._reporter.event("stage", name="all")
        _, teach = lesson(self._config, whole, self._prior)
        try:
            return self._taught(whole, teach), whole
        except Cancelled:
            return better.net, self._examples

    def _taught(self, examples: Examples, teach: Callable[..., PhotographicNet]) -> PhotographicNet:
        def fresh(device: torch.device) -> PhotographicNet:
            torch.manual_seed(self._config.seed)
            return teach(examples, self._plan.taught, self._config.seed, _telling(self._reporter), device)

        return self._placement.run(fresh).cpu()


def _better(start: _Start, played: Played | None, judged: Verdict) -> _Better:
    if played is not None and judged.better:
        return _Better(played.net, played.best_step, judged.measured["learned"], False)
    return _Better(start.net, 0, judged.measured["start"], True)


def _reporter(config: TrainingConfig, folder: RunFolder) -> RunReporter:
    if not config.tensorboard:
        return RunReporter(folder)
    from training.tensorboard import BoardReporter  # its library is optional

    return BoardReporter(folder)


def _teaching_of(config: TrainingConfig, steps: int) -> dict[str, Any]:
    """What decides what a network is taught, but for the photos' pixels."""
    sides = config.style, config.ordinary, config.before, config.after, config.left_out, config.kept
    photos = hashlib.sha256(json.dumps(sides).encode()).hexdigest()
    return {"seed": config.seed, "steps": steps, "photos": photos}


def lesson(
    config: TrainingConfig, examples: Examples, prior: Prior
) -> tuple[Tensor | None, Callable[..., PhotographicNet]]:
    """The table to beat, and how a network is taught."""
    if examples.pairs:
        return mean_table(examples.pairs, config.seed), taught_by_pairs
    found = estimate(examples, prior, config.seed)
    return found.table, partial(taught, found)


def _telling(reporter: RunReporter) -> Callable[[int, int, float], None]:
    def tell(step: int, steps: int, error: float) -> None:
        reporter.check()
        if step % 5 == 0 or step == steps:
            reporter.event("teaching", step=step, steps=steps, fraction=step / steps, error=error)

    return tell


def _copy(net: PhotographicNet) -> PhotographicNet:
    other = PhotographicNet()
    other.load_state_dict(net.state_dict())
    return other
