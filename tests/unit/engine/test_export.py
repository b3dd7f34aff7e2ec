"""Exporting: told honestly, refused before the work, and nothing left behind when it does not end well."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import imagecodecs
import numpy as np
import pytest
from PIL import Image
from PIL.ExifTags import IFD, Base

from studio.editing.geometry import Geometry
from studio.editing.recipe import Recipe
from studio.engine import export as export_module
from studio.engine.export import encode_export, export_photo
from studio.engine.render import Renderer
from studio.engine.request import CancelToken
from studio.errors import Cancelled, DiskFull, OutputExists, OutputIsInput, StudioError
from studio.imaging.decode import decode_photo
from studio.imaging.encode import SUFFIXES, ExportOptions
from studio.imaging.probe import probe
from studio.imaging.resample import area_reduced
from studio.messages import Message
from tests.support.engine import CPU_CHOICE, photo_of, picture, some_styles

PHOTO = photo_of(picture(50, 40))
WARM = Recipe().with_style("warm")
PNG = ExportOptions("png")


def renderer() -> Renderer:
    return Renderer(some_styles(), CPU_CHOICE, strip_pixels=400)


def test_written_and_told(tmp_path: Path) -> None:
    told: list[tuple[float, str]] = []
    target = tmp_path / "out.png"
    export_photo(renderer(), PHOTO, WARM, PNG, target, progress=lambda f, s: told.append((f, str(s))))
    assert target.read_bytes().startswith(b"\x89PNG")
    fractions = [fraction for fraction, _ in told]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert list(dict.fromkeys(stage for _, stage in told)) == ["Rendering", "Encoding", "Writing"]


@pytest.mark.parametrize("stage", ["Rendering", "Encoding", "Writing"])
def test_cancelled_at_any_stage_leaves_nothing(tmp_path: Path, stage: str) -> None:
    token = CancelToken()

    def progress(fraction: float, told: Message) -> None:
        if str(told) == stage:
            token.cancel()

    with pytest.raises(Cancelled):
        export_photo(renderer(), PHOTO, WARM, PNG, tmp_path / "out.png", progress=progress, token=token)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_refused_before_the_work(tmp_path: Path) -> None:
    target = tmp_path / "out.png"
    target.write_bytes(b"mine")
    told: list[float] = []
    with pytest.raises(OutputExists):
        export_photo(renderer(), PHOTO, WARM, PNG, target, progress=lambda f, s: told.append(f))
    assert told == []
    assert target.read_bytes() == b"mine"
    export_photo(renderer(), PHOTO, WARM, PNG, target, replace=True)
    assert target.read_bytes() != b"mine"


def test_the_original_is_never_replaced(tmp_path: Path) -> None:
    original = tmp_path / "photo.png"
    original.write_bytes(b"the negative")
    link = tmp_path / "other name.png"
    link.hardlink_to(original)
    photo = replace(PHOTO, path=original)
    for target in (original, link):
        with pytest.raises(OutputIsInput):
            export_photo(renderer(), photo, WARM, PNG, target, replace=True)
    assert original.read_bytes() == b"the negative"


def test_a_full_disk_passes_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, *_: object, **__: object) -> None:
        raise DiskFull(name=path.name)

    monkeypatch.setattr(export_module, "write_atomically", full)
    with pytest.raises(StudioError, match="disk is full"):
        export_photo(renderer(), PHOTO, WARM, PNG, tmp_path / "out.png")


@pytest.mark.parametrize("channels", [3, 4])
def test_a_smaller_size_is_the_large_one_reduced(channels: int) -> None:
    pixels = cv2.GaussianBlur(picture(400, 600, channels), (0, 0), 3.0).clip(0, 1)
    photo = photo_of((pixels * 255).round().astype(np.uint8))
    options = ExportOptions("png", long_edge=230)
    small = imagecodecs.png_decode(encode_export(renderer(), photo, WARM, options).data)
    assert small.shape == (153, 230, channels)
    whole = renderer().render(photo, WARM)
    right = area_reduced(whole, 230, 153).pixels.clip(0, 1)
    assert np.abs(small[..., :3] / 255 - right[..., :3]).max() < 2.5 / 255
    assert np.abs(small / 255 - right).mean() < 0.6 / 255


def test_nothing_is_enlarged() -> None:
    plain = encode_export(renderer(), PHOTO, WARM, PNG).data
    assert encode_export(renderer(), PHOTO, WARM, replace(PNG, long_edge=4000, megapixels=90.0)).data == plain


def test_a_smaller_size_of_what_is_framed_and_told_in_its_metadata(tmp_path: Path) -> None:
    path = tmp_path / "anna.jpg"
    exif = Image.Exif()
    exif.get_ifd(IFD.Exif).update({Base.ExifImageWidth: 400, Base.ExifImageHeight: 300})
    Image.new("RGB", (400, 300), "tan").save(path, exif=exif)
    recipe = WARM.with_geometry(Geometry(turns=1, angle=2.0, crop=(0.0, 0.0, 0.5, 1.0)))
    for kind in ("jpeg", "tiff", "webp"):
        out = tmp_path / f"small{SUFFIXES[kind]}"
        export_photo(renderer(), decode_photo(path), recipe, ExportOptions(kind, megapixels=0.01), out)
        found = probe(out)
        assert 0.009e6 < found.width * found.height < 0.0105e6
        block = decode_photo(out).metadata.exif
        assert block is not None
        details = Image.Exif()
        details.load(b"Exif\0\0" + block)
        inner = details.get_ifd(IFD.Exif)
        assert (inner[Base.ExifImageWidth], inner[Base.ExifImageHeight]) == (found.width, found.height)
