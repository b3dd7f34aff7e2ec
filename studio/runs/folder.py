"""RunFolder: one training on the disk. The folder is the protocol: it survives its window and its process.

::

    config.json     what is learned (TrainingConfig)
    events.jsonl    what happened, one line each
    samples/        the same held-out photos at every checkpoint
    checkpoints/    the last three states and the best
    heartbeat       who trains, and by its age whether still
    stop, pause     there while that is wanted
    output.log      what the process said, for when it died

It may come from anybody. What is to start by itself is no matter of the folder's (:mod:`studio.runs.queue`),
and what is written into it must stay within it (:meth:`RunFolder.refuse_links`).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias

from studio.errors import StudioError
from studio.files import open_file, output_error, system_path, write_atomically
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.runs import config as configs
from studio.runs import heartbeat
from studio.runs.config import TrainingConfig
from studio.runs.errors import RunBusy, RunFolderTaken, RunFolderUnusable, TrainingConfigInvalid
from studio.runs.events import DECISIVE, Event, EventLog, EventTail, last_event

State: TypeAlias = Literal["new", "running", "paused", "stopped", "failed", "died", "done"]

_NO_CONFIG = QT_TRANSLATE_NOOP("errors", "it holds no training")
_TOO_LARGE = QT_TRANSLATE_NOOP("errors", "its settings are too large")
_LEADS_ELSEWHERE = QT_TRANSLATE_NOOP("errors", "its “{part}” is a link that leads out of it")
_PARTS = ("samples", "checkpoints", "checkpoints/teaching", "tensorboard")
"""Folders in which a training writes, and deletes what it wrote."""


class RunFolder:
    """A run's folder: made by :meth:`create`, found again by :meth:`open`."""

    def __init__(self, path: Path, config: TrainingConfig) -> None:
        self.path = path
        self.config = config

    @classmethod
    def create(cls, path: Path, config: TrainingConfig) -> RunFolder:
        """A new run in a folder that is empty or not there. Raises RunFolderTaken, OutputError."""
        folder = cls(path, config)
        try:
            system_path(path).mkdir(parents=True, exist_ok=True)
            if any(system_path(path).iterdir()):
                raise RunFolderTaken(name=path.name or str(path))
            for place in (folder.samples, folder.checkpoints):
                system_path(place).mkdir()
        except (OSError, ValueError) as error:
            raise output_error(path, error) from error
        data = configs.to_json(config).encode("utf-8", "surrogateescape")
        write_atomically(folder.config_file, data)
        return folder

    @classmethod
    def open(cls, path: Path) -> RunFolder:
        """A run that is there. Raises RunFolderUnusable, TrainingConfigInvalid."""
        name = path.name or str(path)
        try:
            with open_file(path / "config.json") as file:
                data = file.read(configs.MAX_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise RunFolderUnusable(name=name, reason=Message("errors", _NO_CONFIG)) from error
        except (OSError, ValueError) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
            raise RunFolderUnusable(name=name, reason=reason) from error
        if len(data) > configs.MAX_BYTES:
            raise RunFolderUnusable(name=name, reason=Message("errors", _TOO_LARGE))
        return cls(path, configs.from_json(data.decode("utf-8", "surrogateescape")))

    def rewrite(self, config: TrainingConfig) -> None:
        """Replace the settings, while no process trains here. Raises RunBusy, OutputError."""
        if self.alive:
            raise RunBusy(name=self.path.name)
        data = configs.to_json(config).encode("utf-8", "surrogateescape")
        write_atomically(self.config_file, data, replace=True)
        self.config = config

    @property
    def config_file(self) -> Path:
        return self.path / "config.json"

    @property
    def events_file(self) -> Path:
        return self.path / "events.jsonl"

    @property
    def samples(self) -> Path:
        return self.path / "samples"

    @property
    def checkpoints(self) -> Path:
        return self.path / "checkpoints"

    @property
    def output_file(self) -> Path:
        return self.path / "output.log"

    @cached_property
    def log(self) -> EventLog:
        """The writing side of the events; for the process that trains alone."""
        return EventLog(self.events_file)

    def tail(self) -> EventTail:
        """A reading side of the events, from their beginning."""
        return EventTail(self.events_file)

    def last(self, *kinds: str) -> Event | None:
        """The last event (of those kinds), or None."""
        return last_event(self.events_file, *kinds)

    def request_stop(self) -> None:
        """Ask the training to end after its step. Raises OutputError."""
        self._put("stop")

    def request_pause(self) -> None:
        """Ask the training to wait. Raises OutputError."""
        self._put("pause")

    def take_back_pause(self) -> None:
        """Let a paused training go on. Raises OutputError."""
        self._take("pause")

    def clear_requests(self) -> None:
        """Neither stop nor pause is wanted any more. Raises OutputError."""
        self._take("stop")
        self._take("pause")

    @property
    def stop_requested(self) -> bool:
        return self.holds("stop")

    @property
    def pause_requested(self) -> bool:
        return self.holds("pause")

    @property
    def alive(self) -> bool:
        """Whether a process trains here now."""
        return heartbeat.is_alive(self.path / "heartbeat")

    def refuse_links(self) -> None:
        """Raises RunFolderUnusable where one of its folders leads elsewhere: what is there is somebody's."""
        home = Path(os.path.realpath(self.path))
        for part in _PARTS:
            # A junction is no link to Python, but leads elsewhere all the same.
            leads_to = os.path.realpath(self.path / part)
            if os.path.normcase(leads_to) != os.path.normcase(home / part):
                reason = Message("errors", _LEADS_ELSEWHERE, {"part": part})
                raise RunFolderUnusable(name=self.path.name, reason=reason)

    @property
    def learned(self) -> bool:
        """Whether a process left something here to go on from. Never raises."""
        try:
            return any(system_path(self.checkpoints).iterdir())
        except OSError:
            return False

    @contextmanager
    def occupied(self, interval: float = heartbeat.INTERVAL) -> Iterator[None]:
        """Within, this process trains here, and no other. Raises RunBusy, RunFolderUnusable, OutputError."""
        if self.alive:
            raise RunBusy(name=self.path.name)
        self.refuse_links()
        with heartbeat.beating(self.path / "heartbeat", interval):
            yield

    def state(self) -> State:
        """Where the run stands, from what lies in the folder. Never raises."""
        decisive = self.last(*DECISIVE)
        return self.state_after(decisive.kind if decisive else "")

    def state_after(self, kind: str) -> State:
        """The same for who has read along: ``kind`` is the last decisive event's, or "". Never raises."""
        if kind == "done":
            return "done"
        if self.alive:
            return "paused" if self.pause_requested else "running"
        if kind == "stopped":
            return "stopped"
        if kind == "failed":
            return "failed"
        # No word of its end: it died, be it before its first word.
        return "died" if kind or self.holds("heartbeat") else "new"

    def holds(self, name: str) -> bool:
        """Whether something has that name here; a link counts, wherever it leads. Never raises."""
        return os.path.lexists(system_path(self.path / name))

    def _put(self, name: str) -> None:
        write_atomically(self.path / name, b"", replace=True)

    def _take(self, name: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            try:
                system_path(self.path / name).unlink()
            except FileNotFoundError:
                raise
            except OSError as error:
                raise output_error(self.path / name, error) from error


def runs_in(folder: Path) -> list[RunFolder]:
    """The runs of a folder of runs, newest first; what is none, or broken, is left out. Never raises."""
    found: list[tuple[float, RunFolder]] = []
    try:
        places = list(system_path(folder).iterdir())
    except OSError:
        return []
    for place in places:
        with contextlib.suppress(StudioError, TrainingConfigInvalid, OSError):
            if place.name.startswith("."):  # thrown away, and not yet gone
                continue
            run = RunFolder.open(folder / place.name)
            found.append((run.config_file.stat().st_mtime, run))
    return [run for _, run in sorted(found, key=lambda pair: -pair[0])]
