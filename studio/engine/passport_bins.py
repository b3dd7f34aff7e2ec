"""What became of which colour in a photo, gathered in fine bins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from studio.imaging.image import Float32

Float64 = npt.NDArray[np.float64]

BINS = 64
"""Bins an axis: twice as fine as the finest table, so that a bin's mean stands for its colours."""


@dataclass(frozen=True, eq=False)
class ColourChanges:
    """Mean colours (n, 3) within 0 to 1, what was added to them in the mean (n, 3), and weights (n,)."""

    colours: Float64
    changes: Float64
    weights: Float64


def changes_between(before: Float32, after: Float32) -> ColourChanges:
    """The changes from one picture (..., 3) to another, extended sRGB; the weights sum to 1.

    Colours outside 0 to 1 count at their clamped place, changed by what the whole colour was changed. Raises
    ValueError for a picture without pixels.
    """
    colours = np.clip(before.reshape(-1, 3).astype(np.float64), 0.0, 1.0)
    if not len(colours):
        raise ValueError("a picture without pixels")
    changes = (after.reshape(-1, 3) - before.reshape(-1, 3)).astype(np.float64)
    bins = np.minimum((colours * BINS).astype(np.intp), BINS - 1) @ np.array([1, BINS, BINS * BINS])
    _, place, counts = np.unique(bins, return_inverse=True, return_counts=True)

    def means(values: Float64) -> Float64:
        sums = [np.bincount(place, values[:, channel]) for channel in range(3)]
        return np.stack(sums, axis=1) / counts[:, None]

    return ColourChanges(means(colours), means(changes), counts / len(colours))


def together(parts: Sequence[ColourChanges]) -> ColourChanges:
    """All of them, each weighing the same. Raises ValueError for none."""
    if not parts:
        raise ValueError("no photos")
    return ColourChanges(
        np.concatenate([part.colours for part in parts]),
        np.concatenate([part.changes for part in parts]),
        np.concatenate([part.weights for part in parts]) / len(parts),
    )
