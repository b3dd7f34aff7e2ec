"""An engine for tests of the window: answers when told to, with pictures that are easy to tell apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from studio.editing.geometry import Geometry
from studio.editing.recipe import Recipe
from studio.engine.portrait_request import PortraitFound, PortraitRequest
from studio.engine.request import (
    Failure,
    FileThumbnailReady,
    FileThumbnailRequest,
    OpenRequest,
    PhotoOpened,
    PreviewReady,
    PreviewRequest,
    Region,
    Request,
    Result,
    StyleThumbnailReady,
    StyleThumbnailRequest,
)
from studio.engine.trial_request import TrialReady, TrialRequest
from studio.errors import NotAnImage
from studio.imaging.image import Float32, ImageBuffer
from studio.imaging.photo import Photo, Profile
from studio.messages import Message


class WindowEngine(QObject):
    """Keeps every request in ``asked``; :meth:`answer` answers those that wait.

    A preview is the photo's pixels, with every channel's blue replaced: 0 without a style, 255 with one, and
    green halved per unit of exposure lost; turned, mirrored and cropped, but not straightened. An area
    ("mask") is all red.
    """

    result = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Request] = []
        self.waiting: list[Request] = []
        self.photos: dict[Path, Photo] = {}
        self.faces = 2
        self.seconds = 0.0
        """What every preview says that it took."""

    def start(self, catalogue: object, device: object) -> None: ...
    def cancel_job(self, job_id: str) -> None: ...
    def stop(self) -> None: ...

    def submit(self, request: Request) -> None:
        self.asked.append(request)
        self.waiting.append(request)

    def answer(self, wanted: Callable[[Request], bool] = lambda request: True) -> int:
        """Answer all that wait and are ``wanted``, and what is asked meanwhile not; how many they were."""
        now = [request for request in self.waiting if wanted(request)]
        self.waiting = [request for request in self.waiting if not wanted(request)]
        for request in now:
            self.result.emit(self._result(request))
        return len(now)

    def previews(self, slot: str | None = None) -> list[PreviewRequest]:
        """All previews that were asked, oldest first."""
        found = [request for request in self.asked if isinstance(request, PreviewRequest)]
        return [request for request in found if slot in (None, request.slot)]

    def _result(self, request: Request) -> Result:
        if isinstance(request, OpenRequest) and request.path in self.photos:
            return PhotoOpened(self.photos[request.path], request.stamp)
        if isinstance(request, PreviewRequest):
            pixels = rendered(request.photo, request.recipe, request.region, request.size)
            if request.slot.startswith("mask"):
                pixels[..., :3] = (255, 0, 0)
            return PreviewReady(pixels, request.region, request.stamp, request.slot, self.seconds)
        if isinstance(request, StyleThumbnailRequest):
            size = (request.longest, request.longest * 3 // 4)
            recipe = request.recipe.with_style(request.style_id or None)
            pixels = rendered(request.photo, recipe, Region.whole(request.photo), size)
            return StyleThumbnailReady(request.style_id, pixels, request.stamp)
        if isinstance(request, TrialRequest):
            found = request.photo if isinstance(request.photo, Photo) else self.photos.get(request.photo)
            if found is None:
                return Failure(request, NotAnImage(name=Path(str(request.photo)).name))
            recipe = request.recipe.with_style(request.style_id or None)
            return TrialReady(request, rendered(found, recipe, Region.whole(found), (60, 40)))
        if isinstance(request, FileThumbnailRequest) and request.path in self.photos:
            photo = self.photos[request.path]
            pixels = rendered(photo, Recipe(), Region.whole(photo), (request.longest, request.longest // 2))
            return FileThumbnailReady(request.path, pixels, request.stamp)
        if isinstance(request, PortraitRequest):
            return PortraitFound(self.faces, Message("notes", "faces"), request.stamp)
        path: Any = getattr(request, "path", Path("photo"))
        return Failure(request, NotAnImage(name=path.name))


def rendered(photo: Photo, recipe: Recipe, region: Region, size: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """The nearest pixels of the region; style and exposure as :class:`WindowEngine` says."""
    width, height = size
    rows = region.y + (np.arange(height) * region.height) // height
    columns = region.x + (np.arange(width) * region.width) // width
    picture = np.full((height, width, 4), 255, dtype=np.uint8)
    picture[..., :3] = np.clip(framed(photo, recipe.geometry)[rows][:, columns] * 255 + 0.5, 0, 255)
    picture[..., 1] = picture[..., 1] * 2.0 ** min(recipe.value("exposure"), 0)
    picture[..., 2] = 255 if recipe.style is not None else 0
    return picture


def framed(photo: Photo, geometry: Geometry) -> Float32:
    """Turned, mirrored and cropped."""
    turned = np.rot90(photo.image.rgb, -geometry.turns)
    mirrored = turned[:, ::-1] if geometry.flipped else turned
    height, width = mirrored.shape[:2]
    left, top, right, bottom = geometry.pixel_crop(width, height)
    return np.asarray(mirrored[top:bottom, left:right])


def ramp_photo(
    width: int = 600,
    height: int = 400,
    path: Path = Path("/photos/ramp.png"),
    notes: tuple[Message, ...] = (),
) -> Photo:
    """A photo whose red grows from left to right and whose green grows from top to bottom."""
    pixels = np.zeros((height, width, 3), dtype=np.float32)
    pixels[..., 0] = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    pixels[..., 1] = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    profile = Profile(b"", "Display P3")
    return Photo(path, ImageBuffer(pixels), "png", 8, "0" * 32, profile=profile, notes=notes)
