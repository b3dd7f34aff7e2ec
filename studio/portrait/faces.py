"""Faces on a thumbnail: a plain look first, a closer one where it is unsure, more only where none was found.

1. One frontal cascade over the picture at half size, then over its small faces at full size, unless a large
   face says that small ones are bystanders.
2. A place where many windows agree and skin could be is a face. All others are looked at closely
   (:mod:`studio.portrait.verify`).
3. Where no face was found: heads tilted to the side, then profiles, then pictures that lie on their side.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import cv2
import numpy as np

from studio.imaging.image import Float32
from studio.portrait.cascades import Cascades, Gray, Name, cascades, overlap
from studio.portrait.face import Face
from studio.portrait.guided import luma_of
from studio.portrait.small import cleaned, reduced, shade_free
from studio.portrait.verify import Place, Witness

LONGEST = 512
"""Longest side at which faces are looked for, pixels."""
_COARSE = 256
_WINDOW = 20
"""Side of the cascades' own window: no smaller face can be found."""
_SURE = 10
"""Windows of the coarse scan that need no second look."""
_SURE_SKIN = 0.75
_LATE = 1.0
"""Log odds wanted of what the later looks find: they look at more, and so err more often."""
_TILT = 27.0
_MOST_DOUBTS, _MOST_LATE_DOUBTS = 32, 8
_MOST = 64
_BYSTANDER = 0.25
"""Faces smaller than this share of the largest are not looked for."""

Judged = tuple[Place, float]


def find_faces(thumbnail: Float32) -> tuple[Face, ...]:
    """The faces of a picture, surest first; empty where none was found.

    ``thumbnail``: float32 (h, w, 3), extended sRGB, longest side about 512 (a larger one is reduced). Faces
    of less than 20 pixels there are not found. The same picture gives the same faces in any thread.
    """
    picture = reduced(cleaned(thumbnail), LONGEST)
    if min(picture.shape[:2]) < _WINDOW:
        return ()
    gray = np.asarray(luma_of(picture) * 255.0 + 0.5, np.uint8)
    colours = shade_free(reduced(picture, _COARSE))
    with cascades() as mine:
        return _Search(mine, gray, colours).faces()


