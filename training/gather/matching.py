"""Which photo after belongs to which photo before: by name, then by capture time, then by what they show."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from studio.imaging.fingerprint import likeness
from training.gather.seen import Seen

T = TypeVar("T")

_WORDS = (
    "edit|edited|edits|final|retouch|retouched|export|exported|copy|after|before|original|orig|unedited|raw"
    "|style|styled|web|print|processed|enhanced|lr|ps|kopie|bw|v"
)
_ENDINGS = (
    re.compile(rf"[\s._-]+(?:{_WORDS})\d*$"),
    re.compile(r"[\s._-]*\(\d{1,3}\)$"),
    # "IMG_0001-2", but not the number in "IMG_01".
    re.compile(r"(?<=\d)[\s._-]+\d{1,2}$"),
)
_BEGINNING = re.compile(rf"^(?:{_WORDS})[\s._-]+")
_MOST_ENDINGS = 4
_ALIKE, _CLEARLY = 0.75, 0.1

Pairing = tuple[list[tuple[T, T]], list[T], list[T]]


def by_name(before: Sequence[Path], after: Sequence[Path]) -> Pairing[Path]:
    """Pairs of the same name, then of names that differ by what programs and people add ("-edit", " (1)",
    "-2"), and the rest of both. A name that could belong to two is left to the other ways."""
    pairs: list[tuple[Path, Path]] = []
    forms = {path: name_forms(path.stem) for path in (*before, *after)}
    rest, others = list(before), list(after)

    def form(place: int, path: Path) -> str | None:
        return forms[path][place] if place < len(forms[path]) else None

    for added in range(2 * _MOST_ENDINGS + 1):
        for mine in range(added + 1):
            found, rest, others = _by_key(rest, others, partial(form, mine), partial(form, added - mine))
            pairs += found
    return pairs, rest, others


def by_time(before: Sequence[Seen], after: Sequence[Seen]) -> Pairing[Seen]:
    """Pairs captured in the same second, where only one of each side was."""
    return _by_key(before, after, lambda photo: photo.captured, lambda photo: photo.captured)


def by_content(before: Sequence[Seen], after: Sequence[Seen]) -> Pairing[Seen]:
    """Pairs that are most like each other, and clearly more than any other."""
    if not before or not after:
        return [], list(before), list(after)
    alike = likeness([photo.print for photo in before], [photo.print for photo in after])
    pairs, taken, given = [], set[int](), set[int]()
    for row in range(len(before)):
        column = int(alike[row].argmax())
        best = alike[row, column]
        others = np.concatenate([np.delete(alike[row], column), np.delete(alike[:, column], row)])
        if best > _ALIKE and (others.size == 0 or best > others.max() + _CLEARLY):
            pairs.append((before[row], after[column]))
            taken.add(row)
            given.add(column)
    return (
        pairs,
        [photo for place, photo in enumerate(before) if place not in taken],
        [photo for place, photo in enumerate(after) if place not in given],
    )


def name_forms(stem: str) -> list[str]:
    """The name, and the name with less and less of what is added to names."""
    forms = [stem.casefold()]
    while len(forms) <= _MOST_ENDINGS:
        last = forms[-1]
        shorter = next((cut for ending in _ENDINGS if (cut := ending.sub("", last)) != last), last)
        if shorter == last:
            shorter = _BEGINNING.sub("", last)
        if shorter in ("", last):
            break
        forms.append(shorter)
    return forms


def _by_key(
    before: Sequence[T],
    after: Sequence[T],
    key_before: Callable[[T], Hashable],
    key_after: Callable[[T], Hashable],
) -> Pairing[T]:
    """Pairs of those whose key only one of each side has; None is no key."""
    mine, theirs = _only_ones(before, key_before), _only_ones(after, key_after)
    pairs = [(one, theirs[key]) for key, one in mine.items() if key in theirs]
    taken = {id(each) for pair in pairs for each in pair}
    return (
        pairs,
        [each for each in before if id(each) not in taken],
        [each for each in after if id(each) not in taken],
    )


def _only_ones(things: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, T]:
    found: dict[Hashable, list[T]] = defaultdict(list)
    for thing in things:
        if (its := key(thing)) is not None:
            found[its].append(thing)
    return {its: group[0] for its, group in found.items() if len(group) == 1}
