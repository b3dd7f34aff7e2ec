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
HASHED = 0.02
"""What a finished photo costs of a photo's weight, whose files are only read again."""


def weight(photo: PlannedPhoto) -> float:
    """What a photo costs, about, in megapixels: decoded once, rendered and encoded for each output."""
    pixels = photo.megapixels or _USUAL_MEGAPIXELS
    made = sum(output.options.megapixels_of(pixels) for output in photo.outputs if output.is_to_do)
    return _FIXED + (pixels + 2 * made) / 3


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
    """From what finished photos took to a rate, over a window of the last ones: a machine may get busier.

    What a photo took counts from its beginning to its end, whatever it waited for: ``workers`` such times
    pass side by side. The first photo of each worker says nothing: libraries load meanwhile. Not thread-safe.
    """

    def __init__(self, left: float, photos: int, workers: int, clock: Callable[[], float]) -> None:
        """``left``: the weight of all that is to be done, ``photos`` how many."""
        self._left, self._workers, self._clock = left, workers, clock
        self._seen = 0
        self._begun: dict[int, tuple[float, float]] = {}
        self._took: deque[tuple[float, float]] = deque(maxlen=max(_LEAST_WINDOW, photos // 5))

    def more(self, weight: float) -> None:
        """So much is to be done besides."""
        self._left += weight

    def begun(self, photo: int, weight: float) -> None:
        """Work on a photo begins."""
        self._begun[photo] = (self._clock(), weight)

    def ended(self, photo: int, weight: float) -> None:
        """A photo is over; one that was never begun (found finished, refused at once) took no work."""
        self._left = max(0.0, self._left - weight)
        begun = self._begun.pop(photo, None)
        if begun is not None:
            self._seen += 1
            if self._seen > self._workers:
                self._took.append((self._clock() - begun[0], weight))

    @property
    def photos_per_minute(self) -> float | None:
        """None while it cannot be said."""
        seconds = sum(seconds for seconds, _ in self._took)
        return 60.0 * self._workers * len(self._took) / seconds if seconds > 0 else None

    @property
    def seconds_left(self) -> float | None:
        """None while it cannot be said."""
        seconds = sum(seconds for seconds, _ in self._took)
        if self._left == 0:
            return 0.0
        if seconds <= 0:
            return None
        each = seconds / sum(weight for _, weight in self._took)
        now = self._clock()
        # Of what is in flight a part is done already.
        done = sum(min(now - begun, weight * each) for begun, weight in self._begun.values())
        return max(0.0, self._left * each - done) / self._workers
