"""PortraitMaps: what is known of the people in a picture, and the masks made from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np

from studio.imaging.image import Float32
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.portrait.face import Face
from studio.portrait.faces import find_faces
from studio.portrait.guided import feathered
from studio.portrait.skin import skin_map
from studio.portrait.small import resized
from studio.portrait.subject import subject_map

Want: TypeAlias = Literal["skin", "subject"]
MaskArea: TypeAlias = Literal["everywhere", "subject", "skin", "background"]
"""The areas of a recipe's ``Where``, which this room does not know."""

EVERYTHING: tuple[Want, ...] = get_args(Want)
_NO_FACE = QT_TRANSLATE_NOOP("Portrait", "No face was found: the style acts on the whole picture.")
_ONE_FACE = QT_TRANSLATE_NOOP("Portrait", "One face was found.")
_FACES = QT_TRANSLATE_NOOP("Portrait", "{n} faces were found.")


@dataclass(frozen=True, eq=False)
class PortraitMaps:
    """Faces, surest first, and the maps that were asked for: float32 (h, w), 0 to 1, read-only, or None.

    Both maps are zero everywhere without a face; ``found`` says whether there is one.
    """

    faces: tuple[Face, ...] = ()
    skin: Float32 | None = None
    subject: Float32 | None = None

    def __post_init__(self) -> None:
        for name in EVERYTHING:
            values: Float32 | None = getattr(self, name)
            if values is not None:
                view = values.view()
                view.flags.writeable = False
                object.__setattr__(self, name, view)

    @property
    def found(self) -> bool:
        return bool(self.faces)

    @property
    def note(self) -> Message:
        """What the window says about the faces."""
        if not self.faces:
            return Message("Portrait", _NO_FACE)
        if len(self.faces) == 1:
            return Message("Portrait", _ONE_FACE)
        return Message("Portrait", _FACES, {"n": len(self.faces)})


def analyse(
    thumbnail: Float32, wants: Collection[Want] = EVERYTHING, faces: tuple[Face, ...] | None = None
) -> PortraitMaps:
    """Find faces, and skin and people as far as ``wants`` says, at the thumbnail's size.

    ``thumbnail``: float32 (h, w, 3), extended sRGB, longest side about 512; larger ones are worked on in
    small. ``faces``: those of an earlier call, which are then not looked for again. Never fails on pixels:
    what is not finite counts as black. Raises ValueError for another shape.
    """
    if thumbnail.ndim != 3 or thumbnail.shape[2] != 3 or thumbnail.size == 0:
        raise ValueError(f"(h, w, 3) wanted, not {thumbnail.shape}")
    found = find_faces(thumbnail) if faces is None else faces
    if not wants:
        return PortraitMaps(found)
    skin = skin_map(thumbnail, found)
    subject = subject_map(thumbnail, found, skin) if "subject" in wants else None
    return PortraitMaps(found, skin if "skin" in wants else None, subject)


def wanted_for(area: MaskArea) -> tuple[Want, ...]:
    """The maps that :func:`area_mask` needs for that area."""
    if area == "everywhere":
        return ()
    return ("skin",) if area == "skin" else ("subject",)


def area_mask(maps: PortraitMaps, area: MaskArea, feather: float, guide_luma: Float32) -> Float32 | None:
    """The mask of that area as a pixel transform takes it: float32 (h, w, 2), or None for everywhere.

    ``feather``: 0 to 100. ``guide_luma``: float32 (h, w), Rec. 601 luma of the clamped picture
    (:func:`studio.portrait.guided.luma_of`); the mask has its size. Without a face nothing can be told
    apart and the answer is None: the style acts everywhere, and ``maps.note`` says so. Raises ValueError
    when the map that the area needs was not asked for.
    """
    if area == "everywhere" or not maps.found:
        return None
    values = maps.skin if area == "skin" else maps.subject
    if values is None:
        raise ValueError(f"the map for {area!r} was not asked for")
    values = resized(values, guide_luma.shape)
    if area == "background":
        values = np.asarray(1.0 - values, np.float32)
    return feathered(values, guide_luma, feather)
