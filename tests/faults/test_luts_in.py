"""Row 40: a hostile .cube or HaldCLUT is read rightly or refused with the line; never wrong colours."""

from __future__ import annotations

import struct
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.errors import StyleFileInvalid
from studio.paths import resources
from studio.styles.catalogue import Catalogue
from studio.styles.cube import format_cube
from studio.styles.cube_parser import parse_cube
from studio.styles.hald import format_hald, read_hald
from studio.styles.lut import Lut, identity_grid
from studio.styles.lut_file import parse_lut, read_lut

ROWS = "".join(f"{r} {g} {b}\n" for b in (0, 1) for g in (0, 1) for r in (0, 1))
SIZE = "LUT_3D_SIZE 2\n"
ONE = "LUT_1D_SIZE 2\n"


def rows(line: int, text: str) -> str:
    """A good table of eight rows with one line of it (1 is the first) replaced."""
    lines = ROWS.splitlines(keepends=True)
    lines[line - 1] = text + "\n"
    return SIZE + "".join(lines)


REFUSED = [
    (rows(3, "0,0 1,0 0,0"), "line 4: .*decimals are written with a point"),
    (rows(3, "0,1,0"), "line 4: .*point"),
    (rows(3, "nan 1 0"), "line 4: .*finite"),
    (rows(1, "NaN 1 0"), "line 2: .*finite"),
    (rows(8, "1 1 inf"), "line 9: .*finite"),
    (rows(8, "1 1 -Infinity"), "line 9: .*finite"),
    (rows(8, "1 1 1e999"), "line 9: .*finite"),
    (rows(5, "0 0"), "line 6: three numbers expected, not 2"),
    (rows(5, "0 0 1 1"), "line 6: three numbers expected, not 4"),
    (rows(5, "0 0 1x"), "line 6: “1x” is not a number"),
    (rows(5, "0 0 1_0"), "line 6: “1_0” is not a number"),
    (rows(5, "0 0 0x1"), "line 6: “0x1” is not a number"),
    (rows(5, "0 0 ١"), "line 6: .*not a number"),
    (rows(5, "0 0 255"), "line 6: 255 is beyond 100"),
    (rows(5, "0 0 -1e30"), "line 6: .*beyond"),
    (rows(5, 'TITLE "late"'), "line 6: .*after the start"),
    (SIZE + ROWS[:-6], "the table ends after 7 rows; its size asks for 8"),
    (SIZE, "ends after 0 rows"),
    (SIZE + ROWS + "\n# more\n\n1 1 1\n", "line 13: the table has more than the 8 rows"),
    (SIZE + ROWS * 2, "line 10: .*more than the 8 rows"),
    (SIZE + ROWS.replace("\n", " "), "line 2: three numbers expected"),
    ("LUT_3D_SIZE 1000000\n" + ROWS, "line 1: LUT_3D_SIZE is 1000000; it must lie between 2 and 129"),
    ("LUT_3D_SIZE " + "9" * 4000 + "\n" + ROWS, "line 1: .*between"),
    ("LUT_3D_SIZE 0\n" + ROWS, "line 1: .*between"),
    ("LUT_3D_SIZE -2\n" + ROWS, "line 1: .*between"),
    ("LUT_3D_SIZE 1\n0 0 0\n", "line 1: .*between"),
    ("LUT_3D_SIZE 2.0\n" + ROWS, "line 1: .*whole number"),
    ("LUT_3D_SIZE\n" + ROWS, "line 1: .*whole number"),
    ("LUT_3D_SIZE 2 2 2\n" + ROWS, "line 1: .*whole number"),
    ("LUT_3D_SIZE two\n" + ROWS, "line 1: .*whole number"),
    ("LUT_1D_SIZE 100000\n0 0 0\n", "line 1: .*65536"),
    (SIZE + SIZE + ROWS, "line 2: LUT_3D_SIZE is given twice"),
    ('TITLE "a"\nTITLE "b"\n' + SIZE + ROWS, "line 2: TITLE is given twice"),
    (ROWS, "line 1: there is no LUT_1D_SIZE or LUT_3D_SIZE"),
    ("# nothing\n", "no LUT_1D_SIZE"),
    ('TITLE "open\n' + SIZE + ROWS, "line 1: .*not closed"),
    ('TITLE "open" rest\n' + SIZE + ROWS, "line 1: .*not closed"),
    ("DOMAIN_MIN 1 1 1\nDOMAIN_MAX 0 0 0\n" + SIZE + ROWS, "line 2: .*empty or reversed"),
    ("DOMAIN_MIN 0 1 0\n" + SIZE + ROWS, "line 1: .*empty or reversed"),
    ("DOMAIN_MAX 0 1 1\n" + SIZE + ROWS, "line 1: .*empty or reversed"),
    ("DOMAIN_MAX 1 1 1e-9\n" + SIZE + ROWS, "line 1: .*empty or reversed"),
    ("DOMAIN_MAX 1 1\n" + SIZE + ROWS, "line 1: DOMAIN_MAX needs 3 numbers, not 2"),
    ("DOMAIN_MAX 1 1 nan\n" + SIZE + ROWS, "line 1: .*finite"),
    ("DOMAIN_MAX 1 1 1e30\n" + SIZE + ROWS, "line 1: .*beyond"),
    ("DOMAIN_MAX 1,0 1,0 1,0\n" + SIZE + ROWS, "line 1: .*point"),
    ("LUT_3D_INPUT_RANGE 1 0\n" + SIZE + ROWS, "line 1: .*reversed"),
    ("LUT_1D_INPUT_RANGE 0 1\n" + SIZE + ROWS, "line 1: .*without a table"),
    ("DOMAIN_MAX 2 2 2\nLUT_3D_INPUT_RANGE 0 1\n" + SIZE + ROWS, "line 2: .*twice"),
    ("DOMAIN_MAX 2 2 2\n" + ONE + SIZE + "0 0 0\n1 1 1\n" + ROWS, "line 1: .*which of the two"),
    (ONE + SIZE + "0 0 0\n70000 1 1\n" + ROWS, "line 4: .*beyond 65504"),
    (ONE + SIZE + ROWS, "ends after 8 rows; its size asks for 10"),
    ("LUT_IN_VIDEO_RANGE\n" + SIZE + ROWS, "line 1: the keyword .*unknown"),
    ("LUT_4D_SIZE 2\n" + ROWS, "line 1: .*unknown"),
    ("LUT_3D_SIZE:2\n" + ROWS, "line 1: .*neither a keyword nor numbers"),
    ("<html><body>Not found</body></html>", "line 1: .*neither"),
    ('{"title": "x"}', "line 1: .*neither"),
    ("hello\n", "line 1: .*unknown"),
    ("", "it is empty"),
    (" \r\n\t\n", "it is empty"),
    ("\ufeff", "it is empty"),
    ("LUT_3D_SIZE 2\0\n" + ROWS, "binary"),
    ("#" + "x" * 5000 + "\n" + SIZE + ROWS, "line 1: the line is too long"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_refused_with_the_line(text: str, reason: str) -> None:
    for ends in ("\n", "\r\n", "\r"):
        with pytest.raises(StyleFileInvalid, match=reason):
            parse_cube(text.replace("\n", ends).encode(), "bad.cube")


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfeL\0U\0T\0\xd8",
        b"MZ\x90\0\x03\0\0\0",
        bytes(range(256)) * 40,
        b"\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x02os",
        b"PK\x03\x04\0\0",
        b"\x89PNG\r\n\x1a\n" + bytes(40),
    ],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(StyleFileInvalid):
        parse_lut(data, "x.cube")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for start in (b"", SIZE.encode(), b"\xff\xfe", b"\xef\xbb\xbf", b"\x89PNG\r\n\x1a\n"):
        try:
            lut = parse_lut(start + data, "x")
        except StyleFileInvalid:
            continue
        assert np.isfinite(lut.evaluate(identity_grid(2))).all()


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_spoilt_file_has_the_same_colours_or_is_refused(data: st.DataObject) -> None:
    """One line doubled, dropped, cut or with a strange character: never another table in silence."""
    lines = (
        format_cube(Lut("look", (identity_grid(3) * 0.9 + 0.05).astype(np.float32)), 3).decode().splitlines()
    )
    whole = parse_cube("\n".join(lines).encode(), "x").cube
    index = data.draw(st.integers(0, len(lines) - 1))
    line = lines[index]
    kind = data.draw(st.sampled_from(["double", "drop", "word", "insert"]))
    if kind == "double":
        lines.insert(index, line)
    elif kind == "drop":
        del lines[index]
    elif kind == "word":
        lines[index] = line.rpartition(" ")[0]
    else:
        place = data.draw(st.integers(0, len(line)))
        character = data.draw(st.sampled_from([",", "\t", "_", "nan", "\r", "é", '"', ";", "\v"]))
        lines[index] = line[:place] + character + line[place:]
    try:
        spoilt = parse_cube("\n".join(lines).encode(), "x").cube
    except StyleFileInvalid:
        return
    assert whole is not None
    assert spoilt is not None
    if kind != "insert":
        np.testing.assert_array_equal(spoilt, whole)
    else:
        # White space inside a number could only split it, and then the row has four.
        np.testing.assert_allclose(spoilt, whole, atol=1e-6)


def million_rows() -> bytes:
    return b"0.123456 0.123456 0.123456\n" * 1_500_000


@pytest.mark.parametrize(
    "data",
    [
        SIZE.encode() + million_rows(),
        b"LUT_3D_SIZE 129\n" + million_rows(),
        b"#\n" * 20_000_000,
        b"\n" * 30_000_000,
        b"\r" * 3_000_000 + b"LUT_3D_SIZE 2",
        b"0 " * 15_000_000,
        b'TITLE "' + b"x" * 40_000_000,
        b"LUT_3D_SIZE " + b"1" * 3000,
        b"TITLE x\n" * 1_000_000,
        b"LUT_3D_SIZE 65\n" + b"0 0 0\n" * 274_624 + b"0 0 x\n",
    ],
    ids=[
        "far too many rows", "too few rows", "comments", "blank lines", "returns", "one line", "title",
        "digits", "titles", "last row",
    ],
)  # fmt: skip
def test_refused_in_under_a_second(data: bytes) -> None:
    start = time.process_time()
    with pytest.raises(StyleFileInvalid):
        parse_cube(data, "x")
    assert time.process_time() - start < 1.0


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.cube"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    start = time.process_time()
    with pytest.raises(StyleFileInvalid, match="larger than"):
        read_lut(path)
    assert time.process_time() - start < 1.0


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize(("width", "height"), [(4096, 4096), (2**31 - 1, 2**31 - 1), (0, 0), (64, 64)])
def test_a_png_that_claims_more_than_it_has(tmp_path: Path, width: int, height: int) -> None:
    header = struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0)
    body = png_chunk(b"IDAT", zlib.compress(bytes(100)))
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + body + png_chunk(b"IEND", b""))
    start = time.process_time()
    with pytest.raises(StyleFileInvalid):
        read_hald(path)
    assert time.process_time() - start < 1.0


