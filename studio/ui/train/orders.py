"""Orders: what the desk has done with a run's folder, in the background thread; no Qt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studio.errors import OutputError
from studio.files import refuse_early
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.runs.config import MAX_STEPS, TrainingConfig
from studio.runs.errors import RunFolderUnusable
from studio.runs.folder import RunFolder, runs_in
from studio.runs.queue import (
    next_in_line,
    put_in_queue,
    take_from_queue,
    want_more,
    want_no_more,
    wanted_more,
)
from studio.ui.train.children import Children

_NO_STEP = QT_TRANSLATE_NOOP("errors", "it has not learned a step yet")


def begin(run: RunFolder, children: Children) -> None:
    """Put a run in the queue, unless it trains already, or its style file could not be written.

    Raises OutputExists, RunBusy, OutputError.
    """
    children.end_look(run)
    if run.alive or children.trains(run):
        return
    written = run.last("done")
    if written is not None and written.get("path") == run.config.output:
        # The style file that is there is the run's own.
        _rewrite(run, replace(run.config, replace=True))
    refuse_early(Path(run.config.output), replace=run.config.replace)
    put_in_queue(run)


def advance(folder: Path, children: Children) -> RunFolder | None:
    """Start the training that waits longest, if none trains. Raises TrainingNotStarted, OutputError."""
    if children.any_trains():  # it may not have said its first word
        return None
    run = next_in_line(runs_in(folder))
    if run is not None:
        children.train(run)
    return run


def stop(run: RunFolder, children: Children) -> None:
    """Ask it to end after its step; where it only waits, it waits no more.

    One that cannot be asked, as its folder is away, waits itself, and is ended. Raises OutputError.
    """
    want_no_more(run)
    if take_from_queue(run):
        return
    try:
        run.request_stop()
    except OutputError:
        if not children.terminate(run):
            raise


def lengthen(run: RunFolder, steps: int) -> None:
    """Note that so many more steps are wanted, and let it stop for that. Raises OutputError."""
    want_more(run, steps)
    if run.alive:
        run.request_stop()


def extend(run: RunFolder, children: Children) -> None:
    """Lengthen a run that has stopped by what is wanted, if anything is, and put it in the queue.

    Raises RunFolderUnusable where it has played no step yet, RunBusy, OutputError.
    """
    more = wanted_more(run)
    if not more or run.alive or children.trains(run):
        return
    want_no_more(run)
    last = run.last("step")
    steps = run.config.steps if last is None else last.get("steps")
    if not isinstance(steps, int):
        raise RunFolderUnusable(name=run.config.name, reason=Message("errors", _NO_STEP))
    _rewrite(run, replace(run.config, steps=min(steps + more, MAX_STEPS)))
    begin(run, children)


def _rewrite(run: RunFolder, config: TrainingConfig) -> None:
    if config != run.config:
        run.rewrite(config)
