"""Which reader opens which foreign format."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Protocol

from studio.imaging.image import Stored
from studio.imaging.source import Raster, SourceFile


class Opened(Protocol):
    """A file that a reader has looked into."""

    def facts(self) -> Raster:
        """Without pixels. Raises DamagedPhoto, UnsupportedPhoto, PhotoTooLarge."""
        ...

    def pixels(self) -> Stored:
        """(H, W, C) as in Raster; at a fraction of the size where less was asked for and that is quicker."""
        ...


Reader = Callable[[SourceFile, int | None, bool], Opened]
"""Takes the file, the longest side that is wanted (None: all), and whether quick counts more than true."""

_READERS = {
    "raw": ("raw", "RawFile"),
    "heif": ("heif", "HeifFile"),
    "avif": ("avif", "AvifFile"),
    "jp2": ("jpeg2000", "Jpeg2000File"),
    "psd": ("psd", "PsdFile"),
    "gif": ("simple", "PillowFile"),
    "bmp": ("simple", "PillowFile"),
}


def reader(kind: str) -> Reader:
    """Raises KeyError for a format that is not foreign."""
    module, name = _READERS[kind]
    found: Reader = getattr(importlib.import_module(f"studio.imaging.foreign.{module}"), name)
    return found
