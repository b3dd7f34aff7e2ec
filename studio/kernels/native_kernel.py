"""The native code as a kernel: C++ for AVX-512, AVX2 or any processor, without Python's lock.

Importing this module raises ImportError where the extension was not built or does not fit (see
:mod:`studio.kernels.select`, which then takes torch).
"""

from __future__ import annotations

from typing import cast

import numpy as np
import torch

from studio.imaging.image import Float32
from studio.imaging.transform import PixelTransform, Place
from studio.kernels import _native
from studio.kernels.finish import grain_level, grain_places, grain_tile
from studio.kernels.kernel import Kernel, Pixels, Prepared, check_strip
from studio.messages import QT_TRANSLATE_NOOP, Message

# What the extension and this module say to each other; the same number as in CMakeLists.txt.
INTERFACE = 1
NAMES = {"avx512": "AVX-512", "avx2": "AVX2", "plain": "C++"}

if getattr(_native, "INTERFACE", None) != INTERFACE:
    raise ImportError("studio.kernels._native was built from other sources; install the program again")


def variants() -> list[str]:
    """Which code this processor can run, the best first: ``avx512``, ``avx2``, ``plain``."""
    return _native.variants()


class NativeKernel(Kernel):
    """``variant``: one of :func:`variants`, by default the best."""

    def __init__(self, variant: str | None = None) -> None:
        self.variant = variant or variants()[0]
        label = Message(
            "notes",
            QT_TRANSLATE_NOOP("notes", "Pixels: native code on the processor ({kind})"),
            {"kind": NAMES[self.variant]},
        )
        super().__init__(torch.device("cpu"), label)

    def prepare(self, transform: PixelTransform) -> Prepared:
        cube = transform.full or transform.base
        # The definition asks for the base where there is a mask, and for its detail too.
        masked = transform.mask is not None
        packed = _native.Transform(
            full=None if transform.full is None else transform.full.excess,
            base=None if transform.base is None or not masked else transform.base.excess,
            low=0.0 if cube is None else cube.low,
            high=1.0 if cube is None else cube.high,
            root=cube is not None and cube.axis == "root",
            grid=transform.grid,
            detail=transform.detail,
            base_detail=transform.base_detail if masked else None,
            mask=transform.mask,
            vignette=transform.vignette,
            grain=transform.grain,
        )
        return packed, transform.grain != 0.0

    def apply(
        self,
        prepared: Prepared,
        source: Pixels,
        place: Place,
        out: Pixels,
        dither: Float32 | None = None,
    ) -> None:
        check_strip(source, place, out)
        packed, has_grain = cast(tuple[_native.Transform, bool], prepared)
        height, width = source.shape[:2]
        tile = rows = columns = None
        if has_grain:
            tile = grain_tile(grain_level(place.scale))
            rows = grain_places(place.top, height, place.scale)
            columns = grain_places(place.left, width, place.scale)
        _native.apply(
            packed,
            _piecewise(source),
            out,
            place.top,
            place.left,
            place.width,
            place.height,
            dither,
            tile,
            rows,
            columns,
            self.variant,
        )

    def box_reduce(self, pixels: Pixels, factor: int) -> Float32:
        return _native.box_reduce(_piecewise(pixels), factor, self.variant)

    def detail_map(self, luma: Float32, gains: Float32) -> Float32:
        return _native.detail_map(np.ascontiguousarray(luma), np.ascontiguousarray(gains), self.variant)


def _piecewise(pixels: Pixels) -> Pixels:
    """``pixels``, copied if the numbers of a pixel are apart, or lie where no such number may lie."""
    fit = pixels.strides[2] == pixels.itemsize and pixels.flags.aligned
    return pixels if fit else np.array(pixels, order="C")
