"""Image file directories, changed in place: nothing else moves."""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Mapping

from studio.imaging.ifd import (
    EXIF_IFD,
    GPS_IFD,
    INTEROP_IFD,
    Entry,
    Ifd,
    IfdBroken,
    Layout,
    integer,
    read_ifd,
    read_layout,
)

_POINTERS = frozenset({EXIF_IFD, GPS_IFD, INTEROP_IFD})


def remove_entries(out: bytearray, layout: Layout, table: Ifd, tags: frozenset[int]) -> None:
    """Take entries and their values out of ``out``, the block's bytes; those behind move up in the table."""
    if not any(entry.tag in tags for entry in table.entries):
        return
    start = table.first_slot
    for entry in table.entries:
        if entry.tag in tags:
            out[entry.place : entry.place + entry.size] = bytes(entry.size)
    slots = range(start, table.next_slot, 12)
    rows = [bytes(out[slot : slot + 12]) for slot in slots]
    left = [row for row in rows if struct.unpack_from(layout.order + "H", row)[0] not in tags]
    body = b"".join(left) + struct.pack(layout.order + "I", table.next_offset)  # 0 where the block ends
    struct.pack_into(layout.order + "H", out, start - 2, len(left))
    out[start : table.next_slot + 4] = body.ljust(table.next_slot + 4 - start, b"\0")


def without_entries(block: bytes, tags: frozenset[int]) -> bytes:
    """The block without these tags of its first table. Raises IfdBroken."""
    layout = read_layout(block)
    if layout.big:
        raise IfdBroken("BigTIFF is no EXIF")
    out = bytearray(block)
    remove_entries(out, layout, read_ifd(block, layout, layout.first), tags)
    return bytes(out)


def only_entries(block: bytes, kept: Mapping[int, frozenset[int] | None], dropped: frozenset[int]) -> bytes:
    """The block with the tables ``kept`` alone: 0 (the first), and those that tags of it point to.

    Of each these tags stay (None: all) unless ``dropped``, at their places; every other byte is zero, be it
    of a value, of another table, or of nothing that is named. Raises IfdBroken.
    """
    layout = read_layout(block)
    if layout.big:
        raise IfdBroken("BigTIFF is no EXIF")
    first = read_ifd(block, layout, layout.first)
    tables: dict[int, tuple[int, Ifd]] = {0: (layout.first, first)}
    for pointer in kept:
        place = integer(block, layout, first.get(pointer)) if pointer else None
        if place is not None:
            with contextlib.suppress(IfdBroken):
                tables[pointer] = place, read_ifd(block, layout, place)
    out = bytearray(len(block))
    out[:8] = block[:8]
    written: list[tuple[int, bytes]] = []
    for pointer, (place, table) in tables.items():
        stays = kept[pointer]
        rows: dict[int, Entry] = {}
        for entry in table.entries:
            named = entry.tag in tables if entry.tag in _POINTERS else stays is None or entry.tag in stays
            if named and entry.tag not in dropped:
                rows.setdefault(entry.tag, entry)
        for entry in rows.values():
            if entry.place != entry.slot + 8:
                out[entry.place : entry.place + entry.size] = block[entry.place : entry.place + entry.size]
        body = b"".join(_row(block, entry) for entry in rows.values())
        written.append((place, struct.pack(layout.order + "H", len(rows)) + body + bytes(4)))
    for place, table_bytes in written:
        out[place : place + len(table_bytes)] = table_bytes
    return bytes(out)


def _row(block: bytes, entry: Entry) -> bytes:
    """A value of fewer than four bytes leaves room for others behind it: that is emptied."""
    row = block[entry.slot : entry.slot + 12]
    return row if entry.place != entry.slot + 8 else row[: 8 + entry.size].ljust(12, b"\0")
