"""Metadata as a whole: which way is up, and blocks made ready for an upright picture."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from studio.imaging import exif, xmp
from studio.imaging.ifd import IfdBroken
from studio.imaging.photo import Metadata
from studio.messages import QT_TRANSLATE_NOOP, Message

UNREADABLE = Message(
    "notes", QT_TRANSLATE_NOOP("notes", "A part of the metadata (EXIF) is unreadable; the picture is not.")
)


def read_facts(metadata: Metadata) -> tuple[exif.ExifFacts, tuple[Message, ...]]:
    """What the EXIF block says, and a note where a part of it cannot be read.

    The orientation is EXIF's, XMP's where EXIF has none (PNG files of before 2017), else 1.
    """
    facts, notes = exif.ExifFacts(), tuple[Message, ...]()
    if metadata.exif is not None and not exif.is_empty(metadata.exif):
        try:
            facts = exif.read_facts(metadata.exif)
        except IfdBroken:
            facts = exif.ExifFacts(damaged=True)
    if facts.damaged:
        notes = (UNREADABLE,)
    if facts.orientation is None:
        turned = xmp.orientation(metadata.xmp) if metadata.xmp else None
        facts = replace(facts, orientation=turned or 1)
    return facts, notes


def patched(metadata: Metadata, width: int, height: int, colour_space: int | None = None) -> Metadata:
    """The blocks for an upright picture of that size; an EXIF block that cannot be read is left out.

    ``colour_space``: as in :func:`studio.imaging.exif.patch`.
    """
    block = metadata.exif
    if block is not None:
        try:
            block = exif.patch(block, width, height, colour_space)
        except IfdBroken:
            block = None
    packet = xmp.patch(metadata.xmp, width, height) if metadata.xmp is not None else None
    return replace(metadata, exif=block, xmp=packet)


def upright(pixels: npt.NDArray[np.float32], orientation: int) -> npt.NDArray[np.float32]:
    """The picture (H, W, C) turned and mirrored as EXIF's orientation 1 to 8 tells; a view where possible."""
    if orientation in (5, 6, 7, 8):
        pixels = pixels.swapaxes(0, 1)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return pixels


def turned_size(width: int, height: int, orientation: int) -> tuple[int, int]:
    """Width and height after :func:`upright`."""
    return (height, width) if orientation >= 5 else (width, height)
