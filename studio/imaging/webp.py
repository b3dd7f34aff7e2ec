"""WebP in and out (RFC 9649), 8 bits."""

from __future__ import annotations

import io
import struct
from typing import Any

import numpy as np
import numpy.typing as npt

from studio.imaging.limits import check_size
from studio.imaging.photo import Metadata
from studio.imaging.source import Raster, SourceFile
from studio.messages import QT_TRANSLATE_NOOP

LARGEST_SIDE = 16383
_TRUNCATED = QT_TRANSLATE_NOOP("errors", "the file ends too early")
_CORRUPT = QT_TRANSLATE_NOOP("errors", "its image data is corrupt")
_NO_HEADER = QT_TRANSLATE_NOOP("errors", "its header is incomplete")


def read_webp(source: SourceFile, *, facts_only: bool = False) -> Raster:
    """The first frame. Raises DamagedPhoto, PhotoTooLarge."""
    chunks = _chunks(source)
    width, height = _size(source, chunks)
    check_size(source.name, width, height, 4 + 4 + 16)
    by_name = dict(reversed(chunks))
    exif = by_name.get(b"EXIF")
    metadata = Metadata(exif=exif.removeprefix(b"Exif\0\0") if exif else None, xmp=by_name.get(b"XMP "))
    frames = max(1, sum(name == b"ANMF" for name, _ in chunks))
    raster = Raster(
        "webp", width, height, "rgb", 8, icc=by_name.get(b"ICCP"), metadata=metadata, frames=frames
    )
    if facts_only:
        return raster
    raster.pixels = _decode(source)
    raster.alpha = raster.pixels.shape[2] == 4
    if raster.pixels.shape[:2] != (height, width):
        raise source.damaged(_CORRUPT)
    return raster


def _chunks(source: SourceFile) -> list[tuple[bytes, bytes]]:
    data = source.data
    if len(data) < 20 or int.from_bytes(data[4:8], "little") + 8 > len(data):
        raise source.damaged(_TRUNCATED)
    end = int.from_bytes(data[4:8], "little") + 8
    place, chunks = 12, list[tuple[bytes, bytes]]()
    while place + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, place)
        if place + 8 + length > end:
            raise source.damaged(_TRUNCATED)
        chunks.append((name, data[place + 8 : place + 8 + length]))
        place += 8 + length + length % 2
    return chunks


def _size(source: SourceFile, chunks: list[tuple[bytes, bytes]]) -> tuple[int, int]:
    """Width and height by the first chunk's header."""
    name, data = chunks[0] if chunks else (b"", b"")
    if name == b"VP8X" and len(data) >= 10:
        return 1 + int.from_bytes(data[4:7], "little"), 1 + int.from_bytes(data[7:10], "little")
    if name == b"VP8L" and len(data) >= 5 and data[0] == 0x2F:
        bits = int.from_bytes(data[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if name == b"VP8 " and len(data) >= 10:
        width, height = struct.unpack_from("<HH", data, 6)
        if width & 0x3FFF and height & 0x3FFF:
            return width & 0x3FFF, height & 0x3FFF
    raise source.damaged(_NO_HEADER)


def _decode(source: SourceFile) -> npt.NDArray[Any]:
    from PIL import WebPImagePlugin

    try:
        # The plugin itself: Image.open would judge the size in its own way, with warnings.
        with WebPImagePlugin.WebPImageFile(io.BytesIO(source.data)) as picture:
            picture.load()
            if picture.mode not in ("RGB", "RGBA"):
                raise ValueError(picture.mode)
            return np.asarray(picture)
    except Exception as error:
        raise source.damaged(_CORRUPT, str(error)) from error


def write_webp(pixels: npt.NDArray[np.uint8], quality: int, metadata: Metadata, icc: bytes | None) -> bytes:
    """uint8 (H, W, 3 or 4) to a lossy WebP file; alpha, and the colour under it, are kept."""
    from PIL import Image

    out = io.BytesIO()
    Image.fromarray(pixels).save(
        out, "WEBP", quality=quality, method=4, exact=True, alpha_quality=100,
        icc_profile=icc or b"", exif=metadata.exif or b"", xmp=metadata.xmp or b"",
    )  # fmt: skip
    return out.getvalue()
