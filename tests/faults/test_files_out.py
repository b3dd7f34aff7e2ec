"""Accidents with files going out: rows 28 to 30 of the list of faults, on real disks where possible."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio.errors import DiskFull, OutputIsInput, OutputNotWritable
from studio.files import write_atomically
from studio.imaging.decode import decode_photo
from studio.imaging.encode import ExportOptions, encode_photo
from tests.support import pictures

ROOT = Path(__file__).resolve().parents[2]
KILLED = """
import sys
from pathlib import Path
from studio.files import write_atomically
target, data = Path(sys.argv[1]), bytes(3_000_000)
print("ready", flush=True)
for count in range(100_000):
    write_atomically(target, bytes([count % 256]) * len(data), replace=True)
"""


def test_row_28_an_export_never_replaces_its_photo(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(pictures.portrait_jpeg_bytes(width=40, height=50))
    before = path.read_bytes()
    photo = decode_photo(path)
    data = encode_photo(photo.image, photo, ExportOptions()).data
    (tmp_path / "link.jpg").symlink_to(path)
    for target in (path, tmp_path / "link.jpg", tmp_path / "." / "photo.jpg"):
        with pytest.raises(OutputIsInput, match="never replaced"):
            write_atomically(target, data, replace=True, originals=[photo.path])
    assert path.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_row_29_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputNotWritable, match="no permission"):
            write_atomically(tmp_path / "out.jpg", b"x")
    finally:
        tmp_path.chmod(0o700)


def test_row_29_a_read_only_disk() -> None:
    """/proc takes no files, not even from root."""
    if not Path("/proc/self").is_dir():
        pytest.skip("no /proc here")
    with pytest.raises(OutputNotWritable, match="Choose another folder"):
        write_atomically(Path("/proc/out.jpg"), b"x")


def test_row_30_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """A file may not grow past a limit of this process: the system's own refusal in mid-file."""
    resource = pytest.importorskip("resource")
    path = tmp_path / "out.bin"
    path.write_bytes(b"the earlier output")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        with pytest.raises(DiskFull, match="disk is full"):
            write_atomically(path, bytes(5_000_000), replace=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_bytes() == b"the earlier output"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.bin"]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of other systems")
def test_a_writer_that_is_killed_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "out.bin"
    for delay in (0.01, 0.03, 0.05):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, cwd=ROOT
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            time.sleep(delay)
            child.kill()
        if path.exists():
            data = path.read_bytes()
            assert len(data) == 3_000_000
            assert len(set(data)) == 1
    write_atomically(path, b"and it can be written again", replace=True)
