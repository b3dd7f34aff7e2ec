"""An EXIF block of its own out of a TIFF file's tags, so that a TIFF's metadata can go into any format."""

from __future__ import annotations

import struct

from studio.imaging.ifd import (
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

_MAKER_NOTE = 0x927C
_PINNED_BELOW = 32768
# Tags that describe how the pixels lie in the file, or that travel as blocks of their own.
STRUCTURE = frozenset({
    254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 277, 278, 279, 280, 281, 284, 288, 289, 290,
    291, 292, 293, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 330, 332, 333, 334, 336, 337, 338,
    339, 340, 341, 342, 343, 347, *range(512, 522), 529, 530, 531, 532, 559, 700, 33421, 33422, 33723, 34377,
    34675, 37724, 50706, 50707, 50740,
})  # fmt: skip
_POINTERS = {EXIF_IFD, GPS_IFD, INTEROP_IFD}


def exif_from_tiff(data: bytes, *, without: frozenset[int] = frozenset()) -> bytes | None:
    """The first table's describing tags with the EXIF, GPS and interoperability tables; None without any.

    Values are copied as they stand, in the file's byte order. A maker note that stood near the start keeps
    its offset, since many makers count offsets from the start of the file. Tags ``without`` are left out of
    the first table. Raises IfdBroken.
    """
    layout = read_layout(data)
    first = read_ifd(data, layout, layout.first)
    builder = _Builder(data, layout)
    left = STRUCTURE | without
    kept = [entry for entry in first.entries if entry.tag not in left and _fits(entry)]
    if not kept:
        return None
    return builder.build(kept, first)


def _fits(entry: Entry) -> bool:
    """BigTIFF's 64-bit types have no place in EXIF, except as pointers, which are written anew."""
    return entry.kind < 16 or entry.tag in _POINTERS


class _Builder:
    def __init__(self, data: bytes, layout: Layout) -> None:
        self.data = data
        self.layout = layout
        self.out = bytearray(8)
        self.pinned = 0

    def build(self, kept: list[Entry], first: Ifd) -> bytes:
        order = self.layout.order
        struct.pack_into(order + "2sHI", self.out, 0, b"II" if order == "<" else b"MM", 42, 0)
        exif = self._table(first, EXIF_IFD)
        self._pin(exif.get(_MAKER_NOTE) if exif else None)
        pointers: dict[int, int] = {}
        if exif is not None:
            interop = self._table(exif, INTEROP_IFD)
            inner = {INTEROP_IFD: self._write(list(interop.entries), {})} if interop else {}
            pointers[EXIF_IFD] = self._write(list(exif.entries), inner)
        gps = self._table(first, GPS_IFD)
        if gps is not None:
            pointers[GPS_IFD] = self._write(list(gps.entries), {})
        start = self._write(kept, pointers)
        struct.pack_into(order + "I", self.out, 4, start)
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

    def _write(self, entries: list[Entry], pointers: dict[int, int]) -> int:
        """Append a table with its values; entries that point to tables take the offsets given."""
        order, rows = self.layout.order, []
        seen: set[int] = set()
        for entry in sorted(entries, key=lambda e: e.tag):
            if entry.tag in seen or not _fits(entry):
                continue
            seen.add(entry.tag)
            if entry.tag in _POINTERS:
                if entry.tag in pointers:
                    rows.append(struct.pack(order + "HHII", entry.tag, LONG, 1, pointers[entry.tag]))
                continue
            value = self.data[entry.place : entry.place + entry.size]
            if entry.size <= 4:
                tail = value.ljust(4, b"\0")
            elif entry.tag == _MAKER_NOTE and self.pinned == entry.place:
                tail = struct.pack(order + "I", self.pinned)
            else:
                tail = struct.pack(order + "I", self._append(value))
            rows.append(struct.pack(order + "HHI", entry.tag, entry.kind, entry.count) + tail)
        return self._append(struct.pack(order + "H", len(rows)) + b"".join(rows) + bytes(4))

    def _append(self, data: bytes) -> int:
        self.out += bytes(len(self.out) % 2)
        place = len(self.out)
        self.out += data
        return place
