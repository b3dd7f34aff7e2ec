"""Remembered: the pictures of a run's checkpoints that were looked at of late, for all who show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtGui import QImage

from studio.runs.folder import RunFolder
from studio.ui.background import Background
from studio.ui.train.sample_pictures import SamplePictures, Samples

MOST = 48
"""So many photos at a checkpoint are kept, each with up to five pictures below a megabyte."""

Pictures = dict[str, QImage]


class Remembered:
    """Pictures by (step, photo): each is read once, however many want it."""

    def __init__(self, background: Background) -> None:
        self._pictures = SamplePictures(background)
        self._run: RunFolder | None = None
        self._found: dict[tuple[int, int], Pictures] = {}
        self._waiting: dict[tuple[int, int], list[Callable[[], None]]] = {}

    def begin(self, run: RunFolder) -> None:
        """Another run: forget all."""
        self._run, self._found, self._waiting = run, {}, {}

    def forget(self, steps: Iterable[int]) -> None:
        """The pictures of these steps were written anew."""
        gone = set(steps)
        self._found = {key: found for key, found in self._found.items() if key[0] not in gone}

    def get(self, step: int, number: int) -> Pictures | None:
        """The pictures by kind; None while they are not there."""
        return self._found.get((step, number))

    def want(self, samples: Samples, number: int, then: Callable[[], None] | None = None) -> None:
        """Read them, unless they are there; ``then`` is called once when they come."""
        key, run = (samples.step, number), self._run
        if run is None or key in self._found:
            return
        asked = key in self._waiting
        waiting = self._waiting.setdefault(key, [])
        # Who is called asks for more: if each call counted anew, they would multiply with every picture.
        if then is not None and then not in waiting:
            waiting.append(then)
        if asked:
            return

        def take(found: Pictures) -> None:
            if run is not self._run:
                return
            while len(self._found) >= MOST:
                del self._found[next(iter(self._found))]
            self._found[key] = found
            for each in self._waiting.pop(key, []):
                each()

        self._pictures.want(run, samples, number, take, lambda: run is self._run)
