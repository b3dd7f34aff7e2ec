"""Small pictures as imaging reads them, kept in a cache that may be broken, full, old or not there."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.errors import DamagedPhoto
from studio.imaging.decode import SmallPhoto, decode_small
from studio.imaging.profiles import builtin_profile
from studio.portrait.maps import PortraitMaps
from tests.support.gathering import Gather
from tests.support.pictures import astronaut_png
from tests.support.shoots import jpeg, picture, shoot, write
from training.gather import library
from training.gather.library import Library, people_in


def test_small_upright_and_in_srgb(tmp_path: Path) -> None:
    pixels = picture(1, 2000, 1000)
    exif = Image.Exif()
    exif[0x0112] = 6
    icc = builtin_profile("display-p3").icc
    out = BytesIO()
    Image.fromarray(np.ascontiguousarray(np.rot90(pixels))).save(
        out, "JPEG", quality=97, subsampling=0, exif=exif, icc_profile=icc
    )
    (tmp_path / "turned.jpg").write_bytes(out.getvalue())
    small = Library(None).small(tmp_path / "turned.jpg")
    assert (small.width, small.height) == (2000, 1000)
    assert small.pixels.shape == (256, 512, 3)
    plain = Library(None).small(write(tmp_path / "plain.png", pixels)).pixels.astype(int)
    # The same numbers mean stronger colours in the larger space.
    spread = [np.ptp(p.astype(int), axis=2).mean() for p in (small.pixels, plain)]
    assert spread[0] > 1.05 * spread[1]
    assert np.abs(small.pixels.mean(axis=2) - plain.mean(axis=2)).mean() < 8


def test_sixteen_bits_gray_and_transparency(tmp_path: Path) -> None:
    import tifffile

    ramp = np.linspace(0, 65535, 300 * 200).reshape(200, 300).astype(np.uint16)
    tifffile.imwrite(tmp_path / "gray.tif", ramp)
    small = Library(None).small(tmp_path / "gray.tif")
    assert np.abs(small.pixels.astype(float) - ramp[..., None] / 257).max() <= 0.51
    clear = np.dstack([picture(1), np.full((160, 240), 90, np.uint8)])
    Image.fromarray(clear).save(tmp_path / "clear.png")
    assert Library(None).small(tmp_path / "clear.png").pixels.shape == (160, 240, 3)


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_that_ends_too_early_is_refused(tmp_path: Path, progressive: bool) -> None:
    data = jpeg(picture(1, 600, 400), progressive=progressive)
    (tmp_path / "a.jpg").write_bytes(data[: len(data) * 2 // 3])
    (tmp_path / "closed.jpg").write_bytes(data[: len(data) * 2 // 3] + b"\xff\xd9")
    with pytest.raises(DamagedPhoto):
        decode_small(tmp_path / "a.jpg", 512)
    if progressive:  # of one scan, decoding alone would tell
        with pytest.raises(DamagedPhoto):
            decode_small(tmp_path / "closed.jpg", 512)
    (tmp_path / "whole.jpg").write_bytes(data)
    assert decode_small(tmp_path / "whole.jpg", 512).image.width == 512


def test_what_was_opened_once_is_not_opened_again(
    tmp_path: Path, gathered: Gather, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = shoot(tmp_path / "style", range(5))
    write(style / "dated.jpg", picture(9), captured="2024:05:06 07:08:09")
    first = gathered(style=[style]).examples.style
    opened: list[str] = []

    def open_small(path: Path, longest: int) -> SmallPhoto:
        opened.append(path.name)
        return decode_small(path, longest)

    monkeypatch.setattr(library, "decode_small", open_small)
    monkeypatch.setattr(library, "analyse", lambda _: pytest.fail("looked for people again"))
    second = gathered(style=[style]).examples.style
    assert opened == []
    for one, other in zip(first, second, strict=True):
        assert one.name == other.name
        assert np.array_equal(one.pixels, other.pixels)
        assert np.array_equal(one.maps, other.maps)
    monkeypatch.setattr(library, "analyse", lambda _: PortraitMaps())
    write(style / "3.jpg", picture(30))
    gathered(style=[style])
    assert opened == ["3.jpg"]


def test_a_broken_cache_is_made_anew_and_one_that_cannot_be_is_done_without(
    tmp_path: Path, cache: Path
) -> None:
    path = write(tmp_path / "a.jpg", picture(1), captured="2024:05:06 07:08:09")
    small = Library(cache).small(path)
    maps = Library(cache).maps(path, small.pixels)
    files = sorted(cache.iterdir())
    assert len(files) == 2
    wrong = BytesIO()
    Image.fromarray(picture(2, 100, 90)).save(wrong, "PNG")
    for data in (b"", b"no PNG", files[0].read_bytes()[:200], wrong.getvalue()):
        for file in files:
            file.write_bytes(data)
        again = Library(cache).small(path)
        assert np.array_equal(again.pixels, small.pixels)
        assert again.captured == "2024:05:06 07:08:09"
        assert np.array_equal(Library(cache).maps(path, small.pixels), maps)
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"a file")
    assert np.array_equal(Library(blocked).small(path).pixels, small.pixels)
    Library(blocked).tidy()
    assert blocked.read_bytes() == b"a file"


def test_the_cache_is_kept_small_by_what_was_used_longest_ago(tmp_path: Path, cache: Path) -> None:
    paths = [write(tmp_path / f"{number}.jpg", picture(number)) for number in range(4)]
    for path in paths:
        Library(cache).small(path)
    files = sorted(cache.iterdir(), key=lambda file: file.stat().st_mtime_ns)
    for age, file in enumerate(files):
        os.utime(file, (1000 + age,) * 2)
    Library(cache).tidy(sum(file.stat().st_size for file in files[2:]))
    assert sorted(cache.iterdir()) == sorted(files[2:])
    Library(None).tidy()


def test_people_are_found_in_a_real_portrait(monkeypatch: pytest.MonkeyPatch) -> None:
    from studio.portrait.maps import analyse

    monkeypatch.setattr(library, "analyse", analyse)
    pixels = Library(None).small(astronaut_png()).pixels
    maps = people_in(pixels)
    assert maps.shape == (512, 512, 2)
    assert maps[90:150, 190:260, 0].mean() > 120, "her face"
    assert maps[:100, :60].max() < 128, "the flag"
    assert maps[300:400, 150:250, 1].mean() > 120, "her suit"
    assert not people_in(picture(1)).any()
