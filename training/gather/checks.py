"""Checks of many photos against each other: what would teach nothing, or the wrong thing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from studio.imaging.fingerprint import SAME_COLOUR, colour_distance, same_content
from studio.imaging.image import Float32
from training.gather.seen import Seen, Sieve

_FEWEST_TO_COMPARE = 10
_SWAPPED = 1.6


def take_out_duplicates(sieve: Sieve) -> None:
    """Of photos that show the same in the same colours, the largest stays."""
    photos = sorted(sieve.seen, key=lambda photo: -photo.width * photo.height)
    same = same_content([photo.print for photo in photos], [photo.print for photo in photos])
    staying: list[int] = []
    for place, photo in enumerate(photos):
        for other in staying:
            alike = same[place, other]
            if alike and colour_distance(photo.print, photos[other].print) < SAME_COLOUR:
                sieve.take_out(photo, "duplicate", other=photos[other].path.name)
                break
        else:
            staying.append(place)


def take_out_strays(sieve: Sieve) -> None:
    """Black and white among colour, or the other way about: whichever are fewer."""
    gray = [photo for photo in sieve.seen if photo.print.one_hue]
    if 2 * len(gray) <= len(sieve.seen):
        for photo in gray:
            sieve.take_out(photo, "black_and_white")
    else:
        for photo in [photo for photo in sieve.seen if not photo.print.one_hue]:
            sieve.take_out(photo, "in_colour")


def take_out_styled(ordinary: Sieve, style: Sequence[Seen]) -> int:
    """Ordinary photos that are finished ones too. How many others show the same frame in other colours."""
    same = same_content([photo.print for photo in ordinary.seen], [photo.print for photo in style])
    frames = 0
    for photo, row in zip(list(ordinary.seen), same, strict=True):
        others = [style[int(place)] for place in np.flatnonzero(row)]
        if not others:
            continue
        nearest = min(others, key=lambda other: colour_distance(photo.print, other.print))
        if colour_distance(photo.print, nearest.print) < SAME_COLOUR:
            ordinary.take_out(photo, "already_styled", other=nearest.path.name)
        else:
            frames += 1
    return frames


def look_swapped(style: Sequence[Seen], ordinary: Sequence[Seen]) -> bool:
    """Whether the "ordinary" photos are much more alike in light, contrast and colour than the finished ones.

    A photographer's hand brings photos closer together; no proof, but a reason to ask.
    """
    if min(len(style), len(ordinary)) < _FEWEST_TO_COMPARE:
        return False
    ratio = _spread(style) / np.maximum(_spread(ordinary), 1e-6)
    return bool(np.exp(np.log(np.maximum(ratio, 1e-6)).mean()) > _SWAPPED)


def _spread(photos: Sequence[Seen]) -> Float32:
    """(4,): how far photos differ in mean L*, a*, b* and in contrast: their middle halves' widths."""
    palettes = np.stack([photo.print.palette[:4] for photo in photos])
    upper, lower = np.percentile(palettes, (75.0, 25.0), axis=0)
    return np.asarray(upper - lower, np.float32)
