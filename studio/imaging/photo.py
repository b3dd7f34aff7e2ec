"""Photo: a decoded picture file with all that must reach its exports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from studio.imaging.image import ImageBuffer
from studio.messages import Message


@dataclass(frozen=True)
class Metadata:
    """Metadata blocks as bytes, carried whole and patched by tag.

    ``exif`` is a TIFF structure without the ``Exif\\0\\0`` lead (CIPA DC-008), ``iptc`` an IPTC-IIM record
    stream, ``xmp`` a whole XMP packet (ISO 16684-1, extended parts joined), ``comment`` a JPEG comment.
    """

    exif: bytes | None = None
    iptc: bytes | None = None
    xmp: bytes | None = None
    comment: bytes | None = None


@dataclass(frozen=True)
class Profile:
    """An ICC profile (ISO 15076-1): its bytes and its own description."""

    icc: bytes
    name: str


@dataclass(frozen=True, eq=False)
class Photo:
    """A photo as the program works on it.

    ``image`` is upright, in extended sRGB. ``profile`` is the file's own ICC profile, None where it has
    none or a broken one (sRGB was assumed; ``notes`` say so). ``metadata`` is the file's own, already
    patched for an upright picture (orientation 1). ``bit_depth`` is that of the file: 8, 16 or 32 (float).
    ``digest`` is the BLAKE2b-128 of the file's bytes in hexadecimal. ``notes`` tell the user what was
    noticed while opening. ``frames`` counts pictures in the file; the first is decoded. ``assumed_profile``
    is True for CMYK in a profile that the user named; then ``digest`` is of that too, and ``file_digest`` of
    the file alone.
    """

    path: Path
    image: ImageBuffer
    format: str
    bit_depth: int
    digest: str
    profile: Profile | None = None
    metadata: Metadata = Metadata()
    notes: tuple[Message, ...] = ()
    frames: int = 1
    gray: bool = False
    assumed_profile: bool = False
    file_digest: str | None = None

    @property
    def name(self) -> str:
        return self.path.name
