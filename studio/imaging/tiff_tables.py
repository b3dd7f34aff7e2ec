"""Before a library reads a TIFF's tag tables: that a small file does not fill the memory with them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from studio.imaging.ifd import Entry, IfdBroken, Layout, integers, read_ifd, read_layout

MOST_TABLES = 64
"""Of a file, or below its first table, that are looked at."""
_MOST_BYTES = 32 << 20
"""Of numbers and words in all of them; strips and tiles of 450 megapixels need less."""
_SUB_TABLES = 330
# What describes the picture itself: libraries turn it into numbers and words, each time a table names it.
# Blocks as large as Photoshop's layers have tags above, and stay bytes.
_LAST_DESCRIBING = 699
_ALSO = frozenset({32997, 32998, 33628, 42113, 50838, 50839})


def check_tables(data: bytes) -> None:
    """Raises IfdBroken for tables that many tags or tables share, or that are larger than any picture's."""
    layout = read_layout(data)
    size = 0
    for number, offset in enumerate(_chain(data, layout)):
        entries = _entries(data, layout, offset)
        size += _size(entries)
        if number == 0:
            sub_tables = [entry for entry in entries if entry.tag == _SUB_TABLES]
            for entry in sub_tables:
                if entry.count > MOST_TABLES:
                    raise IfdBroken(f"{entry.count} tables below a table")
                below = integers(data, layout, entry)
                size += sum(_size(_entries(data, layout, place)) for place in below)
        if size > _MOST_BYTES:
            raise IfdBroken(f"{size} bytes in tables")


def _chain(data: bytes, layout: Layout) -> Iterator[int]:
    """Where the tables are, also beyond empty ones."""
    count_format, entry_size, word = ("Q", 20, "Q") if layout.big else ("H", 12, "I")
    offset, seen = layout.first, set[int]()
    while offset and offset not in seen and len(seen) < MOST_TABLES:
        seen.add(offset)
        yield offset
        try:
            (count,) = struct.unpack_from(layout.order + count_format, data, offset)
            end = offset + struct.calcsize(count_format) + count * entry_size
            (offset,) = struct.unpack_from(layout.order + word, data, end)
        except (struct.error, OverflowError):
            return


def _entries(data: bytes, layout: Layout, offset: int) -> tuple[Entry, ...]:
    try:
        return read_ifd(data, layout, offset).entries
    except IfdBroken:
        return ()  # the reader will say what is wrong


def _size(entries: tuple[Entry, ...]) -> int:
    return sum(entry.size for entry in entries if entry.tag <= _LAST_DESCRIBING or entry.tag in _ALSO)
