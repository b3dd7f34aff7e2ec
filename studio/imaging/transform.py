"""What happens to every pixel of a picture, as data: the one form that all kernels apply.

**The definition.** ``x`` is a pixel of extended sRGB, ``clamp`` cuts to 0 to 1, ``luma`` is Rec. 601's
(0.299, 0.587, 0.114) of encoded values, (u, v) the pixel's place in the whole picture, 0 to 1::

    b = x + base(x)                      light and colour alone
    s = x + full(x)                      light and colour, then the style's colour
    s = s + A(u, v, luma(clamp(s))) [clamp(s), 1]
    s = s + D(u, v)                      one number for the three channels
    b = b + D_base(u, v)
    y = b + m (s - b)                    m = clamp(p(u, v) luma(clamp(x)) + q(u, v)); without a mask y = s
    y = y (1 + V(u, v)) + grain          see :mod:`studio.kernels.finish`

Every pixel depends on itself and on small maps laid over the picture, so that strips need no margins and a
preview differs from the export by its size only. Zero everywhere changes nothing, bit by bit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from studio.imaging.image import Float32

Axis: TypeAlias = Literal["even", "root"]

LUMA = (0.299, 0.587, 0.114)
"""Weights of Rec. ITU-R BT.601 for encoded red, green and blue."""
GRID_SHAPE = (8, 16, 16, 12)
"""Luma, y, x, and the 3 x 4 affine transform by rows."""
GAINS_SHAPE = (3, 8, 16, 16)
"""Band (fine first), luma, y, x."""
BAND_LIMIT = 0.1
"""Where a luma band's detail is halved, so that edges make no halos: see :mod:`studio.kernels.detail`."""


@dataclass(frozen=True, eq=False)
class Cube:
    """A colour map: ``y = x + excess(x)``, tetrahedral interpolation (see :mod:`studio.styles.lut`).

    ``excess``: float32 (N, N, N, 3), N >= 2, indexed [blue, green, red]. The nodes of each axis run from
    ``low`` to ``high``: evenly in x (axis ``even``), or evenly in w(x) = sign(x) (sqrt(|x|) + |x|) / 2 (axis
    ``root``: denser near black, where light and colour bend most). Beyond the ends the border's excess holds.
    Raises ValueError for other shapes, values that are not finite, or an empty domain.
    """

    excess: Float32
    low: float = 0.0
    high: float = 1.0
    axis: Axis = "even"

    def __post_init__(self) -> None:
        size = self.excess.shape[0]
        if self.excess.shape != (size, size, size, 3) or size < 2:
            raise ValueError(f"a cube is (N, N, N, 3) with N >= 2, not {self.excess.shape}")
        if not self.high > self.low:
            raise ValueError(f"an empty domain: {self.low} to {self.high}")
        object.__setattr__(self, "excess", _checked(self.excess, "cube"))

    @property
    def size(self) -> int:
        return int(self.excess.shape[0])


@dataclass(frozen=True, eq=False)
class PixelTransform:
    """All that happens to a pixel; None and 0 mean nothing.

    ``full`` and ``base``: cubes of one size, domain and axis; ``base`` is asked only where there is a
    ``mask``. ``grid``: float32 ``GRID_SHAPE``, residual affine transforms, read trilinearly at half-pixel
    centres (16 u - 0.5, 16 v - 0.5, 8 luma - 0.5, clamped). ``detail`` and ``base_detail``: float32 (h, w),
    added to encoded values, laid over the whole picture bilinearly (w u - 0.5, clamped). ``mask``: float32
    (h, w, 2), p and q of the definition. ``vignette`` -1 (darker corners) to 1, ``grain`` 0 to 1.

    Raises ValueError for other shapes or values that are not finite.
    """

    full: Cube | None = None
    base: Cube | None = None
    grid: Float32 | None = None
    detail: Float32 | None = None
    base_detail: Float32 | None = None
    mask: Float32 | None = None
    vignette: float = 0.0
    grain: float = 0.0

    def __post_init__(self) -> None:
        if self.grid is not None and self.grid.shape != GRID_SHAPE:
            raise ValueError(f"a grid is {GRID_SHAPE}, not {self.grid.shape}")
        for name, rank in (("detail", 2), ("base_detail", 2), ("mask", 3)):
            array: Float32 | None = getattr(self, name)
            if array is not None and (
                array.ndim != rank or array.size == 0 or array.shape[2:] not in ((), (2,))
            ):
                raise ValueError(f"{name} of shape {array.shape}")
        if self.base is not None and self.full is not None and not _alike(self.base, self.full):
            raise ValueError("the two cubes differ in size, domain or axis")
        for name in ("grid", "detail", "base_detail", "mask"):
            array = getattr(self, name)
            if array is not None:
                object.__setattr__(self, name, _checked(array, name))

    @property
    def changes_nothing(self) -> bool:
        """Whether every pixel comes out as it went in."""
        parts = (self.full, self.base, self.grid, self.detail, self.base_detail)
        return all(part is None for part in parts) and self.vignette == 0.0 and self.grain == 0.0


@dataclass(frozen=True)
class Place:
    """Where a strip lies in the picture that is being rendered.

    ``top`` and ``left`` are its first pixel, ``width`` and ``height`` the size of that whole picture, all in
    rendered pixels; ``scale`` is rendered pixels per pixel of the photo, 1 for an export.
    """

    top: int
    left: int
    width: int
    height: int
    scale: float = 1.0


def _alike(one: Cube, other: Cube) -> bool:
    return (one.size, one.low, one.high, one.axis) == (other.size, other.low, other.high, other.axis)


def _checked(array: Float32, name: str) -> Float32:
    """A read-only contiguous view."""
    if array.dtype != np.float32 or not np.isfinite(array).all():
        raise ValueError(f"the {name} must be finite float32")
    view = np.ascontiguousarray(array).view()
    view.flags.writeable = False
    return view
