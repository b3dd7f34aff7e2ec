"""The extension's types; what they mean stands in studio/kernels/native/module.cpp."""

from typing import Any

import numpy as np
import numpy.typing as npt

from studio.imaging.image import Float32

INTERFACE: int

def variants() -> list[str]: ...

class Transform:
    def __init__(
        self,
        full: Float32 | None,
        base: Float32 | None,
        low: float,
        high: float,
        root: bool,
        grid: Float32 | None,
        detail: Float32 | None,
        base_detail: Float32 | None,
        mask: Float32 | None,
        vignette: float,
        grain: float,
    ) -> None: ...

def apply(
    transform: Transform,
    source: npt.NDArray[Any],
    out: npt.NDArray[Any],
    top: int,
    left: int,
    width: int,
    height: int,
    dither: Float32 | None,
    grain_tile: Float32 | None,
    grain_rows: npt.NDArray[np.int32] | None,
    grain_columns: npt.NDArray[np.int32] | None,
    variant: str,
) -> None: ...
def detail_map(luma: Float32, gains: Float32, variant: str) -> Float32: ...
def box_reduce(pixels: npt.NDArray[Any], factor: int, variant: str) -> Float32: ...
