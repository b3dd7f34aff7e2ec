"""Tone curves of ICC profiles (ICC.1:2010, 10.6 and 10.16), both ways, on arrays."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[Any]
# Honest curves reach 1; those of some cameras a little more.
_MOST_LINEAR = 16.0


@dataclass(frozen=True)
class ParametricCurve:
    """Device value x to linear y: ``(a x + b) ** g + e`` from ``d`` on, ``c x + f`` below.

    Mirrored at 0, so that extended values keep their sign. Raises ValueError where it could not be inverted,
    or leaves all bounds between 0 and 1.
    """

    g: float
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 0.0
    f: float = 0.0

    def __post_init__(self) -> None:
        if not (0.05 <= self.g <= 20 and self.a > 1e-4 and self.c >= 0):
            raise ValueError(f"unusable curve {self}")
        with np.errstate(over="ignore", invalid="ignore"):
            ends = self.decode(np.array([0.0, 0.999 * min(self.d, 1.0), min(self.d, 1.0), 1.0]))
        if not np.all(np.abs(ends) <= _MOST_LINEAR):  # no number is not either
            raise ValueError(f"unusable curve {self}")

    @staticmethod
    def from_icc(function: int, numbers: dict[str, float]) -> ParametricCurve:
        """The curve of parametricCurveType ``function`` 0 to 4; ``numbers`` by letter."""
        n = {**dict.fromkeys("abcdef", 0.0), "a": 1.0, **numbers}
        if function in (1, 2):  # below -b / a the value is constant
            if n["a"] == 0:
                raise ValueError("unusable curve")
            constant = n["c"] if function == 2 else 0.0
            return ParametricCurve(n["g"], n["a"], n["b"], 0.0, -n["b"] / n["a"], constant, constant)
        return ParametricCurve(n["g"], n["a"], n["b"], n["c"], n["d"], n["e"], n["f"])

    def to_icc(self) -> bytes:
        """As parametricCurveType: function 0 for a bare power, else 4."""
        bare = (self.a, self.b, self.c, self.d, self.e, self.f) == (1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        numbers = [self.g] if bare else [self.g, self.a, self.b, self.c, self.d, self.e, self.f]
        fixed = [round(number * 65536) for number in numbers]
        return b"para\0\0\0\0" + struct.pack(f">HH{len(fixed)}i", 0 if bare else 4, 0, *fixed)

    def decode(self, values: Floats) -> Floats:
        """Device values to linear, in the array's own type."""
        size = np.abs(values)
        power = np.maximum(self.a * size + self.b, 0) ** self.g + self.e
        if self.d > 0:
            power = np.where(size >= self.d, power, self.c * size + self.f)
        return np.copysign(power, values)

    def encode(self, linear: Floats) -> Floats:
        """Linear to device values; the inverse of :meth:`decode`."""
        size = np.abs(linear)
        values = (np.maximum(size - self.e, 0) ** (1 / self.g) - self.b) / self.a
        if self.d > 0:
            knee = max(self.a * self.d + self.b, 0.0) ** self.g + self.e
            low = (size - self.f) / self.c if self.c > 0 else np.zeros_like(size)
            values = np.where(size >= knee, values, np.clip(low, 0, self.d))
        return np.copysign(np.maximum(values, 0), linear)


@dataclass(frozen=True, eq=False)
class TableCurve:
    """Device values 0 to 1 to linear by a table, read linearly; beyond 1 on by its last slope; mirrored."""

    table: npt.NDArray[np.float64]

    def __post_init__(self) -> None:
        table = np.maximum.accumulate(self.table)
        if table.size < 2 or table[-1] - table[0] < 1e-3:
            raise ValueError("flat curve")
        object.__setattr__(self, "table", table)

    def decode(self, values: Floats) -> Floats:
        """Device values to linear, in the array's own type."""
        size = np.abs(values)
        places = np.linspace(0, 1, self.table.size)
        linear = np.interp(size, places, self.table)
        linear += np.maximum(size - 1, 0) * self._last_slope()
        return np.asarray(np.copysign(linear, values), values.dtype)

    def encode(self, linear: Floats) -> Floats:
        """Linear to device values; the inverse of :meth:`decode`, cut to 0 to 1."""
        places = np.linspace(0, 1, self.table.size)
        # Of several places with one value, the last of a run at the bottom and the first elsewhere.
        keep = np.concatenate([[True], np.diff(self.table) > 0])
        start = int(np.searchsorted(self.table, self.table[0], side="right")) - 1
        places_kept = places[keep].copy()
        places_kept[0] = places[start]
        size = np.abs(linear)
        values = np.interp(size, self.table[keep], places_kept, left=0.0)
        return np.asarray(np.copysign(values, linear), linear.dtype)

    def _last_slope(self) -> float:
        return float(max(self.table[-1] - self.table[-2], 0.0)) * (self.table.size - 1)


Curve: TypeAlias = ParametricCurve | TableCurve

# IEC 61966-2-1 in the terms of ICC.
SRGB_CURVE = ParametricCurve(g=2.4, a=1 / 1.055, b=0.055 / 1.055, c=1 / 12.92, d=0.04045)
