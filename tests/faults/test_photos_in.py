"""Bad and odd files coming in: rows 1 to 26 of the list of faults, as far as they are a photo's own."""

from __future__ import annotations

import os
import random
import shutil
import struct
import time
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.errors import (
    DamagedPhoto,
    EmptyFile,
    FolderUnreadable,
    NotAnImage,
    PhotoError,
    PhotoIsFolder,
    PhotoMissing,
    PhotoNeedsMemory,
    PhotoTooLarge,
    PhotoUnreadable,
)
from studio.imaging import limits, reading
from studio.imaging.decode import decode_photo, decode_thumbnail, list_photos, probe
from studio.imaging.encode import SUFFIXES, ExportOptions, encode_photo
from studio.imaging.image import ImageBuffer
from studio.imaging.photo import Photo
from studio.imaging.png_chunks import SIGNATURE, make_chunk
from tests.support import pictures
from tests.support.doors import refusal

FORMATS = list(SUFFIXES)


def sample(folder: Path, kind: str, depth: int | None = None) -> Path:
    """A portrait of 160 x 200 with noise-free detail, as a file of that format."""
    jpeg = folder / "source.jpg"
    jpeg.write_bytes(pictures.portrait_jpeg_bytes(width=160, height=200))
    source = decode_photo(jpeg)
    path = folder / f"sample{SUFFIXES[kind]}"
    path.write_bytes(encode_photo(source.image, source, ExportOptions(kind, bit_depth=depth)).data)
    return path


def png(width: int, height: int, raw: bytes, *, depth: int = 8, kind: int = 2, extra: bytes = b"") -> bytes:
    header = make_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))
    return SIGNATURE + header + extra + make_chunk(b"IDAT", zlib.compress(raw)) + make_chunk(b"IEND", b"")


def test_row_1_zero_bytes(tmp_path: Path) -> None:
    path = tmp_path / "empty.jpg"
    path.touch()
    for opened in (decode_photo, probe):
        with pytest.raises(EmptyFile, match=r"“empty\.jpg” is an empty file"):
            opened(path)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.9, 0.995])
def test_rows_2_and_3_a_cut_file_is_refused(tmp_path: Path, kind: str, part: float) -> None:
    path = sample(tmp_path, kind)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * part)])
    with pytest.raises(DamagedPhoto, match="damaged"):
        decode_photo(path)


@pytest.mark.parametrize("part", [0.5, 0.9])
def test_row_2_a_cut_jpeg_that_was_given_an_end(tmp_path: Path, part: float) -> None:
    """What rescue programs write: libjpeg fills the rest with gray and reports success."""
    path = sample(tmp_path, "jpeg")
    data = path.read_bytes()
    scan = data.rindex(b"\xff\xda")
    path.write_bytes(data[: scan + int((len(data) - scan) * part)].rstrip(b"\xff") + b"\xff\xd9")
    with pytest.raises(DamagedPhoto, match="ends too early"):
        decode_photo(path)


def test_row_2_a_progressive_jpeg_cut(tmp_path: Path, astronaut: Path) -> None:
    from PIL import Image

    path = tmp_path / "p.jpg"
    with Image.open(astronaut) as picture:
        picture.save(path, progressive=True)
    assert decode_photo(path).image.width == 512
    path.write_bytes(path.read_bytes()[:-3000])
    with pytest.raises(DamagedPhoto, match="ends too early"):
        decode_photo(path)
    assert decode_photo(path, allow_damaged=True).image.width == 512


def test_row_2_the_partial_picture_on_the_users_word(tmp_path: Path) -> None:
    path = sample(tmp_path, "jpeg")
    whole = decode_photo(path).image.pixels
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    partial = decode_photo(path, allow_damaged=True).image.pixels
    assert partial.shape == whole.shape
    assert np.array_equal(partial[:40], whole[:40])
    assert not np.array_equal(partial, whole)


