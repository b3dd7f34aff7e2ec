"""The process that decodes may crash, hang or lie; the program goes on."""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from studio.errors import DamagedPhoto, PhotoTooLarge, PhotoUnreadable
from studio.imaging.decode import decode_photo, probe
from studio.imaging.foreign import helper, wire
from studio.imaging.photo import Metadata
from studio.imaging.source import Raster, SourceFile
from studio.messages import Message
from tests.support.doors import refusal
from tests.support.foreign_files import dng, heif, jp2, psd


@pytest.fixture
def gif(tmp_path: Path) -> Path:
    path = tmp_path / "a.gif"
    Image.fromarray(np.zeros((8, 9, 3), np.uint8)).save(path)
    return path


@pytest.fixture(autouse=True)
def fresh() -> None:
    """No helper of another test's is at hand."""
    helper.end_helpers()


def only_one() -> helper.Helper:
    (found,) = helper._idle
    return found


def test_a_helper_is_kept_for_the_next_file(gif: Path) -> None:
    decode_photo(gif)
    first = only_one()
    decode_photo(gif)
    assert only_one() is first
    gif.write_bytes(b"GIF89a" + b"\0" * 30)
    with pytest.raises(DamagedPhoto):
        decode_photo(gif)
    assert only_one() is first, "it was not its fault"


def test_one_that_died_meanwhile_is_replaced(gif: Path) -> None:
    decode_photo(gif)
    dead = only_one()
    os.kill(dead._process.pid, signal.SIGKILL)
    dead._process.wait()
    assert decode_photo(gif).format == "gif"
    assert only_one() is not dead


