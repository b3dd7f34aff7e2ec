"""EXIF, IPTC, XMP and ICC through every pair of formats; checked with exiftool too where it is installed."""

from __future__ import annotations

import io
import json
import shutil
import struct
import subprocess
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from studio.imaging import exif, xmp
from studio.imaging.decode import decode_photo, probe
from studio.imaging.encode import SUFFIXES, WITHOUT_IPTC, ExportOptions, encode_photo
from studio.imaging.ifd import read_ifd, read_layout, sub_ifd
from studio.imaging.photo import Photo
from tests.support import pictures

MAKER_NOTE = b"Maker\0\0" + bytes(range(1, 200))
PAIRS = [(first, second) for first in SUFFIXES for second in SUFFIXES]


def exif_block(orientation: int = 6) -> bytes:
    """EXIF with a maker note, GPS, size tags and a thumbnail."""
    from PIL import Image
    from PIL.ExifTags import IFD, Base

    block = Image.Exif()
    block[Base.Make], block[Base.Model], block[Base.Orientation] = "Studio", "Camera One", orientation
    block[Base.Artist] = "A. Photographer"
    details = block.get_ifd(IFD.Exif)
    details[Base.DateTimeOriginal] = "2024:05:06 07:08:09"
    details[Base.MakerNote] = MAKER_NOTE
    details[Base.ExifImageWidth], details[Base.ExifImageHeight] = 999, 888
    block.get_ifd(IFD.GPSInfo)[1] = "N"
    data = bytearray(block.tobytes().removeprefix(b"Exif\0\0"))
    layout = read_layout(bytes(data))
    first = read_ifd(bytes(data), layout, layout.first)
    out = io.BytesIO()
    Image.new("RGB", (160, 120), "red").save(out, "JPEG")
    thumbnail, start = out.getvalue(), len(data)
    rows = struct.pack(layout.order + "HHHII", 2, 0x201, 4, 1, start + 30)
    rows += struct.pack(layout.order + "HHIII", 0x202, 4, 1, len(thumbnail), 0)
    struct.pack_into(layout.order + "I", data, first.next_slot, start)
    return bytes(data) + rows + thumbnail


def jpeg(path: Path, block: bytes, **more: Any) -> Path:
    """A JPEG with that EXIF block, and XMP, IPTC and ICC."""
    from studio.imaging.jpeg_segments import make_segment

    data = pictures.portrait_jpeg_bytes(width=60, height=40, **more)
    length = struct.unpack_from(">H", data, 4)[0] if data[2:4] == b"\xff\xe0" else -2
    start = 4 + length
    assert data[start : start + 2] == b"\xff\xe1"
    end = start + 2 + struct.unpack_from(">H", data, start + 2)[0]
    path.write_bytes(data[:start] + make_segment(0xE1, b"Exif\0\0" + block) + data[end:])
    return path


def written(folder: Path, source: Photo, kind: str) -> Path:
    path = folder / f"{source.path.stem}-{kind}{SUFFIXES[kind]}"
    path.write_bytes(encode_photo(source.image, source, ExportOptions(kind)).data)
    return path


def maker_note(block: bytes) -> bytes:
    layout = read_layout(block)
    details = sub_ifd(block, layout, read_ifd(block, layout, layout.first), 0x8769)
    assert details is not None
    entry = details.get(0x927C)
    assert entry is not None
    return block[entry.place : entry.place + entry.size]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_everything_is_carried(tmp_path: Path, first: str, second: str) -> None:
    original = decode_photo(jpeg(tmp_path / "a.jpg", exif_block()))
    middle = decode_photo(written(tmp_path, original, first))
    end = decode_photo(written(tmp_path, middle, second))
    facts = probe(tmp_path / f"a-{first}-{second}{SUFFIXES[second]}")
    assert (facts.camera, facts.captured, facts.orientation) == (
        "Studio Camera One",
        "2024:05:06 07:08:09",
        1,
    )
    assert end.metadata.exif is not None
    assert maker_note(end.metadata.exif) == MAKER_NOTE
    assert end.metadata.xmp == original.metadata.xmp
    assert (end.image.width, end.image.height) == (40, 60)
    assert end.profile == original.profile
    if not {first, second} & set(WITHOUT_IPTC):
        assert end.metadata.iptc == original.metadata.iptc is not None
    else:
        assert end.metadata.iptc is None