def test_row_2_missing_restart_markers(tmp_path: Path, astronaut: Path) -> None:
    from PIL import Image

    path = tmp_path / "r.jpg"
    with Image.open(astronaut) as picture:
        picture.save(path, restart_marker_rows=1)
    data = path.read_bytes()
    assert decode_photo(path).image.height == 512
    third, fourth = data.index(b"\xff\xd2"), data.index(b"\xff\xd3")
    path.write_bytes(data[:third] + data[fourth:])
    with pytest.raises(DamagedPhoto):
        decode_photo(path)


def test_row_4_a_bad_check_sum_is_named(tmp_path: Path) -> None:
    path = sample(tmp_path, "png")
    data = bytearray(path.read_bytes())
    for name in (b"IDAT", b"iCCP", b"eXIf", b"IHDR"):
        broken = bytearray(data)
        broken[data.index(name) + 8] ^= 1
        path.write_bytes(broken)
        with pytest.raises(DamagedPhoto, match=name.decode()):
            decode_photo(path)


@pytest.mark.parametrize("kind", FORMATS)
def test_row_5_a_wrong_name_is_opened_and_said(tmp_path: Path, kind: str) -> None:
    right = sample(tmp_path, kind)
    wrong = tmp_path / ("wrong.png" if kind != "png" else "wrong.jpg")
    shutil.copy(right, wrong)
    photo = decode_photo(wrong)
    assert photo.format == kind
    assert [str(note) for note in photo.notes if "name says otherwise" in str(note)]
    assert np.array_equal(photo.image.pixels, decode_photo(right).image.pixels)


@pytest.mark.parametrize("text", [b"hello, not a picture", b"<html>", b"\0" * 500, b"\xff\xd8", b"P", b"II"])
def test_row_6_text_is_no_image(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "notes.jpg"
    path.write_bytes(text)
    with pytest.raises(NotAnImage, match="not an image"):
        decode_photo(path)


def bombs() -> dict[str, bytes]:
    jpeg = bytearray(pictures.portrait_jpeg_bytes(width=16, height=16))
    frame = jpeg.index(b"\xff\xc0")
    struct.pack_into(">HH", jpeg, frame + 5, 65500, 65500)
    small_jpeg = bytearray(jpeg)
    struct.pack_into(">HH", small_jpeg, frame + 5, 20000, 20000)
    tags = [
        (256, 60000),
        (257, 60000),
        (258, 8),
        (259, 1),
        (262, 1),
        (273, 8),
        (277, 1),
        (278, 60000),
        (279, 4),
    ]
    tiff = b"II*\0\x0c\0\0\0data" + struct.pack("<H", len(tags))
    tiff += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags) + bytes(4)
    return {
        "huge.jpg": bytes(jpeg),
        "plausible.jpg": bytes(small_jpeg),
        "huge.png": png(60000, 60000, b""),
        "plausible.png": png(20000, 20000, bytes(1000)),
        "huge.tif": tiff,
        "plausible.tif": tiff.replace(struct.pack("<I", 60000), struct.pack("<I", 20000)),
        "huge.webp": b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff\xff\xff" * 2 + bytes(8),
    }


