"""Which kernel computes the pixels on a device, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from studio.kernels import reference
from studio.messages import QT_TRANSLATE_NOOP, Message


@dataclass(frozen=True)
class Kernel:
    """The functions that touch every pixel, and their name for the compute chip."""

    label: Message
    apply_lut: Callable[[Tensor, reference.LutTable, float], Tensor]


def select_kernel(device: torch.device) -> Kernel:
    """The kernel for ``device``: the torch reference, which runs everywhere."""
    if device.type == "cpu":
        label = Message("notes", QT_TRANSLATE_NOOP("notes", "Pixels: torch on the processor"))
    else:
        label = Message("notes", QT_TRANSLATE_NOOP("notes", "Pixels: torch on the graphics processor"))
    return Kernel(label, reference.apply_lut)
