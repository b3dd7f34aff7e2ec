"""Photos that were in work when the process died: one of them may have ended it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from studio.batch.record import PhotoState
from studio.engine.cancel import CancelToken

_LOOK_SECONDS = 0.2


class Suspects:
    """Has them worked on last, one at a time, with no other in work: so it is seen which it was. Thread-safe.

    ``todo``: the photos that are to be worked on, each once.
    """

    def __init__(self, todo: Sequence[int], states: Sequence[PhotoState]) -> None:
        self._numbers = {number for number in todo if states[number].begun}
        self._others = len(todo) - len(self._numbers)
        self._ended, self._alone = threading.Condition(), threading.Lock()

    def __contains__(self, number: int) -> bool:
        return number in self._numbers

    @contextmanager
    def turn(self, number: int, token: CancelToken) -> Iterator[None]:
        """Work on a photo within; a suspect waits for its turn. Raises Cancelled."""
        if number in self._numbers:
            with self._alone:
                with self._ended:
                    while self._others:
                        token.check()
                        self._ended.wait(_LOOK_SECONDS)
                yield
            return
        try:
            yield
        finally:
            with self._ended:
                self._others -= 1
                self._ended.notify_all()