class _Search:
    """One picture's search."""

    def __init__(self, cascades: Cascades, gray: Gray, colours: Float32) -> None:
        self._cascades = cascades
        self._gray = gray
        self._witness = Witness(cascades, gray, colours)

    def faces(self) -> tuple[Face, ...]:
        found = self._plain()
        for look, trust in (
            (self._tilted, 0.3),
            (self._profiles, 0.7),
            (self._lying, 0.0),
        ):
            if found:
                break
            found = list(self._judged(look(), _MOST_LATE_DOUBTS, _LATE, trust))
        return tuple(self._finished(each) for each in _distinct(found)[:_MOST])

    def _plain(self) -> list[Judged]:
        places = list(self._scan("frontalface_alt2", self._gray, _COARSE, _WINDOW))
        sure = [place for place in places if self._is_sure(place)]
        scale = min(1.0, _COARSE / max(self._gray.shape))
        smallest = max(_WINDOW, int(_BYSTANDER * max((place.side for place in sure), default=0.0)))
        if smallest < _WINDOW / scale:
            largest = int(1.2 * _WINDOW / scale)
            places += self._scan("frontalface_alt2", self._gray, LONGEST, smallest, largest, 1.2)
        found = [(place, math.log(place.count)) for place in places if self._is_sure(place)]
        doubts = [place for place in places if not any(_same(place, other) for other, _ in found)]
        return found + list(self._judged(doubts, _MOST_DOUBTS))

    def _is_sure(self, place: Place) -> bool:
        return place.count >= _SURE and self._witness.skin_share(place) >= _SURE_SKIN

    def _judged(
        self, doubts: Iterable[Place], most: int, least: float = 0.0, trust: float = 0.0
    ) -> Iterator[Judged]:
        """Of the ``most`` doubts with most windows those whose log odds are above ``least``.

        ``trust`` is how much the scan's own count adds to what the closer look says.
        """
        for place in sorted(doubts, key=lambda each: -each.count)[:most]:
            odds = self._witness.score(place) + trust * math.log(place.count / 2)
            if odds > least:
                yield place, odds

    def _profiles(self) -> Iterator[Place]:
        yield from self._scan("profileface", self._gray, _COARSE, _WINDOW, step=1.15)
        width = self._gray.shape[1]
        flipped = np.asarray(cv2.flip(self._gray, 1), np.uint8)
        for place in self._scan("profileface", flipped, _COARSE, _WINDOW, step=1.15):
            yield Place(width - place.x, place.y, place.side, 0.0, place.count)

    def _tilted(self) -> Iterator[Place]:
        yield from self._turned(-_TILT, 1.1)
        yield from self._turned(_TILT, 1.1)

    def _lying(self) -> Iterator[Place]:
        yield from self._turned(-90.0, 1.2)
        yield from self._turned(90.0, 1.2)

    def _turned(self, roll: float, step: float) -> Iterator[Place]:
        """Faces with that roll: of the picture turned back by it."""
        height, width = self._gray.shape
        angle = math.radians(roll)
        sine, cosine = abs(math.sin(angle)), abs(math.cos(angle))
        size = (width, height)  # a tilt's outermost corners are not worth two thirds more pixels
        if sine > cosine:
            size = math.ceil(width * cosine + height * sine), math.ceil(height * cosine + width * sine)
        turn = np.array([[math.cos(angle), math.sin(angle), 0.0], [-math.sin(angle), math.cos(angle), 0.0]])
        turn[:, 2] = np.array(size) / 2 - turn[:, :2] @ (width / 2, height / 2)
        turned = np.asarray(cv2.warpAffine(self._gray, turn, size, borderMode=cv2.BORDER_REPLICATE), np.uint8)
        back = np.linalg.inv(turn[:, :2])
        for place in self._scan("frontalface_alt2", turned, _COARSE, _WINDOW, step=step):
            x, y = back @ (np.array([place.x, place.y]) - turn[:, 2])
            if 0 <= x < width and 0 <= y < height:
                yield Place(float(x), float(y), place.side, roll, place.count)

    def _scan(
        self,
        name: Name,
        gray: Gray,
        longest: int,
        smallest: int,
        largest: int | None = None,
        step: float = 1.1,
    ) -> Iterator[Place]:
        """Places of at least two windows, in pixels of ``gray``, which is scanned at that longest side."""
        scale = min(1.0, longest / max(self._gray.shape))
        size = max(1, round(gray.shape[1] * scale)), max(1, round(gray.shape[0] * scale))
        small = gray
        if scale < 1.0:
            small = np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8)
        for hit in self._cascades.scan(name, small, smallest, largest, step):
            if hit.count >= 2:
                half = hit.side / 2
                yield Place((hit.x + half) / scale, (hit.y + half) / scale, hit.side / scale, 0.0, hit.count)

    def _finished(self, judged: Judged) -> Face:
        place, odds = judged
        height, width = self._gray.shape
        eyes = self._witness.eyes(place)
        if len(eyes) == 2:
            (left_x, left_y), (right_x, right_y) = eyes
            roll = math.degrees(math.atan2(right_y - left_y, right_x - left_x))
            if abs(roll - place.roll) < 30.0:
                place = Place(place.x, place.y, place.side, roll, place.count)
        confidence = 1.0 / (1.0 + math.exp(-odds))
        return place.face(self._gray.shape, confidence, tuple((x / width, y / height) for x, y in eyes))


def _same(one: Place, other: Place) -> bool:
    """Whether two places are of one face: they overlap much, or one's centre lies inside the other."""
    apart = max(abs(one.x - other.x), abs(one.y - other.y))
    return apart < max(one.side, other.side) / 2 or bool(overlap(one.box(), other.box())[0, 0] > 0.2)


def _distinct(found: list[Judged]) -> list[Judged]:
    """Without the less sure of two that are the same."""
    kept: list[Judged] = []
    for place, odds in sorted(found, key=lambda each: -each[1]):
        if not any(_same(place, other) for other, _ in kept):
            kept.append((place, odds))
    return kept
