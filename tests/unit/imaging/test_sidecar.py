"""XMP beside RAW files: what it says is told, wins over what the file says, and reaches the exports."""

from __future__ import annotations

import os
import struct
import time
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from studio.batch.names import NameFacts, NameTemplate
from studio.cli.info import photo_facts
from studio.imaging.decode import decode_photo, probe
from studio.imaging.encode import ExportOptions, encode_photo
from studio.imaging.exif import read_facts, shutter_speed
from studio.imaging.foreign.cr3 import exif_of_cr3
from studio.imaging.probe import probe_head
from studio.imaging.xmp_edit import XmpBroken
from studio.imaging.xmp_tree import XmpFacts, merged
from studio.imaging.xmp_tree import read_facts as read_xmp
from tests.support import pictures
from tests.support.foreign_files import dng

OPEN = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
CLOSE = b"</r:RDF></x:xmpmeta>"
DC, XAP = b'xmlns:d="http://purl.org/dc/elements/1.1/"', b'xmlns:q="http://ns.adobe.com/xap/1.0/"'


def packet(stars: int, title: str, *words: str, more: bytes = b"") -> bytes:
    """With prefixes that nobody expects."""
    bag = "".join(f"<r:li>{word}</r:li>" for word in words).encode()
    alt = f'<r:li xml:lang="de">Anders</r:li><r:li xml:lang="x-default">{title}</r:li>'.encode()
    return (
        OPEN + b'<r:Description r:about="" %s %s q:Rating="%d"' % (DC, XAP, stars) + more + b">"
        b"<d:title><r:Alt>" + alt + b"</r:Alt></d:title><d:subject><r:Bag>" + bag + b"</r:Bag></d:subject>"
        b"</r:Description>" + CLOSE
    )  # fmt: skip


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / "IMG.dng"
    dng(path, np.full((64, 64, 3), 0.3), (1.0, 1.0, 1.0), xmp=pictures.XMP)
    return path


def test_a_raw_photo_tells_of_the_shot(raw: Path) -> None:
    facts = photo_facts(raw)
    assert (facts["camera"], facts["lens"], facts["iso"]) == ("Maker One", "Maker 85mm f/1.8", 400)
    assert (facts["exposure_time"], facts["f_number"]) == (1 / 125, 2.8)
    assert facts["captured"] == "2024:05:06 07:08:09"
    assert facts["rating"] == 4, "what the file says of itself"
    assert [shutter_speed(seconds) for seconds in (1 / 8000, 0.3, 0.5, 2.5, 30)] == [
        "1/8000",
        "1/3",
        "0.5",
        "2.5",
        "30",
    ]


def test_the_newer_sidecar_wins_over_the_older_and_over_the_file(raw: Path) -> None:
    (raw.parent / "IMG.xmp").write_bytes(packet(2, "Old", "anna", "park & lake".replace("&", "&amp;")))
    assert probe(raw).rating == probe_head(raw).rating == 2
    newer = raw.parent / "IMG.dng.xmp"
    newer.write_bytes(OPEN + b'<r:Description %s q:Rating="-1"/>' % XAP + CLOSE)
    os.utime(newer, ns=(1 << 61, 1 << 61))
    info = probe(raw)
    assert (info.rating, info.title, info.keywords, info.notes) == (-1, "Old", ("anna", "park & lake"), ())
    assert NameTemplate("{rating}").fill(NameFacts("IMG", rating=info.rating)) == ("-1",)


def test_an_export_carries_it_and_nothing_that_is_still_to_be_done(raw: Path) -> None:
    develop = b' xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:Exposure2012="+3.00"'
    (raw.parent / "IMG.xmp").write_bytes(packet(5, "Anna", "portrait", more=develop))
    before = {path.name: path.read_bytes() for path in raw.parent.iterdir()}
    photo = decode_photo(raw)
    out = raw.parent / "out.jpg"
    out.write_bytes(encode_photo(photo.image, photo, ExportOptions("jpeg")).data)
    info = probe(out)
    assert (info.rating, info.title, info.keywords) == (5, "Anna", ("portrait",))
    assert b"Exposure2012" not in out.read_bytes()
    out.write_bytes(encode_photo(photo.image, photo, ExportOptions("jpeg", metadata="no-personal")).data)
    assert probe(out).title == ""
    out.unlink()
    assert before == {path.name: path.read_bytes() for path in raw.parent.iterdir()}, "nothing is written"


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"text",
        packet(5, "x")[:-9],
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + packet(5, "x"),
        OPEN + b"<r:Description>" * 5000 + b"</r:Description>" * 5000 + CLOSE,
        OPEN.replace(b"RDF", b"Rdf") + CLOSE.replace(b"RDF", b"Rdf"),
        b" " * ((16 << 20) + 1),
    ],
)
def test_a_broken_sidecar_is_a_note(raw: Path, broken: bytes) -> None:
    (raw.parent / "IMG.xmp").write_bytes(broken)
    info = probe(raw)
    assert info.rating == 4
    assert [str(note) for note in info.notes] == [
        "The sidecar “IMG.xmp” could not be understood; what it says was left out."
    ]
    assert decode_photo(raw).metadata.xmp == pictures.XMP


