"""What the engine is asked and what it answers: values only, free of Qt and torch.

Failures are values too: every request is answered by its result, by a :class:`Failure`, or by nothing when
it went stale (a newer one took its place).

**Stamps** are whole numbers that the asker counts up, one count for each kind of request (and each slot of
previews). Results carry their request's stamp. The engine drops what is overtaken: an open or a
preview when a newer one of its kind and slot is waiting, a style thumbnail when one with a newer stamp was
asked. A *finished* preview is delivered while its photo is still wanted, even when a newer one waits, or a
slider faster than the renderer would show nothing: show it when its stamp is newer than the one shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import numpy.typing as npt

from studio.editing.recipe import Recipe
from studio.engine.cancel import CancelToken as CancelToken
from studio.engine.passport_request import PassportDone, PassportRequest
from studio.engine.portrait_request import PortraitFound, PortraitRequest
from studio.engine.trial_request import TrialReady, TrialRequest
from studio.errors import StudioError
from studio.generators.device import DeviceChoice
from studio.imaging.photo import Photo
from studio.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from studio.imaging.encode import ExportOptions
    from studio.imaging.proof import Proof

UInt8 = npt.NDArray[np.uint8]

READING = Message("notes", QT_TRANSLATE_NOOP("notes", "Opening"))
RENDERING = Message("notes", QT_TRANSLATE_NOOP("notes", "Rendering"))
ENCODING = Message("notes", QT_TRANSLATE_NOOP("notes", "Encoding"))
WRITING = Message("notes", QT_TRANSLATE_NOOP("notes", "Writing"))


@dataclass(frozen=True)
class Region:
    """A rectangle in full-resolution pixels of the framed photo; it may reach beyond the borders."""

    x: int
    y: int
    width: int
    height: int

    def clipped(self, width: int, height: int) -> Region:
        """The part inside a picture of that size; width or height 0 when there is none."""
        left, top = min(max(self.x, 0), width), min(max(self.y, 0), height)
        right = min(max(self.x + self.width, left), width)
        bottom = min(max(self.y + self.height, top), height)
        return Region(left, top, right - left, bottom - top)

    @property
    def empty(self) -> bool:
        return self.width <= 0 or self.height <= 0

    @staticmethod
    def whole(photo: Photo) -> Region:
        """All of a photo as it was taken, without a frame."""
        return Region(0, 0, photo.image.width, photo.image.height)


@dataclass(frozen=True, eq=False)
class OpenRequest:
    """Decode a photo. ``allow_damaged`` lets a partial picture in, on the user's word."""

    path: Path
    stamp: int
    allow_damaged: bool = False


@dataclass(frozen=True, eq=False)
class PreviewRequest:
    """Render ``region`` of a photo at ``size`` (width, height) output pixels for the screen.

    The region is in full-resolution pixels of the picture that the recipe's geometry frames. ``slot`` tells
    views apart ("before", "after", "hover", ...); "before" is asked with the geometry alone. In slots that
    begin with "mask" the recipe's area is laid over the picture in red.
    ``display_icc`` is the monitor's ICC profile, None for an sRGB screen; ``proof`` asks for a soft proof.
    """

    photo: Photo
    recipe: Recipe
    region: Region
    size: tuple[int, int]
    stamp: int
    slot: str = "after"
    display_icc: bytes | None = None
    proof: Proof | None = None


@dataclass(frozen=True, eq=False)
class StyleThumbnailRequest:
    """Render a small picture of the photo in a style at strength 1, on all else that the recipe does.

    An empty ``style_id`` asks for the photo without a style.
    """

    photo: Photo
    recipe: Recipe
    style_id: str
    longest: int
    stamp: int
    display_icc: bytes | None = None


@dataclass(frozen=True, eq=False)
class FileThumbnailRequest:
    """A small picture of a file for the filmstrip."""

    path: Path
    longest: int
    stamp: int
    display_icc: bytes | None = None


@dataclass(frozen=True, eq=False)
class ExportRequest:
    """Render at full size, encode, write; ``originals`` are never replaced, nor is the photo's own file."""

    job_id: str
    photo: Photo | Path
    recipe: Recipe
    options: ExportOptions
    target: Path
    replace: bool = False
    originals: tuple[Path, ...] = ()
    token: CancelToken = field(default_factory=CancelToken)


Request: TypeAlias = (
    OpenRequest
    | PreviewRequest
    | StyleThumbnailRequest
    | FileThumbnailRequest
    | TrialRequest
    | PortraitRequest
    | ExportRequest
    | PassportRequest
)


@dataclass(frozen=True, eq=False)
class EngineReady:
    """torch is loaded. ``kernel`` names what computes the pixels, and why, for the compute chip.

    Sent again when the device changes (a graphics processor that failed).
    """

    device: DeviceChoice
    kernel: Message


@dataclass(frozen=True, eq=False)
class PhotoOpened:
    photo: Photo
    stamp: int


@dataclass(frozen=True, eq=False)
class PreviewReady:
    """``pixels``: uint8 (H, W, 4), C-contiguous, RGBX in display colour; X is 255.

    ``region`` is what was rendered: the asked one cut to the frame. ``pixels`` then has the size asked, less
    what was cut, in proportion. ``seconds`` is the time it took. All pictures come in this form.
    """

    pixels: UInt8
    region: Region
    stamp: int
    slot: str
    seconds: float


@dataclass(frozen=True, eq=False)
class StyleThumbnailReady:
    style_id: str
    pixels: UInt8
    stamp: int


@dataclass(frozen=True, eq=False)
class FileThumbnailReady:
    path: Path
    pixels: UInt8
    stamp: int


@dataclass(frozen=True, eq=False)
class Progress:
    """How far a job is: ``fraction`` 0 to 1 never falls; ``stage`` says what is being done."""

    job_id: str
    fraction: float
    stage: Message


@dataclass(frozen=True, eq=False)
class ExportDone:
    """The file is written. ``notes``: what its format could not hold."""

    job_id: str
    target: Path
    notes: tuple[Message, ...]
    seconds: float


@dataclass(frozen=True, eq=False)
class Failure:
    """A request that could not be fulfilled. A job taken back by the user fails with Cancelled.

    ``request`` is None for a fault outside any request (torch that cannot be loaded).
    """

    request: Request | None
    error: StudioError


@dataclass(frozen=True)
class QueueStatus:
    """What the engine has to do: the running job's id, waiting jobs, and previews and thumbnails to make."""

    running_job: str | None
    waiting_jobs: int
    waiting_pictures: int


Result: TypeAlias = (
    EngineReady
    | PhotoOpened
    | PreviewReady
    | StyleThumbnailReady
    | FileThumbnailReady
    | TrialReady
    | PortraitFound
    | Progress
    | ExportDone
    | PassportDone
    | Failure
)
