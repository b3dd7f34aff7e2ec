"""What an attacker found: links in the output folder, endless files, small files that unpack to gigabytes."""

from __future__ import annotations

import os
import shutil
import time
import zlib
from pathlib import Path

import numpy as np
import pytest

from studio.cli.plan import plan
from studio.errors import NotAnImage, OutputNotWritable, PhotoIsFolder, PhotoUnreadable, StyleFileInvalid
from studio.files import write_atomically
from studio.imaging.decode import decode_photo
from studio.imaging.png_chunks import SIGNATURE, make_chunk, read_chunks
from studio.settings import load_settings
from studio.styles.hald import format_hald, parse_hald
from studio.styles.lut import Lut, identity_grid


def test_a_link_in_the_output_folder_does_not_lead_to_an_original(tmp_path: Path) -> None:
    original = tmp_path / "a.jpg"
    original.write_bytes(b"original")
    link = tmp_path / "link.jpg"
    link.symlink_to(original)
    write_atomically(link, b"new", replace=True)
    assert original.read_bytes() == b"original"
    assert (link.read_bytes(), link.is_symlink()) == (b"new", False)


def test_a_pipe_is_no_target(tmp_path: Path) -> None:
    pipe = tmp_path / "p.jpg"
    os.mkfifo(pipe)
    with pytest.raises(OutputNotWritable):
        write_atomically(pipe, b"new", replace=True)
    assert pipe.is_fifo()


def test_a_huge_file_that_is_no_image_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse.jpg"
    with path.open("wb") as file:
        file.truncate(20 << 30)
    begin = time.process_time()
    with pytest.raises(NotAnImage):
        decode_photo(path)
    assert time.process_time() - begin < 1.0


def test_a_huge_file_that_begins_like_an_image_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sparse.jpg"
    with path.open("wb") as file:
        file.write(b"\xff\xd8\xff\xe0")
        file.truncate(200 << 30)
    with pytest.raises(PhotoUnreadable, match="too large"):
        decode_photo(path)


def test_texts_of_a_png_are_unpacked_once_only(tmp_path: Path, astronaut: Path) -> None:
    chunks = read_chunks(astronaut.read_bytes())
    bomb = zlib.compress(bytes(60 << 20), 9)
    texts = [make_chunk(b"zTXt", b"Title\0\0" + bomb)] * 100
    texts += [make_chunk(b"zTXt", b"Comment\0\0" + bomb)] * 100
    body = [make_chunk(chunk.name, chunk.data) for chunk in chunks]
    path = tmp_path / "texts.png"
    path.write_bytes(SIGNATURE + b"".join([body[0], *texts, *body[1:]]))
    begin = time.process_time()
    assert decode_photo(path).image.width == 512
    assert time.process_time() - begin < 3.0  # each bomb alone takes 0.1 s


@pytest.mark.parametrize("amount", ["over", "short"])
def test_a_hald_of_more_or_less_than_its_pixels(amount: str, capfd: pytest.CaptureFixture[str]) -> None:
    good = format_hald(Lut("x", identity_grid(4)), 2)
    chunks = []
    for chunk in read_chunks(good):
        data = chunk.data
        if chunk.name == b"IDAT":
            raw = zlib.decompress(data)
            data = zlib.compress(raw + bytes(1 << 28) if amount == "over" else raw[:-7], 9)
        chunks.append(make_chunk(chunk.name, data))
    begin = time.process_time()
    bad = SIGNATURE + b"".join(chunks)
    before = time.process_time() - begin
    with pytest.raises(StyleFileInvalid):
        parse_hald(bad, "x.png")
    assert time.process_time() - begin - before < 1.0
    assert capfd.readouterr().err == ""
    assert np.allclose(parse_hald(good, "x.png").evaluate(identity_grid(3)), identity_grid(3), atol=1e-4)


def test_a_pipe_in_the_place_of_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    os.mkfifo(path)
    settings, note = load_settings(path)
    assert not settings.saved
    assert note is not None


def test_names_too_long_for_the_disk_are_cut(tmp_path: Path, astronaut: Path) -> None:
    stem = "x" * 251
    inputs = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        inputs.append(tmp_path / folder / f"{stem}.png")
        shutil.copy(astronaut, inputs[-1])
    tasks = plan(inputs, f"{tmp_path}/out/", format="jpeg", replace=False)
    names = [task.target.name for task in tasks if task.target is not None]
    assert len(set(names)) == 2
    assert all(len(os.fsencode(name)) <= 255 for name in names)


def test_many_photos_of_one_name_are_planned_fast(tmp_path: Path) -> None:
    inputs = [tmp_path / str(number) / "same.jpg" for number in range(5000)]
    begin = time.process_time()
    tasks = plan(inputs, str(tmp_path / "out") + "/", format=None, replace=False)
    assert time.process_time() - begin < 5.0
    assert len({task.target for task in tasks}) == 5000


def test_a_folder_is_no_photo_to_be_written_as_one_file(tmp_path: Path, astronaut: Path) -> None:
    shutil.copy(astronaut, tmp_path / "a.png")
    (task,) = plan([tmp_path], f"{tmp_path}/out.jpg", format=None, replace=False)
    assert isinstance(task.error, PhotoIsFolder)
    assert task.target is None
    assert [task.error for task in plan([tmp_path], f"{tmp_path}/out/", format=None, replace=False)] == [None]
