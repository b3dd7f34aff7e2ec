"""How a photo is written: which format, how large, in which colour, with what metadata."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from studio.imaging.credentials import Credentials
from studio.imaging.privacy import KEEP, Keep
from studio.imaging.profiles import PROFILES
from studio.imaging.sniff import FORMAT_OF_SUFFIX

SUFFIXES = {"jpeg": ".jpg", "png": ".png", "tiff": ".tif", "webp": ".webp", "avif": ".avif"}
_HELD_BY = {
    "raw": "tiff", "psd": "tiff", "jp2": "tiff", "gif": "png", "bmp": "png", "heif": "jpeg",
}  # fmt: skip
"""Where a format is read and not written."""
Subsampling: TypeAlias = Literal["auto", "444", "422", "420"]
SUBSAMPLING: tuple[Subsampling, ...] = get_args(Subsampling)
Compression: TypeAlias = Literal["deflate", "lzw", "none"]
COMPRESSION: tuple[Compression, ...] = get_args(Compression)
MOST_PIXELS, LEAST_MEGAPIXELS, MOST_MEGAPIXELS = 100_000, 0.001, 10_000.0
"""Bounds of ``ExportOptions.long_edge`` and ``megapixels``."""


@dataclass(frozen=True)
class ExportOptions:
    """How to write a photo.

    ``quality`` is 1 to 100 (JPEG, WebP, AVIF). ``bit_depth`` is 8, 16 or None: that of the input where the
    format can, else 8. ``profile`` is one of ``PROFILES``; "input" is the input's, sRGB where it has none.
    ``metadata`` says what of EXIF, IPTC, XMP and the comment goes along (see ``privacy``); the profile always
    does. ``subsampling`` is of a JPEG's colours ("auto": none from quality 90, half below), ``progressive``
    of a JPEG, ``compression`` of a TIFF. ``long_edge`` (pixels) and ``megapixels`` are upper bounds: a larger
    picture is reduced, none is enlarged. ``keep_gray``: a gray photo in gray, where the format has that.
    ``certificate`` and ``private_key`` are files in PEM that the export is signed with (Content Credentials);
    both or neither. Raises ValueError.
    """

    format: str = "jpeg"
    quality: int = 92
    bit_depth: int | None = None
    profile: str = "input"
    metadata: Keep = "all"
    subsampling: Subsampling = "auto"
    progressive: bool = False
    compression: Compression = "deflate"
    long_edge: int | None = None
    megapixels: float | None = None
    keep_gray: bool = False
    certificate: str = ""
    private_key: str = ""

    def __post_init__(self) -> None:
        if self.format not in SUFFIXES or self.profile not in PROFILES:
            raise ValueError(f"unknown format {self.format!r} or profile {self.profile!r}")
        for value, known in (
            (self.metadata, KEEP), (self.subsampling, SUBSAMPLING), (self.compression, COMPRESSION),
        ):  # fmt: skip
            if value not in known:
                raise ValueError(f"{value!r} is none of {known}")
        if not 1 <= self.quality <= 100 or self.bit_depth not in (None, 8, 16):
            raise ValueError(f"quality {self.quality}, bit depth {self.bit_depth}")
        if bool(self.certificate) != bool(self.private_key):
            raise ValueError("a certificate and a key belong together")
        if self.long_edge is not None and not 1 <= self.long_edge <= MOST_PIXELS:
            raise ValueError(f"long edge {self.long_edge}")
        if self.megapixels is not None and not LEAST_MEGAPIXELS <= self.megapixels <= MOST_MEGAPIXELS:
            raise ValueError(f"megapixels {self.megapixels}")

    @property
    def credentials(self) -> Credentials | None:
        return Credentials(self.certificate, self.private_key) if self.certificate else None

    def size_of(self, width: int, height: int) -> tuple[int, int]:
        """The (width, height) that a picture of that size is written in."""
        scale = 1.0
        if self.long_edge is not None:
            scale = min(scale, self.long_edge / max(width, height))
        if self.megapixels is not None:
            scale = min(scale, math.sqrt(self.megapixels * 1e6 / (width * height)))
        return max(1, round(width * scale)), max(1, round(height * scale))

    def megapixels_of(self, megapixels: float) -> float:
        """The most that comes of a picture of so many megapixels, whatever its shape."""
        bounds = [megapixels]
        if self.long_edge is not None:
            bounds.append(self.long_edge**2 / 1e6)
        if self.megapixels is not None:
            bounds.append(self.megapixels)
        return min(bounds)


def format_for_suffix(path: Path) -> str | None:
    """The format that an output's name asks for, None for one that is not written."""
    found = FORMAT_OF_SUFFIX.get(path.suffix.lower())
    return found if found in SUFFIXES else None


def format_to_keep(path: Path) -> str:
    """The format of an output where none is asked for: that of a photo of this name, or one that holds it."""
    found = FORMAT_OF_SUFFIX.get(path.suffix.lower(), "jpeg")
    return found if found in SUFFIXES else _HELD_BY[found]
