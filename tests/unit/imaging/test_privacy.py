"""What may leave the house: left out is gone, bytes and all; the rest is as it was."""

from __future__ import annotations

import shutil
import struct
import subprocess
import time
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from studio.imaging.decode import decode_photo
from studio.imaging.encode import SUFFIXES, WITHOUT_IPTC, ExportOptions, encode_photo
from studio.imaging.ifd import read_ifd, read_layout, sub_ifd, text
from studio.imaging.photo import Metadata
from studio.imaging.privacy import KEEP, Keep, kept

SECRETS = {
    "EXIF:Artist": "Ada Artist", "EXIF:OwnerName": "Otto Owner", "EXIF:SerialNumber": "SN998877",
    "EXIF:UserComment": "a private remark", "EXIF:ImageDescription": "Baby on the beach",
    "IPTC:By-line": "Ada Byline", "IPTC:Keywords": "holiday", "XMP-dc:Creator": "Ada Creator",
    "XMP-dc:Title": "Title of it", "XMP-photoshop:Headline": "Headline of it",
}  # fmt: skip
PLACES = {
    "IPTC:City": "Iptcville", "IPTC:Country-PrimaryLocationName": "Iptcland",
    "XMP-photoshop:City": "Xmpville", "XMP-iptcExt:LocationShownCity": "Shownville",
    "XMP-iptcCore:Location": "Corelocation", "XMP-exif:GPSLatitude": "48.85",
    "EXIF:GPSLatitude": "48.858222", "EXIF:GPSAreaInformation": "Eiffel area",
}  # fmt: skip
OPEN = {
    "EXIF:Model": "Camera One", "EXIF:Copyright": "(c) Ada", "EXIF:FNumber": "2.8",
    "IPTC:CopyrightNotice": "(c) A", "XMP-dc:Rights": "(c) A",
}  # fmt: skip
needs_exiftool = pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")


def exiftool(*arguments: str) -> str:
    return subprocess.run(["exiftool", *arguments], capture_output=True, text=True, check=False).stdout


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("private") / "a.jpg"
    Image.fromarray(np.full((16, 24, 3), 90, np.uint8)).save(path)
    writes = [f"-{tag}={value}" for tag, value in (SECRETS | PLACES | OPEN).items()]
    exiftool("-q", "-overwrite_original", "-codedcharacterset=utf8", *writes, str(path))
    return path


def export(source: Path, kind: str, keep: Keep) -> Path:
    photo = decode_photo(source)
    path = source.with_name(f"{keep}{SUFFIXES[kind]}")
    path.write_bytes(encode_photo(photo.image, photo, ExportOptions(kind, metadata=keep)).data)
    return path


def said(path: Path) -> str:
    return exiftool("-j", "-G1", "-n", "-a", "-U", str(path))


@needs_exiftool
@pytest.mark.parametrize("kind", SUFFIXES)
def test_the_place_can_be_left_out(source: Path, kind: str) -> None:
    path = export(source, kind, "no-location")
    data, told = path.read_bytes(), said(path)
    for value in PLACES.values():
        assert value not in told
        assert value.encode() not in data
    assert "GPS" not in told.replace("GPSVersion", "")
    for tag, value in (SECRETS | OPEN).items():
        assert value in told or (kind in WITHOUT_IPTC and tag.startswith("IPTC"))
    warnings = exiftool("-validate", "-warning", "-a", "-s3", str(path))
    assert not any(word in warnings for word in ("Bad", "orrupt", "sequence", "offset")), warnings


@needs_exiftool
@pytest.mark.parametrize("kind", SUFFIXES)
def test_all_that_is_personal_can_be_left_out(source: Path, kind: str) -> None:
    path = export(source, kind, "no-personal")
    data, told = path.read_bytes(), said(path)
    for value in (SECRETS | PLACES).values():
        assert value not in told
        assert value.encode() not in data
    for tag, value in OPEN.items():
        assert value in told or (kind in WITHOUT_IPTC and tag.startswith("IPTC"))


@needs_exiftool
def test_all_or_nothing(source: Path) -> None:
    assert all(value in said(export(source, "jpeg", "all")) for value in SECRETS.values())
    bare = said(export(source, "jpeg", "none"))
    assert not any(value in bare for value in (SECRETS | PLACES | OPEN).values() if not value[0].isdigit())


def test_what_stays_of_xmp_is_well_formed() -> None:
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:photoshop="p" xmlns:Iptc4xmpExt="e" photoshop:City = \'A\' '
        b'photoshop:Headline="B"><photoshop:State>C</photoshop:State><Iptc4xmpExt:LocationShown><rdf:Bag>'
        b'<rdf:li Iptc4xmpExt:City="D"/></rdf:Bag></Iptc4xmpExt:LocationShown></rdf:Description>'
        b"</rdf:RDF></x:xmpmeta>"
    )
    found = kept(Metadata(xmp=packet), "no-location").xmp
    assert found is not None
    ElementTree.fromstring(found)
    assert b"Headline" in found
    assert not any(word in found for word in (b"City", b"State", b"Location", b'"D"'))


def packet(body: bytes) -> bytes:
    return (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:dc="d" xmlns:exif="e" xmlns:photoshop="p" xmlns:other="e" '
        b'xmlns:drone-dji="j"' + body + b"</rdf:Description></rdf:RDF></x:xmpmeta>"
    )


