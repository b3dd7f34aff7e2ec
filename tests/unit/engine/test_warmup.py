"""Loading torch without freezing the window: in a process of its own, where torch is not loaded yet."""

from __future__ import annotations

import subprocess
import sys

import pytest

from studio.engine.warmup import LIBRARIES, preload_torch


def run(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries are opened beforehand on Linux only")
def test_the_libraries_are_opened_beside_other_work() -> None:
    script = """
import sys, threading
from studio.engine.warmup import preloading
with preloading():
    assert "torch" not in sys.modules
assert threading.active_count() == 1
with open("/proc/self/maps") as maps:
    print("libtorch_python.so" in maps.read(), "torch" in sys.modules)
"""
    assert run(script) == "True False"


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries are opened beforehand on Linux only")
def test_the_libraries_are_opened_and_torch_then_works() -> None:
    script = """
import sys
from studio.engine.warmup import preload_torch
opened = preload_torch()
assert "torch" not in sys.modules
import torch
assert float(torch.arange(4.0).sum()) == 6.0
print(" ".join(opened))
"""
    assert run(script).split() == list(LIBRARIES)


def test_nothing_is_done_when_torch_is_there() -> None:
    import torch

    assert torch.__version__
    assert preload_torch() == ()


def test_asking_the_engine_loads_no_torch() -> None:
    """What the window imports before its first paint."""
    script = """
import sys
import studio.engine.loop, studio.engine.request, studio.engine.export, studio.editing.document
print([name for name in ("torch", "cv2", "PySide6", "tifffile", "PIL") if name in sys.modules])
"""
    assert run(script) == "[]"
