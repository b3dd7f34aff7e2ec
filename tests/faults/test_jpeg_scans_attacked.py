"""A small JPEG of hundreds of scans, each of which is decoded over the whole picture."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from PIL import Image

from studio.errors import UnsupportedPhoto
from studio.imaging.decode import decode_photo, decode_thumbnail


def scans(copies: int, side: int = 2000) -> bytes:
    """A progressive gray picture whose last scan stands there again and again."""
    stream = io.BytesIO()
    Image.new("L", (side, side), 99).save(stream, "jpeg", progressive=True)
    data = stream.getvalue()
    return data[:-2] + data[data.rindex(b"\xff\xda") : -2] * copies + b"\xff\xd9"


def test_hundreds_of_scans_are_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "scans.jpg"
    path.write_bytes(scans(900))
    start = time.process_time()
    with pytest.raises(UnsupportedPhoto, match="uncommon coding"):
        decode_photo(path)
    with pytest.raises(UnsupportedPhoto):
        decode_photo(path, allow_damaged=True)
    with pytest.raises(UnsupportedPhoto):
        decode_thumbnail(path, 100)
    assert time.process_time() - start < 1.0


def test_as_many_scans_as_encoders_make(tmp_path: Path) -> None:
    path = tmp_path / "scans.jpg"
    path.write_bytes(scans(60, 64))
    assert decode_photo(path).image.height == 64
    assert decode_thumbnail(path, 16).width == 16
