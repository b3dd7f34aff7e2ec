"""What waits to be done: newest wins for pictures on the screen, first come first served for the rest."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Hashable
from typing import TypeAlias

from studio.engine.passport_request import PassportRequest
from studio.engine.portrait_request import PortraitRequest
from studio.engine.request import (
    ExportRequest,
    FileThumbnailRequest,
    OpenRequest,
    PreviewRequest,
    QueueStatus,
    Request,
    StyleThumbnailRequest,
)
from studio.engine.trial_request import TrialRequest

SmallRequest: TypeAlias = StyleThumbnailRequest | FileThumbnailRequest | TrialRequest | PortraitRequest
PictureRequest: TypeAlias = OpenRequest | PreviewRequest | SmallRequest
JobRequest: TypeAlias = ExportRequest | PassportRequest
JOBS = (ExportRequest, PassportRequest)


class Mailbox:
    """Two lanes, one for pictures on the screen and one for jobs. Thread-safe; all waiting ends at close().

    Order of the picture lane: the newest open, then the newest preview of each slot (slots take turns), then
    thumbnails as they came. What is overtaken is dropped here, before any work.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._closed = False
        self._open: OpenRequest | None = None
        self._previews: dict[str, PreviewRequest] = {}
        self._thumbnails: deque[SmallRequest] = deque()
        self._jobs: deque[JobRequest] = deque()
        self._job: JobRequest | None = None
        self._newest: dict[Hashable, int] = {}

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def open_waits(self) -> bool:
        """Whether a photo was asked for that nobody has begun to open."""
        return self._open is not None

    def put(self, request: Request) -> bool:
        """Take a request in; False when it is refused: closed, or older than one that was asked."""
        with self._changed:
            if self._closed:
                return False
            if isinstance(request, JOBS):
                self._jobs.append(request)
            else:
                key = _series(request)
                if request.stamp < self._newest.get(key, request.stamp):
                    return False
                self._newest[key] = request.stamp
                if isinstance(request, OpenRequest):
                    self._open = request
                elif isinstance(request, PreviewRequest):
                    # A slot keeps its turn when its request is replaced.
                    self._previews[request.slot] = request
                else:
                    self._thumbnails.append(request)
            self._changed.notify_all()
            return True

    def put_back(self, request: PreviewRequest) -> None:
        """An interrupted preview waits again, unless its slot has a newer one."""
        with self._changed:
            if not self._closed and not self.is_stale(request):
                self._previews.setdefault(request.slot, request)

    def is_stale(self, request: PictureRequest) -> bool:
        """Whether a finished or waiting request is of no more use.

        An open or a thumbnail: when a newer one was asked. A preview: when a newer one of its slot waits that
        shows another photo; of the same photo, an older picture is better than none.
        """
        with self._changed:
            if isinstance(request, PreviewRequest):
                newer = self._previews.get(request.slot)
                return newer is not None and newer.photo is not request.photo
            return request.stamp < self._newest.get(_series(request), request.stamp)

    def next_picture(self, *, wait: bool = True) -> PictureRequest | None:
        """The most urgent request of the picture lane; None when closed, or none is there and not to wait."""
        with self._changed:
            while not self._closed:
                if self._open is not None:
                    request, self._open = self._open, None
                    return request
                for slot in self._previews:
                    return self._previews.pop(slot)
                while self._thumbnails:
                    thumbnail = self._thumbnails.popleft()
                    if not self.is_stale(thumbnail):
                        return thumbnail
                if not wait:
                    return None
                self._changed.wait()
            return None

    def next_job(self) -> JobRequest | None:
        """The next job, which counts as running until :meth:`job_done`; None when closed."""
        with self._changed:
            while not self._closed:
                if self._jobs:
                    self._job = self._jobs.popleft()
                    return self._job
                self._changed.wait()
            return None

    def job_done(self) -> None:
        with self._changed:
            self._job = None

    def cancel_job(self, job_id: str) -> JobRequest | None:
        """Cancel a job's token. A job that was still waiting is taken out and returned."""
        with self._changed:
            if self._job is not None and self._job.job_id == job_id:
                self._job.token.cancel()
            for job in self._jobs:
                if job.job_id == job_id:
                    job.token.cancel()
                    self._jobs.remove(job)
                    return job
            return None

    def clear(self, kind: type[Request]) -> tuple[Request, ...]:
        """Take out all waiting requests of one kind; those taken."""
        with self._changed:
            taken: list[Request] = []
            if kind is OpenRequest and self._open is not None:
                taken, self._open = [self._open], None
            elif kind is PreviewRequest:
                taken = list(self._previews.values())
                self._previews.clear()
            elif kind in JOBS:
                taken = [job for job in self._jobs if isinstance(job, kind)]
                self._jobs = deque(job for job in self._jobs if not isinstance(job, kind))
            else:
                taken = [request for request in self._thumbnails if isinstance(request, kind)]
                self._thumbnails = deque(
                    request for request in self._thumbnails if not isinstance(request, kind)
                )
            return tuple(taken)

    def status(self) -> QueueStatus:
        with self._changed:
            pictures = (self._open is not None) + len(self._previews) + len(self._thumbnails)
            return QueueStatus(self._job.job_id if self._job else None, len(self._jobs), pictures)

    def close(self) -> None:
        """Forget what waits, cancel the running job, wake everyone."""
        with self._changed:
            self._closed = True
            self._open = None
            self._previews.clear()
            self._thumbnails.clear()
            self._jobs.clear()
            if self._job is not None:
                self._job.token.cancel()
            self._changed.notify_all()


def _series(request: PictureRequest) -> Hashable:
    """What counts its stamps together."""
    slot = request.slot if isinstance(request, PreviewRequest) else ""
    return type(request).__name__, slot
