"""What a decoding process gives up before it sees a file: the network, other programs, writing, most handles.

A decoder that a file took over shall reach nothing. On Linux by resource limits, Landlock (no file is made,
written, emptied, removed or run) and seccomp (the same once more, no sockets, no processes of its own, no
touch of others); each as far as the kernel has it. Elsewhere the limits alone, where the system knows them.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import struct
import sys
from dataclasses import dataclass

MOST_HANDLES = 128

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _MODE_FILTER = 22, 38, 2
_ALLOW, _REFUSE, _MISSING, _KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000  # EPERM, ENOSYS
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_X32 = 0x40000000
_ARGUMENT = 16
"""Where the first of a call's arguments stands, its lower half first; eight bytes each."""
_THREAD = 0x10000
_WRITING = 0o1 | 0o2 | 0o100 | 0o1000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC
_OWNERS = (8, 10, 15)  # F_SETOWN, F_SETSIG, F_SETOWN_EX: signals to other processes, by way of a pipe


@dataclass(frozen=True)
class _Machine:
    """Numbers of calls: ``refused`` always, the others by their arguments."""

    arch: int
    refused: tuple[int, ...]
    opening: tuple[tuple[int, int], ...]
    clone: int
    signal_thread: int
    limit: int
    control: int


# Of both machines: pidfd_open, pidfd_send_signal, pidfd_getfd, io_uring_setup, process_madvise, setxattrat,
# removexattrat, fchmodat2, and the newer ones that mount.
_BOTH = (434, 424, 438, 425, 440, 463, 466, 452, 428, 429, 430, 431, 432, 433, 442)
_NEWER = (435, 437)  # clone3, openat2: what they ask cannot be seen; libraries then take the older ones
_MACHINES = {
    "x86_64": _Machine(
        0xC000003E,
        (
            41, 42, 43, 44, 49, 50, 53,  # socket, connect, accept, sendto, bind, listen, socketpair
            59, 322, 57, 58,  # execve, execveat, fork, vfork
            101, 310, 311, 62, 200, 129, 297,  # ptrace, process_vm_*, kill, tkill, rt_(tg)sigqueueinfo
            321, 298, 323, 248, 249, 250,  # bpf, perf_event_open, userfaultfd, add_key, request_key, keyctl
            165, 166, 272, 308,  # mount, umount2, unshare, setns
            76, 82, 83, 84, 85, 86, 87, 88, 133,  # truncate, rename, mkdir, rmdir, creat, (un)link, ...
            258, 259, 263, 264, 265, 266, 316,  # ... and the same in a folder
            90, 91, 268, 92, 93, 94, 260,  # chmod, chown
            132, 235, 261, 280, 188, 189, 190, 197, 198, 199,  # times, attributes
            141, 142, 144, 203, 314, 251,  # priorities and processors, of any process
            29, 30, 31, 64, 65, 66, 220, 68, 69, 70, 71, 240, 241,  # shared memory, semaphores, queues
            *_BOTH,
        ),
        ((2, 1), (257, 2)), clone=56, signal_thread=234, limit=302, control=72,
    ),
    "aarch64": _Machine(
        0xC00000B7,
        (
            198, 203, 202, 206, 200, 201, 199,
            221, 281,
            117, 270, 271, 129, 130, 138, 240,
            280, 241, 282, 217, 218, 219,
            40, 39, 97, 268,
            45, 33, 34, 35, 36, 37, 38, 276,
            52, 53, 54, 55,
            88, 5, 6, 7, 14, 15, 16,
            140, 118, 119, 122, 274, 30,
            194, 195, 196, 190, 191, 192, 193, 186, 187, 188, 189, 180, 181,
            *_BOTH,
        ),
        ((56, 2),), clone=220, signal_thread=131, limit=261, control=25,
    ),
}  # fmt: skip
_CREATE_RULESET, _RESTRICT_SELF = 444, 446  # the same on every machine
_ASK_VERSION = 1
# Run, write, remove and make files of all kinds; reading stays: libraries are loaded when they are needed.
_HANDLED = 0b1_1111_1111_0011
_TRUNCATE, _SINCE_TRUNCATE = 1 << 14, 3
_SCOPED, _SINCE_SCOPED = 0b11, 6  # nameless sockets and signals of others


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
    files = _HANDLED | (_TRUNCATE if version >= _SINCE_TRUNCATE else 0)
    rules = (ctypes.c_uint64 * 3)(files, 0, _SCOPED)
    size = 24 if version >= _SINCE_SCOPED else 8
    handle = libc.syscall(_CREATE_RULESET, rules, ctypes.c_size_t(size), 0)
    if handle >= 0:
        libc.syscall(_RESTRICT_SELF, handle, 0)
        os.close(handle)


def _no_calls(libc: ctypes.CDLL) -> None:
    machine = _MACHINES.get(platform.machine())
    if machine is None or ctypes.sizeof(ctypes.c_void_p) != 8:
        return
    program = b"".join(struct.pack("HBBI", *step) for step in _filter(machine))
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.c_char_p(header), 0, 0)


_Step = tuple[int, int, int, int]
"""What to do, how many steps to pass over where it holds and where not, and with what."""


def _filter(machine: _Machine) -> list[_Step]:
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, machine.arch), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    if machine.arch == _MACHINES["x86_64"].arch:
        steps += _returning(_AT_LEAST, _X32, _REFUSE)
    for call in machine.refused:
        steps += _returning(_EQUAL, call, _REFUSE)
    for call in _NEWER:
        steps += _returning(_EQUAL, call, _MISSING)
    for call, place in machine.opening:
        steps += _where(call, place, _ANY_BIT, (_WRITING,), _REFUSE, _ALLOW)
    steps += _where(machine.clone, 0, _ANY_BIT, (_THREAD,), _ALLOW, _REFUSE)
    # Abort is a signal to oneself; so are one's own limits.
    steps += _where(machine.signal_thread, 0, _EQUAL, (os.getpid(),), _ALLOW, _REFUSE)
    steps += _where(machine.limit, 0, _EQUAL, (0,), _ALLOW, _REFUSE)
    steps += _where(machine.control, 1, _EQUAL, _OWNERS, _REFUSE, _ALLOW)
    return [*steps, (_RETURN, 0, 0, _ALLOW)]


def _returning(test: int, value: int, answer: int) -> list[_Step]:
    return [(test, 0, 1, value), (_RETURN, 0, 0, answer)]


def _where(
    call: int, argument: int, test: int, values: tuple[int, ...], answer: int, otherwise: int
) -> list[_Step]:
    """For one call: an answer where its argument is such, another where it is not."""
    body = [(_LOAD, 0, 0, _ARGUMENT + 8 * argument)]
    for value in values:
        body += _returning(test, value, answer)
    body.append((_RETURN, 0, 0, otherwise))
    return [(_EQUAL, 0, len(body), call), *body]
