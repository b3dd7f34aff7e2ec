"""Real photos, and real odd, damaged and malicious files."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from studio.errors import UnsupportedPhoto
from studio.imaging.decode import decode_photo, decode_thumbnail, list_photos, probe
from tests.support.doors import refusal


def test_other_formats_are_named(tmp_path: Path) -> None:
    for data, kind in ((b"\xff\x0a" + bytes(40), "JPEG XL"), (b"v/1\x01" + bytes(40), "OpenEXR")):
        (tmp_path / "a").write_bytes(data)
        with pytest.raises(UnsupportedPhoto, match=kind):
            decode_photo(tmp_path / "a")


def test_every_hostile_file_opens_or_is_refused_quickly(shared: Path) -> None:
    for path in sorted((shared / "hostile").iterdir()):
        started = time.perf_counter()
        for opened in (decode_photo, probe, lambda path: decode_thumbnail(path, 100)):
            refused = refusal(opened, path)
            assert refused is None or path.name in str(refused)
            assert "make no sense" not in str(refused), path.name  # each has a reason of its own
        assert time.perf_counter() - started < 5, path.name


def test_every_portrait_and_camera_file_opens(shared: Path) -> None:
    folders = [shared / "photos" / name for name in ("neutral", "large")]
    for path in (path for folder in folders for path in list_photos(folder)):
        photo, facts = decode_photo(path), probe(path)
        assert (photo.image.width, photo.image.height) == (facts.width, facts.height)
        assert all("profile" in str(note) or "EXIF" in str(note) for note in photo.notes), path.name
