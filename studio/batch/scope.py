"""Which photos a batch is about: files, and folders with what lies below them."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeAlias

from studio.batch.places import is_folder, resolved
from studio.errors import NoPhotos, StudioError
from studio.files import system_path
from studio.imaging.folders import list_photos, natural_key

Wanted: TypeAlias = Callable[[Path], bool]
"""Says of a photo whether it is in: picked, edited, rated."""


@dataclass(frozen=True)
class Source:
    """A photo, and the folder's parts between the named folder and it. ``error``: why there is none."""

    path: Path
    subfolder: tuple[str, ...] = ()
    error: StudioError | None = None


def collect(
    inputs: Sequence[Path], *, wanted: Wanted | None = None, leave_out: Collection[Path] = ()
) -> list[Source]:
    """The photos of ``inputs`` in their order, each once; folders stand for all photos in and below them.

    Photos of a folder come first, then those of its subfolders, both as people count. Hidden folders, links
    to folders and those of ``leave_out`` (where outputs go) are not entered. A file is taken as it is named,
    be it a photo or not: working on it says why not.
    """
    outside = {resolved(path) for path in leave_out}
    seen: set[Path] = set()
    found: list[Source] = []
    for path in inputs:
        sources = [Source(path)]
        if is_folder(path):
            # The named folder itself is meant, also where outputs go into it.
            sources = list(_below(path, (), outside))
            if not any(source.error is None for source in sources):
                sources.append(Source(path, error=NoPhotos(name=path.name or str(path))))
        for source in sources:
            place = resolved(source.path)
            if place in seen or (source.error is None and wanted is not None and not wanted(source.path)):
                continue
            seen.add(place)
            found.append(source)
    return found


def _below(folder: Path, subfolder: tuple[str, ...], outside: set[Path]) -> Iterator[Source]:
    try:
        photos = list_photos(folder)
        with os.scandir(system_path(folder)) as entries:
            names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except StudioError as error:
        yield Source(folder, subfolder, error)
        return
    except OSError:
        return  # it went between the two
    yield from (Source(photo, subfolder) for photo in photos)
    for name in sorted(names, key=natural_key):
        if not name.startswith(".") and resolved(folder / name) not in outside:
            yield from _below(folder / name, (*subfolder, name), outside)


def place_in(subfolder: Sequence[str]) -> str:
    """The parts as a template's field has them."""
    return PurePath(*subfolder).as_posix() if subfolder else ""
