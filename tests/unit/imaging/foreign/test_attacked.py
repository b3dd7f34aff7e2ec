"""Files of foreign formats that were made to mislead, and odd ones that are not damaged."""

from __future__ import annotations

import io
import math
import struct
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.errors import DamagedPhoto
from studio.imaging.foreign.child import most_memory
from studio.imaging.foreign.jpeg2000 import Jpeg2000File
from studio.imaging.foreign.psd import PsdFile
from studio.imaging.foreign.raw import RawFile
from studio.imaging.foreign.simple import PillowFile
from studio.imaging.source import SourceFile
from tests.support.foreign_files import dng, jp2, psd


def given(data: bytes) -> SourceFile:
    return SourceFile(Path("a"), data)


@pytest.fixture
def pixels() -> np.ndarray:
    return np.random.default_rng(3).integers(0, 256, (20, 30, 5), np.uint8)


@pytest.mark.parametrize("channels", [4, 5])
def test_saved_selections_of_photoshop_are_no_transparency(pixels: np.ndarray, channels: int) -> None:
    named = {1053: b"".join(struct.pack(">I", 7 + n) for n in range(channels - 3))}
    file = PsdFile(given(psd(pixels[..., :channels], 3, named)), None, False)
    assert not file.facts().alpha
    assert np.array_equal(file.pixels(), pixels[..., :3])


