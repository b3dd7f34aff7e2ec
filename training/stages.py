"""The stages of a training: estimate, teach, play, judge, write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from torch import Tensor

from studio.errors import Cancelled
from studio.files import write_atomically
from studio.generators.parameters import LATENT
from studio.generators.photographic import PhotographicNet
from studio.runs.config import Preset, TrainingConfig
from studio.runs.folder import RunFolder
from studio.runs.ledger import REPORT, note_report
from studio.runs.reporter import RunReporter
from training.device import Placement
from training.evaluate.measure import Measure
from training.evaluate.pairs import mean_table
from training.evaluate.report import report, write_report
from training.evaluate.verdict import verdict
from training.examples import Examples, everything, held_out
from training.game.config import GameConfig
from training.game.degrade import undoing
from training.game.loop import Played, play
from training.gather import Gathered
from training.kept import KeptTeaching, keep_network, taught_network
from training.showing import Showing
from training.start.prior import Prior
from training.start.start import estimate, squares, taught, taught_by_pairs
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


@dataclass(frozen=True, eq=False)
class Start:
    """The network that the game begins with, its mean cube (33, 33, 33, 3), and the bar's table."""

    net: PhotographicNet
    cube: Tensor
    table: Tensor | None


def run(config: TrainingConfig, gathered: Gathered, folder: RunFolder) -> None:
    """From examples to a style file, told in the folder. Raises StudioError and its kinds, Cancelled."""
    reporter = _reporter(config, folder)
    learn(config, gathered.examples, Prior(), folder, reporter)


def learn(
    config: TrainingConfig, examples: Examples, prior: Prior, folder: RunFolder, reporter: RunReporter
) -> PhotographicNet:
    """The learned network, on the CPU; its file is written where ``config`` says."""
    placement = Placement(config.device, reporter.event)
    plan = PLANS[config.preset]
    steps = plan.game if config.steps is None else config.steps
    reporter.event("stage", name="estimate")
    start = _started(config, examples, prior, plan, folder, reporter, placement)
    measure = Measure(examples, config.seed, undo=undoing(start.cube))
    bar = None if start.table is None else measure.of_cube(start.table)
    reporter.event("baseline", score=bar.score if bar else measure(start.net).score)
    showing = Showing(folder, reporter, measure, examples, plan.taught)
    showing.begin(start.table)
    played: Played | None = None
    if steps > 0:
        reporter.event("stage", name="game", device=placement.device.type)
        game = game_config(config, steps)

        def played_on(device: torch.device) -> Played:
            first = _copy(start.net).to(device)
            return play(first, examples, start.cube, game, showing.measure, folder.checkpoints, showing)

        played = placement.run(played_on)
        played.net.cpu()
    else:
        showing.show(0, start.net)
    reporter.event("stage", name="verdict")
    if reporter.should_stop() and (played is None or played.steps == 0):
        raise Cancelled
    style = (*examples.style, *(after for _, after in examples.pairs))
    judged = verdict(
        measure, played.net if played else start.net, start.net, start.table, style, examples.ordinary
    )
    best = played.net if played and judged.better else start.net
    told = folder.tail().read()
    page = report(
        config.name, measure, judged, best, told, start.table, style, examples.ordinary, config.language
    )
    write_report(folder.path / REPORT, page)
    note_report(folder.path, page)
    net = best
    if best is start.net:
        net = _from_all(config, examples, prior, plan, reporter, placement) or start.net
    final = judged.measured["learned" if judged.better else "start"]
    step = played.best_step if played and judged.better else 0
    showing.show(step, net)
    missed = showing.misses(judged.fits, best)
    reporter.event("verdict", **judged.as_event(), missed=missed)
    # Only pairs say what is true; made-up ones are as good as the guess that made them.
    quality = final.difference if measure.material.kind == "pairs" else None
    used = examples if best is net else everything(examples)
    learned = len(used.style) + len(used.pairs), len(used.ordinary) + len(used.pairs)
    data = style_file(config, net, *learned, plan.taught + (played.steps if played else 0), quality)
    output = Path(config.output)
    write_atomically(output, data, replace=config.replace)
    reporter.event("done", path=str(output), quality=quality)
    return net