@pytest.mark.parametrize("kind", list(SUFFIXES))
def test_exiftool_agrees(tmp_path: Path, kind: str) -> None:
    if shutil.which("exiftool") is None:
        pytest.skip("exiftool is not installed")
    path = written(tmp_path, decode_photo(jpeg(tmp_path / "a.jpg", exif_block())), kind)
    run = subprocess.run(
        ["exiftool", "-j", "-G1", "-n", "-validate", "-warning", "-a", "-all", str(path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = json.loads(run.stdout)[0]
    assert told.get("IFD0:Orientation", 1) == 1
    assert told["IFD0:Artist"] == "A. Photographer"
    assert (told["ExifIFD:ExifImageWidth"], told["ExifIFD:ExifImageHeight"]) == (40, 60)
    assert told["GPS:GPSLatitudeRef"] == "N"
    assert told["XMP-xmp:Rating"] == 4
    assert "ICC_Profile:ProfileDescription" in told
    assert not any(key.startswith("IFD1:") for key in told)
    if kind not in WITHOUT_IPTC:
        assert told["IPTC:Caption-Abstract"] == pictures.CAPTION


def test_iptc_that_exiftool_put_into_a_png_is_read(tmp_path: Path) -> None:
    if shutil.which("exiftool") is None:
        pytest.skip("exiftool is not installed")
    path = tmp_path / "a.png"
    path.write_bytes(pictures.astronaut_png().read_bytes())
    arguments = ["-q", "-overwrite_original", "-IPTC:Caption-Abstract=From elsewhere", str(path)]
    subprocess.run(["exiftool", *arguments], capture_output=True, check=True)
    iptc = decode_photo(path).metadata.iptc
    assert iptc is not None
    assert b"From elsewhere" in iptc


def test_webp_says_what_it_cannot_hold(tmp_path: Path) -> None:
    source = decode_photo(jpeg(tmp_path / "a.jpg", exif_block()))
    notes = encode_photo(source.image, source, ExportOptions("webp")).notes
    assert [str(note) for note in notes] == ["WebP cannot hold the photo's IPTC; it was left out."]


@pytest.mark.parametrize("kind", list(SUFFIXES))
def test_metadata_can_be_left_out_but_not_the_profile(tmp_path: Path, kind: str) -> None:
    source = decode_photo(jpeg(tmp_path / "a.jpg", exif_block()))
    path = tmp_path / ("bare" + SUFFIXES[kind])
    path.write_bytes(encode_photo(source.image, source, ExportOptions(kind, metadata="none")).data)
    facts = probe(path)
    assert not facts.has_iptc
    assert not facts.has_xmp
    assert facts.camera == ""
    assert facts.profile_name is not None
    assert b"Photographer" not in path.read_bytes()


def test_the_patch_changes_only_what_it_must() -> None:
    block = exif_block(orientation=8)
    patched = exif.patch(block, 1234, 70000)
    assert len(patched) == len(block)
    assert maker_note(patched) == maker_note(block) == MAKER_NOTE
    assert exif.read_facts(patched).orientation == 1
    assert b"\xff\xd8\xff" in block
    assert b"\xff\xd8\xff" not in patched  # the thumbnail's picture is gone too
    again = exif.patch(patched, 1234, 70000)
    assert again == patched


@pytest.mark.parametrize("size", [1000, 65502, 65503, 200_000])
def test_long_xmp_is_kept_in_jpeg(tmp_path: Path, size: int) -> None:
    lead = pictures.XMP.index(b"xmp:Rating")
    filler = b'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="'
    text = b"x" * (size - len(pictures.XMP) - len(filler) - 2)
    packet = pictures.XMP[:lead] + filler + text + b'" ' + pictures.XMP[lead:]
    assert len(packet) == size
    source = decode_photo(jpeg(tmp_path / "a.jpg", exif_block()))
    source = Photo(
        source.path, source.image, "jpeg", 8, source.digest,
        metadata=type(source.metadata)(xmp=packet),
    )  # fmt: skip
    path = written(tmp_path, source, "jpeg")
    back = decode_photo(path).metadata.xmp
    assert back is not None
    assert text in back
    assert back.count(b"rdf:RDF") == 2
    if size <= 65502:
        assert back == packet
    if shutil.which("exiftool"):
        run = subprocess.run(
            ["exiftool", "-j", "-n", "-XMP:all", str(path)], capture_output=True, text=True, check=False
        )
        assert json.loads(run.stdout)[0]["Rating"] == 4


def test_a_long_exif_block_goes_on_in_further_segments(tmp_path: Path) -> None:
    from studio.imaging.jpeg_segments import make_segment

    block = exif_block(3)
    whole = jpeg(tmp_path / "a.jpg", block).read_bytes()
    place = whole.index(make_segment(0xE1, b"Exif\0\0" + block))
    parts = [block[:300], block[300:700], block[700:]]
    split = b"".join(make_segment(0xE1, b"Exif\0\0" + part) for part in parts)
    again = make_segment(0xE1, b"Exif\0\0" + exif_block(1))  # another block is not a part of this one
    (tmp_path / "b.jpg").write_bytes(whole[:place] + split + again + whole[place + len(block) + 10 :])
    assert decode_photo(tmp_path / "b.jpg").metadata == decode_photo(tmp_path / "a.jpg").metadata


def test_orientation_inside_xmp_is_patched_and_obeyed_where_exif_says_none() -> None:
    element = b"<tiff:Orientation>6</tiff:Orientation>"
    attribute = b'<x tiff:Orientation="3" tiff:ImageWidth="10" exif:PixelYDimension=\'7\'/>'
    assert xmp.orientation(element) == 6
    assert xmp.orientation(attribute) == 3
    assert xmp.patch(element, 1, 1) == b"<tiff:Orientation>1</tiff:Orientation>"
    expected = b'<x tiff:Orientation="1" tiff:ImageWidth="200" exif:PixelYDimension=\'100\'/>'
    assert xmp.patch(attribute, 200, 100) == expected


def test_exif_without_a_tag_is_not_called_unreadable(tmp_path: Path) -> None:
    """Pillow writes such a block for an empty Image.Exif."""
    path = tmp_path / "a.jpg"
    Image.new("RGB", (8, 8)).save(path, exif=Image.Exif())
    assert b"Exif\0\0" in path.read_bytes()
    assert not any("EXIF" in str(note) for note in decode_photo(path).notes)
    path.write_bytes(path.read_bytes().replace(b"MM\0*\0\0\0\x08\0\0", b"MM\0*\0\0\0\x08\0\x09"))
    assert any("EXIF" in str(note) for note in decode_photo(path).notes)


def test_xmp_orientation_of_a_real_png(shared: Path) -> None:
    path = shared / "hostile" / "pillow_xmp_tags_orientation.png"
    assert probe(path).orientation == 3
    photo = decode_photo(path)
    assert photo.metadata.xmp is not None
    assert xmp.orientation(photo.metadata.xmp) == 1


def test_a_camera_files_maker_note_stays_readable(shared: Path, tmp_path: Path) -> None:
    """The block is the file's own but for the patches; in TIFF it begins the file, so that offsets hold."""
    seen = 0
    for path in sorted((shared / "photos" / "large").glob("metadata*.jpg")):
        source = decode_photo(path)
        if source.metadata.exif is None or b"\x7c\x92" not in source.metadata.exif[:4000]:
            continue
        seen += 1
        small = source.image.pixels[:32, :48]
        cut = Photo(
            path, type(source.image)(np.ascontiguousarray(small)), "jpeg", 8, "", metadata=source.metadata
        )
        assert cut.metadata.exif is not None
        note = maker_note(cut.metadata.exif)
        for kind in SUFFIXES:
            out = tmp_path / ("o" + SUFFIXES[kind])
            out.write_bytes(encode_photo(cut.image, cut, ExportOptions(kind)).data)
            back = decode_photo(out).metadata.exif
            assert back is not None
            assert maker_note(back) == note
            if kind == "tiff":
                place = out.read_bytes().find(note)
                assert place == cut.metadata.exif.find(note)  # at its own offset
    assert seen >= 2


def test_hostile_packets_take_no_time() -> None:
    begun = time.perf_counter()
    for part in (b"<rdf:RDF>", b"<rdf:RDF ", b"</rdf:RDF ", b"<?xpacket ", b" ", b"xmlns:a=' "):
        whole = part * (500_000 // len(part))
        xmp.join(whole, whole)
        xmp.split(whole)
        xmp.patch(whole, 1, 1)
        xmp.rating(whole)
        xmp.orientation(whole)
    assert time.perf_counter() - begun < 5
