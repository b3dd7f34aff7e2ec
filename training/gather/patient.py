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
from training.gather.listing import GONE, file_of, gone, listed


def gather_patiently(config: TrainingConfig, watch: Watch, reporter: RunReporter) -> Gathered:
    """As :func:`~training.gather.gather`; folders that were there before are waited for when they go.

    Be it that an earlier process of the run has seen them, or the wizard, and the run waited for its turn
    since. Gathering begins anew then, mostly from the cache: nothing is learned from half of the photos.
    Raises as that does, and PhotoMissing where one of the photos did not come back.
    """
    known = reporter.folder.last("gathered", "looked") is not None
    return reporter.until(_Gathering(config, watch, known).attempt, _lacks)


class _Gathering:
    def __init__(self, config: TrainingConfig, watch: Watch, known: bool) -> None:
        self._config, self._watch, self._known = config, watch, known
        self._places = (*config.style, *config.ordinary, *config.before, *config.after)
        self._there: list[Path] | None = None

    def attempt(self) -> Gathered:
        lost = gone(map(Path, self._places)) if self._known else None
        if lost is not None:
            raise _away(lost)
        if self._there is None:
            listing = listed(self._places, self._config.left_out)
            self._there = [path for path in listing if file_of(path) is not None]
            self._known = True
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

    def _refuse_less(self, there: list[Path]) -> None:
        for path in there:
            if file_of(path) is None:
                if is_away(path.parent):
                    raise _away(path.parent)
                raise PhotoMissing(name=path.name)


def _away(folder: Path) -> FolderAway:
    return FolderAway(name=folder.name or str(folder), reason=Message("errors", GONE))


def _lacks(error: StudioError) -> Message | None:
    return away(str(error.message.values["name"])) if isinstance(error, FolderAway) else None