def test_where_none_can_be_started_the_photo_is_not_called_damaged(
    gif: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(PhotoUnreadable, match="Cannot allocate memory"):
        decode_photo(gif)
    monkeypatch.undo()
    assert decode_photo(gif).format == "gif"


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("hangs", [False, True])
def test_one_that_crashes_or_hangs_costs_its_file_only(
    gif: Path, monkeypatch: pytest.MonkeyPatch, *, hangs: bool
) -> None:
    source = SourceFile(gif, gif.read_bytes())
    asked = {"kind": "gif", "name": "a.gif", "facts_only": False, "longest": None, "quick": False}
    struck = helper.Helper()
    struck.ask(source, asked)
    os.kill(struck._process.pid, signal.SIGSTOP)
    if hangs:
        monkeypatch.setattr(helper, "_PATIENCE", 0.05)
    else:
        os.kill(struck._process.pid, signal.SIGSEGV)
        os.kill(struck._process.pid, signal.SIGCONT)
    with pytest.raises(DamagedPhoto, match="takes too long" if hangs else "makes its decoder fail"):
        struck.ask(source, asked)
    assert not struck.fit
    assert not struck.runs
    monkeypatch.undo()
    assert decode_photo(gif).format == "gif"


@pytest.mark.skipif(sys.platform != "linux", reason="limits of the system")
def test_a_helper_can_take_only_so_much_and_writes_nothing(tmp_path: Path) -> None:
    script = (
        "import numpy as np\n"
        "from studio.imaging.foreign import child\n"
        "child._limit(1.0); child.confine()\n"
        "try: np.empty(8 << 30, np.uint8); print('too much')\n"
        "except MemoryError: print('bounded')\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"try: open({str(tmp_path / 'x')!r}, 'wb', buffering=0).write(b'1'); print('wrote')\n"
        "except OSError: print('silent')\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert told.stdout.split() == ["bounded", "silent"]


def test_a_claim_of_too_many_pixels_is_refused_before_decoding(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    path.write_bytes(b"GIF89a" + struct.pack("<HHBBB", 60000, 60000, 0, 0, 0) + b",\0\0\0\0" + struct.pack(
        "<HHB", 60000, 60000, 0) + b"\x02\x01\x44\0;")  # fmt: skip
    with pytest.raises(PhotoTooLarge):
        decode_photo(path)
    with pytest.raises(PhotoTooLarge):
        probe(path)


@given(st.binary(max_size=200))
def test_nonsense_from_the_other_side_is_noticed(data: bytes) -> None:
    stream = io.BytesIO(data)
    try:
        head, blocks = wire.receive(stream.read)
        wire.unpack(head, blocks)
    except wire.WireBroken:
        return
    raise AssertionError("nonsense was taken")


def test_an_answer_of_many_large_blocks_is_not_taken() -> None:
    lengths = [1 << 27] * 3
    head = json.dumps({"blocks": lengths}).encode()

    def read(size: int) -> bytes:
        return next(parts) if size < 1 << 20 else pytest.fail("it reads them")

    parts = iter([struct.pack(">I", len(head)), head])
    with pytest.raises(wire.WireBroken):
        wire.receive(read)


def test_a_file_may_have_hundreds_of_megabytes(gif: Path) -> None:
    data = gif.read_bytes()
    with gif.open("r+b") as file:
        file.truncate(300 << 20)
    assert probe(gif).width == 9
    gif.write_bytes(data)
    assert decode_photo(gif).image.width == 9, "the helper is as before"


@given(
    st.sampled_from(["gray", "rgb", "cmyk"]), st.booleans(), st.integers(1, 9), st.binary(max_size=20),
    st.none() | st.binary(max_size=20),
)  # fmt: skip
def test_facts_come_through(
    colour: Literal["gray", "rgb", "cmyk"], alpha: bool, frames: int, icc: bytes, exif: bytes | None
) -> None:
    raster = Raster(
        "heif", 7, 8, colour, 16, alpha, icc=icc, metadata=Metadata(exif=exif, xmp=b"x"), frames=frames
    )
    out = io.BytesIO()
    wire.send(out, *wire.pack(raster))
    out.seek(0)
    assert wire.unpack(*wire.receive(out.read)) == raster


@pytest.mark.parametrize("shape", [[8, 7], [8, 7, 4], [80000, 80000, 3], [0, 7, 3], [8, 7, "3"], None])
def test_pixels_of_another_shape_are_not_taken(shape: object) -> None:
    raster = Raster("heif", 7, 8, "rgb", 8)
    with pytest.raises(wire.WireBroken):
        wire.room_for({"shape": shape, "type": "uint8"}, raster, 56)
    for kind in ("object", ["uint8"]):
        with pytest.raises(wire.WireBroken):
            wire.room_for({"shape": [8, 7, 3], "type": kind}, raster, 56)


@pytest.mark.parametrize(
    "lie",
    [
        {"size": [10**200, 1]},
        {"depth": 1 << 31},
        {"frames": 10**4000},
        {"notes": [Message("notes", "x").as_plain()] * 101},
    ],
    ids=["size", "depth", "frames", "notes"],
)
def test_numbers_that_no_file_has_are_a_broken_wire(lie: dict[str, Any]) -> None:
    head, blocks = wire.pack(Raster("gif", 8, 7, "rgb", 8))
    with pytest.raises(wire.WireBroken):
        wire.unpack(head | lie, blocks)


FACTS: dict[str, Any] = {
    "format": "gif", "size": [9, 8], "colour": "rgb", "depth": 8, "alpha": False, "frames": 1,
    "upright": False, "notes": [], "has": [],
}  # fmt: skip
LIES: dict[str, dict[str, Any]] = {
    "another format": {"format": "raw"},
    "an error without end": {"error": "DamagedPhoto", "values": {"reason": "x" * 90_000}, "details": ""},
    "an error of huge numbers": {
        "error": "PhotoTooLarge",
        "values": {"width": 10**4000, "height": 1, "limit": 1},
        "details": "",
    },
    "no numbers": {"depth": 32},
}


@pytest.mark.skipif(os.name == "nt", reason="of other systems")
@pytest.mark.parametrize("lie", LIES)
def test_a_helper_that_lies_is_not_believed(gif: Path, tmp_path: Path, lie: str) -> None:
    out = io.BytesIO()
    wire.send(out, FACTS | LIES[lie])
    picture = np.full((8, 9, 3), np.nan if lie == "no numbers" else 1, np.float32)
    wire.send(out, wire.pixels_head(picture))
    (tmp_path / "answer").write_bytes(out.getvalue() + picture.tobytes())
    liar = helper.Helper()
    liar.end()
    liar._process = subprocess.Popen(
        ["/bin/cat", str(tmp_path / "answer"), "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    asked = {"kind": "gif", "name": "a.gif", "facts_only": False, "longest": None, "quick": False}
    with pytest.raises(DamagedPhoto, match="makes its decoder fail"):
        liar.ask(SourceFile(gif, gif.read_bytes()), asked)
    assert not liar.fit


def test_mutated_files_end_no_more_than_a_helper(tmp_path: Path) -> None:
    random = np.random.default_rng(7)
    pixels = random.integers(0, 255, (24, 32, 3), dtype=np.uint8)
    dng(tmp_path / "seed.dng", pixels / 255, (1.0, 1.0, 1.0))
    avif = io.BytesIO()
    Image.fromarray(pixels).save(avif, "AVIF")
    seeds = {
        "heic": heif(pixels), "jp2": jp2(pixels), "psd": psd(pixels, 3), "avif": avif.getvalue(),
        "dng": (tmp_path / "seed.dng").read_bytes(),
    }  # fmt: skip
    for suffix, seed in seeds.items():
        path = tmp_path / f"mutated.{suffix}"
        for _ in range(25):
            data = bytearray(seed)
            for place in random.integers(0, min(len(data), 600), random.integers(1, 6)):
                data[place] = random.integers(0, 256)
            path.write_bytes(data)
            refusal(decode_photo, path)
            refusal(probe, path)
