"""Which kernel computes the pixels on a device, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from studio.kernels.reference import LutTable, apply_lut
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.lut import Lut


@dataclass(frozen=True)
class Kernel:
    """What touches every pixel on one device. ``label`` names it for the compute chip."""

    device: torch.device
    label: Message

    def lut(self, lut: Lut) -> Callable[[Tensor, float], Tensor]:
        """The table, ready on the device, as a function of colours and strength.

        Takes and gives float32 (..., 3), extended sRGB; see :func:`studio.kernels.reference.apply_lut`.
        """
        table = LutTable.of(lut, self.device)
        return lambda rgb, strength: apply_lut(rgb, table, strength)


def select_kernel(device: torch.device) -> Kernel:
    """The kernel for ``device``: the torch reference, which runs everywhere."""
    if device.type == "cpu":
        label = Message("notes", QT_TRANSLATE_NOOP("notes", "Pixels: torch on the processor"))
    else:
        label = Message("notes", QT_TRANSLATE_NOOP("notes", "Pixels: torch on the graphics processor"))
    return Kernel(device, label)
