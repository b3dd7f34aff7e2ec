"""EXIF's ColorSpace says what the embedded profile says."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from studio.imaging.decode import decode_photo
from studio.imaging.encode import ExportOptions, encode_photo

COLOUR_SPACE, EXIF_IFD = 0xA001, 0x8769


@pytest.mark.parametrize(
    ("profile", "said"),
    [("input", 1), ("srgb", 1), ("display-p3", 65535), ("adobe-rgb", 65535), ("prophoto", 65535)],
)
def test_colour_space(tmp_path: Path, astronaut: Path, profile: str, said: int) -> None:
    path = tmp_path / "said-srgb.jpg"
    with Image.open(astronaut) as picture:
        exif = Image.Exif()
        exif.get_ifd(EXIF_IFD)[COLOUR_SPACE] = 1
        picture.convert("RGB").save(path, exif=exif)
    photo = decode_photo(path)
    data = encode_photo(photo.image, photo, ExportOptions("jpeg", profile=profile)).data
    with Image.open(io.BytesIO(data)) as written:
        assert written.getexif().get_ifd(EXIF_IFD)[COLOUR_SPACE] == said
