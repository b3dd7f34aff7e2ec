"""Photos that are rare and sound: very large, a burst, of a camera that nobody knows, with a novel in XMP."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path

import numpy as np
import pytest

from studio.errors import UnsupportedPhoto
from studio.imaging.decode import decode_photo, decode_thumbnail, probe
from studio.imaging.encode import ExportOptions, encode_photo
from studio.imaging.image import ImageBuffer
from studio.imaging.photo import Metadata, Photo
from studio.imaging.profiles import builtin_gray
from tests.support import pictures

ROOT = Path(__file__).resolve().parents[2]
ROWS = ROOT / "tests" / "faults" / "README.md"


def test_row_8_102_megapixels_open_without_a_warning(tmp_path: Path) -> None:
    import simplejpeg

    from studio.imaging.jpeg_segments import metadata_segments

    path = tmp_path / "large.jpg"
    pixels = np.full((8736, 11648, 1), 90, np.uint8)
    data = simplejpeg.encode_jpeg(pixels, 80, colorspace="GRAY", colorsubsampling="Gray")
    segments = metadata_segments(Metadata(), builtin_gray("srgb").icc)
    path.write_bytes(data[:2] + segments + data[2:])
    photo = decode_photo(path)
    assert (photo.image.width, photo.image.height) == (11648, 8736)
    assert photo.notes == ()
    assert decode_thumbnail(path, 160).width == 160


def test_row_19_a_burst(tmp_path: Path) -> None:
    import pillow_heif

    from tests.support.foreign_files import heif

    frames = [np.full((64, 96, 3), level, np.uint8) for level in (40, 120, 200)]
    path = tmp_path / "burst.heic"
    path.write_bytes(heif(frames[0]))
    assert probe(path).frames == 1
    file = pillow_heif.from_bytes("RGB", (96, 64), frames[0].tobytes())
    for frame in frames[1:]:
        file.add_frombytes("RGB", (96, 64), frame.tobytes())
    out = io.BytesIO()
    file.save(out, quality=90)
    path.write_bytes(out.getvalue())
    photo = decode_photo(path)
    assert photo.frames == 3
    assert "The file holds 3 pictures; this is the first." in map(str, photo.notes)
    assert abs(float(photo.image.rgb.mean()) * 255 - 40) < 3


def test_row_20_a_raw_file_of_an_unknown_camera(tmp_path: Path) -> None:
    values, after = b"Nocon\0Nocon R99 Mark IX\0", 16 + 2 + 12 * 2 + 4
    rows = struct.pack("<HHII", 271, 2, 6, after) + struct.pack("<HHII", 272, 2, 18, after + 6)
    path = tmp_path / "new.cr2"
    path.write_bytes(b"II*\0\x10\0\0\0CR\2\0\0\0\0\0" + struct.pack("<H", 2) + rows + bytes(4) + values)
    wanted = "(a RAW file of Nocon R99 Mark IX; Adobe's DNG Converter may know it)"
    with pytest.raises(UnsupportedPhoto, match=re.escape(wanted)):
        decode_photo(path)


@pytest.mark.parametrize("size", [60_000, 200_000])
def test_row_22_long_xmp_stays_in_a_jpeg(tmp_path: Path, size: int) -> None:
    long = b'<rdf:Description rdf:about="" xmlns:p="urn:p"><p:Novel>%s</p:Novel></rdf:Description>'
    packet = pictures.XMP.replace(b"</rdf:RDF>", long % (b"word " * (size // 5)) + b"</rdf:RDF>")
    image = ImageBuffer(np.zeros((8, 8, 3), np.float32))
    photo = Photo(Path("a"), image, "jpeg", 8, "", metadata=Metadata(xmp=packet))
    encoded = encode_photo(image, photo, ExportOptions("jpeg"))
    (tmp_path / "a.jpg").write_bytes(encoded.data)
    back = decode_photo(tmp_path / "a.jpg").metadata.xmp
    assert back is not None
    assert back.count(b"word ") == size // 5
    assert probe(tmp_path / "a.jpg").rating == 4
    assert encoded.notes == ()


def test_every_fault_has_its_tests() -> None:
    """Rows 1 to 26 of the table, each with tests that are there."""
    rows = re.findall(r"^\| (\d+) \|([^|]*)\|([^|]*)\|$", ROWS.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, 27))
    for number, _, tests in rows:
        named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", tests)
        assert named, number
        for file, name in named:
            text = (ROOT / "tests" / file).read_text(encoding="utf-8")
            assert f"\ndef {name}(" in text, f"row {number}: {file}::{name}"
