"""Scenes: photos of one place and light. Held-out photos come by the scene, never by the frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from studio.imaging.fingerprint import likeness
from studio.imaging.scenes import BURST, SAME_LAYOUT, SAME_PALETTE, SESSION, Groups, palette_distance
from training.gather.seen import Seen
from training.randomness import Random

HELD_SHARE = 0.2
_MOST_HELD = 1 / 3
FEWEST_TO_HOLD = 8
_FEWEST_HELD = 2


def with_scenes(photos: Sequence[Seen]) -> list[Seen]:
    """The photos with their scenes' numbers, 0 and up.

    One scene: taken within seconds; within minutes where light and colours stay alike; and pictures that look
    alike at any time.
    """
    groups = Groups(len(photos))
    timed = sorted(
        (photo.captured, place) for place, photo in enumerate(photos) if photo.captured is not None
    )
    for (before, one), (after, other) in pairwise(timed):
        gap = after - before
        if gap <= BURST or (gap <= SESSION and _palettes_alike(photos[one], photos[other])):
            groups.join(one, other)
    prints = [photo.print for photo in photos]
    if prints:
        for one, other in np.argwhere(np.triu(likeness(prints, prints) > SAME_LAYOUT, 1)):
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


def _palettes_alike(one: Seen, other: Seen) -> bool:
    return palette_distance(one.print, other.print) < SAME_PALETTE
