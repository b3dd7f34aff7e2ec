"""Photos out and in again: pixels, depth, alpha, profiles, dither."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import tifffile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.errors import OutputFormatTooSmall
from studio.imaging import jpeg_segments
from studio.imaging.colour import delta_e_2000, rgb_to_lab
from studio.imaging.decode import decode_photo
from studio.imaging.encode import PROFILES, SUFFIXES, ExportOptions, encode_photo, format_for_suffix
from studio.imaging.export_options import Compression, Subsampling
from studio.imaging.image import Float32, ImageBuffer
from studio.imaging.photo import Photo, Profile
from studio.imaging.profiles import builtin_profile
from studio.imaging.quantise import to_8_bits
from tests.support import pictures

RNG = np.random.default_rng(3)


def photo(pixels: Float32, bit_depth: int = 8, profile: Profile | None = None) -> Photo:
    return Photo(Path("made.tif"), ImageBuffer(pixels), "tiff", bit_depth, "0" * 32, profile=profile)


def through(folder: Path, source: Photo, options: ExportOptions) -> Photo:
    path = folder / ("out" + SUFFIXES[options.format])
    path.write_bytes(encode_photo(source.image, source, options).data)
    return decode_photo(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["png", "tiff"]), st.sampled_from([8, 16]), st.booleans(),
    st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32 - 1),
)  # fmt: skip
def test_lossless_formats_give_back_each_value(
    tmp_path: Path, kind: str, depth: int, alpha: bool, height: int, width: int, seed: int
) -> None:
    top = 2**depth - 1
    values = np.random.default_rng(seed).integers(0, top + 1, (height, width, 4 if alpha else 3))
    pixels = np.divide(values, np.float32(top), dtype=np.float32)
    back = through(tmp_path, photo(pixels, depth), ExportOptions(kind))
    assert back.bit_depth == depth
    assert np.array_equal(back.image.pixels, pixels)


@pytest.mark.parametrize("kind", ["png", "tiff", "webp"])
def test_alpha_is_bit_exact(tmp_path: Path, kind: str) -> None:
    alpha = np.arange(256, dtype=np.float32).reshape(16, 16) / np.float32(255)
    pixels = np.dstack([np.full((16, 16, 3), 0.5, np.float32), alpha])
    back = through(tmp_path, photo(pixels), ExportOptions(kind))
    assert back.image.alpha is not None
    assert np.array_equal(back.image.alpha, alpha)


def test_jpeg_lays_transparency_over_white_and_says_so(tmp_path: Path) -> None:
    pixels = np.zeros((16, 16, 4), np.float32)
    encoded = encode_photo(photo(pixels).image, photo(pixels), ExportOptions("jpeg"))
    assert ["transparency" in str(note) for note in encoded.notes] == [True]
    (tmp_path / "o.jpg").write_bytes(encoded.data)
    assert float(decode_photo(tmp_path / "o.jpg").image.pixels.min()) == 1.0


def test_sixteen_bits_stay_sixteen_and_eight_are_said_where_they_are_lost(tmp_path: Path) -> None:
    ramp = np.linspace(0, 1, 60000, dtype=np.float32).repeat(3).reshape(100, 600, 3)
    for kind in ("png", "tiff"):
        back = through(tmp_path, photo(ramp, 16), ExportOptions(kind))
        assert back.bit_depth == 16
        assert len(np.unique(back.image.pixels[..., 0])) > 59000
        assert np.abs(back.image.pixels - ramp).max() * 65535 <= 0.51
    notes = encode_photo(photo(ramp, 16).image, photo(ramp, 16), ExportOptions("jpeg")).notes
    assert "8 bits" in str(notes[0])
    eight = ExportOptions("png", bit_depth=8)
    assert encode_photo(photo(ramp, 16).image, photo(ramp, 16), eight).notes == ()


@pytest.mark.parametrize("name", [name for name in PROFILES if name != "input"])
def test_the_profile_asked_for_describes_the_colours(tmp_path: Path, name: str) -> None:
    pixels = (0.1 + 0.8 * RNG.random((40, 30, 3))).astype(np.float32)
    back = through(tmp_path, photo(pixels, 16), ExportOptions("tiff", profile=name))
    assert back.profile == builtin_profile(name)
    difference = delta_e_2000(rgb_to_lab(back.image.pixels), rgb_to_lab(pixels))
    assert float(difference.max()) < 0.05


def test_the_inputs_profile_is_the_default_byte_by_byte(tmp_path: Path) -> None:
    own = builtin_profile("adobe-rgb")
    pixels = RNG.random((20, 20, 3), dtype=np.float32)
    for kind in SUFFIXES:
        assert through(tmp_path, photo(pixels, 8, own), ExportOptions(kind)).profile == own
    bare = through(tmp_path, photo(pixels), ExportOptions("png"))
    assert bare.profile == builtin_profile("srgb")


def test_colours_outside_srgb_survive_in_a_wide_profile(tmp_path: Path) -> None:
    wide = ExportOptions("tiff", bit_depth=16, profile="prophoto")
    pixels = np.array([[[-0.3, 1.05, 0.1], [1.2, 0.2, -0.2]]], np.float32)
    back = through(tmp_path, photo(pixels, 16), wide)
    np.testing.assert_allclose(back.image.pixels, pixels, atol=2e-3)


def test_dither_leaves_steps_and_is_right_in_the_mean() -> None:
    steps = np.arange(256, dtype=np.float32)[:, None, None].repeat(300, 1).repeat(3, 2)
    near = steps / np.float32(255) + RNG.uniform(-2e-5, 2e-5, steps.shape).astype(np.float32)
    assert np.array_equal(to_8_bits(near), steps)
    for part in (0.1, 0.25, 0.5, 0.9):
        flat = np.full((256, 256, 3), (100 + part) / 255, np.float32)
        out = to_8_bits(flat)
        assert set(np.unique(out)) == {100, 101}
        assert float(out.mean()) == pytest.approx(100 + part, abs=0.02)
        assert not np.array_equal(out[..., 0], out[..., 1])


def test_dither_does_not_depend_on_how_the_picture_is_cut() -> None:
    pixels = RNG.random((700, 40, 3), dtype=np.float32)
    parts = [to_8_bits(pixels[top : top + 90], top) for top in range(0, 700, 90)]
    assert np.array_equal(np.concatenate(parts), to_8_bits(pixels))


def test_values_outside_and_not_a_number_are_cut() -> None:
    odd = np.array([[[-1, 2, np.nan]]], np.float32)
    assert to_8_bits(odd).tolist() == [[[0, 255, 0]]]


def test_the_same_photo_gives_the_same_bytes() -> None:
    source = photo(RNG.random((333, 444, 3), dtype=np.float32))
    for kind in SUFFIXES:
        first = encode_photo(source.image, source, ExportOptions(kind))
        assert first == encode_photo(source.image, source, ExportOptions(kind))


def test_an_untouched_eight_bit_png_comes_out_as_it_came_in(astronaut: Path, tmp_path: Path) -> None:
    source = decode_photo(astronaut)
    back = through(tmp_path, source, ExportOptions("png"))
    assert np.array_equal(back.image.pixels, source.image.pixels)


def test_quality_matters() -> None:
    source = photo(RNG.random((64, 64, 3), dtype=np.float32))
    for kind in ("jpeg", "webp"):
        sizes = [len(encode_photo(source.image, source, ExportOptions(kind, q)).data) for q in (10, 60, 95)]
        assert sizes == sorted(sizes)
        assert sizes[0] < sizes[2] / 2


def test_too_many_pixels_for_a_format() -> None:
    strip = photo(np.zeros((2, 16384, 3), np.float32))
    with pytest.raises(OutputFormatTooSmall, match="16383"):
        encode_photo(strip.image, strip, ExportOptions("webp"))
    assert encode_photo(strip.image, strip, ExportOptions("jpeg")).data


@pytest.mark.parametrize(
    "wrong",
    [
        *({"format": "bmp"}, {"quality": 0}, {"quality": 101}, {"bit_depth": 12}, {"profile": "cmyk"}),
        *({"long_edge": 0}, {"long_edge": -5}, {"megapixels": 0.0}, {"megapixels": float("nan")}),
    ],
)
def test_options_are_checked(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"unknown|quality|edge|megapixels"):
        ExportOptions(**wrong)  # type: ignore[arg-type]


def test_sizes_are_bounded_and_never_larger() -> None:
    edge, area = ExportOptions(long_edge=2048), ExportOptions(megapixels=2.0)
    assert edge.size_of(6000, 4000) == (2048, 1365)
    assert edge.size_of(4000, 6000) == (1365, 2048)
    assert edge.size_of(2000, 100) == (2000, 100)
    assert area.size_of(6000, 4000) == (1732, 1155)
    assert ExportOptions(long_edge=600, megapixels=2.0).size_of(6000, 4000) == (600, 400)
    assert ExportOptions(long_edge=5).size_of(60000, 10) == (5, 1)
    assert edge.megapixels_of(24.0) == pytest.approx(4.194304)
    assert area.megapixels_of(24.0) == 2.0
    assert ExportOptions().megapixels_of(24.0) == 24.0


def test_format_for_suffix() -> None:
    assert format_for_suffix(Path("A.JPEG")) == "jpeg"
    assert format_for_suffix(Path("a.tif")) == "tiff"
    assert format_for_suffix(Path("a.cube")) is None


@pytest.mark.parametrize("subsampling", ["444", "422", "420", "auto"])
@pytest.mark.parametrize("progressive", [False, True])
def test_jpegs_of_every_kind(tmp_path: Path, subsampling: Subsampling, *, progressive: bool) -> None:
    source = decode_photo(pictures.astronaut_png())
    options = ExportOptions("jpeg", 85, subsampling=subsampling, progressive=progressive)
    path = tmp_path / "a.jpg"
    path.write_bytes(encode_photo(source.image, source, options).data)
    frame = jpeg_segments.parse(path.read_bytes()).frame
    assert frame is not None
    sampling = {"444": (1, 1), "422": (2, 1), "420": (2, 2), "auto": (2, 2)}[subsampling]
    assert frame.sampling == (sampling, (1, 1), (1, 1))
    assert frame.progressive is progressive
    assert np.abs(decode_photo(path).image.rgb - source.image.rgb).mean() < 0.02


@pytest.mark.parametrize("compression", ["deflate", "lzw", "none"])
@pytest.mark.parametrize("bits", [8, 16])
def test_tiffs_of_every_compression_are_exact(tmp_path: Path, compression: Compression, bits: int) -> None:
    source = decode_photo(pictures.astronaut_png())
    path = tmp_path / "a.tif"
    options = ExportOptions("tiff", bit_depth=bits, compression=compression)
    path.write_bytes(encode_photo(source.image, source, options).data)
    again = decode_photo(path)
    assert again.bit_depth == bits
    assert np.abs(again.image.rgb - source.image.rgb).max() < 1e-6
    with tifffile.TiffFile(path) as file:
        assert int(file.pages.first.compression) == {"deflate": 8, "lzw": 5, "none": 1}[compression]
        seen = file.pages.first.asarray()  # by another reader
    assert np.array_equal(np.asarray(seen), np.rint(source.image.pixels * (2**bits - 1)))


def test_avif_goes_out_with_colour_alpha_and_metadata(tmp_path: Path) -> None:
    source = decode_photo(pictures.astronaut_png())
    alpha = np.linspace(0, 1, source.image.width, dtype=np.float32)
    pixels = np.dstack([source.image.rgb, np.broadcast_to(alpha, source.image.rgb.shape[:2])])
    path = tmp_path / "a.avif"
    options = ExportOptions("avif", 95, profile="display-p3")
    path.write_bytes(encode_photo(ImageBuffer(pixels), source, options).data)
    again = decode_photo(path)
    assert again.profile is not None
    assert again.profile.name == "Display P3"
    assert np.abs(again.image.rgb - source.image.rgb)[:, 8:].mean() < 0.01
    assert again.image.alpha is not None
    assert np.abs(again.image.alpha - alpha).max() < 0.01
