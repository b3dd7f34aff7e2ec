"""A decoding process reaches nothing: no network, no other program, no file to write, few handles."""

from __future__ import annotations

import os
import platform
import signal
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
    "kill a thread": "call(234, {parent}, {parent}, 0)",
    "kill any thread": "call(200, {parent}, 0)",
    "signal by a pipe": "import fcntl, os; fcntl.fcntl(os.pipe()[0], fcntl.F_SETOWN, {parent})",
    "limits": "import resource; resource.prlimit({parent}, resource.RLIMIT_CORE)",
    "priority": "import os; os.setpriority(os.PRIO_PROCESS, {parent}, 1)",
    "fork": "import os; os.fork() or os._exit(0)",
    "empty": "import os; os.truncate({there!r}, 0)",
    "empty while reading": "import os; os.open({there!r}, os.O_RDONLY | os.O_TRUNC)",
    "permissions": "import os; os.chmod({there!r}, 0)",
    "times": "import os; os.utime({there!r}, (0, 0))",
    "attributes": "import os; os.setxattr({there!r}, 'user.a', b'a')",
    "link": "import os; os.link({there!r}, {new!r})",
    "folder": "import os; os.mkdir({new!r})",
    "rename": "import os; os.rename({there!r}, {new!r})",
    "shared memory": "call(29, 0, 4096, 0o1600)",
}


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
@pytest.mark.parametrize("what", TRIES)
def test_what_is_given_up(tmp_path: Path, what: str) -> None:
    there = tmp_path / "there"
    there.write_bytes(b"whole")
    before = there.stat()
    if "call(" in TRIES[what] and platform.machine() != "x86_64":
        pytest.skip("numbers of another machine")
    places = {"there": str(there), "new": str(tmp_path / "new"), "parent": os.getpid()}
    code = f"""
from studio.imaging.foreign.confine import confine
import ctypes, os, resource, socket, subprocess
libc = ctypes.CDLL(None, use_errno=True)
def call(*words):
    if libc.syscall(*words) < 0:
        raise OSError(ctypes.get_errno(), "refused")
confine()
try:
    {TRIES[what].format(**places)}
except OSError as error:
    print(type(error).__name__)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    refused = run.stdout.strip()
    assert refused in ("PermissionError", "OSError"), run.stderr
    assert there.read_bytes() == b"whole"
    assert (there.stat().st_mode, there.stat().st_mtime_ns) == (before.st_mode, before.st_mtime_ns)
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


def test_a_library_that_gives_up_ends_as_ever() -> None:
    code = "import os; from studio.imaging.foreign.confine import confine; confine(); os.abort()"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.returncode == -signal.SIGABRT
