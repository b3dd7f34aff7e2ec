"""A decoding process reaches nothing: no network, no other program, no file to write, few handles."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
TRIES = {
    "socket": "import socket; socket.socket()",
    "pair": "import socket; socket.socketpair()",
    "program": "import os; os.execv('/bin/true', ['true'])",
    "child": "import subprocess; subprocess.run(['/bin/true'])",
    "write": "open({there!r}, 'ab').write(b'x' * 9000)",
    "make": "open({new!r}, 'xb')",
    "remove": "import os; os.unlink({there!r})",
    "handles": "[open('/dev/null', 'rb') for _ in range(300)]",
    "kill": "import os; os.kill(os.getppid(), 0)",
}


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
@pytest.mark.parametrize("what", TRIES)
def test_what_is_given_up(tmp_path: Path, what: str) -> None:
    there = tmp_path / "there"
    there.write_bytes(b"whole")
    places = {"there": str(there), "new": str(tmp_path / "new")}
    code = f"""
from studio.imaging.foreign.confine import confine
import socket, subprocess
confine()
try:
    {TRIES[what].format(**places)}
except OSError as error:
    print(type(error).__name__)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    refused = run.stdout.strip()
    if what in ("make", "remove") and not refused:
        pytest.skip("the kernel has no Landlock")
    assert refused in ("PermissionError", "OSError"), run.stderr
    assert there.read_bytes() == b"whole"
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_what_is_left_to_decoders() -> None:
    """Threads, memory, reading, libraries."""
    code = """
from studio.imaging.foreign.confine import confine
confine()
import threading, numpy, rawpy, pi_heif, imagecodecs, PIL.Image
thread = threading.Thread(target=lambda: print(numpy.ones((1000, 1000)).sum()))
thread.start(); thread.join()
print(len(open(numpy.__file__).read()) > 0)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (run.stdout, run.stderr) == ("1000000.0\nTrue\n", "")
