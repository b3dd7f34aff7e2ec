"""Showing: the same few photos at every measure of a run, and a style file of the network that made them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any, TypeVar

from torch import Tensor

from studio.files import write_atomically
from studio.generators.photographic import PhotographicNet
from studio.runs.folder import RunFolder
from studio.runs.reporter import RunReporter
from training.evaluate.measure import Measure
from training.evaluate.samples import pictured
from training.evaluate.styled import flat_look
from training.examples import Example, Examples, UInt8
from training.memory import resident_memory
from training.write import style_file, styled, write_pictures, write_samples

T = TypeVar("T")

PICTURED = 6
MISSES = 4


def photos_shown(examples: Examples) -> tuple[tuple[Example, Example | None], ...]:
    """At most six photos, each with its finished picture where there is one; held-out ones come first.

    Only what was opened without the style can show what the style does; finished photos stand in where
    nothing else was given.
    """
    pairs = (*examples.held_pairs, *examples.pairs)
    ordinary = (*examples.held_ordinary, *examples.ordinary)
    found: list[tuple[Example, Example | None]] = [*pairs, *((photo, None) for photo in ordinary)]
    if not found:
        found = [(photo, None) for photo in (*examples.held_style, *examples.style)]
    return tuple(found[:PICTURED])


def photos_of(examples: Examples) -> tuple[int, int]:
    """How many photos with the style are learned from, and how many without."""
    return len(examples.style) + len(examples.pairs), len(examples.ordinary) + len(examples.pairs)


class Showing:
    """Stands between a game and the run: whatever network is measured is shown too.

    ``samples/`` then holds ``NUMBER-before.jpg``, ``NUMBER-baseline.jpg`` and ``NUMBER-truth.jpg`` as far as
    there are such, ``NUMBER-STEP.jpg`` and ``STEP.pstyle``. Raises OutputError where they cannot be written.
    """

    def __init__(
        self,
        folder: RunFolder,
        reporter: RunReporter,
        measure: Measure,
        examples: Examples,
        taught: int,
    ) -> None:
        """``taught``: how many steps the network was taught before the game."""
        self._folder, self._reporter, self._measure = folder, reporter, measure
        self._shown = photos_shown(examples)
        self._counts = photos_of(examples)
        self._taught = taught
        self._beside: dict[str, list[str]] = {}

    def begin(self, table: Tensor | None) -> None:
        """Write what never changes. ``table`` (N, N, N, 3): the excess of the bar's colour table."""
        befores = [photo for photo, _ in self._shown]
        self._beside["before"] = self._write("before", [photo.pixels for photo in befores])
        if table is not None:
            look = flat_look(table)
            self._beside["baseline"] = self._write("baseline", [pictured(photo, look) for photo in befores])
        truths = [truth.pixels for _, truth in self._shown if truth is not None]
        if truths:
            self._beside["truth"] = self._write("truth", truths)

    def show(self, step: int, net: PhotographicNet) -> None:
        """Write the photos as ``net`` makes them, and its style file; tell of both."""
        here = deepcopy(net).cpu()
        place, shown = self._folder.samples, [photo for photo, _ in self._shown]
        files = self.keep(lambda: write_samples(place, step, here, shown))
        name = f"{step:06d}.pstyle"
        data = style_file(self._folder.config, here, *self._counts, self._taught + step, None)
        self.keep(lambda: write_atomically(place / name, data, replace=True))
        self._reporter.event("sample", step=step, files=files, style=name, **self._beside)

    def misses(self, fits: Sequence[float], net: PhotographicNet) -> list[dict[str, Any]]:
        """Write the measured photos that do not match, as ``net`` makes them; what to tell, worst first.

        ``fits``: how far each is from the style (:class:`~training.evaluate.verdict.Verdict`); above 1 it
        does not match.
        """
        order = sorted((place for place, fit in enumerate(fits) if fit > 1.0), key=lambda place: -fits[place])
        photos = [self._measure.material.before[place] for place in order[:MISSES]]
        before = self._write("missed-before", [photo.pixels for photo in photos])
        now = self._write("missed", [styled(net, photo) for photo in photos])
        return [
            {"name": photo.name, "before": one, "now": other}
            for photo, one, other in zip(photos, before, now, strict=True)
        ]

    # The game's reporter

    @property
    def waited(self) -> float:
        return self._reporter.waited

    def keep(self, attempt: Callable[[], T]) -> T:
        return self._reporter.keep(attempt)

    def event(self, kind: str, **values: Any) -> None:
        if kind == "step":
            values["memory"] = resident_memory()
        self._reporter.event(kind, **values)

    def should_stop(self) -> bool:
        return self._reporter.should_stop()

    def wait_while_paused(self) -> None:
        self._reporter.wait_while_paused()

    def _write(self, kind: str, pictures: list[UInt8]) -> list[str]:
        return self.keep(lambda: write_pictures(self._folder.samples, kind, pictures))
