"""Lut: a colour look-up table, and what it means to apply one.

**The definition** (shared with :mod:`studio.kernels`, which computes the same on any device):

``f(c)``
    the table. The input is clamped to the domain, goes through the one-dimensional *shaper* of its channel
    (linear interpolation), then through the three-dimensional *cube* (tetrahedral interpolation, the
    unit cell cut into the six tetrahedra that share its black-white diagonal, so grays interpolate only
    grays). NaN counts as the lower end of the domain.
``c``
    ``clamp(x, 0, 1)``: styles act on the clamped colour.
strength ``s`` in 0 to 1.5
    ``y = c + s * (f(c) - c) + (x - c)``, which is ``x + s * (f(c) - c)``. The rest of a colour outside
    sRGB is carried through. Nothing is clamped at the end: above 1 the change is extrapolated, and a
    value that leaves 0 to 1 is an extended colour like any other, clipped by the export or the display.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from studio.imaging.colour import colour_grid
from studio.imaging.image import Float32

Triple: TypeAlias = tuple[float, float, float]
Domain: TypeAlias = tuple[Triple, Triple]

UNIT_DOMAIN: Domain = ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0))
# Narrower domains are a fault of the file and would divide by nearly nothing.
MIN_DOMAIN_WIDTH = 1e-6
_BLOCK = 1 << 17


@dataclass(frozen=True, eq=False)
class Lut:
    """A table of colours; at least one of ``shaper`` and ``cube`` is there.

    ``shaper``: float32 (N, 3), N >= 2, columns red, green, blue; applied first, over ``shaper_domain``.
    ``cube``: float32 (S, S, S, 3), S >= 2, indexed ``[blue, green, red]`` (red varies fastest, as in the
    files), over ``domain``. A domain is (minimum, maximum), each per channel. Table values are the output,
    sRGB-encoded, nominally 0 to 1, and may lie outside. Arrays are made read-only.

    Raises ValueError for other shapes or types, values that are not finite, or an empty domain.
    """

    title: str
    cube: Float32 | None = None
    domain: Domain = UNIT_DOMAIN
    shaper: Float32 | None = None
    shaper_domain: Domain = UNIT_DOMAIN

    def __post_init__(self) -> None:
        if self.cube is None and self.shaper is None:
            raise ValueError("a table needs a shaper or a cube")
        if self.cube is not None:
            size = self.cube.shape[0]
            if self.cube.shape != (size, size, size, 3) or size < 2:
                raise ValueError(f"a cube is (S, S, S, 3) with S >= 2, not {self.cube.shape}")
        if self.shaper is not None and (
            self.shaper.ndim != 2 or self.shaper.shape[1] != 3 or len(self.shaper) < 2
        ):
            raise ValueError(f"a shaper is (N, 3) with N >= 2, not {self.shaper.shape}")
        for field in ("cube", "shaper"):
            table: Float32 | None = getattr(self, field)
            if table is None:
                continue
            if table.dtype != np.float32 or not np.isfinite(table).all():
                raise ValueError(f"the {field} must be finite float32")
            view = np.ascontiguousarray(table).view()
            view.flags.writeable = False
            object.__setattr__(self, field, view)
        for low, high in (self.domain, self.shaper_domain):
            if not all(b - a >= MIN_DOMAIN_WIDTH for a, b in zip(low, high, strict=True)):
                raise ValueError(f"an empty or reversed domain: {low} to {high}")

    @property
    def input_domain(self) -> Domain:
        """The range of colours that the table tells apart; outside it the border's answer holds."""
        return self.shaper_domain if self.shaper is not None else self.domain

    @property
    def nbytes(self) -> int:
        """Memory of the tables in bytes."""
        return sum(table.nbytes for table in (self.cube, self.shaper) if table is not None)

    def evaluate(self, rgb: Float32) -> Float32:
        """``f(rgb)`` for sRGB-encoded colours of shape (..., 3); float32 of the same shape.

        The plain definition in numpy, for tests and for baking tables; pictures go through
        :mod:`studio.kernels`.
        """
        colours = np.ascontiguousarray(rgb, dtype=np.float32).reshape(-1, 3)
        out = np.empty_like(colours)
        for start in range(0, len(colours), _BLOCK):
            block = colours[start : start + _BLOCK]
            if self.shaper is not None:
                block = _through_shaper(self.shaper, _position(block, self.shaper_domain, len(self.shaper)))
            if self.cube is not None:
                block = _through_cube(self.cube, _position(block, self.domain, len(self.cube)))
            out[start : start + _BLOCK] = block
        return out.reshape(np.shape(rgb))


