"""The look-up table that comes nearest to what a style did to the colours of photos.

The table is the minimum of

    sum of w |T E - e|²  +  smooth * bending(E)  +  still * slope(E)

``E`` is its excess over the identity, ``T`` tetrahedral interpolation as in :mod:`studio.styles.lut`, ``e``
the change that a colour underwent in the mean, ``w`` how often it occurred. Bending are second differences
along red, green and blue and, more heavily, along the grays; slope are first ones. Where no photo has
colours the table goes on straight and levels out. The equations of tetrahedra couple a node with its 14
neighbours only, so that conjugate gradients on plain arrays do; a coarse table is the beginning of a fine
one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from studio.engine.passport_bins import ColourChanges
from studio.imaging.image import Float32
from studio.imaging.transform import LUMA
from studio.styles.lut import Lut, bake, identity_grid

Float64 = npt.NDArray[np.float64]

MOST_NODES = 33
"""Nodes an axis of the finest table that is fitted; a larger one is sampled from it, which is exact at 65."""
COARSEST = 5
STEPS = 60
CLOSE_ENOUGH = 1e-5
MOST_FALL = 0.25 / 255
"""How much darker a brighter gray may come out before the table is smoothed more."""
_STIFFER = 4.0
_ATTEMPTS = 4
# From a node to those of its cell that come after it on the way from black to white, [blue, green, red].
_WAYS = ((0, 0, 1), (0, 1, 0), (1, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0), (1, 1, 1))


@dataclass(frozen=True)
class Stiffness:
    """Weights of the smoothness against data whose weights sum to 1.

    ``smooth`` is for second differences along an axis, ``gray`` along the grays, ``still`` for first ones.
    """

    smooth: float = 1e-6
    gray: float = 1e-6
    still: float = 1e-6

    def times(self, factor: float) -> Stiffness:
        return Stiffness(self.smooth * factor, self.gray * factor**2, self.still)


OF_A_TABLE = Stiffness()


def fit_lut(
    changes: ColourChanges, size: int, title: str = "", check: Callable[[], None] | None = None
) -> Lut:
    """The table of ``size`` nodes an axis over 0 to 1 that comes nearest to ``changes``.

    It is smoothed more, several times at most, while a brighter gray comes out darker than another by more
    than ``MOST_FALL``. ``check`` is called between the steps and may raise.
    """
    nodes = min(size, MOST_NODES)
    for attempt in range(_ATTEMPTS):
        excess = fit_excess(changes, nodes, OF_A_TABLE.times(_STIFFER**attempt), check)
        lut = Lut(title, (identity_grid(nodes) + excess).astype(np.float32))
        if gray_fall(lut) <= MOST_FALL:
            break
    return bake(lut, size)


def gray_fall(lut: Lut, levels: int = 256) -> float:
    """The largest step down of luma (Rec. 601, encoded) from one gray to a brighter one; 0 for none."""
    ramp = np.repeat(np.linspace(0, 1, levels, dtype=np.float32)[:, None], 3, axis=1)
    luma = lut.evaluate(ramp) @ np.array(LUMA, np.float32)
    return max(0.0, -float(np.diff(luma).min()))


def fit_excess(
    changes: ColourChanges, size: int, stiffness: Stiffness, check: Callable[[], None] | None = None
) -> Float32:
    """The nearest table's excess, float32 (size, size, size, 3), indexed [blue, green, red]."""
    sizes = [size]
    while sizes[-1] > COARSEST:
        sizes.append(max((sizes[-1] + 1) // 2, COARSEST))
    excess = np.zeros((sizes[-1], sizes[-1], sizes[-1], 3), np.float32)
    for nodes in reversed(sizes):
        if len(excess) != nodes:
            # A table of excesses is interpolated as one of colours is.
            excess = Lut("", excess).evaluate(identity_grid(nodes))
        excess = _Equations(changes, nodes, stiffness).solve(excess, check)
    return excess


class _Equations:
    """The normal equations for one size: symmetric and positive definite."""

    def __init__(self, changes: ColourChanges, size: int, stiffness: Stiffness) -> None:
        self.size = size
        last, count, shape = size - 1, size**3, (size, size, size)
        # Integrals over the cube of colours, so that they weigh the same at every size.
        self.bend, self.slope = stiffness.smooth * last, stiffness.still / last
        self.gray = stiffness.gray * last**3
        corners, shares = _tetrahedra(changes.colours, size)
        weights = changes.weights

        def summed(places: npt.NDArray[np.intp], values: Float64, bins: int = count) -> Float64:
            sums: Float64 = np.bincount(places.ravel(), values.ravel(), bins).astype(np.float64, copy=False)
            return sums

        self.diagonal = summed(corners, weights[:, None] * shares**2).reshape(shape)
        sides = [
            summed(corners, (weights * changes.changes[:, channel])[:, None] * shares).reshape(shape)
            for channel in range(3)
        ]
        self.right = np.stack(sides, axis=-1)
        way_of = np.zeros(size * size + size + 2, np.intp)
        for number, (blue, green, red) in enumerate(_WAYS):
            way_of[(blue * size + green) * size + red] = number
        sums = np.zeros(len(_WAYS) * count)
        for first in range(4):
            for second in range(first + 1, 4):
                way = way_of[corners[:, second] - corners[:, first]]
                products = weights * shares[:, first] * shares[:, second]
                sums += summed(way * count + corners[:, first], products, len(sums))
        tables = sums.reshape(len(_WAYS), *shape)
        self.couplings = [table[_near(way)][..., None] for table, way in zip(tables, _WAYS, strict=True)]

    def solve(self, start: Float32, check: Callable[[], None] | None) -> Float32:
        """float32 (size, size, size, 3): few nodes at once, more by conjugate gradients from ``start``."""
        if self.size <= COARSEST:
            return self._solve_at_once()
        x = start.astype(np.float64)
        precondition = 1.0 / self._scale()[..., None]
        residual = self.right - self._apply(x)
        enough = CLOSE_ENOUGH**2 * max(float((self.right**2 * precondition).sum()), 1e-30)
        z = precondition * residual
        direction, power = z.copy(), float((residual * z).sum())
        for step in range(STEPS):
            if power <= enough:
                break
            if check is not None and step % 8 == 0:
                check()
            image = self._apply(direction)
            length = power / float((direction * image).sum())
            x += length * direction
            residual -= length * image
            z = precondition * residual
            before, power = power, float((residual * z).sum())
            direction = z + (power / before) * direction
        return x.astype(np.float32)

    def _solve_at_once(self) -> Float32:
        count = self.size**3
        matrix = self._apply(np.eye(count).reshape(*self.diagonal.shape, count)).reshape(count, count)
        solution = np.linalg.solve(matrix, self.right.reshape(count, 3))
        return solution.reshape(*self.diagonal.shape, 3).astype(np.float32)

    def _apply(self, x: Float64) -> Float64:
        out: Float64 = self.diagonal[..., None] * x
        for way, coupling in zip(_WAYS, self.couplings, strict=True):
            near, far = _near(way), _far(way)
            out[near] += coupling * x[far]
            out[far] += coupling * x[near]
        for axis in range(3):
            _add_squared(out, x, axis, 2, self.bend)
            _add_squared(out, x, axis, 1, self.slope)
        line = np.arange(self.size)
        on_grays = np.zeros((self.size, x.shape[-1]))
        _add_squared(on_grays, x[line, line, line], 0, 2, self.gray)
        out[line, line, line] += on_grays
        return out

    def _scale(self) -> Float64:
        """The diagonal of all of it, nearly: what preconditions."""
        scale: Float64 = self.diagonal + 3 * (6 * self.bend + 2 * self.slope)
        line = np.arange(self.size)
        scale[line, line, line] += 6 * self.gray
        return scale


def _tetrahedra(colours: Float64, size: int) -> tuple[npt.NDArray[np.intp], Float64]:
    """The four nodes (flat) around colours within 0 to 1, from black on, and their shares: (n, 4) each."""
    position = colours * (size - 1)
    lower = np.minimum(position.astype(np.intp), size - 2)
    fraction = position - lower
    order = np.argsort(-fraction, axis=1, kind="stable")
    strides = np.array([1, size, size * size], np.intp)
    corners = (lower @ strides)[:, None] + np.cumsum(
        np.concatenate([np.zeros((len(order), 1), np.intp), strides[order]], axis=1), axis=1
    )
    falling = np.take_along_axis(fraction, order, axis=1)
    shares: Float64 = -np.diff(falling, axis=1, prepend=1.0, append=0.0)
    return corners, shares


def _near(way: tuple[int, int, int]) -> tuple[slice, ...]:
    """The nodes that have a neighbour that way."""
    return tuple(slice(None, -1) if step else slice(None) for step in way)


def _far(way: tuple[int, int, int]) -> tuple[slice, ...]:
    """Those neighbours."""
    return tuple(slice(1, None) if step else slice(None) for step in way)


def _add_squared(out: Float64, x: Float64, axis: int, order: int, weight: float) -> None:
    """``out += weight * D' D x`` for differences ``D`` of order 1 or 2 along an axis, within the ends."""
    x, out = np.moveaxis(x, axis, 0), np.moveaxis(out, axis, 0)
    if order == 1:
        difference = weight * (x[1:] - x[:-1])
        out[1:] += difference
        out[:-1] -= difference
    else:
        difference = weight * (x[2:] - 2.0 * x[1:-1] + x[:-2])
        out[2:] += difference
        out[1:-1] -= 2.0 * difference
        out[:-2] += difference
