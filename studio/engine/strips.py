"""The loop over strips: bounded memory, cancelling, and what to do when a device fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import torch

from studio.engine.request import CancelToken
from studio.errors import DeviceOutOfMemory
from studio.generators.device import DeviceChoice, cpu_after_failure

# Rows from `top`, so many, on that device.
OnStrip: TypeAlias = Callable[[int, int, torch.device], None]

# For each thread: what a step leaves behind is still in the cache for the next one.
CPU_STRIP_PIXELS = 1 << 16
# Fewer, larger copies to and from the device.
ACCELERATOR_STRIP_PIXELS = 1 << 22
CPU = torch.device("cpu")


class StripLoop:
    """Runs a function over the rows of pictures, strip by strip, on the chosen device."""

    def __init__(self, choice: DeviceChoice, strip_pixels: int | None = None) -> None:
        self.choice = choice
        self._strip_pixels = strip_pixels

    def run(
        self,
        width: int,
        height: int,
        strip: OnStrip,
        progress: Callable[[float], None] | None = None,
        token: CancelToken | None = None,
    ) -> None:
        """Call ``strip`` for all rows from the top; a strip that failed for memory is tried again.

        With half the rows, down to one, then from the full size on the CPU; a device that was lost gives way
        to the CPU for good. Raises Cancelled, and DeviceOutOfMemory when one row does not fit on the CPU.
        """
        device = torch.device(self.choice.device)
        rows = self._rows(width, device)
        top = 0
        while top < height:
            if token is not None:
                token.check()
            try:
                strip(top, min(rows, height - top), device)
            except (RuntimeError, MemoryError) as error:
                if is_out_of_memory(error):
                    _release(device)
                    if rows > 1:
                        rows = min(rows, height - top) // 2 or 1
                        continue
                    if device.type == "cpu":
                        raise DeviceOutOfMemory(details=str(error)) from error
                elif device.type == "cpu" or not is_device_fault(error):
                    raise
                else:
                    self.choice = cpu_after_failure(self.choice, _first_line(error))
                device = CPU
                rows = self._rows(width, device)
                continue
            top += min(rows, height - top)
            if progress is not None:
                progress(top / height)

    def _rows(self, width: int, device: torch.device) -> int:
        usual = ACCELERATOR_STRIP_PIXELS
        if device.type == "cpu":
            usual = CPU_STRIP_PIXELS * max(2, self.choice.threads)
        return max(1, (self._strip_pixels or usual) // width)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory ran out: a device's, or the computer's (torch has no class of its own for that)."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    text = str(error)
    return isinstance(error, RuntimeError) and (
        "out of memory" in text or "can't allocate memory" in text or "not enough memory" in text
    )


def is_device_fault(error: BaseException) -> bool:
    """Whether a graphics processor failed or was lost, rather than our own code."""
    if isinstance(error, torch.AcceleratorError):
        return True
    text = str(error)
    return any(mark in text for mark in ("CUDA error", "cuDNN", "CUBLAS", "MPS backend", "HIP error"))


def _release(device: torch.device) -> None:
    """Give the allocator's unused blocks back."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
