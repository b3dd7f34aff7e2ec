"""Image file directories, changed in place: nothing else moves."""

from __future__ import annotations

import struct

from studio.imaging.ifd import Ifd, IfdBroken, Layout, read_ifd, read_layout


def remove_entries(out: bytearray, layout: Layout, table: Ifd, tags: frozenset[int]) -> None:
    """Take entries and their values out of ``out``, the block's bytes; those behind move up in the table."""
    if not any(entry.tag in tags for entry in table.entries):
        return
    start = table.next_slot
    for entry in table.entries:
        start = min(start, entry.slot)
        if entry.tag in tags:
            out[entry.place : entry.place + entry.size] = bytes(entry.size)
    slots = range(start, table.next_slot, 12)
    rows = [bytes(out[slot : slot + 12]) for slot in slots]
    left = [row for row in rows if struct.unpack_from(layout.order + "H", row)[0] not in tags]
    (following,) = struct.unpack_from(layout.order + "I", out, table.next_slot)
    body = b"".join(left) + struct.pack(layout.order + "I", following)
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