def test_a_folder_of_that_name_and_a_jpeg_beside(raw: Path) -> None:
    (raw.parent / "IMG.xmp").mkdir()
    assert len(probe(raw).notes) == 1
    (raw.parent / "IMG.xmp").rmdir()
    (raw.parent / "IMG.xmp").write_bytes(packet(1, "RAW"))
    twin = raw.with_suffix(".jpg")
    twin.write_bytes(pictures.portrait_jpeg_bytes(width=60, height=40))
    assert probe(twin).title == "", "it speaks of the RAW file"


def test_merging_keeps_the_rest_and_stays_well_formed() -> None:
    old = packet(3, "Old", "a", more=b' xmlns:p="urn:p" p:Kept="1 &lt; &quot;2&quot;&#10;"')
    both = merged(old, OPEN + b"<r:Description %s><q:Rating>1</q:Rating></r:Description>" % XAP + CLOSE)
    assert both is not None
    assert read_xmp(both) == XmpFacts("Old", 1, ("a",))
    assert both.count(b"Rating") == 2, "one element"
    assert b"p:Kept='1 &lt; \"2\"&#10;'" in both
    assert merged(both, OPEN + CLOSE) is both
    assert read_xmp(merged(b"broken", packet(2, "New")) or b"") == XmpFacts("New", 2, ())
    assert read_xmp(merged(None, packet(2, "New", "b")) or b"") == XmpFacts("New", 2, ("b",))
    with pytest.raises(XmpBroken):
        merged(old, b"<a><b></a>")


def test_thousands_of_namespaces_of_one_prefix_take_no_time() -> None:
    body = b"".join(b'<d:a%d xmlns:n="u%d" n:x="%d"/>' % (i, i, i) for i in range(4000))
    begun = time.perf_counter()
    both = merged(None, OPEN + b"<r:Description %s>" % DC + body + b"</r:Description>" + CLOSE)
    assert time.perf_counter() - begun < 5
    assert both is not None
    root = ElementTree.fromstring(both)
    for i in (0, 1, 3999):
        found = root.find(f".//{{http://purl.org/dc/elements/1.1/}}a{i}")
        assert found is not None
        assert found.attrib == {f"{{u{i}}}x": str(i)}


def test_canons_tables_become_one_block() -> None:
    def table(*entries: tuple[int, int, int, bytes]) -> bytes:
        rows = b"".join(
            struct.pack("<HHI", tag, kind, count) + value.ljust(4, b"\0")[:4]
            for tag, kind, count, value in entries
        )
        return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + rows + bytes(4)

    def box(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I4s", len(body) + 8, name) + body

    first = table((0x10F, 2, 4, b"Can"), (0x110, 2, 3, b"R5"))
    shot = table((0x8827, 3, 1, struct.pack("<H", 800)), (0x9003, 2, 4, b"now"), (0x927C, 7, 4, b"note"))
    uuid = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
    data = box(b"ftyp", b"crx ") + box(
        b"moov",
        box(b"trak", b"")
        + box(b"uuid", uuid + box(b"CMT1", first) + box(b"CMT2", shot) + box(b"CMT4", b"bad")),
    )
    block = exif_of_cr3(data)
    assert block is not None
    facts = read_facts(block)
    assert (facts.camera, facts.iso, facts.captured, facts.damaged) == ("Can R5", 800, "now", False)
    assert b"note" not in block
    for cut in range(0, len(data), 3):
        exif_of_cr3(data[:cut])
    assert exif_of_cr3(data[:40]) is None


@pytest.mark.parametrize(
    "inside",
    [
        b"<d:subject>%s</d:subject>" % b"".join(b'<p:a xmlns:p="u%d"/>' % i for i in range(2000)),
        b"<d:subject/>" * 200_000,
    ],
    ids=["namespaces of one prefix", "one property again and again"],
)
def test_a_flood_is_merged_in_under_two_seconds(inside: bytes) -> None:
    flood = OPEN + b"<r:Description %s>" % DC + inside + b"</r:Description>" + CLOSE
    start = time.process_time()
    both = merged(flood, flood)
    assert time.process_time() - start < 2
    assert both is not None
    assert len(both) < 4 * len(flood)
    read_xmp(both)
