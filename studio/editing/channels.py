"""Colours as three channels; for numpy and torch alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from array_api_compat import array_namespace

Array: TypeAlias = Any  # of numpy or torch; the array API has no static type for it


def channels(rgb: Array) -> list[Array]:
    """Red, green and blue of colours (..., 3), each of shape (...)."""
    return [rgb[..., channel] for channel in range(3)]


def stacked(parts: Sequence[Array]) -> Array:
    """Channels (...) to colours (..., 3), each channel staying contiguous in memory."""
    xp = array_namespace(*parts)
    return xp.moveaxis(xp.stack(list(parts), axis=0), 0, -1)


def mixed(parts: Sequence[Array], matrix: Sequence[Sequence[float]]) -> list[Array]:
    """The three channels of ``matrix @ parts``.

    Written out, as a matrix product may round differently for another number of pixels.
    """
    red, green, blue = parts
    return [red * row[0] + green * row[1] + blue * row[2] for row in matrix]