def test_photoshop_is_looked_into_without_decoding_and_whatever_its_size(
    pixels: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psd_tools
    from psd_tools.api import utils

    monkeypatch.setattr(utils, "MAX_ALLOC_BYTES", 100)
    data = psd(pixels[..., :3], 3)
    assert PsdFile(given(data), None, False).pixels().shape == (20, 30, 3)
    monkeypatch.setattr(psd_tools.PSDImage, "numpy", lambda *_: pytest.fail("it decodes"))
    assert PsdFile(given(data), None, False).facts().width == 30


@pytest.mark.parametrize("compression", [1, 2])
def test_a_small_photoshop_file_claims_no_large_picture(compression: int) -> None:
    head = struct.pack(">4sH6xHIIHH", b"8BPS", 1, 3, 9000, 9000, 8, 3) + bytes(12)
    packed = b"\0\2" * 27000 + b"\x81\0" * 27000 if compression == 1 else zlib.compress(bytes(90_000_000))
    with pytest.raises(DamagedPhoto, match="ends too early"):
        PsdFile(given(head + struct.pack(">H", compression) + packed), None, False)


def gif(side: int) -> bytes:
    """One dot on a ground of that size."""
    head = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return head + b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\2\2\x4c\1\0;"


def bmp(side: int) -> bytes:
    """Run lengths that pass over all the lines."""
    runs = b"\0\2\0\xff" * (side // 255) + b"\0\1"
    head = struct.pack("<IiiHHIIiiII", 40, side, side, 1, 8, 1, len(runs), 0, 0, 256, 0) + bytes(1024)
    return b"BM" + struct.pack("<IHHI", 14 + len(head) + len(runs), 0, 0, 14 + len(head)) + head + runs


@pytest.mark.parametrize("make", [gif, bmp])
def test_a_few_bytes_claim_no_gigabytes(make: Callable[[int], bytes]) -> None:
    with pytest.raises(DamagedPhoto, match="ends too early"):
        PillowFile(given(make(20_000)), None, False).facts()
    assert PillowFile(given(make(4000)), None, False).facts().width == 4000


def test_a_decoy_of_a_code_stream_deceives_nobody() -> None:
    large, small = jp2(np.zeros((3000, 3000), np.uint8)), jp2(np.zeros((8, 8), np.uint8))
    decoy = small[small.index(b"\xff\x4f\xff\x51") :]
    place = large.index(b"jp2h") - 4
    data = large[:place] + struct.pack(">I4s", 8 + len(decoy), b"free") + decoy + large[place:]
    with pytest.raises(DamagedPhoto, match="ends too early"):
        Jpeg2000File(given(data), None, False).facts()


def test_a_code_stream_may_begin_far_behind() -> None:
    data = jp2(np.full((40, 50), 7, np.uint8))
    place = data.index(b"jp2c") - 4
    far = data[:place] + struct.pack(">I4s", 8 + (2 << 20), b"uuid") + bytes(2 << 20) + data[place:]
    file = Jpeg2000File(given(far), None, False)
    assert (file.facts().width, file.facts().height) == (50, 40)
    assert (file.pixels() == 7).all()


def test_a_broken_preview_leaves_the_raw_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.dng"
    dng(path, np.full((64, 96, 3), 0.4), (0.5, 1.0, 0.6))
    monkeypatch.setattr(RawFile, "_jpeg", lambda _: b"\xff\xd8\xff\xe0broken")
    for longest, quick in ((None, False), (16, True)):
        file = RawFile(SourceFile(path, path.read_bytes()), longest, quick)
        assert file.facts().width == 96
        assert np.isfinite(file.pixels()).all()


def test_packets_outnumber_no_bytes() -> None:
    """An area of 2 x 2 pixels each: 1.4 KB took 3 GB."""
    data = jp2(np.zeros((64, 64, 3), np.uint8))
    place = data.index(b"\xff\x52")
    (length,) = struct.unpack_from(">H", data, place + 2)
    style = bytearray(data[place + 4 : place + 2 + length])
    style[0] |= 1
    style = style[:10] + b"\x11" * (style[5] + 1)
    body = b"\xff\x52" + struct.pack(">H", len(style) + 2) + style
    start = data.index(b"\xff\x4f\xff\x51")
    stream = bytearray(data[start:place] + body + data[place + 2 + length :])
    small = bytes(stream)
    struct.pack_into(">4I", stream, 8, 2000, 2000, 0, 0)
    assert Jpeg2000File(given(small), None, False).facts().width == 64
    with pytest.raises(DamagedPhoto, match="ends too early"):
        Jpeg2000File(given(bytes(stream) + bytes(2000)), None, False).facts()


def test_a_decoder_leaves_memory_to_others() -> None:
    assert most_memory(1, 0, None) == most_memory(1, 0, 64 << 30) > 3 << 30
    assert most_memory(300, 0, 8 << 30) < 8 << 30
    assert most_memory(0.0, math.inf, 1) == math.inf


def test_jpeg_2000_with_missing_tiles_is_not_filled() -> None:
    pixels = np.random.default_rng(4).integers(0, 255, (64, 96), np.uint8)
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG2000", no_jp2=True, tile_size=(32, 32))
    whole = out.getvalue()
    file = Jpeg2000File(given(whole), None, False)
    file.facts()
    assert np.array_equal(file.pixels()[..., 0], pixels)
    parts = [place for place in range(len(whole)) if whole[place : place + 4] == b"\xff\x90\0\x0a"]
    assert len(parts) == 6
    left_out = whole[: parts[2]] + whole[parts[3] :]
    claims = bytearray(jp2(np.zeros((64, 64), np.uint8)) + bytes(100_000))
    size = claims.index(b"\xff\x4f\xff\x51") + 8
    struct.pack_into(">2I", claims, size, 14000, 14000)
    for data in (left_out, bytes(claims)):
        file = Jpeg2000File(given(data), None, False)
        file.facts()
        begun = time.perf_counter()
        with pytest.raises(DamagedPhoto, match="ends too early"):
            file.pixels()
        assert time.perf_counter() - begun < 1


def test_a_gif_of_a_few_bytes_has_no_canvas_of_400_megapixels() -> None:
    frame = b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0"
    for side, refused in ((20000, True), (300, False)):
        header = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
        file = PillowFile(given(header + frame + b";"), None, False)
        if refused:
            with pytest.raises(DamagedPhoto, match="ends too early"):
                file.facts()
        else:
            assert file.facts().width == side
            assert file.pixels().shape[:2] == (side, side)


def test_gifs_of_one_colour_are_no_bombs() -> None:
    out = io.BytesIO()
    Image.new("P", (5000, 5000)).save(out, "GIF")
    assert PillowFile(given(out.getvalue()), None, False).facts().width == 5000
