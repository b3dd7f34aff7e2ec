"""Metadata of hostile or careless photos on their way out: no export is spoilt by them, no place leaks."""

from __future__ import annotations

import base64
import io
import struct
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from studio.imaging.decode import BROKEN_PROFILE, decode_photo, probe
from studio.imaging.encode import ExportOptions, encode_photo
from studio.imaging.photo import Metadata
from studio.imaging.privacy import Keep, kept
from studio.imaging.profiles import builtin_profile
from studio.imaging.xmp_edit import is_well_formed


def block(tag: int, kind: int, count: int, value: bytes) -> bytes:
    """An EXIF block of one tag."""
    row = struct.pack("<HHI", tag, kind, count)
    row += value.ljust(4, b"\0") if len(value) <= 4 else struct.pack("<I", 26)
    return b"II*\0\x08\0\0\0" + struct.pack("<H", 1) + row + bytes(4) + value


@pytest.mark.parametrize(
    ("tag", "kind", "value"),
    [
        (32996, 4, struct.pack("<I", 50)),  # SGI's kind of samples
        (32997, 3, struct.pack("<H", 3)),  # SGI's pictures behind each other
        (32998, 3, struct.pack("<H", 0)),  # SGI's tiles behind each other
        (33629, 5, struct.pack("<100I", *[1, 1] * 50)),  # a stack of MetaMorph's
        (34361, 1, bytes(range(256))),  # FluoView
        (34412, 4, struct.pack("<I", 50)),  # Zeiss' LSM
    ],
)
def test_tags_by_which_a_tiff_would_be_read_in_another_way(
    tmp_path: Path, tag: int, kind: int, value: bytes
) -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (24, 32, 3), dtype=np.uint8)
    path = tmp_path / "a.png"
    Image.fromarray(pixels).save(path)
    count = {1: len(value), 3: len(value) // 2, 4: len(value) // 4, 5: len(value) // 8}[kind]
    photo = replace(decode_photo(path), metadata=Metadata(exif=block(tag, kind, count, value)))
    out = tmp_path / "out.tif"
    out.write_bytes(encode_photo(photo.image, photo, ExportOptions("tiff")).data)
    assert np.array_equal(decode_photo(out).image.stored, pixels)
    with Image.open(out) as picture:
        assert np.array_equal(np.asarray(picture), pixels)


def test_places_under_rarer_names_and_in_pictures_inside() -> None:
    inside = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    Image.new("RGB", (8, 8)).save(inside, "JPEG", exif=exif)
    picture = base64.b64encode(inside.getvalue())
    packet = (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<r:Description xmlns:dc="d" xmlns:dwc="w" xmlns:cell="c" xmlns:GImage="g" xmlns:dm="m" '
        b'cell:cgi="SECRET" '
        b'dm:shotLocation="SECRET" dc:format="image/jpeg" GImage:Data="' + picture + b'">'
        b"<dc:coverage>SECRET</dc:coverage><dwc:verbatimLocality>SECRET</dwc:verbatimLocality>"
        b"<dwc:verbatimCoordinates>SECRET</dwc:verbatimCoordinates><dwc:county>SECRET</dwc:county>"
        b'<p:Thumbnails xmlns:p="p"><q:image xmlns:q="q">' + picture + b"</q:image></p:Thumbnails>"
        b"<dc:title>stays</dc:title></r:Description></r:RDF></x:xmpmeta>"
    )
    left = kept(Metadata(xmp=packet), "no-location").xmp
    assert left is not None
    assert is_well_formed(left)
    assert b"SECRET" not in left
    assert picture not in left
    assert b"stays" in left
    assert b"image/jpeg" in left


def test_a_preview_inside_iptc_goes_with_the_place() -> None:
    def data_set(record: int, number: int, value: bytes) -> bytes:
        return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value

    stream = data_set(1, 90, b"\x1b%G") + data_set(2, 5, b"title") + data_set(2, 202, b"SECRET")
    stream += data_set(8, 10, b"SECRET")
    left = kept(Metadata(iptc=stream), "no-location").iptc
    assert left == data_set(1, 90, b"\x1b%G") + data_set(2, 5, b"title")


def segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def flood(kind: str, count: int) -> tuple[bytes, bytes]:
    """Segments of that kind: the first, and so many more."""
    if kind == "exif":
        return segment(0xE1, b"Exif\0\0II*\0\x08" + bytes(5)), segment(0xE1, b"Exif\0\0more") * count
    if kind == "photoshop":
        return b"", segment(0xED, b"Photoshop 3.0\0more") * count
    name = b"http://ns.adobe.com/xmp/extension/\0%032d"
    parts = (segment(0xE1, name % digest + bytes(8) + b"x") for digest in range(count))
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + b"<x>" * 20000), b"".join(parts)


@pytest.mark.parametrize("kind", ["exif", "photoshop", "xmp"])
def test_a_flood_of_small_segments_takes_no_time(tmp_path: Path, kind: str) -> None:
    picture = io.BytesIO()
    Image.new("L", (1, 1)).save(picture, "JPEG")
    path = tmp_path / "a.jpg"
    path.write_bytes(picture.getvalue()[:2] + b"".join(flood(kind, 400_000)) + picture.getvalue()[2:])
    begun = time.perf_counter()
    probe(path)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("keep", ["no-location", "no-personal"])
def test_a_flood_of_iptc_takes_no_time(keep: Keep) -> None:
    begun = time.perf_counter()
    stream = b"\x1c\x02\x74\0\0" * 400_000
    assert kept(Metadata(iptc=stream), keep).iptc == stream
    assert time.perf_counter() - begun < 5


def test_a_profile_of_many_megabytes_is_none(tmp_path: Path) -> None:
    """The caches hold profiles of several photos."""
    icc = bytearray(builtin_profile("adobe-rgb").icc + bytes(17 << 20))
    icc[:4] = struct.pack(">I", len(icc))
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, np.zeros((16, 16, 3), np.uint8), photometric="rgb", iccprofile=bytes(icc))
    photo = decode_photo(path)
    assert photo.profile is None
    assert BROKEN_PROFILE in photo.notes
