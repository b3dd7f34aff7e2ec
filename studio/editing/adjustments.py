"""Light and colour: the steps that map colours to colours, each with its Params and a pure function.

The functions take and give float32 arrays of shape (..., 3) of numpy or torch (the array API), work on
extended sRGB (values below 0 and above 1 stay finite and keep their order) and never clamp. Each declares the
domain it works in: ``linear`` light or ``encoded`` sRGB, so that neighbours share one conversion
(:mod:`studio.editing.develop`). At its default every Param changes nothing, bit by bit: such a step is
skipped.

To add one: write its function, declare its Params in :mod:`studio.editing.light_and_colour` where they belong
in the panel, and put it into :data:`ADJUSTMENTS` where it belongs in the order of processing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from studio.editing.channels import Array, channels, mixed, stacked
from studio.editing.light_and_colour import (
    BLACKS,
    CONTRAST,
    EXPOSURE,
    HIGHLIGHTS,
    SATURATION,
    SHADOWS,
    TEMPERATURE,
    TINT,
    VIBRANCE,
    WHITES,
)
from studio.editing.oklab import colourfulness
from studio.editing.params import Param
from studio.editing.tone import tone
from studio.editing.white_balance import white_balance_matrix

Values: TypeAlias = Mapping[str, float]
Domain: TypeAlias = Literal["linear", "encoded"]


def light(rgb: Array, values: Values) -> Array:
    """Linear light times ``2 ** exposure``, then white balance (:mod:`studio.editing.white_balance`)."""
    factor = float(2.0 ** values["exposure"])
    if values["temperature"] == values["tint"] == 0.0:
        return rgb * factor
    matrix = white_balance_matrix(values["temperature"], values["tint"])
    return stacked(mixed(channels(rgb), [[factor * value for value in row] for row in matrix]))


@dataclass(frozen=True)
class Adjustment:
    """One step of light and colour: what it works on, what steers it, and the function."""

    key: str
    params: tuple[Param, ...]
    domain: Domain
    apply: Callable[[Array, Values], Array]

    def changes_nothing(self, values: Values) -> bool:
        """Whether every Param stands at its default; the step is then skipped."""
        return all(values[param.key] == param.default for param in self.params)


ADJUSTMENTS: tuple[Adjustment, ...] = (
    Adjustment("light", (EXPOSURE, TEMPERATURE, TINT), "linear", light),
    Adjustment("colourfulness", (VIBRANCE, SATURATION), "linear", colourfulness),
    Adjustment("tone", (HIGHLIGHTS, WHITES, SHADOWS, BLACKS, CONTRAST), "encoded", tone),
)
"""In the order of processing: light first, so that it acts on what the camera saw."""
