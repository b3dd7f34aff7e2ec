"""Work on many photos: two at a time, told as it goes, and ended when nobody wants it any more."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_MOST_WORKERS = 4
_LOOK = 0.5


def _nothing(_fraction: float) -> None:
    pass


def _never() -> None:
    pass


@dataclass(frozen=True)
class Watch:
    """``progress`` is told 0 to 1; ``check`` raises Cancelled when the work is not wanted any more."""

    progress: Callable[[float], None] = _nothing
    check: Callable[[], None] = _never

    def part(self, low: float, high: float) -> Watch:
        """A watch for a part of the work: its 0 to 1 are ``low`` to ``high`` here."""
        return Watch(lambda fraction: self.progress(low + (high - low) * fraction), self.check)

    def over(self, work: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """``work`` of every item, in their order; several at a time. Its first exception is raised."""
        results: dict[Future[R], int] = {}
        workers = max(2, min(_MOST_WORKERS, os.cpu_count() or 1))
        with ThreadPoolExecutor(workers, thread_name_prefix="gather") as pool:
            try:
                results = {pool.submit(work, item): place for place, item in enumerate(items)}
                waiting = set(results)
                while waiting:
                    self.check()
                    done, waiting = wait(waiting, timeout=_LOOK, return_when=FIRST_COMPLETED)
                    for future in done:
                        future.result()
                    self.progress(1.0 - len(waiting) / len(items))
            except BaseException:
                for future in results:
                    future.cancel()
                raise
        return [future.result() for future in results]
