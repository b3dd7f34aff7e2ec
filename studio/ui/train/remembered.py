"""Remembered: the pictures of a run's checkpoints that were looked at of late, so that scrubbing is quick."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QImage

from studio.runs.folder import RunFolder
from studio.ui.background import Background
from studio.ui.train.sample_pictures import SamplePictures, Samples

MOST = 48
"""So many photos at a checkpoint are kept, each with up to five pictures below a megabyte."""


class Remembered:
    """Pictures by (step, photo)."""

    def __init__(self, background: Background) -> None:
        self._pictures = SamplePictures(background)
        self._run: RunFolder | None = None
        self._found: dict[tuple[int, int], dict[str, QImage]] = {}
        self._wanted: set[tuple[int, int]] = set()

    def begin(self, run: RunFolder) -> None:
        """Another run: forget all."""
        self._run, self._found, self._wanted = run, {}, set()

    def forget(self, steps: Iterable[int]) -> None:
        """The pictures of these steps were written anew."""
        gone = set(steps)
        self._found = {key: found for key, found in self._found.items() if key[0] not in gone}

    def get(self, step: int, number: int) -> dict[str, QImage] | None:
        """The pictures by kind; None while they are not there."""
        return self._found.get((step, number))

    def want(self, samples: Samples, number: int, then: Callable[[], None]) -> None:
        """Read them, unless they are there or on their way; ``then`` is called when they are."""
        key, run = (samples.step, number), self._run
        if run is None or key in self._wanted or key in self._found:
            return
        self._wanted.add(key)

        def take(found: dict[str, QImage]) -> None:
            if run is not self._run:
                return
            self._wanted.discard(key)
            while len(self._found) >= MOST:
                del self._found[next(iter(self._found))]
            self._found[key] = found
            then()

        self._pictures.want(run, samples, number, take, lambda: run is self._run)
