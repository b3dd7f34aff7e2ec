"""A device that is none: computed on the CPU, but strict like a graphics processor.

Within :func:`elsewhere` tensors can be sent to ``DEVICE`` and made there. They hold the CPU's own numbers,
and refuse to meet a tensor of the CPU in one operation, as CUDA and MPS do (numbers without a dimension may).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_flatten, tree_map

# Autograd computes for this type of device in the thread that asks, as for the CPU.
DEVICE = torch.device("lazy", 0)
_CROSSING = ("aten::copy_", "aten::_to_copy", "aten::to")


class Elsewhere(Tensor):
    """A tensor of ``DEVICE``; ``held`` are its numbers, on the CPU."""

    held: Tensor

    @staticmethod
    def __new__(cls, held: Tensor) -> Elsewhere:
        made: Elsewhere = Tensor._make_wrapper_subclass(
            cls,
            held.size(),
            strides=held.stride(),
            storage_offset=held.storage_offset(),
            dtype=held.dtype,
            device=DEVICE,
            requires_grad=False,
        )
        made.held = held
        return made

    def new_tensor(self, data: Any, **kwargs: Any) -> Tensor:  # type: ignore[override]
        """torch makes these without asking anybody."""
        return torch.tensor(data, **{"dtype": self.dtype, "device": DEVICE, **kwargs})

    def __getitem__(self, place: Any) -> Tensor:
        """torch lays indices that are a list on the device without asking anybody."""
        places = place if isinstance(place, tuple) else (place,)
        laid = (torch.tensor(each, device=DEVICE) if isinstance(each, list) else each for each in places)
        return super().__getitem__(tuple(laid))

    @classmethod
    def __torch_dispatch__(  # type: ignore[override]
        cls, func: Any, types: Sequence[type], args: Any = (), kwargs: Any = None
    ) -> Any:
        return _run(func, args, kwargs or {}, Counter())

    __torch_function__ = torch._C._disabled_torch_function_impl  # type: ignore[assignment]


class _Mode(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Sees what is made for the device, too; ``seen`` counts its operations by name."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.seen: Counter[str] = Counter()

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return _run(func, args, kwargs or {}, self.seen)


@contextmanager
def elsewhere() -> Iterator[Counter[str]]:
    """Within, ``DEVICE`` can be used; gives how often each operation ran there."""
    usual = torch.tensor

    def tensor(data: Any, *, device: Any = None, **kwargs: Any) -> Tensor:
        made = usual(data, **kwargs)
        return made if device is None else made.to(device)

    with _Mode() as mode:
        torch.tensor = tensor  # type: ignore[assignment]
        try:
            yield mode.seen
        finally:
            torch.tensor = usual


def _run(func: Any, args: Any, kwargs: dict[str, Any], seen: Counter[str]) -> Any:
    flat, _ = tree_flatten((args, kwargs))
    tensors = [value for value in flat if isinstance(value, Tensor)]
    there = any(isinstance(value, Elsewhere) for value in tensors)
    name = func._schema.name
    target = kwargs.get("device")
    if not there and target != DEVICE:
        return func(*args, **kwargs)
    if there:
        seen[name] += 1
    here = [value for value in tensors if not isinstance(value, Elsewhere) and value.ndim > 0]
    if there and here and name not in _CROSSING:
        shapes = [tuple(value.shape) for value in tensors]
        raise RuntimeError(f"{name}: tensors on two devices, of shapes {shapes}")
    if target == DEVICE:
        kwargs = {**kwargs, "device": torch.device("cpu")}
    result = func(*tree_map(_held, args), **tree_map(_held, kwargs))
    # What is copied to the CPU arrives there.
    stays = target == DEVICE if target is not None else not (name == "aten::copy_" and not _is_there(args[0]))
    mutated = _mutated(func, args, kwargs)
    if mutated is not None:
        return mutated
    return tree_map(_laid, result) if stays else result


def _mutated(func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
    """The argument that an operation changes in place and gives back."""
    for place, argument in enumerate(func._schema.arguments):
        if argument.alias_info is not None and argument.alias_info.is_write:
            return kwargs[argument.name] if argument.name in kwargs else args[place]
    return None


def _is_there(value: object) -> bool:
    return isinstance(value, Elsewhere)


def _held(value: Any) -> Any:
    return value.held if isinstance(value, Elsewhere) else value


def _laid(value: Any) -> Any:
    return Elsewhere(value) if isinstance(value, Tensor) and not isinstance(value, Elsewhere) else value
