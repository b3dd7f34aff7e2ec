"""Heartbeat: a file that says which process trains, and by its age that it still does."""

from __future__ import annotations

import contextlib
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio.files import open_file, system_path, write_atomically

INTERVAL = 2.0
"""Seconds between two beats."""
SILENCE = 30.0
"""Seconds without a beat after which a process counts as gone, whatever the system says of its number."""
_MISSED = 0.2
_MOST_BYTES = 1000


@contextmanager
def beating(path: Path, interval: float = INTERVAL) -> Iterator[None]:
    """Beat while within; a file that stays behind is that of a process that died. Raises OutputError.

    Later beats that fail (a full disk) are missed silently: the training's own files tell of that.
    """
    write_atomically(path, json.dumps({"pid": os.getpid()}).encode(), replace=True)
    ended = threading.Event()

    def beat() -> None:
        wait = interval
        while not ended.wait(wait):
            try:
                os.utime(path)
            except OSError:
                wait = min(interval, _MISSED)  # its drive is away: once that is back, it is seen at once
            else:
                wait = interval

    thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        with contextlib.suppress(OSError):
            system_path(path).unlink()


def is_alive(path: Path) -> bool:
    """Whether the process that last beat there still runs. Never raises."""
    try:
        age = time.time() - system_path(path).stat().st_mtime
    except OSError:
        return False
    process = process_of(path)
    # Read on this machine only: a folder on a shared disk is written by one machine at a time.
    # One of the future was made by hand: no beat follows it.
    return abs(age) < SILENCE and process is not None and _runs(process)


def process_of(path: Path) -> int | None:
    """The number of the process that last beat there; None where nobody did. Never raises."""
    try:
        with open_file(path) as file:
            process = json.loads(file.read(_MOST_BYTES))["pid"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return process if type(process) is int else None


def is_of(process: int, folder: Path) -> bool:
    """Whether a process was started with that folder, where the system tells (Linux); elsewhere True.

    A number alone may be forged, or belong to somebody else by now. Never raises.
    """
    if not Path("/proc/self/cmdline").exists():
        return True
    try:
        words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(folder.absolute()) in words


def _runs(process: int) -> bool:
    if process <= 0:
        return False
    if os.name == "nt":
        return True  # os.kill would end it there; the age alone decides
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True  # it is another user's
    return not _is_zombie(process)


def _is_zombie(process: int) -> bool:
    """Ended, but its parent has not yet asked how."""
    try:
        # The name in brackets may hold anything; the state follows the last bracket.
        status = Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2]
    except OSError:
        return False
    return status.split()[:1] in (["Z"], ["X"])
