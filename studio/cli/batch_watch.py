"""``portrait-studio batch FOLDER --watch``: photos that come are styled as they come."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from studio import paths
from studio.batch.batches import begin, find, go_on, owned_by
from studio.batch.errors import NothingToResume, PlaceAway
from studio.batch.fingerprint import Fingerprint
from studio.batch.plan import BatchPlan, Order, make_plan
from studio.batch.watch import FolderWatch
from studio.cli.batch_told import Telling
from studio.cli.terminal import Terminal

if TYPE_CHECKING:
    from studio.batch.journal import Journal
    from studio.engine.render import Renderer

EVERY, AGAIN = 0.5, 5.0
"""Seconds between looks at the folder, and before what is in trouble is tried again."""
SHARE = 20.0
"""Looking takes at most the twentieth part of a core."""


def watch(
    order: Order,
    make_renderer: Callable[[int], Renderer],
    terminal: Terminal,
    *,
    jobs: int | None,
    as_json: bool,
    report: Path | None,
) -> int:
    """Until Ctrl-C; the exit code. One batch, however often it is watched: no photo is done twice.

    Raises StudioError where nothing at all can be done.
    """
    with closing(_journal(order)) as journal:
        return _Watching(journal, make_renderer, terminal, jobs, as_json).run(report)


def _journal(order: Order) -> Journal:
    """That of the same order, or a new one without photos."""
    folder = paths.user_batches()
    try:
        return go_on(find(folder, lambda other: other == order))
    except NothingToResume:
        return begin(BatchPlan(order, ()), folder)


class _Watching:
    def __init__(
        self,
        journal: Journal,
        make_renderer: Callable[[int], Renderer],
        terminal: Terminal,
        jobs: int | None,
        as_json: bool,
    ) -> None:
        self._journal, self._terminal, self._jobs, self._as_json = journal, terminal, jobs, as_json
        self._make_renderer = make_renderer
        self._renderers: list[Renderer] = []
        self._places = {photo.source: place for place, photo in enumerate(journal.plan.photos)}
        order = journal.plan.order
        self._watch = FolderWatch(order.inputs[0], order.out, self._known())
        self._todo = {n for n, state in enumerate(journal.states) if state.state == "waiting"}
        self._again = 0.0
        self._was_away = False

    def run(self, report: Path | None) -> int:
        self._terminal.note(f"Watching {self._journal.plan.order.inputs[0]}; Ctrl-C ends.")
        try:
            while True:
                began = time.process_time()
                self._take_in()
                # A folder of many thousands is looked at less often.
                looked = time.process_time() - began
                if self._todo and time.monotonic() >= self._again:
                    self._work()
                time.sleep(max(EVERY, SHARE * looked))
        except KeyboardInterrupt:
            self._terminal.clear()
        telling = self._telling(())
        telling.end(report)
        return telling.exit_code

    def _take_in(self) -> None:
        """New photos are planned and told to the journal; replaced ones are done once more."""
        sources = self._watch.poll()
        if self._watch.away != self._was_away:
            self._was_away = self._watch.away
            words = "is not there at the moment; waiting" if self._was_away else "is there again"
            self._terminal.note(f"{self._journal.plan.order.inputs[0]} {words}.")
        self._todo |= {self._places[source.path] for source in sources if source.path in self._places}
        new = [source for source in sources if source.path not in self._places]
        if new:
            plan, owned = self._journal.plan, owned_by(paths.user_batches())
            planned = make_plan(plan.order, sources=new, after=plan, owned=owned).photos
            for place, photo in zip(self._journal.extend(planned), planned, strict=True):
                self._places[photo.source] = place
                self._todo.add(place)

    def _work(self) -> None:
        telling = self._telling(sorted(self._todo))
        try:
            telling.runner.run(telling.event)
        except PlaceAway as away:
            self._terminal.note(f"Waiting: {away}")
        finally:
            self._todo = {n for n in self._todo if self._journal.states[n].state == "waiting"}
        if self._todo:
            self._again = time.monotonic() + AGAIN

    def _telling(self, only: list[int] | tuple[()]) -> Telling:
        from studio.batch.runner import BatchRunner

        used = iter(list(self._renderers))

        def make_renderer(threads: int) -> Renderer:
            """Those of the last photos: their styles are loaded."""
            found = next(used, None)
            if found is None:
                found = self._make_renderer(threads)
                self._renderers.append(found)
            return found

        runner = BatchRunner(self._journal, make_renderer, jobs=self._jobs, only=only)
        return Telling(runner, self._terminal, as_json=self._as_json)

    def _known(self) -> dict[Path, Fingerprint]:
        """Photos as they were when they were worked on; those that still wait, as they were planned."""
        return {
            photo.source: state.ready[-1].input if state.ready else photo.input
            for photo, state in zip(self._journal.plan.photos, self._journal.states, strict=True)
        }
