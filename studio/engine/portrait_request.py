"""Asking the engine for the people in a photo."""

from __future__ import annotations

from dataclasses import dataclass

from studio.editing.geometry import AS_TAKEN, Geometry
from studio.imaging.photo import Photo
from studio.messages import Message


@dataclass(frozen=True, eq=False)
class PortraitRequest:
    """Find the faces of a framed photo, when nothing more urgent is to be done."""

    photo: Photo
    stamp: int
    geometry: Geometry = AS_TAKEN


@dataclass(frozen=True, eq=False)
class PortraitFound:
    """How many faces there are, and the sentence that says so."""

    faces: int
    message: Message
    stamp: int
