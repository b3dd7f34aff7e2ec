"""Kinds of pixels that trip programs: gray, palette, alpha, CMYK, deep, float, as they come in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import tifffile

from studio.batch.batches import check_needs, go_on, order_of
from studio.cli.program import main
from studio.errors import CmykNeedsProfile, UnsupportedPhoto
from studio.imaging.cmyk import assume, assumed, read_cmyk_profile
from studio.imaging.colour import LUMINANCE, srgb_decode
from studio.imaging.decode import decode_photo
from studio.imaging.encode import ExportOptions, encode_photo
from studio.imaging.image import Float32, ImageBuffer
from studio.imaging.profile_errors import CmykProfileUnusable
from studio.imaging.profiles import builtin_profile
from studio.styles.catalogue import Catalogue
from tests.support.batches import begun, runner
from tests.support.cmyk_profile import simple_cmyk_profile

RNG = np.random.default_rng(11)


def tiff(folder: Path, values: npt.NDArray[Any], **options: Any) -> Path:
    path = folder / "made.tif"
    tifffile.imwrite(path, values, **options)
    return path


def opened(path: Path) -> Float32:
    return decode_photo(path).image.pixels


def test_row_14_gray_becomes_rgb(tmp_path: Path, astronaut: Path) -> None:
    from PIL import Image

    with Image.open(astronaut) as picture:
        gray = picture.convert("L")
    for name in ("g.png", "g.jpg", "g.tif"):
        gray.save(tmp_path / name)
        photo = decode_photo(tmp_path / name)
        assert photo.gray
        assert photo.image.pixels.shape == (512, 512, 3)
        assert np.ptp(photo.image.pixels, axis=2).max() == 0
        close = 6 if name == "g.jpg" else 0
        assert np.abs(photo.image.pixels[..., 0] * 255 - np.asarray(gray)).mean() <= close


def test_row_14_gray_with_a_gray_profile(tmp_path: Path) -> None:
    import imagecodecs
    from PIL import Image

    profile = imagecodecs.cms_profile("gray", whitepoint=[0.3457, 0.3585, 1.0], gamma=1.8)
    ramp = np.arange(256, dtype=np.uint8).reshape(16, 16)
    Image.fromarray(ramp).save(tmp_path / "g.png", icc_profile=profile)
    photo = decode_photo(tmp_path / "g.png")
    linear = (ramp / 255) ** (1.8)
    expected = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    assert np.abs(photo.image.pixels[..., 1] - expected).max() * 255 < 0.3
    notes = encode_photo(photo.image, photo, ExportOptions("png")).notes
    assert "saved in sRGB" in str(notes[0])


@pytest.mark.parametrize("kind", ["png", "jpeg", "tiff"])
@pytest.mark.parametrize("deep", [False, True])
def test_row_14_gray_goes_out_gray_if_it_shall(tmp_path: Path, kind: str, deep: bool) -> None:
    import imagecodecs

    ramp = np.tile(np.arange(256, dtype=np.uint16) * (257 if deep else 1), (16, 1))
    ramp = ramp if deep else ramp.astype(np.uint8)
    photo = decode_photo(tiff(tmp_path, ramp, photometric="minisblack"))
    assert photo.gray
    encoded = encode_photo(photo.image, photo, ExportOptions(kind, keep_gray=True, quality=100))
    (tmp_path / "out").write_bytes(encoded.data)
    decode = {"png": imagecodecs.png_decode, "jpeg": imagecodecs.jpeg_decode}
    found = decode[kind](encoded.data) if kind in decode else tifffile.imread(tmp_path / "out")
    assert found.shape == ramp.shape
    again = decode_photo(tmp_path / "out")
    assert again.gray
    assert np.abs(again.image.rgb - photo.image.rgb).max() < (0.006 if kind == "jpeg" else 1e-4)
    if not (deep and kind == "jpeg"):
        assert np.abs(found.astype(int) - ramp).max() <= (1 if kind == "jpeg" else 0), "bit by bit"
    in_colour = encode_photo(photo.image, photo, ExportOptions(kind)).data
    (tmp_path / "out").write_bytes(in_colour)
    assert not decode_photo(tmp_path / "out").gray


def test_row_14_gray_with_alpha_a_profile_and_a_tint(tmp_path: Path) -> None:
    import imagecodecs
    from PIL import Image

    profile = imagecodecs.cms_profile("gray", whitepoint=[0.3457, 0.3585, 1.0], gamma=1.8)
    picture = np.stack(np.meshgrid(np.arange(256), np.arange(0, 256, 16)), axis=-1).astype(np.uint8)
    Image.fromarray(picture, "LA").save(tmp_path / "g.png", icc_profile=profile)
    photo = decode_photo(tmp_path / "g.png")
    for kind in ("png", "tiff"):
        (tmp_path / "o").write_bytes(
            encode_photo(photo.image, photo, ExportOptions(kind, keep_gray=True)).data
        )
        again = decode_photo(tmp_path / "o")
        assert again.gray
        assert again.profile == photo.profile
        assert np.array_equal(again.image.alpha, photo.image.alpha)  # type: ignore[arg-type]
        assert np.abs(again.image.rgb - photo.image.rgb).max() < 1e-5
    tinted = ImageBuffer(np.full((4, 4, 3), (0.9, 0.5, 0.2), np.float32))
    encoded = encode_photo(tinted, photo, ExportOptions("png", keep_gray=True, profile="adobe-rgb"))
    (tmp_path / "o").write_bytes(encoded.data)
    again = decode_photo(tmp_path / "o")
    assert again.profile is not None
    assert "Adobe RGB" in again.profile.name
    linear = srgb_decode(np.array([0.9, 0.5, 0.2])) @ np.array(LUMINANCE)
    assert np.abs(srgb_decode(again.image.rgb) - linear).max() < 0.005, "its luminance"
    lost = encode_photo(photo.image, photo, ExportOptions("webp", keep_gray=True))
    assert "WebP holds no gray: the photo was saved in colour." in map(str, lost.notes)


def test_row_15_a_batch_keeps_the_profile_that_was_named(tmp_path: Path, bare_cmyk: Path) -> None:
    named, out = tmp_path / "print.icc", tmp_path / "out"
    named.write_bytes(simple_cmyk_profile())
    shoot = tmp_path / "shoot"
    shoot.mkdir()
    bare_cmyk = bare_cmyk.rename(shoot / bare_cmyk.name)
    journal = begun(shoot, out, tmp_path / "j", cmyk_profile=named)
    journal.close()
    assume(None)  # meanwhile the program was told otherwise
    again = go_on(journal.path)
    done = runner(again).run()
    again.close()
    assert done.done == 1, again.states[0].reason
    assert "“Simple CMYK” was taken" in str(again.states[0].notes[0])
    assert assumed() is None
    # Known by its content where its time alone is another.
    written = (out / "c.jpg").stat().st_ino
    os.utime(bare_cmyk, (1, 1))
    once_more = go_on(journal.path)
    assert runner(once_more).run().done == 1
    once_more.close()
    assert (out / "c.jpg").stat().st_ino == written
    named.unlink()
    with pytest.raises(CmykProfileUnusable, match=r"print\.icc"):
        check_needs(order_of(journal.path), Catalogue(tmp_path, tmp_path))


def test_row_15_a_resumed_batch_takes_no_other_profile(
    tmp_path: Path, bare_cmyk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named, other = tmp_path / "print.icc", tmp_path / "other.icc"
    for each in (named, other):
        each.write_bytes(simple_cmyk_profile())
    words = ["batch", str(bare_cmyk), "-o", str(tmp_path / "out"), "--exposure", "0.1"]
    assert main([*words, "--cmyk-profile", str(named)]) == 0
    resumed = ["batch", "--resume", "-o", str(tmp_path / "out")]
    assert main([*resumed, "--cmyk-profile", str(other)]) == 2
    assert "began with other files" in capsys.readouterr().err
    assert main(resumed) == 0


@pytest.fixture
def bare_cmyk(tmp_path: Path) -> Iterator[Path]:
    from PIL import Image

    path = tmp_path / "c.jpg"
    Image.new("CMYK", (20, 20), (0, 255, 255, 0)).save(path)
    yield path
    assume(None)


def test_row_15_cmyk_without_a_profile_asks_for_one(tmp_path: Path, bare_cmyk: Path) -> None:
    with pytest.raises(CmykNeedsProfile, match=r"“c.jpg” is made for print .* Choose the profile"):
        decode_photo(bare_cmyk)
    with pytest.raises(CmykNeedsProfile):
        decode_photo(tiff(tmp_path, np.zeros((9, 9, 4), np.uint8), photometric="separated"))


def test_row_15_cmyk_in_the_profile_that_was_named(tmp_path: Path, bare_cmyk: Path) -> None:
    named = tmp_path / "print.icc"
    named.write_bytes(simple_cmyk_profile())
    assume(read_cmyk_profile(named))
    photo = decode_photo(bare_cmyk)
    assert [str(note) for note in photo.notes] == [
        "The photo is made for print (CMYK) without a colour profile: “Simple CMYK” was taken."
    ]
    red = photo.image.rgb.mean((0, 1))
    assert red[0] > 0.9
    assert red[1:].max() < 0.2
    for data in (b"", b"text", builtin_profile("srgb").icc, simple_cmyk_profile()[:300]):
        named.write_bytes(data)
        with pytest.raises(CmykProfileUnusable, match=r"“print.icc” is not a colour profile for CMYK"):
            read_cmyk_profile(named)


def test_row_15_on_the_command_line(
    tmp_path: Path, bare_cmyk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, profile = tmp_path / "o.png", tmp_path / "print.icc"
    words = ["apply", str(bare_cmyk), "-o", str(out), "--exposure", "0.1"]
    assert main(words) == 1
    assert "Name it with --cmyk-profile FILE." in capsys.readouterr().err
    profile.write_bytes(b"no profile")
    assert main([*words, "--cmyk-profile", str(profile)]) == 1
    assert not out.exists()
    profile.write_bytes(simple_cmyk_profile())
    assert main([*words, "--cmyk-profile", str(profile)]) == 0
    assert "“Simple CMYK” was taken" in capsys.readouterr().err
    assert out.exists()


def test_row_15_cmyk_with_a_profile_is_converted(tmp_path: Path) -> None:
    from PIL import Image

    icc = simple_cmyk_profile()
    for name in ("c.jpg", "c.tif"):
        inks = np.zeros((16, 64, 4), np.uint8)
        inks[:, 16:32] = (255, 255, 255, 0)
        inks[:, 32:48, 3] = 255
        inks[:, 48:, 3] = 128
        Image.fromarray(inks, "CMYK").save(tmp_path / name, icc_profile=icc, quality=100)
        photo = decode_photo(tmp_path / name)
        pixels = photo.image.pixels
        assert any("CMYK" in str(note) for note in photo.notes)
        assert float(pixels[:, 2:14].min()) > 0.97  # no ink is paper
        assert float(pixels[:, 34:46].max()) < 0.1  # full black
        assert 0.1 < float(pixels[:, 50:62].mean()) < 0.97
        out = encode_photo(photo.image, photo, ExportOptions("jpeg"))
        assert "saved in sRGB" in str(out.notes[0])


def test_row_16_palette_and_transparency_are_expanded(tmp_path: Path, astronaut: Path) -> None:
    from PIL import Image

    with Image.open(astronaut) as picture:
        few = picture.quantize(16)
        few.save(tmp_path / "p.png", transparency=3)
        few.save(tmp_path / "p.tif")
    expected = np.asarray(few.convert("RGB")) / np.float32(255)
    seen = opened(tmp_path / "p.png")
    assert seen.shape == (512, 512, 4)
    assert np.array_equal(seen[..., :3], expected)
    assert np.array_equal(seen[..., 3] == 0, np.asarray(few) == 3)
    assert np.array_equal(opened(tmp_path / "p.tif"), expected)


@pytest.mark.parametrize("bits", [1, 2, 4])
def test_row_16_few_bits_of_gray_reach_white(tmp_path: Path, bits: int) -> None:
    import struct
    import zlib

    from studio.imaging.png_chunks import SIGNATURE, make_chunk

    levels = 1 << bits
    values = np.arange(32) % levels
    packed = np.packbits(((values[:, None] >> np.arange(bits)[::-1]) & 1).astype(np.uint8).ravel())
    data = SIGNATURE + make_chunk(b"IHDR", struct.pack(">IIBBBBB", 32, 1, bits, 0, 0, 0, 0))
    data += make_chunk(b"IDAT", zlib.compress(b"\0" + packed.tobytes())) + make_chunk(b"IEND", b"")
    (tmp_path / "b.png").write_bytes(data)
    np.testing.assert_allclose(opened(tmp_path / "b.png")[0, :, 0], values / (levels - 1), atol=1e-6)


@pytest.mark.parametrize("compression", [None, "zlib", "lzw", "packbits", "zstd", "lzma"])
@pytest.mark.parametrize("order", ["<", ">"])
def test_row_17_tiff_of_16_bits_value_by_value(tmp_path: Path, compression: str | None, order: str) -> None:
    values = RNG.integers(0, 65536, (33, 47, 3)).astype(np.uint16)
    for extra in ({}, {"tile": (16, 16)}, {"planarconfig": "separate"}, {"bigtiff": True}):
        stored = np.moveaxis(values, 2, 0) if "planarconfig" in extra else values
        path = tiff(tmp_path, stored, photometric="rgb", compression=compression, byteorder=order, **extra)
        photo = decode_photo(path)
        assert photo.bit_depth == 16
        assert np.array_equal(photo.image.pixels, np.divide(values, np.float32(65535), dtype=np.float32))


def test_row_17_uncommon_depths(tmp_path: Path) -> None:
    values = RNG.integers(0, 2**32, (8, 8, 3), dtype=np.uint64).astype(np.uint32)
    photo = decode_photo(tiff(tmp_path, values, photometric="rgb"))
    assert photo.bit_depth == 32
    np.testing.assert_allclose(photo.image.pixels, values / 4294967295, atol=1e-7)
    bits = RNG.integers(0, 2, (9, 33)).astype(bool)
    np.testing.assert_array_equal(opened(tiff(tmp_path, bits, photometric="miniswhite"))[..., 0], ~bits)
    with pytest.raises(UnsupportedPhoto, match="TIFF"):
        decode_photo(tiff(tmp_path, values.astype(np.int16), photometric="rgb"))


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_row_18_float_tiff_with_what_is_no_number(tmp_path: Path, kind: type) -> None:
    values: npt.NDArray[Any] = np.linspace(-0.5, 2, 10 * 10 * 3).reshape(10, 10, 3).astype(kind)
    values[0, 0] = (np.nan, np.inf, -np.inf)
    photo = decode_photo(tiff(tmp_path, values, photometric="rgb"))
    assert photo.bit_depth == 32
    assert photo.image.pixels[0, 0].tolist() == [0, 1, 0]
    assert any("3 values of this picture are not numbers" in str(note) for note in photo.notes)
    np.testing.assert_allclose(photo.image.pixels[1:], values[1:].astype(np.float32))
    assert encode_photo(photo.image, photo, ExportOptions("tiff")).data


@pytest.mark.parametrize("associated", [True, False])
def test_row_16_alpha_of_tiff(tmp_path: Path, associated: bool) -> None:
    colour = RNG.random((12, 12, 3))
    alpha = np.linspace(0.2, 1, 144).reshape(12, 12, 1)
    stored = np.concatenate([colour * alpha if associated else colour, alpha], axis=2)
    values = (stored * 65535).round().astype(np.uint16)
    kind = "assocalpha" if associated else "unassalpha"
    pixels = opened(tiff(tmp_path, values, photometric="rgb", extrasamples=[kind]))
    np.testing.assert_allclose(pixels[..., :3], colour, atol=1e-4)
    assert np.array_equal(pixels[..., 3], np.divide(values[..., 3], np.float32(65535), dtype=np.float32))


def test_a_thumbnail_page_is_not_taken_for_the_picture(tmp_path: Path) -> None:
    path = tmp_path / "two.tif"
    with tifffile.TiffWriter(path) as writer:
        writer.write(np.zeros((8, 8, 3), np.uint8), photometric="rgb", subfiletype=1)
        writer.write(np.full((40, 30, 3), 255, np.uint8), photometric="rgb")
    photo = decode_photo(path)
    assert photo.image.pixels.shape == (40, 30, 3)
    assert photo.frames == 1


def test_missing_strips_are_never_filled(tmp_path: Path) -> None:
    from studio.errors import DamagedPhoto

    values = RNG.integers(0, 256, (64, 64, 3)).astype(np.uint8)
    path = tiff(tmp_path, values, photometric="rgb", rowsperstrip=16, metadata=None)
    with tifffile.TiffFile(path) as file:
        place = file.pages.first.tags["StripByteCounts"].valueoffset
    data = bytearray(path.read_bytes())
    data[place : place + 2] = b"\0\0"
    path.write_bytes(data)
    with pytest.raises(DamagedPhoto, match="too early"):
        decode_photo(path)


@pytest.mark.parametrize("bits", [8, 12, 16])
def test_lossless_jpeg_of_any_depth(tmp_path: Path, bits: int) -> None:
    import imagecodecs

    top = (1 << bits) - 1
    values: npt.NDArray[Any] = RNG.integers(0, top + 1, (21, 34, 3))
    values = values.astype(np.uint8 if bits == 8 else np.uint16)
    data = imagecodecs.jpeg8_encode(values, bitspersample=bits, lossless=True)
    (tmp_path / "l.jpg").write_bytes(data)
    photo = decode_photo(tmp_path / "l.jpg")
    assert photo.bit_depth == (8 if bits == 8 else 16)
    assert np.abs(photo.image.pixels * top - values).max() < 0.04


def test_progressive_jpegs_are_as_others(tmp_path: Path, astronaut: Path) -> None:
    from PIL import Image

    with Image.open(astronaut) as picture:
        picture.save(tmp_path / "p.jpg", progressive=True, quality=95)
        picture.save(tmp_path / "b.jpg", progressive=False, quality=95)
    assert np.array_equal(opened(tmp_path / "p.jpg"), opened(tmp_path / "b.jpg"))
