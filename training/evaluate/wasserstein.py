"""Sliced Wasserstein distances between sets of photos, where each photo has a weight.

The distance of order 1 along a line is the area between two cumulative distributions. Kept as one histogram
for each photo, line and part of the picture, distributions pool by adding up: a hundred ways of drawing or
weighting photos cost one product of matrices. That makes honest errors, over photos and not over pixels,
cheap.

N. Bonneel et al.: Sliced and Radon Wasserstein barycenters of measures, 2015.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.imaging.image import Float32
from training.randomness import Random

BINS = 96
_MARGIN = 1.2


@dataclass(frozen=True, eq=False)
class Slices:
    """Lines through a space of d dimensions, of length 1: ``directions`` (d, lines). Beyond ``reach`` from
    the origin all counts as lying there.
    """

    directions: Float32
    reach: float

    def histograms(self, values: Float32, parts: np.ndarray | None = None, kinds: int = 1) -> Float32:
        """(n, kinds, lines, BINS): how much of each photo lies where, 1 in all for each photo and line.

        ``values`` (n, p, d): p points of each of n photos. ``parts`` (n, p): to which of ``kinds`` parts of
        the picture each point belongs; negative: to none.
        """
        count, points, dimensions = values.shape
        lines = self.directions.shape[1]
        on_line = values.reshape(-1, dimensions) @ self.directions
        place = np.nan_to_num(on_line * np.float32(BINS / (2 * self.reach))) + np.float32(BINS / 2)
        bins = np.clip(place, 0, BINS - 1).astype(np.int64).reshape(count, points, lines)
        photo = np.arange(count)[:, None]
        cell = np.broadcast_to(photo * kinds, (count, points)) + (0 if parts is None else parts)
        index = (cell[..., None] * lines + np.arange(lines)) * BINS + bins
        chosen = index if parts is None else index[parts >= 0]
        counted = np.bincount(chosen.ravel(), minlength=count * kinds * lines * BINS)
        shares = counted.reshape(count, kinds, lines, BINS) / points
        return np.asarray(shares, np.float32)

    def distances(self, a: Float32, weights_a: Float32, b: Float32, weights_b: Float32) -> Float32:
        """(r, kinds): the distance, part by part, between the sets with histograms ``a`` and ``b``.

        Each of r rows of ``weights_a`` (r, n) and ``weights_b`` (r, m) says how much each photo counts. NaN
        where a side has nothing of that part.
        """
        return self.between(self.cumulated(a, weights_a), self.cumulated(b, weights_b))

    def between(self, one: Float32, other: Float32) -> Float32:
        """(r, kinds): the distance between cumulative distributions (r, kinds, lines, BINS)."""
        found: Float32 = np.abs(one - other).sum(3).mean(2) * np.float32(2 * self.reach / BINS)
        return found

    def cumulated(self, histograms: Float32, weights: Float32) -> Float32:
        """(r, kinds, lines, BINS): of sets of photos by rows of ``weights`` (r, n); NaN if they lack it."""
        count, kinds, lines, bins = histograms.shape
        pooled = (weights @ histograms.reshape(count, -1)).reshape(-1, kinds, lines, bins)
        total = pooled[:, :, :1].sum(3, keepdims=True)
        pooled = np.divide(pooled, total, out=np.full_like(pooled, np.nan), where=total > 1e-9)
        result: Float32 = np.cumsum(pooled, axis=3, dtype=np.float32)
        return result


def slices(dimensions: int, lines: int, reach_of: Float32, random: Random) -> Slices:
    """Random lines, even over the sphere, that reach over nearly all of the points ``reach_of`` (n, d)."""
    drawn = random.standard_normal((dimensions, lines))
    if dimensions == 1:
        drawn = np.ones((1, lines))
    directions = (drawn / np.linalg.norm(drawn, axis=0)).astype(np.float32)
    reach = float(np.quantile(np.abs(reach_of @ directions), 0.998)) * _MARGIN
    return Slices(directions, max(reach, 1e-6))