def _reporter(config: TrainingConfig, folder: RunFolder) -> RunReporter:
    if not config.tensorboard:
        return RunReporter(folder)
    from training.tensorboard import BoardReporter  # its library is optional

    return BoardReporter(folder)


def _started(
    config: TrainingConfig,
    examples: Examples,
    prior: Prior,
    plan: Plan,
    folder: RunFolder,
    reporter: RunReporter,
    placement: Placement,
) -> Start:
    """Estimated and taught; or as an earlier process of this run left it."""
    kept = folder.checkpoints / TAUGHT
    table, teach = lesson(config, examples, prior)
    net = taught_network(kept)
    if net is None:
        keeper = KeptTeaching(folder.checkpoints / "teaching", config.seed, plan.taught)
        net = _taught(config, examples, partial(teach, keeper=keeper), plan, reporter, placement)
        keep_network(kept, net)
        keeper.forget()
    return Start(net, mean_cube(net, examples), table)


def _from_all(
    config: TrainingConfig,
    examples: Examples,
    prior: Prior,
    plan: Plan,
    reporter: RunReporter,
    placement: Placement,
) -> PhotographicNet | None:
    """The start, judged by now, learned anew from all photos, those that it was judged on too.

    None where none was held out, or the user has waited enough.
    """
    if not held_out(examples) or reporter.should_stop():
        return None
    reporter.event("stage", name="all")
    _, teach = lesson(config, everything(examples), prior)
    try:
        return _taught(config, everything(examples), teach, plan, reporter, placement)
    except Cancelled:
        return None


def lesson(
    config: TrainingConfig, examples: Examples, prior: Prior
) -> tuple[Tensor | None, Callable[..., PhotographicNet]]:
    """The table to beat, and how a network is taught."""
    if examples.pairs:
        return mean_table(examples.pairs, config.seed), taught_by_pairs
    found = estimate(examples, prior, config.seed)
    return found.table, partial(taught, found)


def _taught(
    config: TrainingConfig,
    examples: Examples,
    teach: Callable[..., PhotographicNet],
    plan: Plan,
    reporter: RunReporter,
    placement: Placement,
) -> PhotographicNet:
    def fresh(device: torch.device) -> PhotographicNet:
        torch.manual_seed(config.seed)
        return teach(examples, plan.taught, config.seed, _teaching(reporter), device)

    return placement.run(fresh).cpu()


def _teaching(reporter: RunReporter) -> Callable[[int, int, float], None]:
    def tell(step: int, steps: int, error: float) -> None:
        reporter.check()
        if step % 5 == 0 or step == steps:
            reporter.event("teaching", step=step, steps=steps, fraction=step / steps, error=error)

    return tell


def mean_cube(net: PhotographicNet, examples: Examples) -> Tensor:
    """What the network does on average: the mean cube over its photos."""
    seen = squares([*examples.ordinary, *examples.style, *(before for before, _ in examples.pairs)][:64])
    with torch.no_grad():
        cubes = [net(one, torch.zeros(len(one), LATENT)).cube.sum(0) for one in torch.split(seen, 8)]
    return torch.stack(cubes).sum(0) / len(seen)


def game_config(config: TrainingConfig, steps: int) -> GameConfig:
    """The game's settings, of a run's."""
    return GameConfig(
        steps=steps,
        batch=config.batch,
        rate_generator=config.rate_generator,
        rate_discriminator=config.rate_discriminator,
        schedule=config.schedule,
        loss=config.loss,
        penalty=config.penalty,
        penalties=("gradient",) if config.loss == "wasserstein" else ("r1", "r2"),
        # Pairs say themselves what is wanted; without them unlike contents must not be taken for the look.
        hold=0.0 if config.paired else config.hold,
        relative=not config.paired,
        cropped=1.0 if config.paired else GameConfig.cropped,
        self_pairs=config.self_pairs,
        variations=2.0 if config.variations else 0.0,
        seed=config.seed,
    )


def _copy(net: PhotographicNet) -> PhotographicNet:
    other = PhotographicNet()
    other.load_state_dict(net.state_dict())
    return other
