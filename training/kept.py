"""What a network was taught, kept for the next process of the run: one that is killed loses half a minute."""

from __future__ import annotations

import contextlib
import math
import shutil
import time
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeAlias

import torch

from studio.files import system_path
from studio.generators.photographic import PhotographicNet
from training.game import checkpoint

Keep: TypeAlias = Callable[[Callable[[], None]], None]


def taught_network(path: Path, of: Mapping[str, Any]) -> PhotographicNet | None:
    """The network that an earlier process of the run was taught; None where it left none that can be used.

    ``of``: what decided the teaching, plain values; that of other settings is none.
    """
    found = checkpoint.read(path)
    if found is None or found[1].get("of") != of:
        return None
    net = PhotographicNet()
    try:
        checkpoint.refuse_no_numbers(found[0])
        net.load_state_dict(found[0])
    except checkpoint.NOT_OURS:
        return None
    return net


def keep_network(path: Path, net: PhotographicNet, of: Mapping[str, Any]) -> None:
    """For :func:`taught_network`. Raises OutputError."""
    checkpoint.write_network(path, net, {"of": of})


class KeptTeaching:
    """In a folder of its own. ``of`` is what decides the teaching, plain values, its ``steps`` among them."""

    def __init__(self, folder: Path, of: Mapping[str, Any], keep: Keep | None = None) -> None:
        """``keep`` is given what writes, and does it; None does it at once."""
        self._folder, self._of, self._keep = folder, of, keep
        self._saved_at = time.monotonic()

    def restore(self, net: PhotographicNet, optimiser: torch.optim.Optimizer) -> tuple[int, float]:
        """(The steps done, the error shown); the network and the optimiser are as they were then.

        From the newest state that can be used; where none can, it is taught from the beginning.
        """
        self._saved_at = time.monotonic()
        begun = deepcopy(net.state_dict()), deepcopy(optimiser.state_dict())
        for _, found in checkpoint.stored(self._folder):
            if found is None or found[1].get("of") != self._of:
                continue
            tensors, values = found
            try:
                step, error = values["step"], float(values["error"])
                if type(step) is not int or not 0 <= step <= self._of["steps"] or not math.isfinite(error):
                    raise ValueError("no step of this teaching")
                checkpoint.refuse_no_numbers(tensors)
                net.load_state_dict(checkpoint.part(tensors, "net."))
                checkpoint.restore_adam(optimiser, checkpoint.part(tensors, "adam."))
            except checkpoint.NOT_OURS:
                net.load_state_dict(begun[0])
                optimiser.load_state_dict(begun[1])
            else:
                return step, error
        return 0, 0.0

    def after(self, step: int, error: float, net: PhotographicNet, optimiser: torch.optim.Optimizer) -> None:
        """``step`` steps are done. Raises OutputError where it is time to write, and that fails."""
        if time.monotonic() - self._saved_at < checkpoint.BETWEEN_SAVES:
            return
        tensors = {f"net.{name}": value for name, value in checkpoint.state_of(net).items()}
        tensors |= {f"adam.{name}": value for name, value in checkpoint.state_of_adam(optimiser).items()}
        values = {"of": self._of, "step": step, "error": error}

        def save() -> None:
            checkpoint.write(self._folder, step, tensors, values)

        save() if self._keep is None else self._keep(save)
        self._saved_at = time.monotonic()

    def forget(self) -> None:
        """It is taught, and kept otherwise. Never raises."""
        with contextlib.suppress(OSError):
            shutil.rmtree(system_path(self._folder))
