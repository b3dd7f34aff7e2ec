"""The binding of the native code: wrong arguments raise, and nothing outside of arrays is touched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch

from studio.imaging.transform import Place
from studio.kernels.torch_kernel import TorchKernel
from studio.messages import Message
from tests.support.transforms import extended, transforms

native_kernel = pytest.importorskip("studio.kernels.native_kernel")
_native = native_kernel._native
LARGEST = 2**63 - 1


def floats(*shape: int) -> npt.NDArray[np.float32]:
    return np.zeros(shape, np.float32)


def places(*values: int) -> npt.NDArray[np.int32]:
    return np.array(values, np.int32)


def transform(**values: Any) -> Any:
    nothing = dict.fromkeys(("full", "base", "grid", "detail", "base_detail", "mask"))
    numbers = {"low": 0.0, "high": 1.0, "root": False, "vignette": 0.0, "grain": 0.0}
    return _native.Transform(**{**nothing, **numbers, **values})


def apply(given: Any = None, **values: Any) -> None:
    pixels = np.zeros((5, 9, 3), np.uint8)
    arguments = {
        "source": pixels, "out": pixels.copy(), "top": 0, "left": 0, "width": 9, "height": 5, "dither": None,
        "grain_tile": None, "grain_rows": None, "grain_columns": None, "variant": "plain",
    }  # fmt: skip
    _native.apply(given or transform(), **{**arguments, **values})


def with_grain(rows: npt.NDArray[np.int32], columns: npt.NDArray[np.int32], side: int = 4) -> None:
    apply(transform(grain=1.0), grain_tile=floats(side, side), grain_rows=rows, grain_columns=columns)


def misaligned(*shape: int) -> npt.NDArray[np.float32]:
    size = int(np.prod(shape)) * 4
    return np.zeros(size + 1, np.uint8)[1:].view(np.float32).reshape(shape)


NO_ROWS, NO_COLUMNS = places(*[0] * 5), places(*[0] * 9)
WRONG: dict[str, Callable[[], object]] = {
    "mask without channels": lambda: transform(mask=floats(4, 4)),
    "mask of three channels": lambda: transform(mask=floats(4, 4, 3)),
    "mask of a line": lambda: transform(mask=floats(4)),
    "empty mask": lambda: transform(mask=floats(4, 0, 2)),
    "detail of a line": lambda: transform(detail=floats(4)),
    "detail of channels": lambda: transform(base_detail=floats(4, 4, 2)),
    "empty detail": lambda: transform(detail=floats(0, 4)),
    "flat cube": lambda: transform(full=floats(192)),
    "turned cube": lambda: transform(full=floats(4, 2, 8, 3)),
    "flat base": lambda: transform(full=floats(4, 4, 4, 3), base=floats(192)),
    "base of another size": lambda: transform(full=floats(4, 4, 4, 3), base=floats(3, 3, 3, 3)),
    "cube of one node": lambda: transform(full=floats(1, 1, 1, 3)),
    "turned grid": lambda: transform(grid=floats(12, 16, 16, 8)),
    "rows of the grain beyond its tile": lambda: with_grain(places(0, 0, 4, 0, 0), NO_COLUMNS),
    "columns of the grain beyond": lambda: with_grain(NO_ROWS, places(*[0] * 8, 99_999_999)),
    "columns of the grain before": lambda: with_grain(NO_ROWS, places(-1, *[0] * 8)),
    "no grain": lambda: with_grain(NO_ROWS, NO_COLUMNS, side=0),
    "few places of the grain": lambda: with_grain(places(0), NO_COLUMNS),
    "thresholds": lambda: apply(dither=floats(256, 256)),
    "above the picture": lambda: apply(top=-1),
    "below the picture": lambda: apply(top=1),
    "beyond all whole numbers": lambda: apply(top=LARGEST, height=LARGEST),
    "left beyond them": lambda: apply(left=LARGEST - 3, width=LARGEST),
    "a picture of no size": lambda: apply(width=0),
    "shapes that differ": lambda: apply(out=np.zeros((5, 8, 3), np.uint8)),
    "two channels": lambda: apply(out=np.zeros((5, 9, 2), np.uint8)),
    "source between places": lambda: apply(source=misaligned(5, 9, 3)),
    "out between places": lambda: apply(out=misaligned(5, 9, 3)),
    "unknown variant": lambda: apply(variant="neon"),
    "luma of channels": lambda: _native.detail_map(floats(3, 3, 3), floats(3, 8, 16, 16), "plain"),
    "too few gains": lambda: _native.detail_map(floats(3, 3), floats(3, 8, 16, 15), "plain"),
    "boxes of nothing": lambda: _native.box_reduce(floats(3, 3, 3), 0, "plain"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_arguments_raise(case: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        WRONG[case]()


@pytest.mark.parametrize("kind", [np.int8, np.float16, np.float64, bool, ">u2", ">f4"])
def test_other_numbers_raise(kind: Any) -> None:
    for name in ("source", "out"):
        with pytest.raises(TypeError):
            apply(**{name: np.zeros((5, 9, 3), kind)})


def test_what_is_read_only_is_not_written_to() -> None:
    out = np.zeros((5, 9, 3), np.uint8)
    out.flags.writeable = False
    with pytest.raises(TypeError):
        apply(out=out)


@pytest.mark.parametrize("variant", native_kernel.variants())
def test_pixels_between_places_in_memory(variant: str) -> None:
    """A view of a file's bytes may begin anywhere."""
    source = misaligned(21, 30, 3)
    source[...] = extended(5, 21, 30)
    given, place = transforms()["all"], Place(0, 0, 30, 21)
    reference = TorchKernel(torch.device("cpu"), Message("notes", ""))
    results: list[npt.NDArray[np.float32]] = []
    for kernel in (native_kernel.NativeKernel(variant), reference):
        out = np.empty((21, 30, 3), np.float32)
        kernel.apply(kernel.prepare(given), source, place, out)
        results.append(out)
        assert kernel.box_reduce(source, 4).shape == (6, 8, 3)
    np.testing.assert_allclose(results[0], results[1], rtol=0, atol=1e-4)
