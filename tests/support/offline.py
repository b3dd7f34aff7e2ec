"""Run a program as a machine without a network would, and let no socket be opened.

As a script: ``python offline.py FAMILIES MODULE ARGUMENT...`` runs a module as ``python -m`` does, and ends
the process with code 97 at the first socket event. FAMILIES is ``none``, or ``local`` to allow AF_UNIX.
"""

from __future__ import annotations

import os
import runpy
import shutil
import socket
import subprocess
import sys
from functools import cache

CAUGHT = 97


@cache
def without_network() -> tuple[str, ...]:
    """What stands before a command to give it an empty network of its own; nothing where that may not be."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    for words in ((unshare, "--net"), (unshare, "--map-root-user", "--net")):
        if subprocess.run([*words, "true"], check=False, capture_output=True).returncode == 0:
            return words
    return ()


def forbid_sockets(allowed: frozenset[int]) -> None:
    """End the process where anything opens a socket or asks for a name, whoever catches exceptions."""

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if not event.startswith("socket."):
            return
        if event == "socket.__new__" and arguments[1] in allowed:
            return
        if event in ("socket.connect", "socket.bind") and getattr(arguments[0], "family", None) in allowed:
            return
        os.write(2, f"a socket was used: {event} {arguments[1:]}\n".encode())
        os._exit(CAUGHT)

    sys.addaudithook(watch)


if __name__ == "__main__":
    families, module, *rest = sys.argv[1:]
    # The audit event of a socket without arguments says -1 for the family that the system calls AF_INET.
    forbid_sockets(frozenset({socket.AF_UNIX}) if families == "local" else frozenset())
    sys.argv = [module, *rest]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
