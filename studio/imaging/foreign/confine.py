"""What a decoding process gives up before it sees a file: the network, other programs, writing, most handles.

A decoder that a file took over shall reach nothing. On Linux by resource limits, Landlock (no file is made,
written, cut, removed or run) and seccomp (the same, where the kernel has no Landlock; no sockets, no programs
or processes, no hand on other processes or on a file's rights and times); each as far as the kernel has it.
Elsewhere the limits alone, where the system knows them.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
import sys

from studio.imaging.foreign.syscalls import filter_program

MOST_HANDLES = 128

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _MODE_FILTER = 22, 38, 2
_CREATE_RULESET, _RESTRICT_SELF, _ASK_VERSION = 444, 446, 1  # the same on every machine
# Run, write, remove and make files of all kinds; reading stays: libraries are loaded when they are needed.
_HANDLED = 0b1_1111_1111_0011
# What later versions of Landlock know too: truncating, devices' controls; and, apart, signals to others.
_HANDLED_SINCE = {3: 1 << 14, 5: 1 << 15}
_SCOPED_SINCE, _SCOPED = 6, 0b11


def confine() -> None:
    """For good, for this process and all its threads to come. Never fails."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        handles = MOST_HANDLES if hard == resource.RLIM_INFINITY else min(hard, MOST_HANDLES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (handles, handles))
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError, ValueError):
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
            _no_writing(libc)
            _no_calls(libc)


def _no_writing(libc: ctypes.CDLL) -> None:
    """Landlock with no exception; nothing where the kernel has none."""
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    handled = _HANDLED | sum(bit for since, bit in _HANDLED_SINCE.items() if version >= since)
    scoped = version >= _SCOPED_SINCE
    rules = struct.pack("QQQ", handled, 0, _SCOPED) if scoped else struct.pack("Q", handled)
    handle = libc.syscall(_CREATE_RULESET, ctypes.c_char_p(rules), ctypes.c_size_t(len(rules)), 0)
    if handle >= 0:
        libc.syscall(_RESTRICT_SELF, handle, 0)
        os.close(handle)


def _no_calls(libc: ctypes.CDLL) -> None:
    if ctypes.sizeof(ctypes.c_void_p) != 8:
        return
    steps = filter_program(platform.machine(), os.getpid())
    if not steps:
        return
    program = b"".join(steps)
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(buffer))
    libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.c_char_p(header), 0, 0)