@settings(max_examples=60, deadline=None)
@given(st.integers(8, 5000), st.integers(1, 255))
def test_a_flipped_bit_in_a_hald_is_found(place: int, change: int) -> None:
    lut = Lut("", identity_grid(9) ** 1.1)
    data = bytearray(format_hald(lut, 3))
    data[place % len(data)] ^= change
    with pytest.raises(StyleFileInvalid):
        parse_lut(bytes(data), "x.png")


def test_hostile_files_of_others(shared: Path) -> None:
    for path in sorted((shared / "hostile").iterdir()):
        with pytest.raises(StyleFileInvalid):
            read_lut(path)


def test_the_catalogue_lives_on(tmp_path: Path) -> None:
    for number, (text, _) in enumerate(REFUSED):
        (tmp_path / f"{number}.cube").write_bytes(text.encode())
    (tmp_path / "good.cube").write_text(SIZE + ROWS)
    (tmp_path / "folder.cube").mkdir()
    catalogue = Catalogue(resources() / "styles", tmp_path)
    for style in catalogue.styles():
        try:
            catalogue.load_lut(style)
        except StyleFileInvalid:
            continue
    assert [style.name for style in catalogue.styles() if not style.builtin] == ["good"]
    assert len(catalogue.problems()) == len(REFUSED)
