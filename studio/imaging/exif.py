"""EXIF blocks: read a few facts, and patch in place, so that maker notes stay as they are byte by byte."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from studio.imaging.ifd import (
    EXIF_IFD,
    GPS_IFD,
    INTEROP_IFD,
    LONG,
    SHORT,
    Entry,
    Ifd,
    IfdBroken,
    Layout,
    integer,
    rational,
    read_ifd,
    read_layout,
    sub_ifd,
    text,
)

ORIENTATION = 0x0112
_MAKE, _MODEL, _DATE = 0x010F, 0x0110, 0x0132
_DATE_ORIGINAL = 0x9003
_EXPOSURE_TIME, _F_NUMBER, _LENS = 0x829A, 0x829D, 0xA434
_SENSITIVITIES = (0x8827, 0x8832, 0x8833)  # where ISO is above 65534, EXIF 2.3 has it in a second place
_COLOUR_SPACE = 0xA001
SRGB, UNCALIBRATED = 1, 65535
_WIDTHS, _HEIGHTS = (0x0100, 0xA002), (0x0101, 0xA003)
_THUMBNAIL, _THUMBNAIL_LENGTH = 0x0201, 0x0202


@dataclass(frozen=True)
class ExifFacts:
    """``orientation`` 1 to 8 or None; texts "" where missing; ``damaged``: a part could not be read.

    ``exposure_time`` is in seconds; it, ``f_number`` and ``iso`` are above 0, or None where unknown.
    """

    orientation: int | None = None
    make: str = ""
    model: str = ""
    captured: str = ""
    damaged: bool = False
    lens: str = ""
    iso: int | None = None
    exposure_time: float | None = None
    f_number: float | None = None

    @property
    def camera(self) -> str:
        """Maker and model, the maker not said twice."""
        first = self.make.split()[0].lower() if self.make else ""
        if self.model.lower().startswith(first):  # "NIKON CORPORATION", "NIKON D90"
            return self.model or self.make
        return f"{self.make} {self.model}".strip()


def shutter_speed(seconds: float) -> str:
    """An exposure time as cameras show it: "1/125", "0.5", "30"."""
    return f"1/{1 / seconds:.0f}" if seconds <= 1 / 3 else f"{seconds:.3g}"


def is_empty(block: bytes) -> bool:
    """Whether its first table has no tag, as Pillow writes it: there is nothing that could be unreadable."""
    try:
        layout = read_layout(block)
        (count,) = struct.unpack_from(layout.order + ("Q" if layout.big else "H"), block, layout.first)
    except (IfdBroken, struct.error, OverflowError):
        return False
    return bool(count == 0)


def read_facts(block: bytes) -> ExifFacts:
    """Raises IfdBroken when not even the first table can be read."""
    layout, first = _first(block)
    damaged = not first.complete
    shot: Ifd = first  # TIFF/EP has them in the first table
    for name, table in _sub_tables(block, layout, first):
        damaged = damaged or table is None or not table.complete
        if name == EXIF_IFD and table is not None:
            shot = table
    orientation = integer(block, layout, first.get(ORIENTATION))
    if orientation is not None and not 1 <= orientation <= 8:
        orientation = None
    isos = [integer(block, layout, shot.get(tag)) for tag in _SENSITIVITIES]
    return ExifFacts(
        orientation=orientation,
        make=text(block, first.get(_MAKE)),
        model=text(block, first.get(_MODEL)),
        captured=text(block, shot.get(_DATE_ORIGINAL)) or text(block, first.get(_DATE)),
        damaged=damaged,
        lens=text(block, shot.get(_LENS)),
        iso=max((iso for iso in isos if iso is not None and iso > 0), default=None),
        exposure_time=rational(block, layout, shot.get(_EXPOSURE_TIME)),
        f_number=rational(block, layout, shot.get(_F_NUMBER)),
    )


def patch(block: bytes, width: int, height: int, colour_space: int | None = None) -> bytes:
    """The block for an upright picture of that size: orientation 1, dimensions, no thumbnail.

    ``colour_space`` is :data:`SRGB`, :data:`UNCALIBRATED` (any other), or None to leave what is said.

    Nothing moves: numbers change in place, the second table (the thumbnail, which would be stale) is unlinked
    and its picture blanked. Raises IfdBroken.
    """
    layout, first = _first(block)
    out = bytearray(block)
    tables = [first, *(table for _, table in _sub_tables(block, layout, first) if table is not None)]
    for table in tables[:2]:
        for entry in table.entries:
            if entry.tag in _WIDTHS:
                _set(out, layout, entry, width)
            elif entry.tag in _HEIGHTS:
                _set(out, layout, entry, height)
            elif entry.tag == _COLOUR_SPACE and colour_space is not None:
                _set(out, layout, entry, colour_space)
    for entry in first.entries:
        if entry.tag == ORIENTATION and integer(block, layout, entry) is not None:
            # Whatever whole number it was told by, and however many.
            struct.pack_into(layout.order + "HHIHH", out, entry.slot, ORIENTATION, SHORT, 1, 1, 0)
    if first.next_slot + 4 > len(out):  # a block that ends before it tells of no second table
        out[first.next_slot :] = bytes(4)
    if first.next_offset:
        _drop_thumbnail(out, layout, first, tables)
    return bytes(out)


def _first(block: bytes) -> tuple[Layout, Ifd]:
    layout = read_layout(block)
    if layout.big:
        raise IfdBroken("BigTIFF is no EXIF")
    return layout, read_ifd(block, layout, layout.first)


def _sub_tables(block: bytes, layout: Layout, first: Ifd) -> Iterator[tuple[int, Ifd | None]]:
    """The EXIF, interoperability and GPS tables that are named, None for one that cannot be read."""
    exif: Ifd | None = None
    for parent_tag, tag in ((0, EXIF_IFD), (EXIF_IFD, INTEROP_IFD), (0, GPS_IFD)):
        parent = exif if parent_tag else first
        if parent is None:
            continue
        try:
            table = sub_ifd(block, layout, parent, tag)
        except IfdBroken:
            yield tag, None
            continue
        if tag == EXIF_IFD:
            exif = table
        if table is not None:
            yield tag, table


def _set(out: bytearray, layout: Layout, entry: Entry, value: int) -> None:
    """Write a whole number into the entry's own place; as a LONG, which always fits there."""
    if entry.count != 1 or entry.kind not in (SHORT, LONG):
        return
    if entry.kind == SHORT and value < 65536:
        struct.pack_into(layout.order + "H", out, entry.place, value)
    else:
        struct.pack_into(layout.order + "HHII", out, entry.slot, entry.tag, LONG, 1, value)


def _drop_thumbnail(out: bytearray, layout: Layout, first: Ifd, tables: list[Ifd]) -> None:
    block = bytes(out)
    struct.pack_into(layout.order + "I", out, first.next_slot, 0)
    try:
        second = read_ifd(block, layout, first.next_offset)
    except IfdBroken:
        return
    start = integer(block, layout, second.get(_THUMBNAIL))
    length = integer(block, layout, second.get(_THUMBNAIL_LENGTH))
    if start is None or length is None or start < 8 or start + length > len(block):
        return
    used = [(entry.place, entry.place + entry.size) for table in tables for entry in table.entries]
    used += [(table.entries[0].slot - 2, table.next_slot + 4) for table in tables if table.entries]
    if all(end <= start or begin >= start + length for begin, end in used):
        out[start : start + length] = bytes(length)
