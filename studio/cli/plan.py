"""Which file becomes which: every name is settled, and every collision found, before any work."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.batch.places import fitting, identities, is_folder, is_there, name_key, resolved
from studio.errors import NoPhotos, OutputExists, OutputIsInput, PhotoIsFolder, StudioError
from studio.imaging.decode import list_photos
from studio.imaging.encode import SUFFIXES, format_for_suffix, format_to_keep

_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


@dataclass(frozen=True)
class Task:
    """One photo to be styled. ``error`` says why it cannot be, where that shows already."""

    source: Path
    target: Path | None
    format: str = ""
    error: StudioError | None = None


class WrongUsage(Exception):
    """What was asked for cannot be meant; the sentence says why."""


def plan(inputs: Sequence[Path], out: str, *, format: str | None, replace: bool) -> list[Task]:
    """The tasks of one run, in the order of ``inputs``.

    A folder among the inputs stands for the photos in it (not in its subfolders). ``out`` is a file when one
    photo is named (not by its folder) and ``out`` ends like a picture file and is no folder; otherwise a
    folder, which need not exist. ``format`` None keeps each input's format where it can be written, otherwise
    JPEG. In a folder a photo keeps its name with its format's suffix; where two would get one name (upper and
    lower case and Unicode forms apart) the later gets ``-2``, ``-3`` … . A photo named twice is styled once.

    Raises WrongUsage.
    """
    single = len(inputs) == 1 and not is_folder(inputs[0])
    if len(inputs) == 1 and not single and _is_file_name(out):
        return [Task(inputs[0], None, error=PhotoIsFolder(name=inputs[0].name or str(inputs[0])))]
    sources = list(_unique(_expanded(inputs)))
    named = _file_format(out, single=single)
    if named is not None:
        target = Path(out)
        if format is not None and format != named:
            raise WrongUsage(f"“{target.name}” is the name of another format than {format}")
        tasks = [Task(source, target, named, error) for source, error in sources]
    else:
        tasks = list(_named(sources, Path(out), format))
    originals = {identity for source, _ in sources for identity in identities(source)}
    return [_checked(task, originals, replace=replace) for task in tasks]


def _is_file_name(out: str) -> bool:
    """Whether ``out`` names a picture file rather than a folder."""
    folder = out.endswith(_SEPARATORS) or is_folder(Path(out))
    return not folder and (is_there(Path(out)) or format_for_suffix(Path(out)) is not None)


def _file_format(out: str, *, single: bool) -> str | None:
    """The format of the file that ``out`` names; None for a folder. Raises WrongUsage."""
    target = Path(out)
    if out.endswith(_SEPARATORS) or is_folder(target):
        return None
    named = format_for_suffix(target)
    if not single and _is_file_name(out):
        raise WrongUsage(f"“{out}” is a file; several photos need a folder")
    if named is None and (is_there(target) or target.suffix.lower() in _OTHER_PICTURES):
        known = ", ".join(sorted(SUFFIXES.values()))
        raise WrongUsage(f"“{target.name}” is of a format that cannot be written; there are {known}")
    return named


# Endings that nobody means as the name of a folder.
_OTHER_PICTURES = frozenset(
    {".avif", ".bmp", ".cr2", ".dng", ".exr", ".gif", ".heic", ".heif", ".jp2", ".jxl", ".nef"}
    | {".pdf", ".ppm", ".psd", ".raw", ".svg", ".tga"}
)


def _expanded(inputs: Iterable[Path]) -> Iterable[tuple[Path, StudioError | None]]:
    for path in inputs:
        if not is_folder(path):
            yield path, None
            continue
        try:
            photos = list_photos(path)
        except StudioError as error:
            yield path, error
            continue
        if not photos:
            yield path, NoPhotos(name=path.name or str(path))
        yield from ((photo, None) for photo in photos)


def _unique(
    sources: Iterable[tuple[Path, StudioError | None]],
) -> Iterable[tuple[Path, StudioError | None]]:
    seen: set[Path] = set()
    for source, error in sources:
        place = resolved(source)
        if place not in seen:
            seen.add(place)
            yield source, error


def _named(
    sources: Iterable[tuple[Path, StudioError | None]], folder: Path, format: str | None
) -> Iterable[Task]:
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for source, error in sources:
        if error is not None:
            yield Task(source, None, error=error)
            continue
        chosen = format or format_to_keep(source)
        plain = fitting(source.stem, SUFFIXES[chosen])
        name = plain
        while name_key(name) in taken:
            numbers[name_key(plain)] = number = numbers.get(name_key(plain), 1) + 1
            name = fitting(source.stem, f"-{number}{SUFFIXES[chosen]}")
        taken.add(name_key(name))
        yield Task(source, folder / name, chosen)


def _checked(task: Task, originals: set[object], *, replace: bool) -> Task:
    if task.error is not None or task.target is None:
        return task
    error: StudioError | None = None
    if not originals.isdisjoint(identities(task.target)):
        error = OutputIsInput(name=task.target.name)
    elif not replace and is_there(task.target):
        error = OutputExists(name=task.target.name)
    return Task(task.source, task.target, task.format, error)
