"""EngineLoop: the inference thread's work, free of Qt. Requests go in, results come out as values."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from studio.engine.cache import PictureCache
from studio.engine.mailbox import JOBS, JobRequest, Mailbox, PictureRequest
from studio.engine.portrait_request import PortraitFound, PortraitRequest
from studio.engine.request import (
    READING,
    CancelToken,
    EngineReady,
    ExportDone,
    ExportRequest,
    Failure,
    OpenRequest,
    PhotoOpened,
    PreviewReady,
    PreviewRequest,
    Progress,
    QueueStatus,
    Request,
    Result,
)
from studio.engine.thumbnails import small_picture
from studio.engine.warmup import preload_torch
from studio.errors import Cancelled, DeviceOutOfMemory, StudioError
from studio.faults import fault_of
from studio.generators.device import DeviceChoice, Preference, choose_device
from studio.imaging.photo import Photo
from studio.messages import Message

if TYPE_CHECKING:
    from studio.engine.render import Renderer
    from studio.generators.registry import StyleSource

Deliver: TypeAlias = Callable[[Result], None]
R = TypeVar("R", bound=Request | None)

# On Linux a thread has its own: exports leave the cores to previews.
JOB_NICENESS = 10


class EngineLoop:
    """Answers requests on two threads of the caller's: one for pictures on the screen, one for jobs.

    ``deliver`` is called with every result, on either thread (for a waiting job that is cancelled, on the
    caller's). torch is loaded by the thread that has nothing better to do, so that the first photo is decoded
    meanwhile. All methods may be called from any thread.
    """

    def __init__(
        self,
        catalogue: StyleSource,
        deliver: Deliver,
        device: Preference = "auto",
        *,
        cache: PictureCache | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._deliver = deliver
        self._preference: Preference = device
        self._cache = cache or PictureCache()
        self._mailbox = Mailbox()
        self._loading = threading.Lock()
        self._renderer: Renderer | None = None
        self._fault: StudioError | None = None
        self._announced: DeviceChoice | None = None
        self._interrupt = CancelToken()

    def submit(self, request: Request) -> None:
        """Ask for something; after :meth:`stop` nothing happens."""
        if self._mailbox.put(request) and isinstance(request, OpenRequest):
            # The photo that is wanted goes before the preview of the one that is left.
            self._interrupt.cancel()

    def cancel_job(self, job_id: str) -> None:
        """Stop a job, running (between two strips) or waiting; it fails with Cancelled."""
        waiting = self._mailbox.cancel_job(job_id)
        if waiting is not None:
            self._deliver(Failure(waiting, Cancelled()))

    def clear(self, kind: type[Request]) -> None:
        """Drop the waiting requests of a kind; waiting jobs fail with Cancelled."""
        for request in self._mailbox.clear(kind):
            if isinstance(request, JOBS):
                self._deliver(Failure(request, Cancelled()))

    def status(self) -> QueueStatus:
        """What there is to do."""
        return self._mailbox.status()

    def stop(self) -> None:
        """End both threads' work soon: what waits is forgotten, what runs ends at its next strip."""
        self._mailbox.close()
        self._interrupt.cancel()

    def serve_interactive(self) -> None:
        """Open photos, render previews and thumbnails; returns after :meth:`stop`."""
        request = self._mailbox.next_picture(wait=False)
        if request is None:
            self._load()
            request = self._mailbox.next_picture()
        while request is not None:
            self._serve_picture(request)
            request = self._mailbox.next_picture()

    def serve_jobs(self) -> None:
        """Load torch, then export; returns after :meth:`stop`."""
        self._load()
        if sys.platform == "linux":
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), JOB_NICENESS)
        while (job := self._mailbox.next_job()) is not None:
            result = self._answer(job, self._do_job)
            self._mailbox.job_done()
            self._hand_over(result)

    def _load(self) -> None:
        """Make the renderer, torch loaded; the thread that comes first does it, the other waits."""
        with self._loading:
            if self._renderer is not None or self._fault is not None or self._mailbox.closed:
                return
            result = self._answer(None, lambda _: self._make_renderer())
            if isinstance(result, Failure):
                self._fault = result.error
        self._hand_over(result)

    def _make_renderer(self) -> EngineReady:
        preload_torch()
        from studio.engine.render import Renderer

        renderer = Renderer(self._catalogue, choose_device(self._preference), cache=self._cache)
        self._announced = renderer.choice
        self._renderer = renderer
        return EngineReady(renderer.choice, renderer.kernel)

    def _ready(self) -> Renderer:
        self._load()
        if self._renderer is None:
            raise self._fault or Cancelled()
        return self._renderer

    def _serve_picture(self, request: PictureRequest) -> None:
        self._interrupt = CancelToken()
        if self._mailbox.closed:
            return
        if self._mailbox.open_waits:
            # It came between the taking of this request and the new token.
            self._interrupt.cancel()
        result = self._answer(request, self._picture)
        if isinstance(request, PreviewRequest) and _was_cancelled(result):
            self._mailbox.put_back(request)
        elif not self._mailbox.is_stale(request):
            self._hand_over(result)

    def _picture(self, request: PictureRequest) -> Result:
        if isinstance(request, OpenRequest):
            photo = self._cache.photo(request.path, allow_damaged=request.allow_damaged)
            return PhotoOpened(photo, request.stamp)
        if isinstance(request, PreviewRequest):
            return self._preview(request)
        if isinstance(request, PortraitRequest):
            maps = self._ready().portrait(request.photo, request.geometry)
            return PortraitFound(len(maps.faces), maps.note, request.stamp)
        return small_picture(self._ready(), self._catalogue, request)

    def _preview(self, request: PreviewRequest) -> PreviewReady:
        renderer = self._ready()
        start = time.perf_counter()
        wanted = (request.photo, request.recipe, request.region, request.size, request.display_icc)
        if request.slot.startswith("mask"):
            pixels, region = renderer.render_mask(*wanted, token=self._interrupt)
        else:
            pixels, region = renderer.render_display(*wanted, request.proof, token=self._interrupt)
        return PreviewReady(pixels, region, request.stamp, request.slot, time.perf_counter() - start)

    def _do_job(self, job: JobRequest) -> Result:
        job.token.check()
        if isinstance(job, ExportRequest):
            return self._export(job)
        from studio.engine.passport_job import do_passport

        return do_passport(self._ready(), self._catalogue, job, self._progress_of(job.job_id))

    def _progress_of(self, job_id: str) -> Callable[[float, Message], None]:
        return lambda fraction, stage: self._deliver(Progress(job_id, fraction, stage))

    def _export(self, job: ExportRequest) -> ExportDone:
        from studio.engine.export import export_photo

        start = time.perf_counter()
        photo = job.photo
        if not isinstance(photo, Photo):
            self._deliver(Progress(job.job_id, 0.0, READING))
            photo = self._cache.photo(photo, keep=False)
        notes = export_photo(
            self._ready(),
            photo,
            job.recipe,
            job.options,
            job.target,
            replace=job.replace,
            originals=job.originals,
            progress=self._progress_of(job.job_id),
            token=job.token,
        )
        return ExportDone(job.job_id, job.target, notes, time.perf_counter() - start)

    def _answer(self, request: R, work: Callable[[R], Result]) -> Result:
        """The result of the work, or its failure as a value: no exception leaves a thread."""
        try:
            return work(request)
        except StudioError as error:
            return Failure(request, error)
        except MemoryError as error:
            self._cache.clear()
            if self._renderer is not None:
                self._renderer.clear()
            return Failure(request, DeviceOutOfMemory(details=str(error)))
        except Exception as error:  # noqa: BLE001 - the edge of the thread
            return Failure(request, fault_of(error))

    def _hand_over(self, result: Result) -> None:
        """Deliver a result; before it the device, when it changed under the work."""
        renderer = self._renderer
        if renderer is not None and renderer.choice is not self._announced:
            self._announced = renderer.choice
            self._deliver(EngineReady(renderer.choice, renderer.kernel))
        self._deliver(result)


def _was_cancelled(result: Result) -> bool:
    return isinstance(result, Failure) and isinstance(result.error, Cancelled)
