"""Formats that a helper process decodes: pixels, depth, colour and metadata as the file has them."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import rawpy
from PIL import Image

from studio.errors import CmykNeedsProfile, DamagedPhoto, UnsupportedPhoto
from studio.imaging.decode import decode_photo, decode_small, decode_thumbnail, probe
from studio.imaging.encode import ExportOptions, encode_photo, format_to_keep
from studio.imaging.profiles import as_float, builtin_profile, to_extended_srgb
from tests.support.foreign_files import dng, heif, jp2, psd

P3 = builtin_profile("display-p3").icc
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'


@pytest.fixture(scope="module")
def portrait() -> np.ndarray:
    from skimage import data

    whole: np.ndarray = data.astronaut()  # type: ignore[no-untyped-call]
    return np.ascontiguousarray(whole[:96, 150:270])


def deep(pixels: np.ndarray) -> np.ndarray:
    """16 bits that 8 do not hold."""
    fine = np.arange(pixels.size, dtype=np.uint32).reshape(pixels.shape) % 251
    return (pixels.astype(np.uint16) * 256 + fine).astype(np.uint16)


def exif_turned(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Maker"
    return exif.tobytes()


def test_heif_with_profile_and_metadata(tmp_path: Path, portrait: np.ndarray) -> None:
    path = tmp_path / "a.heic"
    path.write_bytes(heif(portrait, icc_profile=P3, exif=exif_turned(6), xmp=XMP))
    photo = decode_photo(path)
    # libheif has turned it as the file's own boxes say: EXIF's word must not turn it again.
    assert (photo.image.width, photo.image.height) == (probe(path).width, probe(path).height) == (96, 120)
    assert photo.profile is not None
    assert photo.profile.icc == P3
    assert photo.metadata.xmp is not None
    assert photo.metadata.exif is not None
    wanted = np.rot90(to_extended_srgb(portrait, P3), -1)
    assert np.abs(photo.image.rgb - wanted).mean() < 0.004


def test_heif_of_12_bits_stays_deep(tmp_path: Path, portrait: np.ndarray) -> None:
    path = tmp_path / "a.heic"
    path.write_bytes(heif(deep(portrait)))
    photo = decode_photo(path)
    assert photo.bit_depth == 16
    assert len(np.unique(photo.image.stored[..., 0])) > 256
    assert np.abs(photo.image.rgb - deep(portrait) / np.float32(65535)).max() < 0.01


@pytest.mark.parametrize("kind", ["AVIF", "GIF", "BMP"])
def test_pillows_formats(tmp_path: Path, portrait: np.ndarray, kind: str) -> None:
    path = tmp_path / f"a.{kind.lower()}"
    picture = Image.fromarray(portrait)
    if kind == "AVIF":
        picture.save(path, kind, quality=100, subsampling="4:4:4", icc_profile=P3, exif=exif_turned(8))
        wanted = np.rot90(to_extended_srgb(portrait, P3), 1)
    elif kind == "GIF":
        few = picture.quantize(64)
        few.save(path)
        wanted = as_float(np.asarray(few.convert("RGB")))
    else:
        picture.save(path)
        wanted = as_float(portrait)
    photo = decode_photo(path)
    assert photo.image.rgb.shape == wanted.shape
    assert np.abs(photo.image.rgb - wanted).max() < (0.06 if kind == "AVIF" else 1e-6)
    assert (photo.profile is not None) == (kind == "AVIF")


def test_avif_of_10_bits_stays_deep(tmp_path: Path, portrait: np.ndarray) -> None:
    import imagecodecs

    path = tmp_path / "a.avif"
    ten = (deep(portrait) >> 6).astype(np.uint16)
    path.write_bytes(imagecodecs.avif_encode(ten, level=100, bitspersample=10, pixelformat="444", speed=9))
    photo = decode_photo(path)
    assert photo.bit_depth == 16
    assert np.abs(photo.image.rgb - ten / np.float32(1023)).max() < 0.02
    assert len(np.unique(photo.image.stored[..., 1])) > 256


@pytest.mark.parametrize("bits", [8, 12, 16])
@pytest.mark.parametrize("channels", [1, 3])
def test_jpeg_2000_is_exact(tmp_path: Path, portrait: np.ndarray, bits: int, channels: int) -> None:
    import imagecodecs

    path = tmp_path / "a.jp2"
    pixels = (deep(portrait) >> (16 - bits)).astype(np.uint8 if bits == 8 else np.uint16)[..., :channels]
    pixels = pixels[..., 0] if channels == 1 else pixels
    path.write_bytes(
        imagecodecs.jpeg2k_encode(pixels, codecformat="jp2", level=0, reversible=True, bitspersample=bits)
    )
    photo = decode_photo(path)
    assert photo.bit_depth == (8 if bits == 8 else 16)
    wanted = np.atleast_3d(pixels) / np.float32((1 << bits) - 1)
    assert np.abs(photo.image.rgb - wanted).max() < 1e-5


def test_jpeg_2000_with_profile_and_xmp(tmp_path: Path, portrait: np.ndarray) -> None:
    path = tmp_path / "a.jp2"
    path.write_bytes(jp2(portrait, icc=P3, xmp=XMP))
    photo = decode_photo(path)
    assert photo.profile is not None
    assert photo.profile.icc == P3
    assert photo.metadata.xmp is not None
    assert photo.metadata.xmp.startswith(b"<x:xmpmeta")


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_photoshop_is_exact(tmp_path: Path, portrait: np.ndarray, kind: type) -> None:
    path = tmp_path / "a.psd"
    pixels = portrait if kind == np.uint8 else deep(portrait)
    path.write_bytes(
        psd(pixels, 3, {1039: P3, 1060: XMP, 1028: b"\x1c\x02\x05\0\x01x", 1058: exif_turned(1)[6:]})
    )
    photo = decode_photo(path)
    assert photo.bit_depth == (8 if kind == np.uint8 else 16)
    assert np.abs(photo.image.rgb - to_extended_srgb(pixels, P3)).max() < 1e-5
    assert photo.metadata.iptc == b"\x1c\x02\x05\0\x01x"
    assert photo.metadata.xmp is not None
    assert photo.metadata.exif is not None


def test_photoshop_in_gray_cmyk_and_lab(tmp_path: Path, portrait: np.ndarray) -> None:
    path = tmp_path / "a.psd"
    path.write_bytes(psd(portrait[..., :1], 1))
    gray = decode_photo(path)
    assert gray.gray
    assert np.array_equal(gray.image.stored, np.repeat(portrait[..., :1], 3, axis=2))
    path.write_bytes(psd(np.repeat(portrait[..., :1], 4, axis=2), 4))
    with pytest.raises(CmykNeedsProfile):
        decode_photo(path)
    path.write_bytes(psd(portrait, 9))
    with pytest.raises(UnsupportedPhoto, match="Photoshop with Lab colour"):
        decode_photo(path)


def test_raw_is_white_balanced_and_keeps_highlights(tmp_path: Path) -> None:
    path = tmp_path / "a.dng"
    neutral = np.array((0.5, 1.0, 0.6))
    seen = np.broadcast_to(neutral * 0.4, (64, 96, 3)).copy()
    seen[:, 32:64] = (0.9, 0.3, 0.3)  # once balanced, red is brighter than white
    seen[:, 64:] = (0.5, 1.0, 0.6)
    dng(path, seen, tuple(neutral))
    photo = decode_photo(path)
    assert (photo.format, photo.bit_depth, photo.image.width, photo.image.height) == ("raw", 16, 96, 64)
    gray, red, white = (photo.image.rgb[20:44, left + 8 : left + 24].mean((0, 1)) for left in (0, 32, 64))
    assert np.ptp(gray) < 0.01
    assert abs(gray.mean() - 0.6652) < 0.02
    assert red[0] > 1.08 > red[1]
    assert np.abs(white - 1).max() < 0.03


def test_raw_is_as_bright_as_its_maker_says_and_upright(tmp_path: Path) -> None:
    seen = np.full((64, 96, 3), 0.1)
    seen[:8, :8] = 1.0
    dng(tmp_path / "a.dng", seen, (1.0, 1.0, 1.0))
    dng(tmp_path / "b.dng", seen, (1.0, 1.0, 1.0), exposure=1.0, turn=6)
    plain, brighter = (decode_photo(tmp_path / name) for name in ("a.dng", "b.dng"))
    assert (brighter.image.width, brighter.image.height) == (64, 96)
    assert brighter.image.rgb[-1, 10, 0] == pytest.approx(0.4845, abs=0.01)  # 0.2 of linear light
    assert plain.image.rgb[-1, -1, 0] == pytest.approx(0.3492, abs=0.01)  # 0.1
    assert brighter.image.rgb[:6, -6:].min() > 1.0, "turned clockwise, white stands at the top right"
    tags = Image.Exif()
    assert brighter.metadata.exif is not None
    tags.load(b"Exif\0\0" + brighter.metadata.exif)
    assert tags[0x010F] == "Maker"
    assert tags[0x0112] == 1
    assert 50721 not in tags


def test_small_pictures_of_raw_files(tmp_path: Path) -> None:
    path = tmp_path / "a.dng"
    seen = np.random.default_rng(1).uniform(0.1, 0.5, (8, 12, 3)).repeat(32, 0).repeat(32, 1)
    dng(path, seen, (1.0, 1.0, 1.0))
    small = decode_small(path, 96)
    assert (small.width, small.height) == (384, 256)
    assert small.image.width == 96
    assert decode_thumbnail(path, 48).width == 48
    large = decode_photo(path).image.rgb
    blocks = large.reshape(8, 32, 12, 32, 3)[:, 12:20, :, 12:20].mean((1, 3))
    seen_small = small.image.rgb.reshape(8, 8, 12, 8, 3)[:, 3:5, :, 3:5].mean((1, 3))
    assert np.abs(blocks - seen_small).max() < 0.02


def test_the_camera_file_in_shared(shared: Path) -> None:
    path = shared / "photos" / "raw" / "colorchart.dng"
    photo = decode_photo(path)
    assert (photo.image.width, photo.image.height) == (1734, 1156)
    with rawpy.imread(str(path)) as raw:
        usual = raw.postprocess(use_camera_wb=True, no_auto_bright=True, output_bps=16, gamma=(2.4, 12.92))
    wanted = as_float(usual)
    within = (wanted.max(2) < 0.98) & (wanted.min(2) > 0.005)  # LibRaw clips the rest
    assert within.mean() > 0.9
    assert np.abs(photo.image.rgb - wanted)[within].mean() < 0.002


def test_what_is_read_and_not_written_goes_out_as_what_holds_it(tmp_path: Path) -> None:
    names = {"a.NEF": "tiff", "a.heic": "jpeg", "a.psd": "tiff", "a.gif": "png", "a.png": "png", "a": "jpeg"}
    assert {name: format_to_keep(Path(name)) for name in names} == names
    path = tmp_path / "a.dng"
    dng(path, np.full((64, 64, 3), 0.2), (1.0, 1.0, 1.0))
    photo = decode_photo(path)
    written = encode_photo(photo.image, photo, ExportOptions(format_to_keep(path))).data
    (tmp_path / "b.tif").write_bytes(written)
    again = decode_photo(tmp_path / "b.tif")
    assert again.bit_depth == 16
    assert np.abs(again.image.rgb - np.clip(photo.image.rgb, 0, 1)).max() < 2e-5


def test_cut_off_files_are_damaged(tmp_path: Path, portrait: np.ndarray) -> None:
    avif = io.BytesIO()
    Image.fromarray(portrait).save(avif, "AVIF")
    dng(tmp_path / "whole.dng", np.full((64, 64, 3), 0.2), (1.0, 1.0, 1.0))
    whole = {
        "a.heic": heif(portrait), "a.jp2": jp2(portrait), "a.psd": psd(portrait, 3),
        "a.avif": avif.getvalue(), "a.dng": (tmp_path / "whole.dng").read_bytes(),
    }  # fmt: skip
    for name, data in whole.items():
        path = tmp_path / name
        for end in (len(data) * 2 // 3, len(data) // 3, 40):
            path.write_bytes(data[:end])
            with pytest.raises((DamagedPhoto, UnsupportedPhoto)):
                decode_photo(path)
