"""The skin of the people whose faces were found.

Skin is what has the colour of these very faces and belongs to their bodies. Each face gives a colour model
learned from its own inner pixels, in a measure that shade hardly changes
(:func:`studio.portrait.small.shade_free`), so that dark, light and oddly lit
skin count alike; the colours far from every body say what else looks so (sand, wood, walls). Bayes' rule
joins the two with where a body can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from studio.imaging.image import Float32
from studio.portrait.face import Face
from studio.portrait.guided import refined
from studio.portrait.small import cleaned, falling, reduced, shade_free

WORK = 256
"""Longest side at which skin is looked for, pixels."""
_SMALLEST = 24
"""Fewest pixels of a face that a colour can be learned from."""
_DEEPEST = 20.0
_FLOOR = np.array([8.0, 2.5, 2.5])
"""Least deviation of a skin's L* and colour."""


@dataclass(frozen=True)
class _Colour:
    """A normal distribution of L* and shade-free colour."""

    mean: Float32
    inverse: Float32
    volume: float

    def density(self, colours: Float32, shine: Float32) -> Float32:
        """(h, w, 3) to (h, w): a density with tails heavier than normal (Student, 8 degrees).

        ``shine``, 0 to 1, (h, w): how far a lighter pixel may be paler, as where skin mirrors the light.
        """
        lighter = ((colours[..., 0] - self.mean[0]) / (100.0 - self.mean[0] + 1.0)).clip(0.0, 1.0) * shine
        paler = np.ones_like(colours)
        paler[..., 0] += lighter * (colours[..., 0] / self.mean[0] - 1.0)
        paler[..., 1:] -= 0.9 * lighter[..., None]
        apart = colours - self.mean * paler
        distance = np.einsum("...i,ij,...j->...", apart, self.inverse, apart, optimize=True)
        return np.asarray((1.0 + distance / 8.0) ** -5.5 / self.volume, np.float32)


def skin_map(thumbnail: Float32, faces: Sequence[Face]) -> Float32:
    """How much each pixel is skin: float32 (h, w), 0 to 1; zero everywhere without a face.

    ``thumbnail``: float32 (h, w, 3), extended sRGB.
    """
    shape = thumbnail.shape[:2]
    if not faces:
        return np.zeros(shape, np.float32)
    picture = cleaned(thumbnail)
    small = reduced(picture, WORK)
    colours = shade_free(small)
    places = [_Place.of(face, small.shape) for face in faces]
    skin = np.zeros(small.shape[:2], np.float32)
    # Clothes and hair count among the others too, but less: they may be bare shoulders.
    near = [np.maximum(0.75 * place.body + 0.1 * place.head, place.inner) for place in places]
    away = 1.0 - np.max(near, axis=0)
    others = _density_of(colours, np.asarray(away, np.float32))
    for place in places:
        model = _learned(colours, place)
        if model is None:
            continue
        odds = place.prior / (1.0 - place.prior) * model.density(colours, place.inner) / others
        skin = np.maximum(skin, odds / (1.0 + odds))
    skin = falling(1.0 - _connected(skin, places), 0.5, 0.7)
    return refined(skin, small, picture, 3, 5e-4)


@dataclass(frozen=True)
class _Place:
    """Where a face and what belongs to it lie: maps of (h, w)."""

    inner: Float32
    head: Float32
    body: Float32
    prior: Float32

    @classmethod
    def of(cls, face: Face, shape: tuple[int, ...]) -> _Place:
        x, y = face.coordinates(shape)
        inner = falling(np.hypot(x / 0.33, (y - 0.06) / 0.42), 1.0, 0.01)
        head = falling(np.hypot(x / 0.62, (y - 0.05) / 0.85), 1.0, 0.25)
        x, y = face.coordinates(shape, body=True)
        # Shoulders, arms and hands: a field that widens below the chin.
        reach = 1.1 + 0.9 * np.clip(y, 0.0, 2.0)
        body = falling(np.abs(x) / reach, 1.0, 0.3) * falling(y / 6.5, 1.0, 0.2) * falling(-y, 0.6, 0.5)
        body = np.maximum(head, body)
        prior = 0.02 + 0.28 * body + 0.3 * head + 0.36 * inner
        return cls(*(np.asarray(each, np.float32) for each in (inner, head, body, prior)))


def _learned(colours: Float32, place: _Place) -> _Colour | None:
    """The colour of a face: of its inner pixels without eyes, lips, hair and highlights."""
    samples = colours[place.inner > 0.5].astype(np.float64)
    if len(samples) < _SMALLEST:
        return None
    centre = np.median(samples, axis=0)
    spread = np.maximum(1.4826 * np.median(np.abs(samples - centre), axis=0), _FLOOR)
    near = samples[(((samples - centre) / spread) ** 2).sum(axis=1) < 7.0]
    if len(near) < _SMALLEST:
        return None
    covariance = np.cov(near, rowvar=False) + np.diag(_FLOOR**2)
    # Side light spreads L* as far as hair and background: no further than this.
    covariance[0] *= (narrow := min(1.0, _DEEPEST / float(np.sqrt(covariance[0, 0]))))
    covariance[:, 0] *= narrow
    return _Colour(
        near.mean(axis=0).astype(np.float32),
        np.linalg.inv(covariance).astype(np.float32),
        float(np.sqrt(np.linalg.det(covariance)) * (2.0 * np.pi) ** 1.5),
    )


def _density_of(colours: Float32, weights: Float32) -> Float32:
    """(h, w): how dense the weighted pixels of the picture lie in colour at each pixel's colour."""
    bins = (16, 32, 32)
    low, high = np.array([0.0, -64.0, -64.0]), np.array([100.0, 64.0, 64.0])
    step = (high - low) / bins
    index = np.clip((colours - low) / step, 0, np.array(bins) - 1).astype(np.intp)
    flat = np.ravel_multi_index(tuple(np.moveaxis(index, -1, 0)), bins)
    counts = np.bincount(flat.ravel(), weights=weights.ravel(), minlength=int(np.prod(bins)))
    cube = counts.reshape(bins).astype(np.float32)
    for axis in range(3):
        wide = np.pad(cube, [(1, 1) if each == axis else (0, 0) for each in range(3)], mode="edge")
        before, after = (np.take(wide, np.arange(bins[axis]) + shift, axis) for shift in (0, 2))
        cube = (before + 2.0 * cube + after) / 4.0
    # A share of even density: a colour that is nowhere else is not impossible elsewhere.
    even = 0.3 * colours.shape[0] * colours.shape[1]
    density = (cube + even / cube.size) / (cube.sum() + even) / float(np.prod(step))
    return np.asarray(density.ravel()[flat], np.float32)


def _connected(skin: Float32, places: Sequence[_Place]) -> Float32:
    """The map without patches that touch neither a face nor the field of a body."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats((skin > 0.4).astype(np.uint8), connectivity=8)
    body = np.max([place.body for place in places], axis=0)
    inner = np.max([place.inner for place in places], axis=0)
    keep = np.ones(count, np.float32)
    area = np.maximum(stats[:, cv2.CC_STAT_AREA], 1)
    on_body = np.bincount(labels.ravel(), weights=body.ravel(), minlength=count) / area
    on_face = np.bincount(labels.ravel(), weights=inner.ravel(), minlength=count)
    smallest = 0.02 * min(float(place.inner.sum()) for place in places)
    keep[1:] = np.where((on_face[1:] > 1.0) | ((on_body[1:] > 0.5) & (area[1:] > smallest)), 1.0, 0.15)
    return np.asarray(skin * keep[labels], np.float32)
