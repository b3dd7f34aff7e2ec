"""The seccomp filter of a decoding process: which calls of the system are refused, as a program of BPF."""

from __future__ import annotations

import struct

_ALLOW, _REFUSE, _UNKNOWN, _KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000  # EPERM, ENOSYS
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCH, _ARGUMENTS = 0, 4, 16  # places in struct seccomp_data
_MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# Numbers on x86_64 and on aarch64, -1 where there is none.
_REFUSED = {
    # The network.
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "accept": (43, 202),
    "bind": (49, 200), "listen": (50, 201), "sendto": (44, 206),
    # Programs and processes, its own and others'.
    "fork": (57, -1), "vfork": (58, -1), "execve": (59, 221), "execveat": (322, 281), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "process_madvise": (440, 440),
    "kill": (62, 129), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434), "pidfd_send_signal": (424, 424), "pidfd_getfd": (438, 438),
    "setpriority": (141, 140), "ioprio_set": (251, 30), "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118), "sched_setattr": (314, 274),
    # What the kernel does for others, or keeps after the process.
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "mount": (165, 40),
    "unshare": (272, 97), "setns": (308, 268), "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186),
    "mq_open": (240, 180),
    # Files: their bytes, names and properties.
    "creat": (85, -1), "truncate": (76, 45), "open_by_handle_at": (304, 265),
    "unlink": (87, -1), "unlinkat": (263, 35), "rmdir": (84, -1), "rename": (82, -1), "renameat": (264, 38),
    "renameat2": (316, 276), "mkdir": (83, -1), "mkdirat": (258, 34), "mknod": (133, -1),
    "mknodat": (259, 33), "link": (86, -1), "linkat": (265, 37), "symlink": (88, -1), "symlinkat": (266, 36),
    "chmod": (90, -1), "fchmod": (91, 52), "fchmodat": (268, 53), "chown": (92, -1), "fchown": (93, 55),
    "lchown": (94, -1), "fchownat": (260, 54), "utime": (132, -1), "utimes": (235, -1),
    "futimesat": (261, -1), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
}  # fmt: skip
# Their arguments lie in memory, where no filter sees them; the C library has older ones for the same.
_NOT_THERE = {"clone3": (435, 435), "openat2": (437, 437)}
# Calls newer than Linux 5.16 (some change files) and, on x86_64, those of x32.
_NEWEST = 450
_CLONE, _OPEN, _OPENAT, _TGKILL, _PRLIMIT = (56, 220), (2, -1), (257, 56), (234, 131), (302, 261)
_FCNTL = (72, 25)
_CLONE_THREAD = 0x10000
_F_SETOWN, _F_SETSIG, _F_SETOWN_EX = 8, 10, 15  # signals to other processes, by way of a pipe
_WRITING = 0o1 | 0o2 | 0o100 | 0o1000  # O_WRONLY, O_RDWR, O_CREAT, O_TRUNC

Step = tuple[int, int, int, int]


def filter_program(machine: str, process: int) -> list[bytes]:
    """The instructions, for ``platform.machine()`` and the process of that number; none for others.

    Threads can be made and the process can end itself; it can open files for reading alone.
    """
    if machine not in _MACHINES:
        return []
    which = list(_MACHINES).index(machine)
    steps: list[Step] = [
        (_LOAD, 0, 0, _ARCH), (_EQUAL, 1, 0, _MACHINES[machine]), (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER), (_AT_LEAST, 0, 1, _NEWEST), (_RETURN, 0, 0, _UNKNOWN),
    ]  # fmt: skip
    for calls, answer in ((_REFUSED, _REFUSE), (_NOT_THERE, _UNKNOWN)):
        for numbers in calls.values():
            if numbers[which] >= 0:
                steps += [(_EQUAL, 0, 1, numbers[which]), (_RETURN, 0, 0, answer)]
    # The last of the tests is followed by the refusal, and that by the leave.
    for numbers, argument, *tests in (
        (_CLONE, 0, (_ANY_BIT, 1, 0, _CLONE_THREAD)),
        (_OPEN, 1, (_ANY_BIT, 0, 1, _WRITING)),
        (_OPENAT, 2, (_ANY_BIT, 0, 1, _WRITING)),
        (_TGKILL, 0, (_EQUAL, 1, 0, process)),
        (_PRLIMIT, 0, (_EQUAL, 1, 0, 0)),  # 0: itself
        (_FCNTL, 1, (_EQUAL, 2, 0, _F_SETOWN), (_EQUAL, 1, 0, _F_SETSIG), (_EQUAL, 0, 1, _F_SETOWN_EX)),
    ):
        if numbers[which] >= 0:
            steps += [
                (_EQUAL, 0, len(tests) + 3, numbers[which]), (_LOAD, 0, 0, _ARGUMENTS + 8 * argument), *tests,
                (_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW),
            ]  # fmt: skip
    return [struct.pack("HBBI", *step) for step in (*steps, (_RETURN, 0, 0, _ALLOW))]
