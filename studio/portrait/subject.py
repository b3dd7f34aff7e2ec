"""The people whose faces were found: GrabCut seeded by the faces.

After C. Rother, V. Kolmogorov, A. Blake, GrabCut, SIGGRAPH 2004, as OpenCV has it. Faces and their skin say
where people are and what colours they have. GrabCut knows no places, and takes a wall of a shirt's colour for
the shirt: so its colour models are joined with how far each pixel is from a body, which settles what is far
or near, and then the cut draws the border. The guided filter makes it soft and follows hair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

from studio.imaging.image import Float32
from studio.portrait.face import Face
from studio.portrait.guided import box_mean, refined
from studio.portrait.small import cleaned, reduced, resized

Mask: TypeAlias = npt.NDArray[np.bool_]
Seeds: TypeAlias = npt.NDArray[np.uint8]
Model: TypeAlias = npt.NDArray[np.float64]

_WORK = (144, 192)
"""Least and greatest longest side at which people are cut out, pixels."""
_FACE = 64
"""Side of the largest face there: close portraits need fewer pixels, and GrabCut's time goes with them."""
_SEED = 1
_GAUSSIANS = 5
_SURE, _SURELY_NOT = 4.0, -3.0
"""Log odds from which a pixel's place and colour settle what it is."""
_NEAR, _FAR = 0.8, -2.0
"""Log odds of places well inside a person's usual outline, and of those where no part is expected."""
_RIM = -6.0
"""Log odds of a colour on the rim that is rather the background's."""
_STRANGE = 3e-7
"""Density of colours that neither model knows: there the place decides."""


def subject_map(thumbnail: Float32, faces: Sequence[Face], skin: Float32) -> Float32:
    """How much each pixel belongs to the people: float32 (h, w), 0 to 1; zero everywhere without a face.

    ``thumbnail``: float32 (h, w, 3), extended sRGB; ``skin``: float32 (h, w), their skin
    (:func:`studio.portrait.skin.skin_map`). The same picture and faces give the same map, in any thread.
    """
    shape = thumbnail.shape[:2]
    if not faces:
        return np.zeros(shape, np.float32)
    picture = cleaned(thumbnail)
    largest = max(face.pixels(shape)[2] for face in faces) / max(shape)
    small = reduced(picture, round(min(max(_FACE / max(largest, 0.01), _WORK[0]), _WORK[1])))
    bodies = [_Body.of(face, small.shape) for face in faces]
    people = _cut(small, bodies, resized(skin, small.shape))
    return refined(people, small, picture, 4, 2e-4)


@dataclass(frozen=True)
class _Body:
    """Where a face's person surely, probably and possibly is, and the log odds of it: maps of (h, w)."""

    head: Mask
    trunk: Mask
    likely: Mask
    may: Mask
    odds: Float32

    @classmethod
    def of(cls, face: Face, shape: tuple[int, ...]) -> _Body:
        x, y = face.coordinates(shape)
        head = np.hypot(x / 0.45, (y - 0.02) / 0.6)
        hair = np.hypot(x / 0.62, (y + 0.1) / 0.85)
        x, y = face.coordinates(shape, body=True)
        wide = np.abs(x)
        trunk = (wide < 0.25) & (y > 0.5) & (y < 1.6)
        # Shoulders fall from the neck to about a face and a quarter on each side; legs go on below.
        shoulders = np.clip(0.35 + 3.5 * (y - 0.65), 0.3, 1.55)
        likely = (hair < 1.0) | ((wide < 0.85 * shoulders) & (y > 0.5) & (y < 3.6))
        may = ((wide < 1.6) & (y > -1.8)) | ((wide < 3.6) & (y > -1.2))
        # In sides of the face: 0 at the usual outline, and more negative outwards.
        outline = np.where(y < 8.0, np.where(y < 3.6, shoulders, 0.8), 0.0)
        beside = np.where(y > 0.5, wide - outline, 9.0)
        away = np.minimum(beside, 1.0 * (hair - 1.0))
        odds = np.clip(-2.5 * away, -5.0, 4.0)
        return cls(head < 1.0, trunk, likely, may & (y < 10.0), np.asarray(odds, np.float32))


