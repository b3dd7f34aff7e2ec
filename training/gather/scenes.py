"""Scenes: photos of one place and light. Held-out photos come by the scene, never by the frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from training.gather.fingerprint import likeness
from training.gather.seen import Seen
from training.randomness import Random

_BURST = 10.0
_SESSION = 20 * 60.0
_SAME_PALETTE = 10.0
_SAME_LAYOUT = 0.9
HELD_SHARE = 0.2
_MOST_HELD = 1 / 3
FEWEST_TO_HOLD = 8
_FEWEST_HELD = 2


def with_scenes(photos: Sequence[Seen]) -> list[Seen]:
    """The photos with their scenes' numbers, 0 and up.

    One scene: taken within seconds; within minutes where light and colours stay alike; and pictures that look
    alike at any time.
    """
    groups = _Groups(len(photos))
    timed = sorted(
        (photo.captured, place) for place, photo in enumerate(photos) if photo.captured is not None
    )
    for (before, one), (after, other) in pairwise(timed):
        gap = after - before
        if gap <= _BURST or (gap <= _SESSION and _palettes_alike(photos[one], photos[other])):
            groups.join(one, other)
    prints = [photo.print for photo in photos]
    if prints:
        for one, other in np.argwhere(np.triu(likeness(prints, prints) > _SAME_LAYOUT, 1)):
            groups.join(int(one), int(other))
    return [photo.in_scene(scene) for photo, scene in zip(photos, groups.numbers(), strict=True)]


@dataclass(frozen=True)
class Split:
    """Places in a list: to learn from, and held out."""

    learned: tuple[int, ...]
    held: tuple[int, ...]


def split(scenes: Sequence[int], random: Random) -> Split:
    """About one photo in five is held out, by whole scenes; none of fewer than eight, or where scenes are too
    few or too large for that."""
    everything = tuple(range(len(scenes)))
    if len(scenes) < FEWEST_TO_HOLD:
        return Split(everything, ())
    wanted = max(_FEWEST_HELD, round(HELD_SHARE * len(scenes)))
    most = max(_FEWEST_HELD, int(_MOST_HELD * len(scenes)))
    numbers = sorted(set(scenes))
    held: list[int] = []
    for number in random.permutation(numbers):
        members = [place for place, scene in enumerate(scenes) if scene == number]
        if len(held) < wanted and len(held) + len(members) <= most:
            held += members
    if len(held) < _FEWEST_HELD:
        return Split(everything, ())
    return Split(tuple(place for place in everything if place not in set(held)), tuple(sorted(held)))


def chosen(scenes: Sequence[int], most: int, random: Random) -> list[int]:
    """At most so many places, from all scenes in turn, in their order."""
    if len(scenes) <= most:
        return list(range(len(scenes)))
    members = {number: list(random.permutation(np.flatnonzero(np.array(scenes) == number))) for number in
               sorted(set(scenes))}  # fmt: skip
    taken: list[int] = []
    while len(taken) < most:
        for number in random.permutation(sorted(members)):
            if members[number] and len(taken) < most:
                taken.append(int(members[number].pop()))
    return sorted(taken)


class _Groups:
    """Things that are joined two by two."""

    def __init__(self, count: int) -> None:
        self._leader = list(range(count))

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._find(one), self._find(other)))
        self._leader[second] = first

    def numbers(self) -> list[int]:
        """Each thing's group, counted from 0 in the order of their first members."""
        number: dict[int, int] = {}
        return [number.setdefault(self._find(place), len(number)) for place in range(len(self._leader))]

    def _find(self, place: int) -> int:
        while self._leader[place] != place:
            self._leader[place] = self._leader[self._leader[place]]
            place = self._leader[place]
        return place


def _palettes_alike(one: Seen, other: Seen) -> bool:
    apart = (one.print.palette - other.print.palette)[:3] * np.array([0.5, 1.0, 1.0], np.float32)
    return float(np.sqrt((apart**2).sum())) < _SAME_PALETTE