@pytest.mark.parametrize(
    "body",
    [
        b"><exif:GPSLatitude>SECRET</exif:GPSLatitude >",
        b"><photoshop:City\n>SECRET</photoshop:City\n>",
        b" other:GPSLatitude='SECRET'>",
        b'\n\tdrone-dji:GpsLongtitude = "SECRET">',
        b"><other:City a='>'><![CDATA[</other:City> SECRET]]></other:City>",
        b'><exif:GPSAreaInformation rdf:value="a > b">SECRET</exif:GPSAreaInformation>',
        b"><!-- <exif:GPSLatitude>SECRET</exif:GPSLatitude> -->",
        b"><?p <exif:GPSLatitude>SECRET</exif:GPSLatitude> ?>",
        b"><photoshop:City/><photoshop:City>/></photoshop:City><photoshop:City>SECRET</photoshop:City>",
    ],
)
def test_places_go_however_they_are_written(body: bytes) -> None:
    whole = packet(
        body[: body.index(b">") + 1] + b"<dc:title>Stays</dc:title>" + body[body.index(b">") + 1 :]
    )
    found = kept(Metadata(xmp=whole), "no-location").xmp
    assert found is not None
    assert b"SECRET" not in found
    assert b"<dc:title>Stays</dc:title>" in found
    ElementTree.fromstring(found)


@pytest.mark.parametrize(
    "whole",
    [
        packet(b"><exif:GPSLatitude>SECRET</exif:GPSLatitude>").decode().encode("utf-16"),
        b'<!DOCTYPE a [<!ENTITY x "SECRET">]>' + packet(b"><exif:GPSLatitude>&x;</exif:GPSLatitude>"),
        packet(b"><exif:GPSLatitude>SECRET"),
    ],
)
def test_a_packet_that_cannot_be_read_stays_here(whole: bytes) -> None:
    assert kept(Metadata(xmp=whole), "no-location").xmp is None
    assert kept(Metadata(xmp=whole), "no-personal").xmp is None


def test_of_a_copyright_its_text_leaves_and_nothing_inside_it() -> None:
    body = (
        b'><dc:rights><rdf:Alt><rdf:li xml:lang="de">A &amp; B</rdf:li></rdf:Alt>'
        b"<photoshop:City>SECRET</photoshop:City></dc:rights>"
    )
    found = kept(Metadata(xmp=packet(body)), "no-personal").xmp
    assert found is not None
    assert b"SECRET" not in found
    assert [item.text for item in ElementTree.fromstring(found).iter() if item.text] == ["A & B"]


def table(*entries: tuple[int, int, bytes], at: int, following: int = 0) -> bytes:
    """A tag table at offset ``at`` with its values behind it."""
    rows, values, place = b"", b"", at + 2 + 12 * len(entries) + 4
    for tag, kind, value in entries:
        held = value.ljust(4, b"\0") if len(value) <= 4 else struct.pack("<I", place + len(values))
        rows += struct.pack("<HHI", tag, kind, len(value) // (4 if kind == 4 else 1)) + held
        values += value if len(value) > 4 else b""
    return struct.pack("<H", len(entries)) + rows + struct.pack("<I", following) + values


def test_nothing_hides_in_exif() -> None:
    """In a second table, a double pointer, an unknown tag, a maker's note, an odd type, or between tables."""
    place = struct.pack("<I", 600)
    first = table(
        (0x9999, 99, b""),
        (0x010F, 2, b"Maker of it\0"),
        (0x014A, 4, place),
        (0x02BC, 1, b"<exif:GPSLatitude>SECRET"),
        (0x8769, 4, struct.pack("<I", 300)),
        (0x8825, 4, place),
        (0x8825, 4, struct.pack("<I", 700)),
        (0xFDE8, 2, b"SECRET owner\0"),
        at=8,
        following=700,
    )
    details = table(
        (0x8825, 4, place), (0x927C, 7, b"Panasonic SECRET"), (0xFDE9, 2, b"SECRET 9\0"),
        (0x829A, 2, b"Details\0"), at=300,
    )  # fmt: skip
    gps = table((0x001C, 7, b"SECRET area"), at=600)
    block = b"II*\0\x08\0\0\0" + first
    block = block.ljust(300, b"-") + details
    block = (block + b"SECRET between").ljust(600, b"-") + gps
    block = block.ljust(700, b"-") + table((0x001D, 7, b"SECRET date"), at=700)
    personal = kept(Metadata(exif=block), "no-personal").exif
    assert personal is not None
    assert b"SECRET" not in personal
    nowhere = kept(Metadata(exif=block), "no-location").exif
    assert nowhere is not None
    assert nowhere.count(b"SECRET") == 2, "the owner and the serial number are no place"
    for left in (personal, nowhere):
        layout = read_layout(left)
        again = read_ifd(left, layout, layout.first)
        assert text(left, again.get(0x010F)) == "Maker of it"
        assert again.complete
        assert again.next_offset == 0
        inner = sub_ifd(left, layout, again, 0x8769)
        assert inner is not None
        assert text(left, inner.get(0x829A)) == "Details"


@given(st.binary(max_size=400), st.sampled_from(KEEP))
def test_nonsense_harms_nobody(data: bytes, keep: Keep) -> None:
    for lead in (b"", b"II*\0\x08\0\0\0", b"\x1c\x02\x19\0\x05", b"<photoshop:City>"):
        block = lead + data
        found = kept(Metadata(block, block, block, block), keep)
        assert found == Metadata() or keep != "none"


def test_hostile_xmp_takes_no_time() -> None:
    begun = time.perf_counter()
    for part in (b"<photoshop:City>", b"<dc:rights ", b" exif:GPSx='", b"<Iptc4xmpExt:LocationShown ", b" "):
        for keep in ("no-location", "no-personal"):
            kept(Metadata(xmp=part * (2_000_000 // len(part))), keep)
    assert time.perf_counter() - begun < 5
