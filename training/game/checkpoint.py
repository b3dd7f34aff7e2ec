"""Checkpoints: all that a game needs to go on as if it had never stopped, one file each, without pickle.

A checkpoint is a safetensors file whose metadata holds JSON under ``game``. ``best.safetensors`` holds the
best network alone. Files are written in one step; the newest three and the best are kept.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from studio.files import output_error, system_path, write_atomically

KEPT = 3
BEST = "best.safetensors"
_NAME = re.compile(r"step-(\d{8})\.safetensors")

Tensors = dict[str, Tensor]


def write(folder: Path, step: int, tensors: Mapping[str, Tensor], values: Mapping[str, Any]) -> Path:
    """Write the checkpoint of ``step``; older ones than the newest three go. Raises OutputError."""
    path = folder / f"step-{step:08d}.safetensors"
    _write(path, tensors, values)
    for old in _steps(folder)[KEPT:]:
        with contextlib.suppress(OSError):  # one too many does no harm
            system_path(old).unlink()
    return path


def write_best(folder: Path, net: nn.Module, values: Mapping[str, Any]) -> Path:
    """Write the best network so far. Raises OutputError."""
    _write(folder / BEST, state_of(net), values)
    return folder / BEST


def newest(folder: Path) -> tuple[Tensors, dict[str, Any]] | None:
    """The newest checkpoint that can be read; None where there is none. Never raises."""
    for path in _steps(folder):
        found = read(path)
        if found is not None:
            return found
    return None


def read(path: Path) -> tuple[Tensors, dict[str, Any]] | None:
    """A file's tensors and values; None for a file that is none, or was cut off."""
    try:
        with safe_open(system_path(path), "pt") as file:
            values = json.loads((file.metadata() or {})["game"])
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - no mapping
    except (OSError, SafetensorError, KeyError, ValueError, RecursionError):
        return None
    return (tensors, values) if isinstance(values, dict) else None


def state_of(module: nn.Module) -> Tensors:
    """A module's tensors, copied."""
    return {name: _plain(value) for name, value in module.state_dict().items()}


def state_of_adam(optimiser: torch.optim.Optimizer) -> Tensors:
    """An optimiser's moments by the parameter's number."""
    return {
        f"{index}.{name}": _plain(value)
        for index, values in optimiser.state_dict()["state"].items()
        for name, value in values.items()
    }


def restore_adam(optimiser: torch.optim.Optimizer, tensors: Mapping[str, Tensor]) -> None:
    """The inverse of :func:`state_of_adam`. Raises ValueError for tensors of other parameters."""
    whole = optimiser.state_dict()
    state: dict[int, dict[str, Tensor]] = {}
    for key, value in tensors.items():
        index, _, name = key.partition(".")
        state.setdefault(int(index), {})[name] = value.clone()
    parameters = [each for group in optimiser.param_groups for each in group["params"]]
    for number, values in state.items():
        if number >= len(parameters) or values["exp_avg"].shape != parameters[number].shape:
            raise ValueError("the moments are those of other parameters")
    whole["state"] = state
    optimiser.load_state_dict(whole)


def part(tensors: Mapping[str, Tensor], prefix: str) -> Tensors:
    """The tensors whose names begin with ``prefix``, without it."""
    return {name[len(prefix) :]: value for name, value in tensors.items() if name.startswith(prefix)}


def _write(path: Path, tensors: Mapping[str, Tensor], values: Mapping[str, Any]) -> None:
    try:
        system_path(path.parent).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(path, error) from error
    whole = {name: value.detach().cpu().contiguous() for name, value in tensors.items()}
    write_atomically(path, save(whole, {"game": json.dumps(values)}), replace=True)


def _plain(value: Tensor) -> Tensor:
    return value.detach().clone(memory_format=torch.contiguous_format)


def _steps(folder: Path) -> list[Path]:
    """Checkpoints, newest first."""
    try:
        found = [path for path in system_path(folder).iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return []
    return sorted(found, key=lambda path: path.name, reverse=True)
