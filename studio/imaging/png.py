"""PNG in and out, 1 to 16 bits (ISO/IEC 15948)."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
import numpy.typing as npt

from studio.imaging.limits import check_size
from studio.imaging.photo import Metadata
from studio.imaging.png_chunks import (
    SIGNATURE,
    Chunk,
    ChunkBroken,
    make_chunk,
    metadata_chunks,
    read_chunks,
    read_metadata,
)
from studio.imaging.source import Raster, SourceFile
from studio.messages import QT_TRANSLATE_NOOP

_TRUNCATED = QT_TRANSLATE_NOOP("errors", "the file ends too early")
_BAD_CHUNK = QT_TRANSLATE_NOOP("errors", "the check sum of its part {chunk} is wrong")
_CORRUPT = QT_TRANSLATE_NOOP("errors", "its image data is corrupt")
_NO_HEADER = QT_TRANSLATE_NOOP("errors", "its header is incomplete")

_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_LARGEST_RATIO = 1032  # deflate cannot do better
_LEVEL = 4


def read_png(source: SourceFile, *, facts_only: bool = False) -> Raster:
    """Palettes and transparency expanded, 1 to 4 bits scaled to 8. Raises DamagedPhoto, PhotoTooLarge."""
    try:
        chunks = read_chunks(source.data, pixels=not facts_only)
    except ChunkBroken as broken:
        if not broken.chunk:
            raise source.damaged(_TRUNCATED) from broken
        raise source.damaged(_BAD_CHUNK, chunk=broken.chunk) from broken
    if not chunks or chunks[0].name != b"IHDR" or len(chunks[0].data) != 13:
        raise source.damaged(_NO_HEADER)
    width, height, depth, kind = struct.unpack(">IIBBBBB", chunks[0].data)[:4]
    if not (0 < width < 1 << 31 and 0 < height < 1 << 31) or depth not in _DEPTHS.get(kind, ()):
        raise source.damaged(_NO_HEADER)
    transparent = kind in (4, 6) or any(chunk.name == b"tRNS" for chunk in chunks)
    gray = kind in (0, 4)
    itemsize = 2 if depth == 16 else 1
    channels = (1 if gray else 3) + transparent
    check_size(source.name, width, height, itemsize * channels + 4 * (3 + transparent))
    metadata, icc = read_metadata(chunks)
    raster = Raster(
        "png", width, height, "gray" if gray else "rgb", 16 if depth == 16 else 8, transparent,
        icc=icc, metadata=metadata, frames=_frames(chunks),
    )  # fmt: skip
    if facts_only:
        return raster
    packed = sum(len(chunk.data) for chunk in chunks if chunk.name == b"IDAT")
    if packed * _LARGEST_RATIO < height * (width * depth * _CHANNELS[kind] // 8):
        raise source.damaged(_TRUNCATED)
    raster.pixels = _decode(source, chunks, (height, width, channels))
    return raster


def _frames(chunks: list[Chunk]) -> int:
    for chunk in chunks:
        if chunk.name == b"acTL" and len(chunk.data) == 8:
            return max(1, int(struct.unpack_from(">I", chunk.data)[0]))
    return 1


def _decode(source: SourceFile, chunks: list[Chunk], shape: tuple[int, int, int]) -> npt.NDArray[Any]:
    import imagecodecs

    # Only what makes the pixels: libpng prints warnings about the rest.
    needed = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
    reduced = SIGNATURE + b"".join(make_chunk(c.name, c.data) for c in chunks if c.name in needed)
    try:
        pixels = imagecodecs.png_decode(reduced)
    except Exception as error:
        truncated = "Not enough" in str(error)
        raise source.damaged(_TRUNCATED if truncated else _CORRUPT, str(error)) from error
    pixels = pixels.reshape(*pixels.shape[:2], -1)
    if pixels.shape != shape:
        raise source.damaged(_CORRUPT, f"{pixels.shape} for {shape}")
    return pixels


def write_png(
    pixels: npt.NDArray[np.uint8 | np.uint16], metadata: Metadata, icc: bytes | None, profile: str
) -> bytes:
    """uint8 or uint16 (H, W, 1 to 4), of which the second or fourth is straight alpha, to a PNG file.

    ``profile`` names the ICC profile.
    """
    import imagecodecs

    data = imagecodecs.png_encode(np.ascontiguousarray(pixels), level=_LEVEL)
    header = len(SIGNATURE) + 25
    view = memoryview(data)
    return b"".join([view[:header], metadata_chunks(metadata, icc, profile), view[header:]])