@pytest.mark.parametrize("name", list(bombs()))
def test_row_7_claims_of_hugeness_are_refused_at_once(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(bombs()[name])
    reading.read_raster  # noqa: B018 - imported before memory is watched
    with pytest.raises(PhotoError):
        decode_photo(path)  # loads the libraries
    tracemalloc.start()
    started = time.perf_counter()
    with pytest.raises((PhotoTooLarge, DamagedPhoto)) as caught:
        decode_photo(path)
    assert time.perf_counter() - started < 1
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    if name.startswith("huge"):
        assert "450 megapixels" in str(caught.value)


def test_row_7_compressed_text_that_grows_without_end(tmp_path: Path) -> None:
    bomb = zlib.compress(bytes(200_000_000), 9)
    extra = make_chunk(b"zTXt", b"Raw profile type exif\0\0" + bomb) + make_chunk(b"iCCP", b"x\0\0" + bomb)
    path = tmp_path / "text.png"
    path.write_bytes(png(1, 1, b"\0\1\2\3", extra=extra))
    photo = decode_photo(path)
    assert photo.metadata.exif is None
    assert "broken" in str(photo.notes[0])


def test_row_9_too_little_memory_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sample(tmp_path, "png")
    monkeypatch.setattr(limits, "free_memory", lambda: 100_000)
    with pytest.raises(PhotoNeedsMemory, match=r"160 x 200 pixels and needs .* GB of memory"):
        decode_photo(path)


SIDES = {"webp": 16383, "avif": 32768}


@pytest.mark.parametrize("kind", FORMATS)
def test_row_10_one_pixel_and_a_long_strip(tmp_path: Path, kind: str) -> None:
    sizes = [(1, 1), (10, 60000), (60000, 10)] if kind not in SIDES else [(1, 1), (10, SIDES[kind])]
    for height, width in sizes:
        pixels = np.full((height, width, 3), 128 / 255, np.float32)
        source = Photo(Path("x"), ImageBuffer(pixels), kind, 8, "")
        path = tmp_path / ("strip" + SUFFIXES[kind])
        path.write_bytes(encode_photo(source.image, source, ExportOptions(kind)).data)
        back = decode_photo(path)
        assert back.image.pixels.shape == (height, width, 3)
        assert np.abs(back.image.pixels - pixels).max() * 255 <= 2
        small = decode_thumbnail(path, 100)
        assert max(small.width, small.height) <= 100


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", FORMATS)
def test_row_11_upright_and_never_turned_twice(tmp_path: Path, orientation: int, kind: str) -> None:
    """Corners of known colours, stored so that the tag turns them upright."""
    from PIL import Image

    upright = np.zeros((48, 32, 3), np.uint8)
    upright[:24, :16], upright[:24, 16:], upright[24:, :16] = (255, 0, 0), (0, 255, 0), (0, 0, 255)
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose that stores it so
    stored = Image.fromarray(upright)
    if orientation > 1:
        stored = stored.transpose(Image.Transpose(undo[orientation]))
    tag = Image.Exif()
    tag[0x0112] = orientation
    path = tmp_path / ("turned" + SUFFIXES[kind])
    options: dict[str, Any] = {"lossless": True} if kind == "webp" else {"quality": 98, "subsampling": 0}
    if kind == "avif":
        options["subsampling"] = "4:4:4"
    stored.save(path, exif=tag, **options)
    photo = decode_photo(path)
    assert np.abs(photo.image.pixels - upright / np.float32(255)).max() < 0.1
    assert probe(path).orientation == orientation
    assert (probe(path).width, probe(path).height) == (32, 48)
    assert decode_thumbnail(path, 48).pixels.shape == (48, 32, 3)
    path.write_bytes(encode_photo(photo.image, photo, ExportOptions(kind)).data)
    assert probe(path).orientation == 1
    assert np.abs(decode_photo(path).image.pixels - photo.image.pixels).mean() < 0.03


def test_rows_12_and_13_no_profile_and_a_broken_one(tmp_path: Path, astronaut: Path) -> None:
    from PIL import Image

    with Image.open(astronaut) as picture:
        picture.save(tmp_path / "none.png", icc_profile=None)
        picture.save(tmp_path / "bad.png", icc_profile=b"not a profile" * 20)
        picture.convert("L").save(tmp_path / "bad.jpg", icc_profile=b"\0" * 200)
    none, bad = decode_photo(tmp_path / "none.png"), decode_photo(tmp_path / "bad.png")
    assert none.profile is bad.profile is None
    assert "no colour profile: sRGB was assumed" in str(none.notes[0])
    assert "profile is broken: sRGB was assumed" in str(bad.notes[0])
    assert "broken" in str(decode_photo(tmp_path / "bad.jpg").notes[0])
    assert np.array_equal(none.image.pixels, bad.image.pixels)


def test_row_19_pages_are_counted(tmp_path: Path, astronaut: Path) -> None:
    from PIL import Image

    with Image.open(astronaut) as picture:
        for name in ("pages.tif", "moving.webp", "moving.png"):
            path = tmp_path / name
            picture.save(path, save_all=True, append_images=[picture.rotate(90), picture.rotate(180)])
            photo = decode_photo(path)
            assert photo.frames == 3, name
            assert any("holds 3 pictures" in str(note) for note in photo.notes)
            close = 0.2 if name.endswith("webp") else 0.0
            assert np.abs(photo.image.pixels - np.asarray(picture) / np.float32(255)).mean() <= close


def test_row_21_bad_offsets_in_exif(tmp_path: Path) -> None:
    data = bytearray(pictures.portrait_jpeg_bytes(orientation=6))
    exif = data.index(b"Exif\0\0") + 6
    for where in (4, 10 + 8):
        broken = bytearray(data)
        broken[exif + where : exif + where + 4] = b"\xff\xff\xff\x7f"
        path = tmp_path / "bad.jpg"
        path.write_bytes(broken)
        photo = decode_photo(path)
        assert any("unreadable" in str(note) for note in photo.notes)
        for kind in FORMATS:
            out = tmp_path / ("o" + SUFFIXES[kind])
            out.write_bytes(encode_photo(photo.image, photo, ExportOptions(kind)).data)
            assert decode_photo(out).image.width == photo.image.width


def test_row_25_any_name(tmp_path: Path) -> None:
    deep = tmp_path
    for part in range(7):
        deep = deep / f"{part}-a long folder name to go beyond two hundred and sixty characters"
    deep.mkdir(parents=True)
    for name in ("肖像 фото.jpg", "smile 😀.jpg", " a  b .jpg", "é.jpg", "%s{0}.jpg"):
        path = deep / name
        path.write_bytes(pictures.portrait_jpeg_bytes(width=20, height=30))
        assert decode_photo(path).image.height == 30
        assert path in list_photos(deep)
        path.write_bytes(b"text")
        with pytest.raises(NotAnImage) as caught:
            decode_photo(path)
        assert name in str(caught.value)


@pytest.mark.parametrize(
    "raised", [TypeError, ValueError, SyntaxError, KeyError, struct.error, RecursionError]
)
def test_row_26_whatever_a_decoder_raises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, raised: type[Exception]
) -> None:
    import studio.imaging.png

    def broken(*_: object, **__: object) -> None:
        raise raised("from inside")

    path = sample(tmp_path, "png")
    monkeypatch.setattr(studio.imaging.png, "check_size", broken)
    for opened in (decode_photo, probe, lambda path: decode_thumbnail(path, 64)):
        with pytest.raises(DamagedPhoto) as caught:
            opened(path)
        assert raised.__name__ in caught.value.details
        assert "from inside" not in str(caught.value)


