"""How fast a batch goes, and how long it will still take."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from studio.batch.plan import PlannedPhoto

_USUAL_MEGAPIXELS = 24.0
# What a photo of no size costs, in megapixels.
_FIXED = 0.3
_LEAST_WINDOW = 24


def weight(photo: PlannedPhoto) -> float:
    """What a photo costs, about, in megapixels: decoded once, rendered and encoded for each output."""
    count = sum(output.is_to_do for output in photo.outputs)
    return _FIXED + (photo.megapixels or _USUAL_MEGAPIXELS) * (1 + 2 * count) / 3


class ActiveClock:
    """Seconds of work: it stands still while held. Thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._holds = 0
        self._passed, self._since = 0.0, clock()

    def hold(self) -> None:
        with self._lock:
            if self._holds == 0:
                self._passed += self._clock() - self._since
            self._holds += 1

    def release(self) -> None:
        with self._lock:
            self._holds -= 1
            if self._holds == 0:
                self._since = self._clock()

    @property
    def seconds(self) -> float:
        with self._lock:
            return self._passed + (0.0 if self._holds else self._clock() - self._since)


class Pace:
    """From finished photos to a rate, over a window of the last ones: a machine may get busier.

    ``workers``: so many photos are in flight; the first ones say nothing yet, since libraries load meanwhile.
    Not thread-safe.
    """

    def __init__(self, left: float, photos: int, workers: int, clock: Callable[[], float]) -> None:
        """``left``: the weight of all that is to be done, ``photos`` how many."""
        self._left, self._clock, self._workers = left, clock, workers
        self._seen = 0
        self._ends: deque[tuple[float, float]] = deque(maxlen=max(_LEAST_WINDOW, photos // 5))

    def ended(self, weight: float, *, counts: bool = True) -> None:
        """A photo is over. One that took no work (found finished, refused at once) does not count."""
        self._left = max(0.0, self._left - weight)
        if counts:
            self._seen += 1
            if self._seen >= self._workers:
                self._ends.append((self._clock(), weight))

    @property
    def photos_per_minute(self) -> float | None:
        """None while it cannot be said."""
        span = self._span()
        return None if span is None else 60.0 * (len(self._ends) - 1) / span

    @property
    def seconds_left(self) -> float | None:
        """None while it cannot be said."""
        span = self._span()
        if span is None:
            return None
        done = sum(weight for _, weight in list(self._ends)[1:])
        since = self._clock() - self._ends[-1][0]
        return max(0.0, self._left * span / done - since) if done else None

    def _span(self) -> float | None:
        if len(self._ends) < 3:
            return None
        span = self._ends[-1][0] - self._ends[0][0]
        return span if span > 0 else None
