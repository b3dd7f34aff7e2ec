"""A picture file's bytes on their way in, and what a format's reader makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy.typing as npt

from studio.errors import DamagedPhoto, UnsupportedPhoto
from studio.imaging.photo import Metadata
from studio.messages import Message


@dataclass(frozen=True)
class SourceFile:
    """A file that was read whole. ``name`` is for sentences to the user."""

    path: Path
    data: bytes

    @property
    def name(self) -> str:
        return self.path.name

    def damaged(self, reason: str, details: str = "", **values: str | int) -> DamagedPhoto:
        """The error; ``reason`` is a template of the context "errors", marked where it is written."""
        return DamagedPhoto(name=self.name, reason=Message("errors", reason, values), details=details)

    def unsupported(self, kind: str, **values: str | int) -> UnsupportedPhoto:
        """The error; ``kind`` is a template of the context "errors", marked where it is written."""
        return UnsupportedPhoto(name=self.name, kind=Message("errors", kind, values))


@dataclass
class Raster:
    """What a format's reader hands on: pixels as the file has them, not upright, in the file's colour.

    ``pixels`` is (H, W, C) of uint8 or uint16 (full range) or float32; C is 1 for gray, 3 for RGB, 4 for
    CMYK (full range is full ink), and one more with straight ``alpha``; None where only facts were asked.
    ``upright``: the reader has turned the picture already, whatever its metadata say.
    """

    format: str
    width: int
    height: int
    colour: Literal["gray", "rgb", "cmyk"]
    bit_depth: int
    alpha: bool = False
    pixels: npt.NDArray[Any] | None = None
    icc: bytes | None = None
    metadata: Metadata = field(default_factory=Metadata)
    frames: int = 1
    notes: list[Message] = field(default_factory=list)
    upright: bool = False
