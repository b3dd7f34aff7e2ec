"""What says that photos are of one scene: when they were taken, and whether their colours are alike."""

from __future__ import annotations

import re
from datetime import datetime

import numpy as np

from studio.imaging.fingerprint import Fingerprint

BURST = 10.0
"""Seconds within which photos are of one scene."""
SESSION = 20 * 60.0
"""Seconds within which photos whose colours are alike are."""
SAME_PALETTE = 10.0
SAME_LAYOUT = 0.9
"""Correlation of layouts above which photos show the same from the same place."""
_TIME = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")


def captured_seconds(captured: str) -> float | None:
    """EXIF's "2024:05:06 07:08:09" as seconds on the camera's clock, None where unknown."""
    found = _TIME.match(captured)
    if found is None:
        return None
    try:
        moment = datetime(*map(int, found.groups()))  # type: ignore[arg-type]
    except ValueError:  # "0000:00:00 00:00:00"
        return None
    return (moment - datetime(1970, 1, 1)).total_seconds()


def palette_distance(one: Fingerprint, other: Fingerprint) -> float:
    """Between mean colours in CIE Lab, lightness counting half: exposure varies within a scene."""
    apart = (one.palette - other.palette)[:3] * np.array([0.5, 1.0, 1.0], np.float32)
    return float(np.sqrt((apart**2).sum()))


class Groups:
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
