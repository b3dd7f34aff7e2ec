"""A watched folder at work: what comes is planned, told to the journal, and done."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.batch.batches import owned_by
from studio.batch.fingerprint import Fingerprint
from studio.batch.journal import Journal
from studio.batch.places import resolved
from studio.batch.plan import PlannedPhoto, make_plan
from studio.batch.scope import Source
from studio.batch.watch import FolderWatch
from studio.errors import OutputError
from studio.messages import Message

if TYPE_CHECKING:
    from studio.engine.render import Renderer

EVERY, AGAIN = 0.5, 5.0
"""Seconds between looks at the folder, and before what is in trouble is tried again."""
SHARE = 20.0
"""Looking takes at most the twentieth part of a core."""


def end_watch(journal: Journal) -> None:
    """The user ended it: it is not offered to be gone on with, unless photos are left to do."""
    with contextlib.suppress(OutputError):  # nothing is lost without it
        journal.watching(False)
        if all(state.state != "waiting" for state in journal.states):
            journal.ended()


def _targets(photos: Iterable[PlannedPhoto]) -> set[Path]:
    return {_place(output.target) for photo in photos for output in photo.outputs}


def _place(path: Path) -> Path:
    return resolved(path.parent) / path.name


class Watching:
    """``todo``: the photos that are to be done now. ``trouble``: why what came cannot be planned yet."""

    def __init__(self, journal: Journal) -> None:
        """Watches the folder of the journal's order, its first input."""
        self._journal = journal
        self._places = {photo.source: place for place, photo in enumerate(journal.plan.photos)}
        self._ours = _targets(journal.plan.photos)
        order = journal.plan.order
        self.folder = order.inputs[0]
        self._watch = FolderWatch(self.folder, order.out, self._known())
        self.todo = {n for n, state in enumerate(journal.states) if state.state == "waiting"}
        self.trouble: Message | None = None
        self._again = 0.0
        self._new: dict[Path, Source] = {}
        self._renderers: list[Renderer] = []

    @property
    def away(self) -> bool:
        """Whether the folder could not be read the last time."""
        return self._watch.away

    @property
    def due(self) -> bool:
        """Whether there is something to do, and none of it was in trouble just now."""
        return bool(self.todo) and time.monotonic() >= self._again

    @property
    def rest(self) -> float:
        """Seconds to wait before the next look: none where it is known that more has come; a folder of many
        thousands is looked at less often."""
        return 0.0 if self._watch.more and self.trouble is None else max(EVERY, SHARE * self._watch.listed)

    def take_in(self, journals: Path) -> bool:
        """New photos are planned and told to the journal, replaced ones are done once more; whether it grew.

        ``journals``: where those of all batches are. What the journal cannot be told, its disk being full,
        say, comes with the next look; ``trouble`` says why.
        """
        # Names may lead into the folder itself: what is written there is no photo that came.
        sources = [source for source in self._watch.poll() if _place(source.path) not in self._ours]
        self.todo |= {self._places[source.path] for source in sources if source.path in self._places}
        self._new |= {source.path: source for source in sources if source.path not in self._places}
        self.trouble = None
        if not self._new:
            return False
        plan = self._journal.plan
        planned = make_plan(
            plan.order, sources=list(self._new.values()), after=plan, owned=owned_by(journals)
        ).photos
        try:
            places = self._journal.extend(planned)
        except OutputError as error:
            self.trouble = error.message
            return False
        self._places.update({photo.source: place for place, photo in zip(places, planned, strict=True)})
        self.todo.update(places)
        self._new = {}
        self._ours |= _targets(planned)
        return True

    def settle(self) -> None:
        """After some work: what still waits is tried again a while later."""
        self.todo = {n for n in self.todo if self._journal.states[n].state == "waiting"}
        if self.todo:
            self._again = time.monotonic() + AGAIN

    def hurry(self) -> None:
        """What is in trouble is tried again at once."""
        self._again = 0.0

    def renderers(self, make_renderer: Callable[[int], Renderer]) -> Callable[[int], Renderer]:
        """Those of the last photos again: their styles are loaded. For one runner."""
        used = iter(list(self._renderers))

        def make(threads: int) -> Renderer:
            found = next(used, None)
            if found is None:
                found = make_renderer(threads)
                self._renderers.append(found)
            return found

        return make

    def _known(self) -> dict[Path, Fingerprint]:
        """Photos as they were when they were worked on; those that still wait, as they were planned."""
        return {
            photo.source: state.made_of(photo)
            for photo, state in zip(self._journal.plan.photos, self._journal.states, strict=True)
        }
