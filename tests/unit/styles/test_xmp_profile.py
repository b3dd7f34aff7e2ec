"""Profiles for Lightroom: written as the format says, read back, and refused where they are hostile."""

from __future__ import annotations

import hashlib
import re
import struct
import time
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.errors import StyleFileInvalid
from studio.styles.lut import Lut, identity_grid
from studio.styles.rgb_table import (
    MAX_TEXT,
    NODES,
    RgbTableInvalid,
    pack_table,
    table_bytes,
    table_name,
    table_text,
)
from studio.styles.xmp_profile import format_xmp_profile, is_xmp, parse_xmp_profile
from studio.styles.xmp_reading import XmpBroken, read_properties

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?`'|()[]{}@%$#"
HALF_STEP = 0.5 / 65535


def warm(size: int = 17) -> Lut:
    """Red up, blue down and bent, so that every axis and channel differs."""
    grid = identity_grid(size)
    return Lut("Warm", (grid ** np.array([0.8, 1.0, 1.3]) * 0.9 + 0.02).astype(np.float32))


def by_the_book(text: str) -> bytes:
    """The table's bytes, digit by digit, as the DNG SDK reads them."""
    out = bytearray()
    value = phase = 0
    for character in text:
        value += DIGITS.index(character) * 85**phase
        phase += 1
        if phase == 5:
            out += (value & 0xFFFFFFFF).to_bytes(4, "little")
            value = phase = 0
    if phase:
        out += (value & 0xFFFFFFFF).to_bytes(4, "little")[: phase - 1]
    return bytes(out)


def test_what_is_written_is_what_the_format_says() -> None:
    text = format_xmp_profile(warm()).decode()
    name = re.search(r'crs:RGBTable="([0-9A-F]{32})"', text)
    assert name is not None
    coded = re.search(rf'crs:Table_{name[1]}="([^"]*)"', text)
    assert coded is not None
    packed = by_the_book(coded[1])
    data = zlib.decompress(packed[4:])
    assert struct.unpack_from("<I", packed)[0] == len(data) == 16 + 6 * NODES**3 + 28
    assert hashlib.md5(data).hexdigest().upper() == name[1]
    assert struct.unpack_from("<4I", data) == (1, 1, 3, 32)
    assert struct.unpack_from("<3I2d", data, len(data) - 28) == (0, 1, 1, 0.0, 2.0)
    for red, green, blue in ((0, 0, 0), (31, 0, 0), (5, 17, 29), (31, 31, 31)):
        stored = struct.unpack_from("<3H", data, 16 + 6 * ((red * 32 + green) * 32 + blue))
        places = [(i * 65535 + 16) // 31 for i in (red, green, blue)]
        found = [(a + b) % 65536 / 65535 for a, b in zip(stored, places, strict=True)]
        colour = np.array([[red / 31, green / 31, blue / 31]], np.float32)
        assert np.abs(warm().evaluate(colour)[0] - found).max() <= HALF_STEP + 1e-6


def test_round_trip() -> None:
    back = parse_xmp_profile(format_xmp_profile(warm()), "warm.xmp")
    assert back.title == "Warm"
    assert back.cube is not None
    assert back.cube.shape == (32, 32, 32, 3)
    assert np.abs(back.cube - warm().evaluate(identity_grid(32))).max() <= HALF_STEP + 1e-6
    again = parse_xmp_profile(format_xmp_profile(back), "warm.xmp")
    assert again.cube is not None
    assert np.array_equal(again.cube, back.cube)


def test_values_outside_are_clipped() -> None:
    wild = Lut("Wild", identity_grid(9) * 3 - 1)
    back = parse_xmp_profile(format_xmp_profile(wild), "")
    assert back.cube is not None
    assert np.abs(back.cube - np.clip(wild.evaluate(identity_grid(32)), 0, 1)).max() <= HALF_STEP + 1e-6


@pytest.mark.parametrize("title", ["", "a < b & \"c\" > 'd'", "]]>", "柔光 😀", "two\nlines\x00", "\ud800"])
def test_titles(title: str) -> None:
    back = parse_xmp_profile(format_xmp_profile(Lut(title, identity_grid(2))), "")
    shown = " ".join("".join(c if c.isprintable() else " " for c in title).split())
    assert back.title == (shown or "Style")


def test_the_same_table_gives_the_same_file() -> None:
    assert format_xmp_profile(warm()) == format_xmp_profile(warm())
    other = Lut("Cold", warm().cube)
    assert format_xmp_profile(warm()) != format_xmp_profile(other)


@given(st.binary(min_size=0, max_size=300))
def test_any_bytes_survive_as_text(data: bytes) -> None:
    text = table_text(data)
    assert by_the_book(text) == struct.pack("<I", len(data)) + zlib.compress(data, 9)
    assert table_bytes(text) == data
    assert not set(text) & set('"&<>,;\\_~ ')


def profile(more: str = "", inside: str = "", table: bytes | None = None, name: str = "") -> bytes:
    """A profile around a table, with more attributes or elements."""
    data = pack_table(warm()) if table is None else table
    name = name or table_name(data)
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:PresetType="Look" '
        f'crs:RGBTable="{name}" crs:Table_{name}="{table_text(data)}" {more}>{inside}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    ).encode()


def bent(**changes: float) -> bytes:
    """A table of two nodes with some of its numbers changed."""
    numbers: dict[str, float] = {
        "kind": 1, "version": 1, "dimensions": 3, "size": 2, "primaries": 0, "curve": 1, "gamut": 0,
        "least": 0.0, "most": 2.0, **changes,
    }  # fmt: skip
    values = list(numbers.values())
    head = struct.pack("<4I", *(int(v) for v in values[:4]))
    return head + bytes(48) + struct.pack("<3I2d", *(int(v) for v in values[4:7]), *values[7:])


def test_properties_as_elements_are_read_too() -> None:
    data = pack_table(warm())
    name = table_name(data)
    text = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:c="http://ns.adobe.com/camera-raw-settings/1.0/">'
        f"<c:RGBTable>{name.lower()}</c:RGBTable><c:Table_{name.lower()}>\n{table_text(data)}\n</c:Table_{name.lower()}>"
        '<c:Name><rdf:Alt><rdf:li xml:lang="x-default">Soft</rdf:li><rdf:li xml:lang="de">Weich</rdf:li>'
        "</rdf:Alt></c:Name></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    assert parse_xmp_profile(text.encode(), "").title == "Soft"
    assert parse_xmp_profile(text.encode("utf-16"), "").title == "Soft"


BOMB = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9))
HOSTILE = {
    "empty": b"",
    "no xml": b"\x00\xff" * 100,
    "cut off": profile()[:-40],
    "billion laughs": f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{BOMB}]><x>&e9;</x>'.encode(),
    "a file as entity": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    "unknown encoding": b'<?xml version="1.0" encoding="klingon"?><x/>',
    "deep": b"<a>" * 5000 + b"</a>" * 5000,
    "a thousand properties": profile(" ".join(f'crs:Table_{i:032x}=""' for i in range(1100))),
    "twice": profile('crs:Cluster=""', '<crs:Cluster xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"/>'),
    "no table": profile().replace(b"crs:RGBTable", b"crs:Group"),
    "another name": profile(name="0" * 32),
    "a curve": profile(inside="<crs:ToneCurvePV2012>0, 10</crs:ToneCurvePV2012>"),
    "a slider": profile('crs:Saturation="+10"'),
    "black and white": profile('crs:ConvertToGrayscale="True"'),
    "half of it": profile('crs:RGBTableAmount="0.5"'),
    "a table of hues": profile(table=bent(kind=0)),
    "a later version": profile(table=bent(version=2)),
    "one dimension": profile(table=bent(dimensions=1)),
    "one node": profile(table=bent(size=1)),
    "33 nodes": profile(table=bent(size=33)),
    "4 billion nodes": profile(table=bent(size=0xFFFFFFFF)),
    "too few nodes": profile(table=bent(size=3)),
    "Adobe RGB": profile(table=bent(primaries=1)),
    "linear": profile(table=bent(curve=0)),
    "gamut 7": profile(table=bent(gamut=7)),
    "an amount that is no number": profile(table=bent(least=float("nan"))),
    "too large": b"<x:xmpmeta>" + b" " * (5 << 20),
}  # fmt: skip


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_at_once(data: bytes) -> None:
    start = time.perf_counter()
    with pytest.raises(StyleFileInvalid) as refusal:
        parse_xmp_profile(data, "hostile.xmp")
    assert time.perf_counter() - start < 1
    assert str(refusal.value).startswith("“hostile.xmp” is not a usable style file: ")


def test_reasons_say_what_is_wrong() -> None:
    for key, words in {
        "billion laughs": "document type",
        "another name": "checksum",
        "a slider": "“Saturation”",
        "Adobe RGB": "another colour space",
    }.items():
        with pytest.raises(StyleFileInvalid, match=words):
            parse_xmp_profile(HOSTILE[key], "hostile.xmp")


@pytest.mark.parametrize("claimed", [0, 10, 196652, 0xFFFFFFFF])
def test_a_bomb_is_not_unpacked(claimed: int) -> None:
    packed = struct.pack("<I", claimed) + zlib.compress(bytes(100 << 20), 9)
    text = "".join(
        DIGITS[int.from_bytes(packed[i : i + 4].ljust(4, b"\0"), "little") // 85**k % 85]
        for i in range(0, len(packed), 4)
        for k in range(5)
    )
    start = time.perf_counter()
    with pytest.raises(RgbTableInvalid):
        table_bytes(text)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("text", ["", "0", "~" * 50, "é" * 50, "0" * 11, "0" * (MAX_TEXT + 1), "#" * 50])
def test_text_that_is_no_table(text: str) -> None:
    with pytest.raises(RgbTableInvalid):
        table_bytes(text)


@given(st.integers(0, len(profile()) - 1), st.integers(0, 255))
def test_a_wrong_byte_never_changes_colours(place: int, value: int) -> None:
    data = bytearray(profile())
    data[place] = value
    try:
        lut = parse_xmp_profile(bytes(data), "")
    except StyleFileInvalid:
        return
    assert lut.cube is not None
    assert np.abs(lut.cube - warm().evaluate(identity_grid(32))).max() <= HALF_STEP + 1e-6


def test_only_the_top_description_counts() -> None:
    inner = '<crs:Look><rdf:Description crs:Name="inner"/></crs:Look>'
    properties = read_properties(profile(inside=inner), "http://ns.adobe.com/camera-raw-settings/1.0/")
    assert "Name" not in properties
    with pytest.raises(StyleFileInvalid, match="“Look”"):
        parse_xmp_profile(profile(inside=inner), "look.xmp")


def test_is_xmp() -> None:
    assert is_xmp(format_xmp_profile(warm()))
    assert is_xmp(b"\xef\xbb\xbf<?xpacket begin='' id=''?>")
    assert not is_xmp(b'TITLE "x"')
    assert not is_xmp(b"")


def test_broken_xml_tells_the_parsers_words() -> None:
    with pytest.raises(XmpBroken) as broken:
        read_properties(b"<a><b></a>", "x")
    assert "mismatched" in broken.value.details
