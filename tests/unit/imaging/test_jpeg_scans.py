"""JPEGs that were cut and closed again, or filled up with zeros."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from studio.errors import DamagedPhoto
from studio.imaging.decode import decode_photo
from studio.imaging.jpeg_scans import is_complete
from studio.imaging.jpeg_segments import parse


def encoded(astronaut: Path, *, progressive: bool) -> bytes:
    out = io.BytesIO()
    with Image.open(astronaut) as picture:
        picture.convert("RGB").save(out, "JPEG", quality=90, progressive=progressive)
    return out.getvalue()


def complete(data: bytes) -> bool:
    jpeg = parse(data)
    assert jpeg.scan is not None
    assert jpeg.frame is not None
    return is_complete(data, jpeg.scan, len(jpeg.frame.sampling), progressive=jpeg.frame.progressive)


def test_a_whole_progressive_file_is_complete(astronaut: Path) -> None:
    assert complete(encoded(astronaut, progressive=True))


@pytest.mark.parametrize("part", [0.2, 0.5])
def test_a_progressive_file_cut_and_closed_again_is_damaged(
    astronaut: Path, tmp_path: Path, part: float
) -> None:
    data = encoded(astronaut, progressive=True)
    cut = data[: int(len(data) * part)] + b"\xff\xd9"
    assert not complete(cut)
    path = tmp_path / "cut.jpg"
    path.write_bytes(cut)
    with pytest.raises(DamagedPhoto):
        decode_photo(path)
    assert decode_photo(path, allow_damaged=True).image.width == 512


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("fault", ["zeros", "no end"])
def test_a_failed_copy_is_damaged(astronaut: Path, tmp_path: Path, progressive: bool, fault: str) -> None:
    data = encoded(astronaut, progressive=progressive)
    half = len(data) // 2
    data = data[:half] + bytes(len(data) - half) if fault == "zeros" else data[:-3]
    path = tmp_path / "copy.jpg"
    path.write_bytes(data)
    with pytest.raises(DamagedPhoto):
        decode_photo(path)


def test_all_real_photos_are_complete(shared: Path) -> None:
    for path in sorted((shared / "photos").rglob("*.jpg")):
        data = path.read_bytes()
        jpeg = parse(data)
        assert jpeg.scan is not None
        assert complete(data), path
