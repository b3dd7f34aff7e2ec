"""Where the photos of the skin ribbon stand, left to right: narrow ones are scrolled, never squeezed."""

from __future__ import annotations

import numpy as np

from studio.ui.batch.shoot import Shoot

LEAST, MOST, GAP = 7, 64, 6
"""Pixels: the width of a photo at least and at most, and what parts scenes."""


class RibbonLayout:
    """Pixels from the left of the whole strip, of which ``length`` may be more than there is room for."""

    def __init__(self, shoot: Shoot, room: int) -> None:
        count = len(shoot.stretches)
        scenes = np.array([stretch.scene for stretch in shoot.stretches], int)
        gaps = np.concatenate([[0], np.cumsum(np.diff(scenes) != 0)]) if count else np.zeros(0, int)
        between = GAP * (int(gaps[-1]) if count else 0)
        self.width = int(np.clip((room - between) // count, LEAST, MOST)) if count else MOST
        self._lefts = np.arange(count) * self.width + GAP * gaps
        self.borders = [int(place) for place in np.flatnonzero(np.diff(gaps)) + 1] if count else []
        """The first photos of all scenes but the first."""
        self.length = int(self._lefts[-1]) + self.width if count else 0

    def left(self, place: int) -> int:
        return int(self._lefts[place])

    def at(self, x: int) -> int:
        """The photo at that pixel, the nearest where there is none; -1 for an empty strip."""
        return max(0, int(np.searchsorted(self._lefts, x, "right")) - 1) if len(self._lefts) else -1

    def seen(self, first: int, last: int) -> range:
        """The photos of which something lies between two pixels."""
        if not len(self._lefts):
            return range(0)
        return range(self.at(first), self.at(last) + 1)
