"""TIFF out (TIFF 6.0), 8 or 16 bits; Deflate or LZW with predictor, or no compression.

The file begins with the EXIF block itself, which is a TIFF header with tables: so every offset in it stays
true and maker notes stay as they were, byte by byte. The pixels follow, and last comes one table that holds
the block's describing tags and those of the picture; the header is pointed at it.
"""

from __future__ import annotations

import struct
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from studio.imaging.exif_build import STRUCTURE
from studio.imaging.export_options import Compression
from studio.imaging.ifd import (
    BYTE,
    EXIF_IFD,
    GPS_IFD,
    LONG,
    SHORT,
    UNDEFINED,
    IfdBroken,
    read_ifd,
    read_layout,
)
from studio.imaging.photo import Metadata

_STRIP_BYTES = 1 << 20
_LEVEL = 5
_CODES = {"none": 1, "lzw": 5, "deflate": 8}
_BLACK_IS_ZERO, _RGB, _UNASSOCIATED, _NO_PREDICTOR, _HORIZONTAL = 1, 2, 2, 1, 2
_IMAGE_DESCRIPTION, _ORIENTATION = 270, 274
_MOST_BYTES = 1 << 32

Samples = npt.NDArray[np.uint8 | np.uint16]


class TooLargeForTiff(ValueError):
    """Over 4 GB, the most that TIFF's offsets can reach."""


def write_tiff(
    pixels: Samples, metadata: Metadata, icc: bytes | None, compression: Compression = "deflate"
) -> bytes:
    """uint8 or uint16 (H, W, 1 to 4), of which the second or fourth is straight alpha, to a TIFF file.

    Raises TooLargeForTiff.
    """
    lead, order, tags = _lead(metadata.exif)
    strips, rows = _strips(pixels, order, compression)
    height, width, samples = pixels.shape
    writer = _Writer(order, lead)
    places = [writer.append(strip) for strip in strips]
    bits = pixels.dtype.itemsize * 8
    tags |= {
        256: writer.numbers(LONG, [width]),
        257: writer.numbers(LONG, [height]),
        258: writer.numbers(SHORT, [bits] * samples),
        259: writer.numbers(SHORT, [_CODES[compression]]),
        262: writer.numbers(SHORT, [_BLACK_IS_ZERO if samples < 3 else _RGB]),
        273: writer.numbers(LONG, places),
        274: writer.numbers(SHORT, [1]),
        277: writer.numbers(SHORT, [samples]),
        278: writer.numbers(LONG, [rows]),
        279: writer.numbers(LONG, [len(strip) for strip in strips]),
        284: writer.numbers(SHORT, [1]),
        317: writer.numbers(SHORT, [_NO_PREDICTOR if compression == "none" else _HORIZONTAL]),
    }
    if samples in (2, 4):
        tags[338] = writer.numbers(SHORT, [_UNASSOCIATED])
    if metadata.xmp:
        tags[700] = writer.block(BYTE, metadata.xmp)
    if metadata.iptc:
        tags[33723] = writer.block(UNDEFINED, metadata.iptc)
    if icc:
        tags[34675] = writer.block(UNDEFINED, icc)
    if metadata.comment and _IMAGE_DESCRIPTION not in tags:
        tags[_IMAGE_DESCRIPTION] = writer.block(2, metadata.comment.rstrip(b"\0") + b"\0")
    return writer.finish(tags)


def _lead(exif: bytes | None) -> tuple[bytes, str, dict[int, bytes]]:
    """The block to begin with, its byte order, and its describing entries (12 bytes less the tag)."""
    empty = b"II*\0\0\0\0\0"
    if exif is None:
        return empty, "<", {}
    try:
        layout = read_layout(exif)
        first = read_ifd(exif, layout, layout.first)
    except IfdBroken:
        return empty, "<", {}
    tags: dict[int, bytes] = {}
    for entry in first.entries:
        kept = entry.tag in (EXIF_IFD, GPS_IFD) or entry.tag not in STRUCTURE
        if kept and entry.tag != _ORIENTATION:
            tags.setdefault(entry.tag, exif[entry.slot + 2 : entry.slot + 12])
    return exif, layout.order, tags


def _strips(pixels: Samples, order: str, compression: Compression) -> tuple[list[bytes], int]:
    """Compressed strips, and how many rows each holds."""
    import imagecodecs

    height, width, samples = pixels.shape
    rows = max(1, _STRIP_BYTES // (width * samples * pixels.dtype.itemsize))

    def pack(top: int) -> bytes:
        strip = pixels[top : top + rows]
        stored = pixels.dtype.newbyteorder("<" if order == "<" else ">")
        if compression == "none":
            return strip.astype(stored, copy=False).tobytes()
        differences = strip.copy()
        differences[:, 1:] -= strip[:, :-1]  # wraps round, as the predictor wants
        raw = differences.astype(stored, copy=False).tobytes()
        if compression == "lzw":
            return bytes(imagecodecs.lzw_encode(raw))
        return bytes(imagecodecs.deflate_encode(raw, level=_LEVEL))

    with ThreadPoolExecutor() as pool:
        return list(pool.map(pack, range(0, height, rows))), rows


class _Writer:
    """Collects the file's parts; entries are the twelve bytes of a tag less the tag itself."""

    def __init__(self, order: str, lead: bytes) -> None:
        self._order = order
        self._head = bytearray(lead)
        self._parts: list[bytes | bytearray] = [self._head]
        self._size = len(lead)

    def append(self, data: bytes) -> int:
        """At an even offset, which is answered."""
        if self._size % 2:
            self._parts.append(b"\0")
            self._size += 1
        place = self._size
        self._parts.append(data)
        self._size += len(data)
        if self._size >= _MOST_BYTES:
            raise TooLargeForTiff
        return place

    def numbers(self, kind: int, values: list[int]) -> bytes:
        data = struct.pack(f"{self._order}{len(values)}{'H' if kind == SHORT else 'I'}", *values)
        return self._entry(kind, len(values), data)

    def block(self, kind: int, data: bytes) -> bytes:
        return self._entry(kind, len(data), data)

    def _entry(self, kind: int, count: int, data: bytes) -> bytes:
        head = struct.pack(self._order + "HI", kind, count)
        if len(data) <= 4:
            return head + data.ljust(4, b"\0")
        return head + struct.pack(self._order + "I", self.append(data))

    def finish(self, tags: dict[int, bytes]) -> bytes:
        rows = b"".join(struct.pack(self._order + "H", tag) + tags[tag] for tag in sorted(tags))
        place = self.append(struct.pack(self._order + "H", len(tags)) + rows + bytes(4))
        struct.pack_into(self._order + "I", self._head, 4, place)
        return b"".join(self._parts)
