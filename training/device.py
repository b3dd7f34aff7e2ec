"""The device that a training computes on, and the CPU in its place where its memory runs out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import torch

from studio.generators.device import choose_device
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.runs.config import Device

T = TypeVar("T")

_MEMORY = QT_TRANSLATE_NOOP(
    "training",
    "The graphics processor ran out of memory. The processor computes from now on, which takes longer.",
)


class Placement:
    """Where to compute: CUDA, else MPS, else the CPU for "auto"; a named device that is not here: the CPU.

    ``event`` is told where the CPU takes over, as ``event("watch", what=, action=, message=)``.
    """

    def __init__(self, preference: Device, event: Callable[..., Any]) -> None:
        self.device = torch.device(choose_device(preference).device)
        self._event = event

    def run(self, work: Callable[[torch.device], T]) -> T:
        """``work`` on the device; where its memory runs out, once more on the CPU, as all that follows.

        So ``work`` begins anew then, or goes on from what it saved. Raises what ``work`` raises.
        """
        try:
            return work(self.device)
        except RuntimeError as error:
            if self.device.type == "cpu" or not _memory_ran_out(error):
                raise
        # Beyond the except clause, whose traceback would hold all of the device's tensors.
        self._release()
        self.device = torch.device("cpu")
        message = Message("training", _MEMORY)
        self._event("watch", what="memory", action="moved to the processor", message=message)
        return work(self.device)

    def _release(self) -> None:
        """Other programs may want that memory."""
        if self.device.type == "cuda":
            torch.cuda.empty_cache()
        elif self.device.type == "mps":
            torch.mps.empty_cache()


def _memory_ran_out(error: RuntimeError) -> bool:
    # MPS has no class of its own for that.
    return isinstance(error, torch.OutOfMemoryError) or "out of memory" in str(error)
