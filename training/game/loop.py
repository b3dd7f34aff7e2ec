"""The loop: a game from its first step to its last, watched, measured, saved, and able to go on."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from torch import Tensor

from studio.generators.photographic import PhotographicNet
from training.examples import Examples
from training.game import checkpoint, state, watch
from training.game.config import GameConfig
from training.game.outside import Measured, Reporter, Show
from training.game.players import Players, Told
from training.game.resume import resume
from training.game.state import Course, Mark
from training.game.watch import LEAST_STRUCTURE, Trouble, Watched
from training.randomness import JUDGED, stream

_BETWEEN_SNAPSHOTS = 25
_BETWEEN_TOLD = 0.25
_STABLE = 10


@dataclass(frozen=True, eq=False)
class Played:
    """``net``: the best averaged network by the measure; the start itself, where ``best_step`` is 0."""

    net: PhotographicNet
    best_step: int
    steps: int
    history: tuple[Mark, ...]


def play(
    net: PhotographicNet,
    examples: Examples,
    start_cube: Tensor | None,
    config: GameConfig,
    measure: Callable[[PhotographicNet], Measured],
    folder: Path | None,
    report: Reporter,
    show: Show | None = None,
) -> Played:
    """Play ``config.steps`` steps with ``net``, which is changed, or go on from ``folder``'s checkpoint.

    ``start_cube``: (N, N, N, 3), the start's excess, by which style photos are taken back to about what they
    were; without it (None) that is read off the photos, where there are ordinary ones. ``folder`` is where
    checkpoints lie; None keeps none. Raises ValueError without style photos, OutputError where a checkpoint
    cannot be written.
    """
    return _Game(net, examples, start_cube, config, measure, folder, report, show).play()


class _Game:
    def __init__(
        self,
        net: PhotographicNet,
        examples: Examples,
        start_cube: Tensor | None,
        config: GameConfig,
        measure: Callable[[PhotographicNet], Measured],
        folder: Path | None,
        report: Reporter,
        show: Show | None,
    ) -> None:
        self._players = Players(net, examples, start_cube, config)
        self._examples, self._config = examples, config
        self._measure, self._folder, self._report, self._show = measure, folder, report, show
        self._best = deepcopy(self._players.averaged)
        self._best_mark = Mark(0, -math.inf, 0.0)
        self._history: list[Mark] = []
        self._watched = Watched()
        self._step = 0
        self._saved_at = self._told_at = time.monotonic()
        self._saved_step = -1

    def play(self) -> Played:
        config = self._config
        if not self._resume():
            self._mark()
        self._good = self._state()
        began, first = self._worked(), self._step
        while self._step < config.steps:
            self._report.wait_while_paused()
            if self._report.should_stop():
                break
            told = self._players.step(self._step, self._watched.scales)
            self._watched, finding = watch.after_step(self._watched, told, self._step)
            if finding is None:
                self._step += 1
                self._tell(told, began, first)
                if self._step % config.between_measures == 0 or self._step == config.steps:
                    finding = self._looked_at()
                elif self._step % _BETWEEN_SNAPSHOTS == 0:
                    self._good = self._state()
            if finding is not None and self._act(finding):
                break
            if (
                self._saved_step != self._step
                and time.monotonic() - self._saved_at >= checkpoint.BETWEEN_SAVES
            ):
                self._save()
        self._save()
        return Played(self._best, self._best_mark.step, self._step, tuple(self._history))

    def _looked_at(self) -> Trouble | None:
        """Measure, and let the slower watchers look; what they found, if it ends or turns back the game."""
        mark = self._mark()
        self._watched, finding = watch.after_measure(
            self._watched, mark.score, mark.structure, self._best_mark.score
        )
        if finding is not None:
            return finding
        self._good = self._state()
        style, held, config = self._examples.style, self._examples.held_style, self._config
        others = (*self._examples.ordinary, *(before for before, _ in self._examples.pairs))
        if config.critics and style and held and others:
            numbers = [
                self._players.judged(photos, stream(config.seed, JUDGED + self._step), made)
                for photos, made in ((style, False), (held, False), (others, True))
            ]
            self._watched, finding = watch.after_judging(self._watched, *numbers)
            self._say(finding)
        self._watched, finding = watch.after_variations(self._watched, config.variations)
        self._say(finding)
        return None

    def _act(self, finding: Trouble) -> bool:
        """Do what was found necessary; whether the game ends. The watchers keep what they learned."""
        self._say(finding)
        if finding.action == "ended":
            return True
        watched = self._watched
        if finding.action == "back to best":
            # The step counts on: only the weights go back, and everything that moved them is forgotten.
            state.go_back(self._players, self._best)
            self._good = self._state()
        else:
            self._restore(*self._good)
        self._watched = watched
        return False

    def _say(self, finding: Trouble | None) -> None:
        if finding is not None:
            self._report.event("watch", what=finding.what, action=finding.action, message=finding.message)

    def _mark(self) -> Mark:
        """Measure the averaged network; it is the best where it is better, and damages nothing."""
        found = self._measure(self._players.averaged)
        mark = Mark(self._step, float(found.score), float(found.structure))
        self._history.append(mark)
        self._report.event("measure", **asdict(mark), spread=self._watched.apart)
        if self._show is not None:
            self._show(self._step, self._players.averaged)
        kept = mark.structure >= LEAST_STRUCTURE or self._step == 0
        if kept and mark.score > self._best_mark.score:
            self._best.load_state_dict(self._players.averaged.state_dict())
            self._best_mark = mark
            if (folder := self._folder) is not None:
                best = folder / checkpoint.BEST
                self._report.keep(lambda: checkpoint.write_network(best, self._best, asdict(mark)))
        return mark

    def _tell(self, told: Told, began: float, first: int) -> None:
        now, last = time.monotonic(), self._step == self._config.steps
        if now - self._told_at < _BETWEEN_TOLD and not last:
            return
        self._told_at = now
        done = self._step - first
        each = (self._worked() - began) / done
        self._report.event(
            "step",
            step=self._step,
            steps=self._config.steps,
            loss_g=told.loss_g,
            loss_d=told.loss_d,
            d_real=told.d_real,
            d_fake=told.d_fake,
            rate_g=told.rate_g,
            rate_d=told.rate_d,
            images_per_second=self._config.batch / max(each, 1e-9),
            seconds_left=(self._config.steps - self._step) * each if done >= _STABLE else None,
        )

    def _worked(self) -> float:
        """Seconds on a clock that stands still in pauses and while something is waited for."""
        return time.monotonic() - self._report.waited

    def _state(self) -> tuple[checkpoint.Tensors, dict[str, Any]]:
        best = {f"best.{name}": value for name, value in checkpoint.state_of(self._best).items()}
        course = Course(self._step, self._best_mark, tuple(self._history), self._watched)
        values = {"config": state.of_config(self._config), **asdict(course)}
        return state.of_players(self._players) | best, values

    def _restore(self, tensors: checkpoint.Tensors, values: dict[str, Any]) -> None:
        course = state.course_from(values)
        state.restore(self._players, tensors)
        self._best.load_state_dict(checkpoint.part(tensors, "best."))
        self._step, self._best_mark, self._watched = course.step, course.best, course.watched
        self._history = list(course.history)

    def _resume(self) -> bool:
        if (folder := self._folder) is None:
            return False
        config, fresh = self._config, self._state()
        resumed, refused = self._report.keep(lambda: resume(folder, config, fresh, self._restore))
        for message in refused:
            self._report.event("watch", what="checkpoint", action="refused", message=message)
        if resumed:
            self._saved_step = self._step
        return resumed

    def _save(self) -> None:
        if (folder := self._folder) is None or self._saved_step == self._step:
            return
        path = self._report.keep(lambda: checkpoint.write(folder, self._step, *self._state()))
        self._saved_at, self._saved_step = time.monotonic(), self._step
        self._report.event("saved", step=self._step, path=path.name)
