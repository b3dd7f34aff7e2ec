"""How an output stands: finished, to be written, or in the way of somebody else's file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from studio.batch.errors import OutputKept
from studio.batch.fingerprint import digest_of
from studio.batch.journal import Journal, PhotoState, Ready
from studio.batch.outputs import PlannedOutput
from studio.errors import OutputExists
from studio.files import part_of, system_path


@dataclass(frozen=True)
class Standing:
    """``replace``: a file of ours is there, and may be replaced."""

    finished: bool = False
    replace: bool = False


def standing(source: Path, output: PlannedOutput, place: int, state: PhotoState) -> Standing:
    """By the hash of what is there, never by its being there.

    Raises OutputKept where our file was changed, OutputExists for somebody else's; OSError where it cannot
    be read.
    """
    marks = [mark for mark in state.ready if mark.output == place]
    if system_path(output.target).is_symlink():
        raise OutputExists(name=output.target.name)
    found = digest_of(output.target)
    if found is None:
        return Standing()
    matching = [mark for mark in marks if mark.digest == found]
    if matching:
        finished = any(not mark.stale and _is_of(source, mark) for mark in matching)
        return Standing(finished=finished, replace=not finished)
    # An empty file reserves the name where the file system knows no hard links.
    if found == output.replaces or (marks and system_path(output.target).stat().st_size == 0):
        return Standing(replace=True)
    raise (OutputKept if marks else OutputExists)(name=output.target.name)


def _is_of(source: Path, mark: Ready) -> bool:
    """Whether the photo is the one that the output was made of; also where it is gone by now."""
    try:
        return mark.input.still_is(source)
    except (OSError, ValueError):
        return True


def part_name(journal: Journal, photo: int, output: int) -> str:
    """The name of the temporary file, by which a later process knows it."""
    return f"{journal.id}-{photo}-{output}"


def remove_parts(journal: Journal, photo: int) -> None:
    """Remove what a killed process left of a photo's outputs."""
    for path in _parts(journal, photo):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def _parts(journal: Journal, photo: int) -> Iterator[Path]:
    places = {mark.output for mark in journal.states[photo].ready}
    for place in places:
        target = journal.plan.photos[photo].outputs[place].target
        yield part_of(target, part_name(journal, photo, place))
