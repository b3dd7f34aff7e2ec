"""``portrait-studio batch FOLDER --watch``: photos that come are styled as they come."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from studio import paths
from studio.batch.batches import begin, find, go_on
from studio.batch.errors import NothingToResume, PlaceAway
from studio.batch.plan import BatchPlan, Order
from studio.batch.watching import Watching, end_watch
from studio.cli.batch_told import Telling
from studio.cli.terminal import Terminal
from studio.messages import Message

if TYPE_CHECKING:
    from studio.batch.journal import Journal
    from studio.engine.render import Renderer


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
        self._watching = Watching(journal)
        self._was_away = False
        self._trouble: Message | None = None

    def run(self, report: Path | None) -> int:
        watching = self._watching
        self._terminal.note(f"Watching {watching.folder}; Ctrl-C ends.")
        self._journal.watching(True)
        try:
            while True:
                watching.take_in(paths.user_batches())
                self._tell_away()
                self._tell_trouble()
                if watching.due:
                    self._work()
                time.sleep(watching.rest)
        except KeyboardInterrupt:
            self._terminal.clear()
        telling = self._telling(())
        end_watch(self._journal)
        telling.end(report)
        return telling.exit_code

    def _tell_away(self) -> None:
        if self._watching.away != self._was_away:
            self._was_away = self._watching.away
            words = "is not there at the moment; waiting" if self._was_away else "is there again"
            self._terminal.note(f"{self._watching.folder} {words}.")

    def _tell_trouble(self) -> None:
        trouble = self._watching.trouble
        if trouble != self._trouble:
            self._trouble = trouble
            if trouble is not None:
                self._terminal.note(f"Waiting: {trouble}")

    def _work(self) -> None:
        telling = self._telling(sorted(self._watching.todo))
        try:
            telling.runner.run(telling.event)
        except PlaceAway as away:
            self._terminal.note(f"Waiting: {away}")
        finally:
            self._watching.settle()

    def _telling(self, only: list[int] | tuple[()]) -> Telling:
        from studio.batch.runner import BatchRunner

        make_renderer = self._watching.renderers(self._make_renderer)
        runner = BatchRunner(self._journal, make_renderer, jobs=self._jobs, only=only, ends=False)
        return Telling(runner, self._terminal, as_json=self._as_json)
