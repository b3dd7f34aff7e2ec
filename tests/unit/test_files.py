"""The atomic writer: all or nothing, never over an original, never by accident over anything."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from studio.errors import DiskFull, OutputExists, OutputIsInput, OutputNotWritable
from studio.files import write_atomically


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_exactly_the_bytes(tmp_path: Path) -> None:
    data = bytes(range(256)) * 5000
    write_atomically(tmp_path / "out.bin", data)
    assert (tmp_path / "out.bin").read_bytes() == data
    assert names(tmp_path) == ["out.bin"]


def test_an_empty_file_can_be_written(tmp_path: Path) -> None:
    write_atomically(tmp_path / "out.bin", b"")
    assert (tmp_path / "out.bin").read_bytes() == b""


def test_an_existing_file_stays_unless_replacing_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "out.bin"
    path.write_bytes(b"old")
    with pytest.raises(OutputExists):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    write_atomically(path, b"new", replace=True)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["out.bin"]


def test_a_file_that_appears_meanwhile_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.bin"
    real = os.fsync

    def slow(handle: int) -> None:
        path.write_bytes(b"theirs")
        real(handle)

    monkeypatch.setattr("studio.files.os.fsync", slow)
    with pytest.raises(OutputExists):
        write_atomically(path, b"ours")
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["out.bin"]


def test_without_hard_links_names_are_still_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr("studio.files.os.link", no_links)
    path = tmp_path / "out.bin"
    write_atomically(path, b"first")
    assert path.read_bytes() == b"first"
    with pytest.raises(OutputExists):
        write_atomically(path, b"second")
    assert path.read_bytes() == b"first"
    assert names(tmp_path) == ["out.bin"]


def test_of_many_writers_of_one_name_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "out.bin"
    done: list[bytes] = []

    def write(data: bytes) -> None:
        try:
            write_atomically(path, data)
            done.append(data)
        except OutputExists:
            pass

    threads = [threading.Thread(target=write, args=(bytes([n]) * 10000,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [path.read_bytes()]
    assert names(tmp_path) == ["out.bin"]


@pytest.mark.parametrize("link", ["same", "symbolic", "hard", "dots"])
def test_an_original_is_never_replaced_under_any_name(tmp_path: Path, link: str) -> None:
    original = tmp_path / "original.jpg"
    original.write_bytes(b"precious")
    target = tmp_path / "other.jpg"
    if link == "same":
        target = original
    elif link == "symbolic":
        target.symlink_to(original)
    elif link == "hard":
        target.hardlink_to(original)
    else:
        (tmp_path / "sub").mkdir()
        target = tmp_path / "sub" / ".." / "original.jpg"
    with pytest.raises(OutputIsInput):
        write_atomically(target, b"new", replace=True, originals=[tmp_path / "a.jpg", original])
    assert original.read_bytes() == b"precious"


def test_a_dangling_link_counts_as_taken(tmp_path: Path) -> None:
    link = tmp_path / "out.jpg"
    link.symlink_to(tmp_path / "nowhere.jpg")
    with pytest.raises(OutputExists):
        write_atomically(link, b"new")
    assert not (tmp_path / "nowhere.jpg").exists()


def test_replacing_a_link_leaves_its_file(tmp_path: Path) -> None:
    (tmp_path / "real.jpg").write_bytes(b"old")
    (tmp_path / "link.jpg").symlink_to(tmp_path / "real.jpg")
    write_atomically(tmp_path / "link.jpg", b"new", replace=True)
    assert not (tmp_path / "link.jpg").is_symlink()
    assert (tmp_path / "link.jpg").read_bytes() == b"new"
    assert (tmp_path / "real.jpg").read_bytes() == b"old"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "out.bin"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(number, "full")

    monkeypatch.setattr("studio.files.os.fsync", full)
    with pytest.raises(DiskFull) as caught:
        write_atomically(path, b"new", replace=True)
    assert "disk is full" in str(caught.value)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["out.bin"]


def test_missing_folder_and_folder_as_target(tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritable, match="folder does not exist"):
        write_atomically(tmp_path / "none" / "out.bin", b"x")
    with pytest.raises(OutputNotWritable, match="a folder has that name"):
        write_atomically(tmp_path, b"x", replace=True)
    with pytest.raises(OutputNotWritable):
        write_atomically(tmp_path / "a\0b", b"x")
    with pytest.raises(OutputNotWritable, match="name is too long"):
        write_atomically(tmp_path / ("x" * 300), b"x")
    assert names(tmp_path) == []


def test_the_mode_of_a_replaced_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "out.bin"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_atomically(path, b"new", replace=True)
    assert path.stat().st_mode & 0o777 == 0o600