def apply_lut(lut: Lut, rgb: Float32, strength: float = 1.0) -> Float32:
    """The definition above for extended sRGB colours (..., 3): ``x + s * (f(c) - c)``, ``c = clamp(x)``."""
    pixels = np.asarray(rgb, dtype=np.float32)
    clamped = np.clip(pixels, 0.0, 1.0)
    result: Float32 = pixels + np.float32(strength) * (lut.evaluate(clamped) - clamped)
    return result


def identity_grid(size: int, domain: Domain = UNIT_DOMAIN) -> Float32:
    """(size, size, size, 3), indexed [blue, green, red]: the colour that each node stands for."""
    return colour_grid(*(np.linspace(low, high, size) for low, high in zip(*domain, strict=True)))


def bake(lut: Lut, size: int) -> Lut:
    """The same table as one cube of ``size`` nodes an axis, the shaper composed in.

    Without a shaper the cube keeps its domain, and the same size gives the same numbers. With one the
    domain is cut to 0 to 1 (where it reaches there), because a logarithmic shaper's range of thousands
    would leave the pictures' own range without nodes.
    """
    if lut.cube is not None and lut.shaper is None and len(lut.cube) == size:
        return lut
    domain = lut.input_domain
    if lut.shaper is not None:
        domain = _within_unit(domain)
    return Lut(lut.title, lut.evaluate(identity_grid(size, domain)), domain)


def with_title(lut: Lut, title: str) -> Lut:
    """The same tables under another title."""
    return replace(lut, title=title)


def _within_unit(domain: Domain) -> Domain:
    low, high = (np.clip(end, 0.0, 1.0) for end in domain)
    if (high - low < MIN_DOMAIN_WIDTH).any():
        return domain
    return (float(low[0]), float(low[1]), float(low[2])), (float(high[0]), float(high[1]), float(high[2]))


def _position(colours: Float32, domain: Domain, nodes: int) -> Float32:
    """Clamped place of each value along its axis, 0 to nodes - 1."""
    low, high = (np.asarray(end, dtype=np.float64) for end in domain)
    scaled = (colours - low) * ((nodes - 1) / (high - low))
    # fmax before fmin sends NaN to the lower end.
    return np.fmin(np.fmax(scaled, 0.0), nodes - 1.0).astype(np.float32)


def _through_shaper(shaper: Float32, position: Float32) -> Float32:
    lower = np.minimum(position.astype(np.intp), len(shaper) - 2)
    fraction = position - lower
    channel = np.arange(3)
    below, above = shaper[lower, channel], shaper[lower + 1, channel]
    result: Float32 = below + fraction * (above - below)
    return result


def _through_cube(cube: Float32, position: Float32) -> Float32:
    size = len(cube)
    nodes = cube.reshape(-1, 3)
    lower = np.minimum(position.astype(np.intp), size - 2)
    fraction = position - lower
    strides = np.array([1, size, size * size], dtype=np.intp)
    corner = lower @ strides
    # From the black corner of the cell to the white one, along the axis of the largest fraction first.
    order = np.argsort(-fraction, axis=1, kind="stable")
    sorted_fraction = np.take_along_axis(fraction, order, axis=1)
    result: Float32 = nodes[corner] * (1.0 - sorted_fraction[:, :1])
    for step in range(3):
        corner = corner + strides[order[:, step]]
        weight = sorted_fraction[:, step : step + 1]
        if step < 2:
            weight = weight - sorted_fraction[:, step + 1 : step + 2]
        result += nodes[corner] * weight
    return result
