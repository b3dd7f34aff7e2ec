"""What ``portrait-studio batch`` says while it works and at its end."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.batch.events import Event, PhotoBegun, PhotoEnded, Waiting
from studio.batch.results import outcome
from studio.batch.runner import BatchRunner
from studio.cli.terminal import OutputLost, Terminal
from studio.errors import StudioError
from studio.faults import fault_of

if TYPE_CHECKING:
    from studio.batch.ribbon import Stretch

STOPPED = 3


class Telling:
    """Lines for finished files, sentences for failures, a line of progress; or one JSON document."""

    def __init__(self, runner: BatchRunner, terminal: Terminal, *, as_json: bool) -> None:
        self._runner, self._terminal, self._as_json = runner, terminal, as_json
        self._error = ""
        self._name, self._shown = "", 0.0
        self._waits: set[str] = set()
        self._shoot: list[Stretch] = []

    def event(self, event: Event) -> None:
        """Raises OutputLost."""
        photo = self._runner.journal.plan.photos[event.photo]
        if isinstance(event, PhotoBegun):
            self._name = photo.source.name
        elif isinstance(event, Waiting):
            self._wait(event)
        elif isinstance(event, PhotoEnded):
            self._ended(event.photo)
        self._progress()

    def interrupted(self, stopped: BaseException) -> None:
        """Remember why it ended early."""
        self._error = "interrupted"
        if isinstance(stopped, OutputLost):
            self._as_json = False
        elif isinstance(stopped, Exception):
            self._error = str(stopped if isinstance(stopped, StudioError) else fault_of(stopped))

    def end(self, report: Path | None) -> None:
        """Notes, the report, the JSON document. Raises OutputLost."""
        journal, counts = self._runner.journal, self._runner.counts
        from studio.batch.ribbon import shoot_of

        self._shoot = shoot_of(journal)
        if self._runner.stopped is not None:
            self._error = str(self._runner.stopped)
            self._terminal.note(f"portrait-studio: {self._error}")
        if counts.waiting:
            self._terminal.note(f"{counts.waiting} photos are not done yet; --resume goes on with them.")
        if report is not None:
            from studio.batch.report import write_report

            try:
                places = write_report(report, journal.id, journal.plan, journal.states, shoot=self._shoot)
                for place in places:
                    self._terminal.note(f"report: {place}")
            except StudioError as error:
                self._terminal.error(error)
        if self._as_json:
            self._terminal.json(self._document())

    @property
    def runner(self) -> BatchRunner:
        return self._runner

    @property
    def exit_code(self) -> int:
        counts = self._runner.counts
        if counts.waiting or self._runner.stopped is not None:
            return STOPPED
        return 1 if counts.failed else 0

    def _ended(self, number: int) -> None:
        photo, state = self._runner.journal.plan.photos[number], self._runner.journal.states[number]
        if state.reason is not None and state.state == "failed":
            self._terminal.failure(state.reason)
        elif not self._as_json:
            for output in photo.outputs:
                if output.is_to_do:
                    self._terminal.line(str(output.target))
        for note in state.notes:
            if self._terminal.verbose:
                self._terminal.note(f"{photo.source.name}: {note}")

    def _wait(self, event: Waiting) -> None:
        """Once for each trouble, however many photos it holds up."""
        if event.reason is None:
            self._waits.discard(event.trouble)
        elif event.trouble not in self._waits:
            self._waits.add(event.trouble)
            self._terminal.note(f"Waiting: {event.reason}")

    def _progress(self) -> None:
        if time.monotonic() - self._shown < 0.3:
            return
        self._shown = time.monotonic()
        progress = self._runner.progress
        counts = progress.counts
        words = [f"[{counts.total - counts.waiting}/{counts.total}]"]
        if progress.photos_per_minute is not None:
            words.append(f"{progress.photos_per_minute:.0f} photos a minute,")
        if progress.seconds_left is not None:
            words.append(f"{_duration(progress.seconds_left)} left")
        self._terminal.progress(" ".join([*words, self._name]))

    def _document(self) -> dict[str, Any]:
        journal, counts = self._runner.journal, self._runner.counts
        results: list[dict[str, Any]] = [
            {
                "input": str(photo.source),
                "state": outcome(photo, state),
                "outputs": [str(output.target) for output in photo.outputs if output.is_to_do],
                "reason": str(state.reason) if state.reason is not None else None,
                "notes": [str(note) for note in state.notes],
                "seconds": round(state.seconds, 3),
            }
            for photo, state in zip(journal.plan.photos, journal.states, strict=True)
        ]
        for stretch in self._shoot:
            results[stretch.impression.photo] |= _stretch(stretch)
        numbers = {key: getattr(counts, key) for key in ("done", "failed", "skipped", "waiting")}
        document: dict[str, Any] = {"journal": str(journal.path), "counts": numbers, "results": results}
        return document | {"error": self._error} if self._error else document


def _stretch(stretch: Stretch) -> dict[str, Any]:
    """What the skin ribbon says of a photo, colours in CIE L*a*b*."""
    seen = stretch.impression
    return {
        "scene": stretch.scene,
        "skin": None if seen.skin is None else [round(value, 2) for value in seen.skin],
        "people": [[round(value, 2) for value in lab] for lab in seen.people],
        "stands_out": stretch.stands_out,
        "doubt": round(stretch.doubt, 2),
    }


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 100 else f"{minutes / 60:.1f} h"
