"""KeptTeaching: what a network was taught so far, so that a process that is killed loses half a minute."""

from __future__ import annotations

import contextlib
import shutil
import time
from pathlib import Path

import torch

from studio.files import system_path
from studio.generators.photographic import PhotographicNet
from training.game import checkpoint

BETWEEN_SAVES = 30.0
"""Seconds between two, at most."""


class KeptTeaching:
    """In a folder of its own; ``seed`` and ``steps`` say which teaching it is."""

    def __init__(self, folder: Path, seed: int, steps: int) -> None:
        self._folder, self._of = folder, {"seed": seed, "steps": steps}
        self._saved_at = time.monotonic()

    def restore(self, net: PhotographicNet, optimiser: torch.optim.Optimizer) -> tuple[int, float]:
        """(The steps done, the error shown); the network and the optimiser are as they were then."""
        self._saved_at = time.monotonic()
        found = checkpoint.newest(self._folder)
        if found is None or found[1].get("of") != self._of:
            return 0, 0.0
        tensors, values = found
        net.load_state_dict(checkpoint.part(tensors, "net."))
        checkpoint.restore_adam(optimiser, checkpoint.part(tensors, "adam."))
        return int(values["step"]), float(values["error"])

    def after(self, step: int, error: float, net: PhotographicNet, optimiser: torch.optim.Optimizer) -> None:
        """``step`` steps are done. Raises OutputError where it is time to write, and that fails."""
        if time.monotonic() - self._saved_at < BETWEEN_SAVES:
            return
        tensors = {f"net.{name}": value for name, value in checkpoint.state_of(net).items()}
        tensors |= {f"adam.{name}": value for name, value in checkpoint.state_of_adam(optimiser).items()}
        values = {"of": self._of, "step": step, "error": error}
        checkpoint.write(self._folder, step, tensors, values)
        self._saved_at = time.monotonic()

    def forget(self) -> None:
        """It is taught, and kept otherwise. Never raises."""
        with contextlib.suppress(OSError):
            shutil.rmtree(system_path(self._folder))
