"""Image file directories: the tag tables that TIFF 6.0, BigTIFF and EXIF (CIPA DC-008) share.

Reading only, and defensively: files are hostile. Offsets are those of the whole block.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_BIG_SIZES = {**_SIZES, 16: 8, 17: 8, 18: 8}
_MOST_ENTRIES = 4096
_INTEGERS = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 13: "I", 16: "Q", 17: "q", 18: "Q"}

BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED = 1, 2, 3, 4, 5, 7

EXIF_IFD, GPS_IFD, INTEROP_IFD = 0x8769, 0x8825, 0xA005


class IfdBroken(ValueError):
    """A tag table that cannot be read. Never leaves studio.imaging: it becomes a note or a PhotoError."""


@dataclass(frozen=True)
class Layout:
    """``order`` is "<" or ">"; ``big`` says BigTIFF; ``first`` is the offset of the first table."""

    order: str
    big: bool
    first: int


@dataclass(frozen=True)
class Entry:
    """One tag. ``slot`` is where its entry stands, ``place`` where its value does, ``size`` in bytes."""

    tag: int
    kind: int
    count: int
    slot: int
    place: int
    size: int


@dataclass(frozen=True)
class Ifd:
    """One table: its entries whose values lie inside the block, in the file's order.

    ``first_slot`` is where the first entry stands, be it left out; ``next_slot`` is where the offset of the
    next table does; ``complete`` is False when entries were left out because they point outside or are of an
    unknown type.
    """

    entries: tuple[Entry, ...]
    next_slot: int
    next_offset: int
    complete: bool
    first_slot: int

    def get(self, tag: int) -> Entry | None:
        """The first entry of that tag."""
        return next((entry for entry in self.entries if entry.tag == tag), None)


def read_layout(block: bytes) -> Layout:
    """The header. Raises IfdBroken."""
    try:
        order = {b"II": "<", b"MM": ">"}[bytes(block[:2])]
        (magic,) = struct.unpack_from(order + "H", block, 2)
        if magic == 42:
            return Layout(order, False, struct.unpack_from(order + "I", block, 4)[0])
        if magic == 43 and struct.unpack_from(order + "HH", block, 4) == (8, 0):
            return Layout(order, True, struct.unpack_from(order + "Q", block, 8)[0])
    except (KeyError, struct.error) as error:
        raise IfdBroken("no TIFF header") from error
    raise IfdBroken("no TIFF header")


def read_ifd(block: bytes, layout: Layout, offset: int) -> Ifd:
    """The table at ``offset``. Raises IfdBroken where there is none."""
    count_format, entry_size, word = ("Q", 20, "Q") if layout.big else ("H", 12, "I")
    sizes = _BIG_SIZES if layout.big else _SIZES
    try:
        (count,) = struct.unpack_from(layout.order + count_format, block, offset)
        start = offset + struct.calcsize(count_format)
        if not 0 < count <= _MOST_ENTRIES or start + count * entry_size > len(block):
            raise IfdBroken(f"{count} entries at {offset}")
        entries = []
        for slot in range(start, start + count * entry_size, entry_size):
            tag, kind, values = struct.unpack_from(layout.order + "HH" + word, block, slot)
            inline = slot + 4 + struct.calcsize(word)
            size = sizes.get(kind, 0) * values
            place = inline
            if size > struct.calcsize(word):
                (place,) = struct.unpack_from(layout.order + word, block, inline)
            if kind in sizes and place + size <= len(block):
                entries.append(Entry(tag, kind, values, slot, place, size))
        next_slot = start + count * entry_size
        next_offset = 0
        if next_slot + struct.calcsize(word) <= len(block):
            (next_offset,) = struct.unpack_from(layout.order + word, block, next_slot)
    except (struct.error, OverflowError) as error:
        raise IfdBroken(f"no table at {offset}") from error
    return Ifd(tuple(entries), next_slot, next_offset, len(entries) == count, start)


def sub_ifd(block: bytes, layout: Layout, ifd: Ifd, tag: int) -> Ifd | None:
    """The table that ``tag`` of ``ifd`` points to, None without the tag. Raises IfdBroken."""
    offset = integer(block, layout, ifd.get(tag))
    return None if offset is None else read_ifd(block, layout, offset)


def integer(block: bytes, layout: Layout, entry: Entry | None) -> int | None:
    """The first number of an integer entry, None where it is missing or of another type."""
    if entry is None or entry.kind not in _INTEGERS or entry.count < 1:
        return None
    return int(struct.unpack_from(layout.order + _INTEGERS[entry.kind], block, entry.place)[0])


def integers(block: bytes, layout: Layout, entry: Entry) -> tuple[int, ...]:
    """All numbers of an integer entry, none where it is of another type."""
    if entry.kind not in _INTEGERS:
        return ()
    return struct.unpack_from(f"{layout.order}{entry.count}{_INTEGERS[entry.kind]}", block, entry.place)


def rational(block: bytes, layout: Layout, entry: Entry | None) -> float | None:
    """The first number of a RATIONAL entry, None where it is missing, of another type, or not above 0."""
    if entry is None or entry.kind != RATIONAL or entry.count < 1:
        return None
    over, under = struct.unpack_from(layout.order + "II", block, entry.place)
    return over / under if over and under else None


def text(block: bytes, entry: Entry | None) -> str:
    """An ASCII entry without its end, printable, at most 200 characters; "" where it is missing."""
    if entry is None or entry.kind not in (ASCII, BYTE, UNDEFINED):
        return ""
    raw = bytes(block[entry.place : entry.place + min(entry.size, 200)]).split(b"\0")[0]
    return "".join(c for c in raw.decode("utf-8", "replace") if c.isprintable()).strip()


def raw(block: bytes, entry: Entry | None) -> bytes | None:
    """The entry's bytes as they stand."""
    return None if entry is None else bytes(block[entry.place : entry.place + entry.size])
