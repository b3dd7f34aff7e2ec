"""Which kernel is taken, and that a missing or broken extension only makes the program slower."""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from types import ModuleType

import numpy as np
import pytest
import torch

import studio.kernels
from studio.imaging.transform import PixelTransform, Place
from studio.kernels.select import SWITCH, select_kernel
from studio.kernels.torch_kernel import TorchKernel
from tests.support.transforms import cube, extended

CPU = torch.device("cpu")


def without(monkeypatch: pytest.MonkeyPatch, module: ModuleType | None) -> None:
    """Let the next import of the extension find ``module``, or nothing."""
    for name in ("_native", "native_kernel"):
        monkeypatch.delitem(sys.modules, f"studio.kernels.{name}", raising=False)
        monkeypatch.delattr(studio.kernels, name, raising=False)
    monkeypatch.setitem(sys.modules, "studio.kernels._native", module)


def works(kernel: TorchKernel) -> None:
    rgb = extended(1, 5, 7)
    out = np.empty_like(rgb)
    kernel.apply(kernel.prepare(PixelTransform(full=cube(2))), rgb, Place(0, 0, 7, 5), out)
    assert np.isfinite(out).all()
    assert not np.array_equal(out, rgb)


def test_the_native_code_where_it_was_built() -> None:
    pytest.importorskip("studio.kernels._native")
    kernel = select_kernel(CPU)
    assert not isinstance(kernel, TorchKernel)
    assert "native" in str(kernel.label)


def test_an_extension_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, None)
    kernel = select_kernel(CPU)
    assert isinstance(kernel, TorchKernel)
    assert "slower" in str(kernel.label)
    # Where it was built, this one is there and does not load.
    built = PathFinder.find_spec("studio.kernels._native", studio.kernels.__path__) is not None
    assert ("does not load" if built else "was not built") in str(kernel.label)
    works(kernel)


def test_an_extension_of_other_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    other = ModuleType("studio.kernels._native")
    other.INTERFACE = -1  # type: ignore[attr-defined]
    without(monkeypatch, other)
    kernel = select_kernel(CPU)
    assert isinstance(kernel, TorchKernel)
    assert "other sources" in str(kernel.label)


def test_the_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "1")
    kernel = select_kernel(CPU)
    assert isinstance(kernel, TorchKernel)
    assert SWITCH in str(kernel.label)
    works(kernel)
    monkeypatch.setenv(SWITCH, "0")
    pytest.importorskip("studio.kernels._native")
    assert not isinstance(select_kernel(CPU), TorchKernel)


def test_other_devices_take_torch() -> None:
    kernel = select_kernel(torch.device("meta"))
    assert isinstance(kernel, TorchKernel)
    assert "graphics" in str(kernel.label)
