"""Checkpoints: all that a game needs to go on as if it had never stopped, one file each, without pickle.

A checkpoint is a safetensors file whose metadata holds JSON under ``game``. ``best.safetensors`` holds the
best network alone. Files are written in one step; the newest three and the best are kept. A file may be
damaged, or be somebody else's: what it holds is checked before it is used (:data:`NOT_OURS`).
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from studio.files import open_file, output_error, system_path, write_atomically

KEPT = 3
BEST = "best.safetensors"
BETWEEN_SAVES = 30.0
"""Seconds between two checkpoints, at most."""
NOT_OURS: Final = (OSError, SafetensorError, KeyError, TypeError, ValueError, RuntimeError)
"""What is raised by a file that is none, is broken, or is that of other networks."""
_NAME = re.compile(r"step-(\d{8})\.safetensors", re.ASCII)
# A game of ours takes a tenth of these.
MOST_BYTES, _MOST_TEXT = 100_000_000, 10_000_000
_LOOKED_AT = 2 * KEPT

Tensors = dict[str, Tensor]
Stored = tuple[Tensors, dict[str, Any]]


def write(folder: Path, step: int, tensors: Mapping[str, Tensor], values: Mapping[str, Any]) -> Path:
    """Write the checkpoint of ``step``; older ones than the newest three go. Raises OutputError.

    Those of later steps go too: the game could not go on from them, or turned back.
    """
    path = folder / f"step-{step:08d}.safetensors"
    _write(path, tensors, values)
    there = _steps(folder)
    later = [old for old in there if old.name > path.name]
    for old in (*later, *there[len(later) + KEPT :]):
        with contextlib.suppress(OSError):  # one too many does no harm
            system_path(old).unlink()
    return path


def write_network(path: Path, net: nn.Module, values: Mapping[str, Any]) -> None:
    """Write a network alone, in place of one that lies there. Raises OutputError."""
    _write(path, state_of(net), values)


def stored(folder: Path) -> Iterator[tuple[int, Stored | None]]:
    """The newest checkpoints, newest first: (step, by the name; what :func:`read` gives). Never raises."""
    for path in _steps(folder)[:_LOOKED_AT]:
        yield int(path.name[5:13]), read(path)


def read(path: Path) -> Stored | None:
    """A file's tensors and values; None for a file that is none, is too large, or was cut off."""
    try:
        with open_file(path) as plain:  # a pipe would never end
            if plain.seek(0, 2) > MOST_BYTES:
                return None
        with safe_open(system_path(path), "pt") as file:
            text = (file.metadata() or {})["game"]
            values = json.loads(text) if len(text) <= _MOST_TEXT else None
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - no mapping
    except (*NOT_OURS, RecursionError):
        return None
    return (tensors, values) if isinstance(values, dict) else None


def refuse_no_numbers(tensors: Mapping[str, Tensor]) -> None:
    """Raises ValueError where one is not float32, or holds what is no number."""
    if not all(value.dtype == torch.float32 and bool(value.isfinite().all()) for value in tensors.values()):
        raise ValueError("not a number")


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
    """The inverse of :func:`state_of_adam`. Raises ValueError for what is not these parameters' moments."""
    whole = optimiser.state_dict()
    state: dict[int, dict[str, Tensor]] = {}
    for key, value in tensors.items():
        index, _, name = key.partition(".")
        state.setdefault(int(index), {})[name] = value.clone()
    parameters = [each for group in optimiser.param_groups for each in group["params"]]
    for number, values in state.items():
        if not 0 <= number < len(parameters) or not _are_moments(values, parameters[number]):
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
    make_way(path)
    whole = {name: value.detach().cpu().contiguous() for name, value in tensors.items()}
    write_atomically(path, save(whole, {"game": json.dumps(values)}), replace=True)


def make_way(path: Path) -> None:
    """Move aside what is no file: it would be in the way of every attempt, and may be somebody's folder.

    Raises OutputError.
    """
    place = system_path(path)
    if os.path.lexists(place) and not place.is_file():
        try:
            place.rename(place.with_name(f"{path.name}.{secrets.token_hex(4)}"))
        except OSError as error:
            raise output_error(path, error) from error


def _are_moments(values: Mapping[str, Tensor], parameter: Tensor) -> bool:
    if values.keys() != {"step", "exp_avg", "exp_avg_sq"} or values["step"].shape != ():
        return False
    if values["exp_avg"].shape != parameter.shape or values["exp_avg_sq"].shape != parameter.shape:
        return False
    return bool(values["step"] >= 1) and bool((values["exp_avg_sq"] >= 0).all())


def _plain(value: Tensor) -> Tensor:
    return value.detach().clone(memory_format=torch.contiguous_format)


def _steps(folder: Path) -> list[Path]:
    """Checkpoints, newest first."""
    try:
        found = [path for path in system_path(folder).iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return []
    return sorted(found, key=lambda path: path.name, reverse=True)
