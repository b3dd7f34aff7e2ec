"""TIFF files of which a few megabytes would become gigabytes in memory: tables and tags that share values."""

from __future__ import annotations

import struct
import time
import tracemalloc
from pathlib import Path

import pytest

from studio.errors import DamagedPhoto
from studio.imaging.decode import decode_photo, probe
from studio.imaging.ifd import IfdBroken
from studio.imaging.tiff_tables import check_tables

LONG, UNDEFINED = 4, 7
PLAIN = [(256, LONG, 1, 8), (257, LONG, 1, 8), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (277, 3, 1, 1)]
ONE_STRIP = [(273, LONG, 1, 8), (279, LONG, 1, 64)]
COUNT = 200_000

Tag = tuple[int, int, int, int]


def table(tags: list[Tag], following: int = 0) -> bytes:
    rows = b"".join(struct.pack("<HHII", *tag) for tag in sorted(tags))
    return struct.pack("<H", len(tags)) + rows + struct.pack("<I", following)


def chained(tables: int, *, empty_first: bool = False) -> bytes:
    """Tables that each name the same numbers as the places of their strips."""
    numbers = b"".join(struct.pack("<I", 100_000 + n) for n in range(COUNT))
    data = bytearray(struct.pack("<2sHI", b"II", 42, 8 + len(numbers)) + numbers)
    if empty_first:
        data += table([], len(data) + 6)
    tags = [*PLAIN, (273, LONG, COUNT, 8), (279, LONG, COUNT, 8)]
    for number in range(tables):
        size = len(table(tags))
        data += table(tags, len(data) + size if number < tables - 1 else 0)
    return bytes(data)


def below(tables: int) -> bytes:
    """One table of such numbers, named many times as lying below the first."""
    data = bytearray(chained(1))
    (heavy,) = struct.unpack_from("<I", data, 4)
    places, maker = len(data), len(data) + 4 * tables
    data += struct.pack("<I", heavy) * tables + b"Canon\0"
    struct.pack_into("<I", data, 4, len(data))
    return bytes(data + table([*PLAIN, *ONE_STRIP, (271, 2, 6, maker), (330, LONG, tables, places)]))


def shared(tags: int) -> bytes:
    """Tags nobody knows, with one value for all."""
    value = bytes(1 << 20)
    unknown = [(52_000 + n, UNDEFINED, len(value), 8) for n in range(tags)]
    return struct.pack("<2sHI", b"II", 42, 8 + len(value)) + value + table([*PLAIN, *ONE_STRIP, *unknown])


@pytest.mark.parametrize(
    "data",
    [chained(64), chained(63, empty_first=True), below(60), below(3000)],
    ids=["chained", "behind an empty one", "below", "thousands below"],
)
def test_tables_that_share_their_numbers_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(data)
    probe_module_is_loaded(tmp_path)
    start = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(DamagedPhoto, match="header is incomplete"):
            probe(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000
    assert time.process_time() - start < 1.0


def probe_module_is_loaded(folder: Path) -> None:
    """So that what is measured is the file."""
    (folder / "plain.tif").write_bytes(
        struct.pack("<2sHI", b"II", 42, 72) + bytes(64) + table([*PLAIN, *ONE_STRIP])
    )
    assert decode_photo(folder / "plain.tif").image.width == 8


def test_tags_that_share_a_value_are_left_out_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(shared(900))
    photo = decode_photo(path)
    assert photo.metadata.exif is None
    assert any("metadata" in str(note) for note in photo.notes)
    path.write_bytes(shared(1))
    assert len(decode_photo(path).metadata.exif or b"") > 1 << 20


def test_places_beyond_all_files() -> None:
    head = struct.pack("<2sHHHQ", b"II", 43, 8, 0, (1 << 64) - 1)
    check_tables(head + bytes(100))
    with pytest.raises(IfdBroken):
        check_tables(b"no table at all")
