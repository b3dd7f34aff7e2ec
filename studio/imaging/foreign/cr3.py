"""The EXIF tables of Canon's CR3 files: boxes of ISO 14496-12, with a TIFF structure for each table."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from studio.imaging.exif_build import exif_from_parts
from studio.imaging.ifd import EXIF_IFD, GPS_IFD, IfdBroken

_CANON = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
_MOST_BOXES = 1000


def exif_of_cr3(data: bytes) -> bytes | None:
    """An EXIF block of the camera, the shot and its place; None where the file is no CR3 or has none."""
    for name, start, end in _boxes(data, 0, len(data)):
        if name != b"moov":
            continue
        for inner, begin, stop in _boxes(data, start, end):
            if inner == b"uuid" and data[begin : begin + 16] == _CANON:
                tables = {kind: data[s:e] for kind, s, e in _boxes(data, begin + 16, stop)}
                return _block(tables)
    return None


def _block(tables: dict[bytes, bytes]) -> bytes | None:
    more = {tag: tables[name] for tag, name in ((EXIF_IFD, b"CMT2"), (GPS_IFD, b"CMT4")) if name in tables}
    try:
        return exif_from_parts(tables.get(b"CMT1", b""), more)
    except IfdBroken:
        return None


def _boxes(data: bytes, place: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, begin and end of what is in each box."""
    for _ in range(_MOST_BOXES):
        if place + 8 > end:
            return
        size, name = struct.unpack_from(">I4s", data, place)
        head = 8
        if size == 1 and place + 16 <= end:
            (size,), head = struct.unpack_from(">Q", data, place + 8), 16
        size = size or end - place
        if size < head or place + size > end:
            return
        yield name, place + head, place + size
        place += size
