"""The ledger: what this installation was asked to do with which training, and what it wrote there.

A run's folder may come from anybody: out of an archive, off another computer. Nothing in it may start a
process by itself, or be opened in a browser. What may is noted here, beside the settings: one small file for
each run and kind, named by the run's place.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import Final, Literal, TypeAlias

from studio import paths
from studio.errors import OutputError
from studio.files import open_file, output_error, system_path, write_atomically

Kind: TypeAlias = Literal["queued", "extend", "report"]

_KINDS: Final[tuple[Kind, ...]] = ("queued", "extend", "report")
_MOST_BYTES = 1000
REPORT: Final = "report.html"
_LONGEST_REPORT = 200_000_000


def note(run: Path, kind: Kind, text: str) -> None:
    """Note ``text``, ASCII, in place of what was noted. Raises OutputError."""
    place = place_of(run, kind)
    try:
        system_path(place.parent).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(place, error) from error
    write_atomically(place, text.encode("ascii"), replace=True)


def noted(run: Path, kind: Kind) -> str | None:
    """What is noted; None where nothing is. Never raises."""
    try:
        with open_file(place_of(run, kind)) as file:
            return file.read(_MOST_BYTES).decode("ascii", "replace")
    except OSError:
        return None


def take_back(run: Path, kind: Kind) -> bool:
    """Note it no more; False where it was not noted, or somebody else was quicker. Never raises."""
    try:
        system_path(place_of(run, kind)).unlink()
    except OSError:
        return False
    return True


def forget(run: Path) -> None:
    """The run is gone. Never raises."""
    for kind in _KINDS:
        take_back(run, kind)


def place_of(run: Path, kind: Kind) -> Path:
    """The note's file, be it there or not."""
    whole = os.path.normcase(os.path.realpath(run))
    name = hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()
    return paths.ledger() / f"{name[:32]}.{kind}"


def note_report(run: Path, data: bytes) -> None:
    """This installation wrote that report. Where it cannot be noted it is not opened later. Never raises."""
    with contextlib.suppress(OutputError):
        note(run, "report", hashlib.sha256(data).hexdigest())


def is_own_report(run: Path) -> bool:
    """Whether the run's report is, byte for byte, what this installation wrote. Never raises."""
    known = noted(run, "report")
    if known is None:
        return False
    try:
        with open_file(run / REPORT) as file:
            data = file.read(_LONGEST_REPORT)
    except OSError:
        return False
    return hashlib.sha256(data).hexdigest() == known
