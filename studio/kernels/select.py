"""Which kernel computes the pixels on a device, and why."""

from __future__ import annotations

import os
from importlib.machinery import PathFinder

import torch

import studio.kernels
from studio.kernels.kernel import Kernel
from studio.kernels.torch_kernel import TorchKernel
from studio.messages import QT_TRANSLATE_NOOP, Message

__all__ = ["Kernel", "select_kernel"]

CPU = torch.device("cpu")
SWITCH = "PSS_NO_NATIVE"
"""The environment variable that switches the native code off, for comparing and for finding faults."""


def select_kernel(device: torch.device) -> Kernel:
    """The kernel for ``device``: the native code on a processor, else the definition in torch."""
    native, reason = _native_kernel()
    if device.type != "cpu":
        label = Message("notes", QT_TRANSLATE_NOOP("notes", "Pixels: torch on the graphics processor"))
        return TorchKernel(device, label, maps=native)
    if native is not None:
        return native
    label = Message(
        "notes",
        QT_TRANSLATE_NOOP("notes", "Pixels: torch on the processor, which is slower: {reason}"),
        {"reason": reason},
    )
    return TorchKernel(device, label)


def _native_kernel() -> tuple[Kernel | None, Message | str]:
    """The native kernel, or why there is none."""
    if os.environ.get(SWITCH, "0") not in ("", "0"):
        return None, Message(
            "notes", QT_TRANSLATE_NOOP("notes", "the native code is switched off ({name})"), {"name": SWITCH}
        )
    try:
        from studio.kernels.native_kernel import NativeKernel
    except ImportError as error:
        if PathFinder.find_spec("studio.kernels._native", studio.kernels.__path__) is None:
            return None, Message("notes", QT_TRANSLATE_NOOP("notes", "the native code was not built"))
        return None, Message(
            "notes",
            QT_TRANSLATE_NOOP("notes", "the native code does not load ({error})"),
            {"error": str(error)},
        )
    return NativeKernel(), ""
