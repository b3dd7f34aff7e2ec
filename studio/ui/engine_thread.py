"""The engine's loop on two QThreads; results reach the window's thread as signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QThread, Signal, SignalInstance, Slot

from studio.engine.request import Request, Result
from studio.generators.device import Preference

if TYPE_CHECKING:
    from studio.engine.loop import EngineLoop
    from studio.styles.catalogue import Catalogue


class Engine(Protocol):
    """What a session needs of an engine; tests stand in for it."""

    @property
    def result(self) -> SignalInstance:
        """Carries every Result, on the window's thread."""

    def start(self, catalogue: Catalogue, device: Preference) -> None: ...
    def submit(self, request: Request) -> None: ...
    def cancel_job(self, job_id: str) -> None: ...
    def stop(self) -> None: ...


class _LaneThread(QThread):
    """One of the loop's two lanes. ``result`` is emitted in this thread and received in the window's."""

    result = Signal(object)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.serve: Callable[[], None] | None = None

    def run(self) -> None:
        if self.serve is not None:
            self.serve()


def import_loop() -> None:
    """Import what :meth:`EngineThreads.start` needs, 30 ms of it; for a thread that has the time."""
    import studio.engine.loop  # noqa: F401


class EngineThreads(QObject):
    """An :class:`~studio.engine.loop.EngineLoop` with its two threads.

    Requests made before :meth:`start` wait for it. After :meth:`stop` returns no thread runs.
    """

    result = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loop: EngineLoop | None = None
        self._early: list[Request] = []
        self._stopped = False
        self._pictures = _LaneThread("engine pictures", self)
        self._jobs = _LaneThread("engine jobs", self)
        for thread in (self._pictures, self._jobs):
            thread.result.connect(self._pass_on)

    def start(self, catalogue: Catalogue, device: Preference) -> None:
        """Begin to serve; torch is loaded in the jobs' thread."""
        if self._loop is not None or self._stopped:
            return
        from studio.engine.loop import EngineLoop

        self._loop = EngineLoop(catalogue, self._deliver, device)
        self._pictures.serve = self._loop.serve_interactive
        self._jobs.serve = self._loop.serve_jobs
        for request in self._early:
            self._loop.submit(request)
        self._early.clear()
        self._pictures.start()
        self._jobs.start()

    def submit(self, request: Request) -> None:
        """Ask for something; its results come by ``result``."""
        if self._loop is not None:
            self._loop.submit(request)
        elif not self._stopped:
            self._early.append(request)

    def cancel_job(self, job_id: str) -> None:
        """Stop a job, running or waiting; it fails with Cancelled."""
        if self._loop is not None:
            self._loop.cancel_job(job_id)

    def stop(self) -> None:
        """End both threads and wait for them. What waits is forgotten; a running job leaves no file."""
        self._stopped = True
        if self._loop is not None:
            self._loop.stop()
        for thread in (self._pictures, self._jobs):
            thread.wait()

    def _deliver(self, result: Result) -> None:
        # On whichever thread found the result; emitting is the one thing that is safe there.
        self._pictures.result.emit(result)

    @Slot(object)
    def _pass_on(self, result: Result) -> None:
        if not self._stopped:
            self.result.emit(result)
