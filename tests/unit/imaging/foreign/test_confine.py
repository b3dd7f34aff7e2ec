"""A decoding process reaches nothing: no network, no other program, no file to write, few handles."""

from __future__ import annotations

import platform
import signal
import subprocess
import sys
from pathlib import Path

import pytest

MACHINES = ("x86_64", "aarch64")
NO_LANDLOCK = "confine._no_writing = lambda libc: None"
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
    "truncate": "import os; os.truncate({there!r}, 0)",
    "open to truncate": "import os; os.open({there!r}, os.O_RDONLY | os.O_TRUNC)",
    "rename": "import os; os.rename({there!r}, {new!r})",
    "link": "import os; os.link({there!r}, {new!r})",
    "rights": "import os; os.chmod({there!r}, 0)",
    "owner": "import os; os.chown({there!r}, os.getuid(), os.getgid())",
    "times": "import os; os.utime({there!r}, (0, 0))",
    "attributes": "import os; os.setxattr({there!r}, 'user.a', b'1')",
    "process": "import os; os.fork() or os._exit(0)",
    "limits of another": "import os, resource; resource.prlimit(os.getppid(), resource.RLIMIT_CORE)",
    "signal by a pipe": "import fcntl, os; fcntl.fcntl(os.pipe()[0], fcntl.F_SETOWN, os.getppid())",
    "priority of another": "import os; os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
}
# Those for which Python has no function: the call's numbers, and its arguments.
CALLS = {
    "signal to a thread": ((234, 131), "os.getppid(), os.getppid(), 0"),
    "signal to any": ((200, 130), "os.getppid(), 0"),
    "signal with data": ((129, 138), "os.getppid(), 0, block(bytes(8) + b'\\xff' * 4, 128)"),
    "process in a new way": ((435, 435), "block(bytes(32) + b'\\x11', 88), 88"),
    "process in the old way": ((56, 220), "17, 0, 0, 0, 0"),
    "shared memory": ((29, 194), "0, 4096, 0o1600"),
    "an opening in a new way": ((437, 437), "-100, b'/dev/null', block(b'\\x01', 24), 24"),
}  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
@pytest.mark.parametrize("landlock", [True, False])
@pytest.mark.parametrize("what", TRIES)
def test_what_is_given_up(tmp_path: Path, what: str, *, landlock: bool) -> None:
    """Also by a kernel without Landlock."""
    there = tmp_path / "there"
    there.write_bytes(b"whole")
    before = there.stat()
    places = {"there": str(there), "new": str(tmp_path / "new")}
    code = f"""
from studio.imaging.foreign import confine
import socket, subprocess
{NO_LANDLOCK if not landlock else ""}
confine.confine()
try:
    {TRIES[what].format(**places)}
except OSError as error:
    print(type(error).__name__)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.stdout.strip() in ("PermissionError", "OSError"), run.stderr
    after = there.stat()
    assert (after.st_mode, after.st_ctime_ns) == (before.st_mode, before.st_ctime_ns)
    assert there.read_bytes() == b"whole"
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


@pytest.mark.skipif(platform.machine() not in MACHINES or sys.platform != "linux", reason="of Linux")
@pytest.mark.parametrize("what", CALLS)
def test_calls_that_are_given_up(what: str) -> None:
    numbers, arguments = CALLS[what]
    code = f"""
from studio.imaging.foreign.confine import confine
import ctypes, os
block = ctypes.create_string_buffer
libc = ctypes.CDLL(None, use_errno=True)
confine()
answer = libc.syscall({numbers[MACHINES.index(platform.machine())]}, {arguments})
if answer == 0:
    os._exit(0)
print(answer, ctypes.get_errno())
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert run.stdout.split() in (["-1", "1"], ["-1", "38"]), (run.stdout, run.stderr)


@pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
def test_it_may_still_end_itself() -> None:
    code = "import os; from studio.imaging.foreign.confine import confine; confine(); os.abort()"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=False)
    assert run.returncode == -signal.SIGABRT


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
