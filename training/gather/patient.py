"""Gathering that outlasts a drive which is unplugged in the middle of it."""

from __future__ import annotations

from pathlib import Path

from studio.errors import FolderAway, FolderUnreadable, PhotoMissing, StudioError
from studio.messages import Message
from studio.passing import is_away
from studio.runs.config import TrainingConfig
from studio.runs.reporter import RunReporter
from studio.runs.waiting import away
from training.gather import Gathered, Watch, gather
from training.gather.listing import GONE, file_of, listed


def gather_patiently(config: TrainingConfig, watch: Watch, reporter: RunReporter) -> Gathered:
    """As :func:`~training.gather.gather`; what was there in the beginning is waited for when it goes.

    It begins anew then, mostly from the cache: nothing is learned from half of the photos. Raises as that
    does, and PhotoMissing where one of the photos did not come back.
    """
    return reporter.until(_Gathering(config, watch).attempt, _lacks)


class _Gathering:
    def __init__(self, config: TrainingConfig, watch: Watch) -> None:
        self._config, self._watch = config, watch
        self._there: list[Path] | None = None

    def attempt(self) -> Gathered:
        if self._there is None:
            self._there = [path for path in self._listed() if file_of(path) is not None]
        else:
            self._refuse_less(self._there)
        try:
            return gather(self._config, self._watch)
        except FolderAway:
            raise
        except FolderUnreadable as error:  # it was listed a moment ago
            raise FolderAway(
                name=str(error.message.values["name"]), reason=Message("errors", GONE)
            ) from error

    def _listed(self) -> list[Path]:
        config = self._config
        return listed((*config.style, *config.ordinary, *config.before, *config.after), config.left_out)

    def _refuse_less(self, there: list[Path]) -> None:
        for path in there:
            if file_of(path) is None:
                folder = path.parent
                if is_away(folder):
                    raise FolderAway(name=folder.name or str(folder), reason=Message("errors", GONE))
                raise PhotoMissing(name=path.name)


def _lacks(error: StudioError) -> Message | None:
    return away(str(error.message.values["name"])) if isinstance(error, FolderAway) else None
