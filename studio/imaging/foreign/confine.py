"""What a decoding process gives up before it sees a file: the network, other programs, writing, most handles.

A decoder that a file took over shall reach nothing. On Linux by resource limits, Landlock (no file is made,
written, removed or run) and seccomp (no sockets, no programs, no look into other processes); each as far as
the kernel has it. Elsewhere the limits alone, where the system knows them.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
import sys

MOST_HANDLES = 128

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _MODE_FILTER = 22, 38, 2
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050001, 0x80000000  # refused calls fail with EPERM
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_X32 = 0x40000000
# socket, connect, accept, sendto, bind, listen, socketpair, execve, execveat, ptrace, process_vm_readv,
# process_vm_writev, kill, bpf, perf_event_open, userfaultfd, io_uring_setup, add_key, request_key, keyctl,
# mount, unshare, setns, pidfd_open, pidfd_send_signal; and fork, vfork where they are calls of their own.
_CALLS = {
    "x86_64": (
        0xC000003E,
        (41, 42, 43, 44, 49, 50, 53, 59, 322, 101, 310, 311, 62, 321, 298, 323, 425, 248, 249, 250, 165, 272,
         308, 434, 424, 57, 58),
    ),
    "aarch64": (
        0xC00000B7,
        (198, 203, 202, 206, 200, 201, 199, 221, 281, 117, 270, 271, 129, 280, 241, 282, 425, 217, 218, 219,
         40, 97, 268, 434, 424),
    ),
}  # fmt: skip
_CREATE_RULESET, _RESTRICT_SELF = 444, 446  # the same on every machine
# Run, write, remove and make files of all kinds; reading stays: libraries are loaded when they are needed.
_HANDLED = 0b1_1111_1111_0011


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
    rules = ctypes.c_uint64(_HANDLED)
    handle = libc.syscall(_CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(8), 0)
    if handle >= 0:
        libc.syscall(_RESTRICT_SELF, handle, 0)
        os.close(handle)


def _no_calls(libc: ctypes.CDLL) -> None:
    if platform.machine() not in _CALLS or ctypes.sizeof(ctypes.c_void_p) != 8:
        return
    arch, calls = _CALLS[platform.machine()]
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, arch), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    refuse = len(calls) + 1
    if arch == _CALLS["x86_64"][0]:
        steps.append((_AT_LEAST, refuse, 0, _X32))
    steps += [(_EQUAL, refuse - 1 - index, 0, call) for index, call in enumerate(calls)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    program = b"".join(struct.pack("HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(buffer))
    libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.c_char_p(header), 0, 0)
