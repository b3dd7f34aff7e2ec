"""An EXIF block of its own out of a TIFF file's tags, so that a TIFF's metadata can go into any format."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from studio.imaging.ifd import (
    ASCII,
    EXIF_IFD,
    GPS_IFD,
    INTEROP_IFD,
    LONG,
    Entry,
    Ifd,
    IfdBroken,
    Layout,
    read_ifd,
    read_layout,
    sub_ifd,
)

_MAKER_NOTE, _LENS = 0x927C, 0xA434
_PINNED_BELOW = 32768
_SHARED = 1 << 20
# Tags that describe how the pixels lie in the file (also those of SGI's 3-D pictures and of microscopes, by
# which programs read a table's picture in other ways), or that travel as blocks of their own.
STRUCTURE = frozenset({
    254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 277, 278, 279, 280, 281, 284, 288, 289, 290,
    291, 292, 293, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 330, 332, 333, 334, 336, 337, 338,
    339, 340, 341, 342, 343, 347, *range(512, 522), 529, 530, 531, 532, 559, 700, *range(32995, 32999), 33421,
    33422, *range(33628, 33632), 33723, 34361, 34377, 34412, 34675, 37724, 50706, 50707, 50740,
})  # fmt: skip
_POINTERS = {EXIF_IFD, GPS_IFD, INTEROP_IFD}


def exif_from_tiff(data: bytes, *, without: frozenset[int] = frozenset(), lens: str = "") -> bytes | None:
    """The first table's describing tags with the EXIF, GPS and interoperability tables; None without any.

    Values are copied as they stand, in the file's byte order. A maker note that stood near the start keeps
    its offset, since many makers count offsets from the start of the file. Tags ``without`` are left out of
    the first table; ``lens`` is named where EXIF does not name one. Raises IfdBroken.
    """
    layout = read_layout(data)
    first = read_ifd(data, layout, layout.first)
    builder = _Builder(data, layout, lens)
    left = STRUCTURE | without
    kept = [entry for entry in first.entries if entry.tag not in left and _fits(entry)]
    if not kept:
        return None
    return builder.build(kept, first)


def exif_from_parts(first: bytes, tables: Mapping[int, bytes]) -> bytes:
    """One block out of TIFF structures that hold a table each, as Canon's CR3 files have them.

    ``tables`` by the tag that is to point to each; a maker note, which counts its offsets from elsewhere, is
    left out, and so is a table that cannot be read. Raises IfdBroken for the first.
    """
    layout = read_layout(first)
    entries = read_ifd(first, layout, layout.first).entries
    builder, pointers = _Builder(first, layout), dict[int, int]()
    builder.most += sum(len(data) for data in tables.values())
    for tag, data in tables.items():
        try:
            table = read_ifd(data, read_layout(data), read_layout(data).first)
        except IfdBroken:
            continue
        if data[:2] == first[:2]:
            builder.data = data
            pointers[tag] = builder.write([e for e in table.entries if e.tag != _MAKER_NOTE], {})
    builder.data = first
    return builder.finish([entry for entry in entries if entry.tag not in STRUCTURE], pointers)


def _fits(entry: Entry) -> bool:
    """BigTIFF's 64-bit types have no place in EXIF, except as pointers, which are written anew."""
    return entry.kind < 16 or entry.tag in _POINTERS


class _Builder:
    def __init__(self, data: bytes, layout: Layout, lens: str = "") -> None:
        self.data = data
        self.layout = layout
        self.lens = lens.encode("ascii", "replace")
        self.out = bytearray(8)
        self.pinned = 0
        self.most = len(data) + _SHARED
        """How large the block may grow: thousands of tags that share one value would fill the memory."""

    def build(self, kept: list[Entry], first: Ifd) -> bytes:
        exif = self._table(first, EXIF_IFD)
        self._pin(exif.get(_MAKER_NOTE) if exif else None)
        pointers: dict[int, int] = {}
        if exif is not None:
            interop = self._table(exif, INTEROP_IFD)
            inner = {INTEROP_IFD: self.write(list(interop.entries), {})} if interop else {}
            texts = {_LENS: self.lens} if self.lens and exif.get(_LENS) is None else {}
            pointers[EXIF_IFD] = self.write(list(exif.entries), inner, texts)
        gps = self._table(first, GPS_IFD)
        if gps is not None:
            pointers[GPS_IFD] = self.write(list(gps.entries), {})
        return self.finish(kept, pointers)

    def finish(self, kept: list[Entry], pointers: dict[int, int]) -> bytes:
        """The block, with its first table."""
        order, start = self.layout.order, self.write(kept, pointers)
        struct.pack_into(order + "2sHI", self.out, 0, b"II" if order == "<" else b"MM", 42, start)
        return bytes(self.out)

    def _table(self, parent: Ifd, tag: int) -> Ifd | None:
        try:
            return sub_ifd(self.data, self.layout, parent, tag)
        except IfdBroken:
            return None

    def _pin(self, note: Entry | None) -> None:
        if note is None or not 8 <= note.place < _PINNED_BELOW or note.size <= 4:
            return
        self.out += bytes(note.place - len(self.out))
        self.out += self.data[note.place : note.place + note.size]
        self.pinned = note.place

    def write(
        self, entries: list[Entry], pointers: Mapping[int, int], texts: Mapping[int, bytes] | None = None
    ) -> int:
        """Append a table with its values; those that point to tables have their offsets; ``texts`` more."""
        order = self.layout.order
        rows = {tag: struct.pack(order + "HHII", tag, LONG, 1, place) for tag, place in pointers.items()}
        for tag, value in (texts or {}).items():
            size = len(value) + 1
            tail = (
                value.ljust(4, b"\0") if size <= 4 else struct.pack(order + "I", self._append(value + b"\0"))
            )
            rows[tag] = struct.pack(order + "HHI", tag, ASCII, size) + tail
        for entry in entries:
            if entry.tag in rows or entry.tag in _POINTERS or not _fits(entry):
                continue
            value = self.data[entry.place : entry.place + entry.size]
            if entry.size <= 4:
                tail = value.ljust(4, b"\0")
            elif entry.tag == _MAKER_NOTE and self.pinned == entry.place:
                tail = struct.pack(order + "I", self.pinned)
            else:
                tail = struct.pack(order + "I", self._append(value))
            rows[entry.tag] = struct.pack(order + "HHI", entry.tag, entry.kind, entry.count) + tail
        table = b"".join(row for _, row in sorted(rows.items()))
        return self._append(struct.pack(order + "H", len(rows)) + table + bytes(4))

    def _append(self, data: bytes) -> int:
        if len(self.out) + len(data) > self.most:
            raise IfdBroken("tags share their values")
        self.out += bytes(len(self.out) % 2)
        place = len(self.out)
        self.out += data
        return place