def _cut(picture: Float32, bodies: Sequence[_Body], skin: Float32) -> Float32:
    """The people as 0 and 1, float32 (h, w)."""
    bare = skin > 0.5
    head, trunk, likely, may = (
        np.logical_or.reduce([getattr(body, part) for body in bodies])
        for part in ("head", "trunk", "likely", "may")
    )
    seeds = np.full(bare.shape, cv2.GC_BGD, np.uint8)
    seeds[may] = cv2.GC_PR_BGD
    seeds[likely | (may & bare)] = cv2.GC_PR_FGD
    # A face's box reaches past its edges: within it only skin is sure.
    seeds[trunk | (head & bare)] = cv2.GC_FGD
    if not (seeds & 1).any() or (seeds & 1).all():
        return np.asarray(seeds & 1, np.float32)
    odds = np.max([body.odds for body in bodies], axis=0)
    pixels = np.asarray(picture * 255.0 + 0.5, np.uint8)
    sure = (seeds == cv2.GC_FGD) | ((seeds == cv2.GC_PR_FGD) & ((odds > _NEAR) | bare))
    people, background = _models(pixels, sure, odds)
    by_colour = _log_density(pixels, people) - _log_density(pixels, background)
    odds = odds + 4.0 * bare + box_mean(np.asarray(by_colour.clip(-4.5, 4.5), np.float32), 1)
    open_ = (seeds == cv2.GC_PR_BGD) | (seeds == cv2.GC_PR_FGD)
    seeds[open_] = np.where(odds > 0.0, cv2.GC_PR_FGD, cv2.GC_PR_BGD)[open_]
    seeds[open_ & (odds > _SURE)] = cv2.GC_FGD
    seeds[open_ & (odds < _SURELY_NOT)] = cv2.GC_BGD
    labels = seeds.copy()
    cv2.grabCut(pixels, labels, (0, 0, 1, 1), background, people, 1, cv2.GC_EVAL_FREEZE_MODEL)
    found = np.asarray(labels & 1, np.uint8)
    # GrabCut's cheapest border runs one pixel outside: what is there and of the background's colour goes.
    rim = (found == 1) & (cv2.erode(found, np.ones((5, 5), np.uint8), borderValue=1) == 0)
    found[rim & (by_colour < _RIM)] = 0
    return _attached(found, seeds)


def _models(pixels: npt.NDArray[np.uint8], people: Mask, odds: Float32) -> tuple[Model, Model]:
    """The colours of the people and of the background, as GrabCut learns them.

    Both are learned where they surely are: in between are sleeves, hair, hems, and what shines through.
    """
    far = ~people & (odds <= max(_FAR, float(np.percentile(odds[~people], 20.0))))
    chosen = people | far
    samples = np.ascontiguousarray(pixels[chosen][:, None, :])
    labels = np.where(people[chosen], cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)[:, None]
    # The first clusters are drawn from OpenCV's generator, of which every thread has its own.
    cv2.setRNGSeed(_SEED)
    background, inside = np.zeros((1, 13 * _GAUSSIANS)), np.zeros((1, 13 * _GAUSSIANS))
    cv2.grabCut(samples, labels, (0, 0, 1, 1), background, inside, 0, cv2.GC_INIT_WITH_MASK)
    return inside, background


def _log_density(pixels: npt.NDArray[np.uint8], model: Model) -> Float32:
    """(h, w): the log density of a colour mixture as GrabCut keeps it (weights, means, covariances)."""
    weights, means, covariances = np.split(model.ravel(), (_GAUSSIANS, 4 * _GAUSSIANS))
    total = np.full(pixels.shape[:2], _STRANGE)
    for weight, mean, covariance in zip(
        weights, means.reshape(-1, 3), covariances.reshape(-1, 3, 3), strict=True
    ):
        if weight <= 0.0:
            continue
        wide = covariance + np.eye(3) * 4.0
        apart = pixels - mean
        distance = np.einsum("...i,ij,...j->...", apart, np.linalg.inv(wide), apart, optimize=True)
        total += weight * np.exp(-0.5 * distance) / np.sqrt(np.linalg.det(wide))
    return np.asarray(np.log(total), np.float32)


def _attached(people: Seeds, seeds: Seeds) -> Float32:
    """Without patches that hang on nobody."""
    count, labels = cv2.connectedComponents(people, connectivity=4)
    held = np.zeros(count, np.float32)
    held[labels[seeds == cv2.GC_FGD]] = 1.0
    held[0] = 0.0
    return np.asarray(held[labels], np.float32)
