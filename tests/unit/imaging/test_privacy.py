"""What may leave the house: left out is gone, bytes and all; the rest is as it was."""

from __future__ import annotations

import shutil
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


@given(st.binary(max_size=400), st.sampled_from(KEEP))
def test_nonsense_harms_nobody(data: bytes, keep: Keep) -> None:
    for lead in (b"", b"II*\0\x08\0\0\0", b"\x1c\x02\x19\0\x05", b"<photoshop:City>"):
        block = lead + data
        found = kept(Metadata(block, block, block, block), keep)
        assert found == Metadata() or keep != "none"


def test_hostile_xmp_takes_no_time() -> None:
    begun = time.perf_counter()
    for part in (b"<photoshop:City>", b"<dc:rights ", b" exif:GPSx='", b"<Iptc4xmpExt:LocationShown "):
        for keep in ("no-location", "no-personal"):
            kept(Metadata(xmp=part * (2_000_000 // len(part))), keep)
    assert time.perf_counter() - begun < 5
