"""Waiting for troubles to pass, and giving up in the end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from studio.batch.pace import ActiveClock
from studio.batch.trouble import STOPS, Trouble, trouble_of
from studio.engine.cancel import CancelToken
from studio.errors import DeviceOutOfMemory, StudioError
from studio.messages import Message
from studio.passing import delays

T = TypeVar("T")


class Stopped(Exception):
    """The batch cannot go on now; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class Patience:
    """Tries again, less and less often. While all workers wait, the clock of the batch stands still."""

    def __init__(
        self, limits: Mapping[Trouble, float], token: CancelToken, clock: ActiveClock, workers: int
    ) -> None:
        """``limits``: seconds of waiting for each kind of trouble."""
        self._limits, self._token, self._clock, self._workers = limits, token, clock, workers
        self._changed = threading.Condition()
        self._calls = 0
        self._waiting = 0

    def wake(self) -> None:
        """Whoever waits tries again at once, or sees that the token was cancelled."""
        with self._changed:
            self._calls += 1
            self._changed.notify_all()

    def of(
        self, source: Path, attempt: Callable[[], T], tell: Callable[[Message | None, Trouble], None]
    ) -> T:
        """What ``attempt`` gives, sooner or later. ``tell`` hears what is waited for, None when it passed.

        Raises what stays wrong; Stopped when patience ends with what would be in the way of all photos;
        Cancelled.
        """
        waited = 0.0
        told: Trouble | None = None
        for usual in delays():
            try:
                found = attempt()
            except MemoryError as error:
                fault: StudioError = DeviceOutOfMemory(details=str(error))
            except StudioError as error:
                fault = error
            else:
                if told is not None:
                    tell(None, told)
                return found
            kind = trouble_of(fault, source)
            if kind is None:
                raise fault
            self._token.check()
            if waited >= self._limits[kind]:
                if kind in STOPS:
                    raise Stopped(fault.message) from fault
                raise fault
            told = kind
            tell(fault.message, kind)
            # The pixels that the traceback holds must not lie there meanwhile.
            fault.__traceback__ = fault.__context__ = None
            delay = min(usual, self._limits[kind] - waited)
            with self._held():
                self._wait(delay)
            waited += delay
            self._token.check()
        raise AssertionError("delays never end")

    def _wait(self, seconds: float) -> None:
        with self._changed:
            calls = self._calls
            self._changed.wait_for(lambda: self._token.cancelled or self._calls != calls, seconds)

    @contextmanager
    def _held(self) -> Iterator[None]:
        with self._changed:
            self._waiting += 1
            all_wait = self._waiting == self._workers
        if all_wait:
            self._clock.hold()
        try:
            yield
        finally:
            with self._changed:
                self._waiting -= 1
            if all_wait:
                self._clock.release()