@pytest.mark.parametrize("kind", FORMATS)
def test_row_26_mutilated_files_open_or_are_refused(tmp_path: Path, kind: str) -> None:
    path = sample(tmp_path, kind)
    data, dice = path.read_bytes(), random.Random(kind)
    for _ in range(40):
        mutilated = bytearray(data)
        for _ in range(dice.randrange(1, 6)):
            mutilated[dice.randrange(dice.choice((300, len(data))))] = dice.randrange(256)
        path.write_bytes(mutilated)
        for opened in (decode_photo, probe):
            refused = refusal(opened, path)
            assert refused is None or path.name in str(refused)


def test_missing_folder_pipe_and_forbidden(tmp_path: Path) -> None:
    with pytest.raises(PhotoMissing):
        decode_photo(tmp_path / "none.jpg")
    with pytest.raises(PhotoIsFolder):
        decode_photo(tmp_path)
    with pytest.raises(FolderUnreadable):
        list_photos(tmp_path / "none")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.jpg")
        with pytest.raises(PhotoUnreadable, match="device"):
            decode_photo(tmp_path / "pipe.jpg")


def test_photos_of_a_folder_in_natural_order(tmp_path: Path) -> None:
    for name in ("b10.jpg", "b2.JPG", "a.png", ".hidden.jpg", "text.txt", "B1.tiff", "٣.webp"):
        (tmp_path / name).touch()
    (tmp_path / "folder.jpg").mkdir()
    names = [path.name for path in list_photos(tmp_path)]
    assert names == ["٣.webp", "a.png", "B1.tiff", "b2.JPG", "b10.jpg"]
