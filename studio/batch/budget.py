"""A budget of memory that photos in flight share."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from studio.batch.plan import PlannedPhoto
from studio.engine.memory import physical_memory
from studio.imaging.encode import format_for_suffix
from studio.imaging.limits import free_memory
from studio.imaging.sniff import FOREIGN, FORMAT_OF_SUFFIX

# What a pixel takes at the peak, beyond the libraries: in whole numbers, and where it is in float.
SMALL_BYTES, FLOAT_BYTES = 14, 40
# What a helper process that decodes takes beside it, a pixel.
HELPER_BYTES = 30
# For outputs in a smaller size: a pixel of the photo, and one of the output, which is reduced in float.
REDUCED_BYTES, REDUCED_OUTPUT_BYTES = 9, 20
_UNKNOWN_MEGAPIXELS = 24.0


def usual_budget() -> int:
    """A third of the computer's memory, or half of what is free of it."""
    third, free = physical_memory() // 3, free_memory()
    return third if free is None else min(third, free // 2)


def bytes_for(photo: PlannedPhoto) -> int:
    """About what working on a photo takes at its peak."""
    plain = format_for_suffix(photo.source) in ("jpeg", "webp")
    helper = FORMAT_OF_SUFFIX.get(photo.source.suffix.lower()) in FOREIGN
    formats = {output.options.format for output in photo.outputs}
    small = plain and not formats & {"png", "tiff"}
    megapixels = photo.megapixels or _UNKNOWN_MEGAPIXELS
    if not small:
        return int(megapixels * 1e6 * (FLOAT_BYTES + helper * HELPER_BYTES))
    made = [output.options.megapixels_of(megapixels) for output in photo.outputs if output.is_to_do]
    each = [
        megapixels * SMALL_BYTES
        if pixels == megapixels
        else megapixels * REDUCED_BYTES + pixels * REDUCED_OUTPUT_BYTES
        for pixels in made
    ]
    return int(max(each, default=megapixels * SMALL_BYTES) * 1e6)


class MemoryBudget:
    """Photos wait for their share in the order in which they came; one that is larger than all goes alone."""

    def __init__(self, total: int) -> None:
        self.total = total
        self._used = 0
        self._turn: deque[object] = deque()
        self._changed = threading.Condition()

    @contextmanager
    def share(self, wanted: int) -> Iterator[None]:
        """Have so many bytes while within."""
        wanted = min(wanted, self.total)
        ticket = object()
        with self._changed:
            self._turn.append(ticket)
            self._changed.wait_for(
                lambda: self._turn[0] is ticket and (not self._used or self._used + wanted <= self.total)
            )
            self._turn.popleft()
            self._used += wanted
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._used -= wanted
                self._changed.notify_all()
