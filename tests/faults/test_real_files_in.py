"""Real photos, and real odd, damaged and malicious files."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from studio.errors import UnsupportedPhoto
from studio.imaging.decode import decode_photo, decode_thumbnail, list_photos, probe
from tests.support.doors import refusal


def test_other_formats_are_named(shared: Path) -> None:
    for name, kind in {
        "cheers_1440x960.heic": "HEIF", "pillow_chi.gif": "GIF", "pillow_hopper.psd": "Photoshop",
        "pillow_avif_star.avifs": "AVIF", "pillow_bmp_q_rgba32abf.bmp": "BMP",
    }.items():  # fmt: skip
        with pytest.raises(UnsupportedPhoto, match=kind):
            decode_photo(shared / "hostile" / name)
    with pytest.raises(UnsupportedPhoto, match="RAW file of Canon EOS"):
        decode_photo(shared / "photos" / "raw" / "colorchart.dng")


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
