"""Small work off the window's thread: listing folders, reading style files, saving settings."""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, Signal, Slot

from studio.errors import StudioError
from studio.faults import fault_of

R = TypeVar("R")


@dataclass(frozen=True, eq=False)
class _Task:
    work: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[StudioError], None]


class _Thread(QThread):
    """Runs work in order; ``answered`` tells the window's thread of one more among ``answers``.

    No Python object goes through the signal: Qt would copy and free it in both threads. And the thread lets
    go of all work before it answers, so that no widget has its last reference here.
    """

    answered = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("background")
        self.work: queue.SimpleQueue[Callable[[], Any] | None] = queue.SimpleQueue()
        self.answers: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def run(self) -> None:
        while (work := self.work.get()) is not None:
            result = _result(work)
            del work
            self.answers.put(result)
            del result
            self.answered.emit()


def _result(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except StudioError as error:
        return error.with_traceback(None)
    except Exception as error:  # noqa: BLE001 - the edge of the thread
        return fault_of(error)


class Background(QObject):
    """One thread for small work, in order; it starts with the first task."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = _Thread(self)
        self._thread.answered.connect(self._answer)
        self._tasks: deque[_Task] = deque()
        self._stopped = False

    def run(
        self,
        work: Callable[[], R],
        then: Callable[[R], None],
        failed: Callable[[StudioError], None],
    ) -> None:
        """Call ``work`` off the window's thread, then ``then(result)`` or ``failed(error)`` on it."""
        if self._stopped:
            return
        self._tasks.append(_Task(work, then, failed))
        self._thread.work.put(work)
        if not self._thread.isRunning():
            self._thread.start()

    def stop(self) -> None:
        """Finish what is queued and wait for it; no result is delivered any more."""
        if self._stopped:
            return
        self._stopped = True
        self._thread.work.put(None)
        self._thread.wait()

    @Slot()
    def _answer(self) -> None:
        task, result = self._tasks.popleft(), self._thread.answers.get_nowait()
        if self._stopped:
            return
        if isinstance(result, StudioError):
            task.failed(result)
        else:
            task.then(result)
