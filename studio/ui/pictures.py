"""Pictures: what is asked of the engine for the screen, and which of its answers are still wanted."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from studio.editing.geometry import AS_TAKEN, Geometry
from studio.editing.recipe import Recipe
from studio.engine.passport_request import PassportRequest
from studio.engine.portrait_request import PortraitFound, PortraitRequest
from studio.engine.request import (
    EngineReady,
    ExportRequest,
    Failure,
    FileThumbnailReady,
    FileThumbnailRequest,
    OpenRequest,
    PhotoOpened,
    PreviewReady,
    PreviewRequest,
    Region,
    Result,
    StyleThumbnailReady,
    StyleThumbnailRequest,
)
from studio.engine.trial_request import TrialReady, TrialRequest
from studio.errors import StudioError, StyleFileInvalid
from studio.imaging.photo import Photo
from studio.ui.engine_thread import Engine
from studio.ui.images import to_qimage

if TYPE_CHECKING:
    from studio.imaging.proof import Proof

# A slider that moves shall not make the whole gallery anew at each step.
THUMBNAILS_AFTER_MS = 250


class Pictures(QObject):
    """The photo on the canvas, its previews and thumbnails.

    Every request has a stamp, counted up; an answer older than the photo on the canvas, or than one that was
    already passed on for the same slot, is dropped.
    """

    opening = Signal(Path)
    opened = Signal(object)
    open_failed = Signal(Path, object)
    preview_ready = Signal(object)
    preview_failed = Signal(str)
    """(slot) What was asked last will not come."""
    style_thumbnail_ready = Signal(str, object)
    style_thumbnails_outdated = Signal()
    style_broken = Signal(str, object)
    """(style id, StyleFileInvalid) Its file is no usable style after all."""
    file_thumbnail_ready = Signal(Path, object)
    file_thumbnail_failed = Signal(Path, object)
    trial_ready = Signal(object)
    """(TrialReady | Failure)"""
    faces_found = Signal(object)
    """(int | None) How many faces the photo has; None while nobody has looked."""
    engine_ready = Signal(object)
    job_result = Signal(object)
    failed = Signal(object)
    """(StudioError) A preview that could not be made, or an engine that cannot work; each is told once."""

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._stamps = itertools.count(1)
        self._open_stamp = 0
        self._photo_since = 0
        self._delivered: dict[str, int] = {}
        self._gallery_stamp = 0
        self._gallery_base: tuple[Photo | None, Recipe] = (None, Recipe())
        self._gallery_longest = 192
        self._style_ids: tuple[str, ...] = ()
        self._recipe = Recipe()
        self._portrait_base: tuple[Photo | None, Geometry] = (None, AS_TAKEN)
        self._portrait_stamp = 0
        self._told: set[str] = set()
        self._stopped = False
        self.display_icc: bytes | None = None
        self.proof: Proof | None = None
        """Of what the canvas shows; thumbnails have none."""
        self.photo: Photo | None = None
        self.wanted: Path | None = None
        self.engine_state: EngineReady | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._request_style_thumbnails)
        engine.result.connect(self._take)

    def stop(self) -> None:
        """Ask for nothing any more."""
        self._stopped = True
        self._timer.stop()

    def open(self, path: Path, *, allow_damaged: bool = False) -> None:
        """Decode a photo; the newest call wins."""
        self.wanted = path
        self._open_stamp = next(self._stamps)
        self.opening.emit(path)
        self._engine.submit(OpenRequest(path, self._open_stamp, allow_damaged))

    def moment(self) -> int:
        """A stamp of now: what is asked from here on has a larger one."""
        return next(self._stamps)

    def request_preview(self, slot: str, recipe: Recipe, region: Region, size: tuple[int, int]) -> None:
        if self.photo is None or region.empty or min(size) < 1:
            return
        stamp = next(self._stamps)
        request = PreviewRequest(self.photo, recipe, region, size, stamp, slot, self.display_icc, self.proof)
        self._engine.submit(request)

    def request_file_thumbnail(self, path: Path, longest: int) -> None:
        # One stamp for all: a newer one would drop those that wait.
        self._engine.submit(FileThumbnailRequest(path, longest, 0, self.display_icc))

    def request_trial(self, photo: Photo | Path, recipe: Recipe, style_id: str, longest: int) -> TrialRequest:
        """Ask for any photo in any style; ``trial_ready`` answers with the same request."""
        request = TrialRequest(photo, recipe, style_id, longest, 0, self.display_icc)
        self._engine.submit(request)
        return request

    def set_styles(self, style_ids: tuple[str, ...]) -> None:
        """The styles of the gallery, in its order; their pictures come soon."""
        self._style_ids = style_ids
        self._gallery_base = (None, Recipe())
        self._renew_gallery(0)

    def set_style_thumbnail_size(self, longest: int) -> None:
        if longest != self._gallery_longest:
            self._gallery_longest = longest
            self._gallery_base = (None, Recipe())
            self._renew_gallery()

    def set_recipe(self, recipe: Recipe) -> None:
        """The edits of the photo: the gallery follows their light and colour a moment later."""
        self._recipe = recipe
        self._look_for_faces()
        if (self.photo, recipe.without_style()) != self._gallery_base:
            self._renew_gallery()

    def set_display_icc(self, icc: bytes | None) -> None:
        """The monitor's profile; whoever shows pictures asks for them again."""
        self.display_icc = icc
        self._gallery_base = (None, Recipe())
        self._renew_gallery()

    def _look_for_faces(self) -> None:
        """Ask for the faces of the photo as it is framed, once an area needs them."""
        wanted = (self.photo, self._recipe.geometry)
        if self.photo is None or self._recipe.where.is_everywhere or wanted == self._portrait_base:
            return
        if self._portrait_base[0] is not self.photo:
            self.faces_found.emit(None)
        self._portrait_base = wanted
        self._portrait_stamp = next(self._stamps)
        self._engine.submit(PortraitRequest(self.photo, self._portrait_stamp, self._recipe.geometry))

    def _renew_gallery(self, after: int = THUMBNAILS_AFTER_MS) -> None:
        if not self._stopped:
            self._timer.start(after)

    @Slot()
    def _request_style_thumbnails(self) -> None:
        base = (self.photo, self._recipe.without_style())
        if self.photo is None or base == self._gallery_base:
            return
        self._gallery_base = base
        self._gallery_stamp = next(self._stamps)
        self.style_thumbnails_outdated.emit()
        for style_id in ("", *self._style_ids):
            self._engine.submit(
                StyleThumbnailRequest(
                    self.photo,
                    base[1],
                    style_id,
                    self._gallery_longest,
                    self._gallery_stamp,
                    self.display_icc,
                )
            )

    @Slot(object)
    def _take(self, result: Result) -> None:
        if isinstance(result, PreviewReady):
            # Requests for the photo before this one have older stamps.
            if result.stamp > max(self._photo_since, self._delivered.get(result.slot, 0)):
                self._delivered[result.slot] = result.stamp
                self.preview_ready.emit(result)
        elif isinstance(result, PhotoOpened):
            self._take_photo(result)
        elif isinstance(result, StyleThumbnailReady):
            if result.stamp == self._gallery_stamp and result.stamp > self._photo_since:
                self.style_thumbnail_ready.emit(result.style_id, to_qimage(result.pixels))
        elif isinstance(result, FileThumbnailReady):
            self.file_thumbnail_ready.emit(result.path, to_qimage(result.pixels))
        elif isinstance(result, PortraitFound):
            if result.stamp == self._portrait_stamp and result.stamp > self._photo_since:
                self.faces_found.emit(result.faces)
        elif isinstance(result, EngineReady):
            self.engine_state = result
            self.engine_ready.emit(result)
        elif isinstance(result, TrialReady) or (
            isinstance(result, Failure) and isinstance(result.request, TrialRequest)
        ):
            self.trial_ready.emit(result)
        elif isinstance(result, Failure) and not isinstance(result.request, ExportRequest | PassportRequest):
            self._take_failure(result)
        else:
            self.job_result.emit(result)

    def _take_photo(self, result: PhotoOpened) -> None:
        if result.stamp != self._open_stamp:
            return
        self.photo = result.photo
        self._photo_since = next(self._stamps)
        self._delivered.clear()
        self._told.clear()
        self.opened.emit(result.photo)

    def _take_failure(self, failure: Failure) -> None:
        request, error = failure.request, failure.error
        if isinstance(request, OpenRequest):
            if request.stamp == self._open_stamp:
                self.open_failed.emit(request.path, error)
        elif isinstance(request, FileThumbnailRequest):
            self.file_thumbnail_failed.emit(request.path, error)
        elif not isinstance(request, PreviewRequest):
            if isinstance(request, StyleThumbnailRequest) and isinstance(error, StyleFileInvalid):
                self.style_broken.emit(request.style_id, error)
            self._tell_once(error)
        elif request.stamp > self._photo_since:
            self._tell_once(error)
            self.preview_failed.emit(request.slot)

    def _tell_once(self, error: StudioError) -> None:
        if str(error) not in self._told:
            self._told.add(str(error))
            self.failed.emit(error)
