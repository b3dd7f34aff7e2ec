"""Facts from a file's beginning, and the stars in its XMP."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.errors import EmptyFile, NotAnImage, PhotoIsFolder, PhotoMissing
from studio.imaging import xmp
from studio.imaging.probe import probe, probe_head
from tests.support import pictures


@pytest.mark.parametrize(
    ("packet", "stars"),
    [
        (b'<rdf xmp:Rating="4"/>', 4),
        (b"<xmp:Rating>3</xmp:Rating>", 3),
        (b"<rdf xmp:Rating = '-1'/>", -1),
        (b'<rdf xmp:Rating="9"/>', 5),
        (b'<rdf xmp:Rating="2.0"/>', 2),
        (b'<rdf xmp:Rating="many"/>', 0),
        (b'<rdf myxmp:RatingPercent="4"/>', 0),
        (b"", 0),
    ],
)
def test_stars(packet: bytes, stars: int) -> None:
    assert xmp.rating(packet) == stars


def test_the_beginning_says_what_the_whole_file_says(tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (700, 900, 3), dtype=np.uint8)
    for name in ("a.jpg", "b.png", "c.tif", "d.webp"):
        path = tmp_path / name
        Image.fromarray(noise).save(path, quality=95)
        assert path.stat().st_size > 1 << 18
        assert probe_head(path) == probe(path)
    path = tmp_path / "anna.jpg"
    path.write_bytes(pictures.portrait_jpeg_bytes())
    assert probe_head(path) == probe(path)
    assert probe_head(path).rating == 4


def test_what_is_no_photo_is_told_as_by_the_whole(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "text.jpg").write_text("text")
    for name, error in (("empty.jpg", EmptyFile), ("text.jpg", NotAnImage), ("gone.jpg", PhotoMissing)):
        with pytest.raises(error):
            probe_head(tmp_path / name)
    with pytest.raises(PhotoIsFolder):
        probe_head(tmp_path)
