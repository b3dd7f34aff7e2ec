"""Loading torch without freezing the window.

``import torch`` opens its libraries through Python's own loader, which holds the GIL while several
hundred megabytes are mapped and relocated: the window's thread stands still for about 0.2 s. A
foreign function called by ctypes runs without the GIL, so the libraries are opened that way first, and the
import then finds them open.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LIBRARIES = ("libc10.so", "libtorch_cpu.so", "libtorch.so", "libshm.so", "libtorch_python.so")


def preload_torch() -> tuple[str, ...]:
    """Open torch's libraries with the GIL released; the names of those that opened.

    Linux only; elsewhere, without torch, or when torch is imported already, nothing is done. Never fails:
    what does not open here is opened, or complained of, by ``import torch``.
    """
    if sys.platform != "linux" or "torch" in sys.modules:
        return ()
    folder = _library_folder()
    if folder is None:
        return ()
    # dlopen as a foreign function: ctypes.CDLL(path) itself would hold the GIL.
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.restype = ctypes.c_void_p
    dlopen.argtypes = (ctypes.c_char_p, ctypes.c_int)
    opened = []
    for name in LIBRARIES:
        path = folder / name
        if path.is_file() and dlopen(os.fsencode(path), os.RTLD_NOW | os.RTLD_LOCAL):
            opened.append(name)
    return tuple(opened)


@contextmanager
def preloading() -> Iterator[None]:
    """Have :func:`preload_torch` done beside what is done within, for instance reading."""
    beside = threading.Thread(target=preload_torch, name="preload-torch")
    beside.start()
    try:
        yield
    finally:
        beside.join()


def _library_folder() -> Path | None:
    # Finding the specification of a top-level package does not import it.
    spec = importlib.util.find_spec("torch")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "lib"
