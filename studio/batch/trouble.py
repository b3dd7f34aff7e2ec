"""Which faults pass by themselves, and how long they are waited for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from studio.batch.errors import PlaceAway
from studio.batch.places import is_folder
from studio.errors import (
    DamagedPhoto,
    DeviceOutOfMemory,
    DiskFull,
    EmptyFile,
    InternalError,
    NotAnImage,
    OutputError,
    OutputFormatTooSmall,
    OutputNotWritable,
    PhotoMissing,
    PhotoNeedsMemory,
    PhotoUnreadable,
    StudioError,
    UnsupportedPhoto,
)
from studio.files import make_folder, output_error, part_of, system_path
from studio.passing import is_away, passing

Trouble: TypeAlias = Literal["away", "full", "locked", "memory"]
"""A drive or share that is gone; a full disk; a file that another program holds; memory that others have."""

PATIENCE: Mapping[Trouble, float] = {"away": 900.0, "full": 900.0, "locked": 30.0, "memory": 10.0}
"""Seconds of waiting for each kind."""
STOPS: frozenset[Trouble] = frozenset({"away", "full"})
"""What is in the way of every other photo too: when patience ends so does the batch, to be gone on with."""
STAYS = (DamagedPhoto, NotAnImage, EmptyFile, UnsupportedPhoto, OutputFormatTooSmall, InternalError)
"""What is wrong with the photo itself: as long as that is unchanged, going on does not try it again."""


def trouble_of(error: StudioError, source: Path) -> Trouble | None:
    """What kind of passing trouble an error is; None for one that stays."""
    if isinstance(error, PlaceAway):
        return "away"
    if isinstance(error, DiskFull):
        return "full"
    if isinstance(error, DeviceOutOfMemory | PhotoNeedsMemory):
        return "memory"
    if isinstance(error, PhotoMissing):
        return "away" if is_away(source.parent) else None
    if isinstance(error, PhotoUnreadable | OutputNotWritable):
        cause = error.__cause__
        if isinstance(cause, MemoryError):
            return "memory"
        return passing(cause)
    return None


class OutputRoot:
    """The folder that outputs go below.

    Made once: when it goes later, its drive went, and the empty place where that was mounted must not be
    filled instead.
    """

    def __init__(self, path: Path, name: str) -> None:
        """``name`` is the batch's: its trial file is known again if a kill left it."""
        self._path = path
        self._trial = part_of(path / "trial", f"{name}-trial")
        self._device: int | None = None

    def make(self, *, written: bool) -> None:
        """Also tries whether files can be made there. Raises OutputError, PlaceAway.

        ``written``: files were written there before, so that it is neither missing nor empty.
        """
        if written and is_away(self._path):
            raise PlaceAway(name=self._name)
        make_folder(self._path)
        try:
            self._trial.unlink(missing_ok=True)
            os.close(os.open(self._trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            self._trial.unlink()
        except OSError as error:
            raise output_error(self._path, error) from error
        self._device = self._current()
        if self._device is None:
            raise PlaceAway(name=self._name)

    def folder_of(self, target: Path) -> None:
        """Make the folder of a target. Raises PlaceAway, OutputError."""
        if self._device is None or self._current() != self._device:
            raise PlaceAway(name=self._name)
        if not is_folder(target.parent):
            make_folder(target.parent)

    def explained(self, error: OutputError) -> StudioError:
        """The error of a failed write, or that the folder is away."""
        return error if self._current() == self._device else PlaceAway(name=self._name)

    @property
    def _name(self) -> str:
        return self._path.name or str(self._path)

    def _current(self) -> int | None:
        try:
            return system_path(self._path).stat().st_dev
        except (OSError, ValueError):
            return None
