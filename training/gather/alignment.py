"""Before and after of one frame, laid over each other: moved, scaled, straightened and cropped back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from studio.imaging.image import Float32
from training.examples import UInt8

_SURE = 0.85
_SAME = 0.4
"""Correlation of local structure from which two pictures are of one frame. Others have less than 0.15."""
_SAME_SHAPE = 0.015
_LEAST_OVERLAP = 0.2
_MOST_TURN = 12.0
_SCALES = (0.2, 4.0)
_FEWEST_POINTS = 10
_RATIO = 0.75
_REACH = 3.0
_SMOOTH = 6.0

Affine = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Aligned:
    """``before`` and ``after``: uint8 (h, w, 3) of one size, the part that both show.

    ``share``: that part of the whole picture before, 0 to 1. ``likeness``: correlation of structure.
    """

    before: UInt8
    after: UInt8
    share: float
    likeness: float


def align(before: UInt8, after: UInt8) -> Aligned | None:
    """The two laid over each other; None where they do not show the same. uint8 (h, w, 3) of any size."""
    start = _scaled_to(before, after)
    best = _tried(before, after, start)
    if best is None or best.likeness < _SURE or not _of_one_shape(before, after):
        # Cropped, moved or straightened: look for points that both have.
        found = _from_points(before, after)
        better = _tried(before, after, found) if found is not None else None
        if better is not None and (best is None or better.likeness > best.likeness + 0.02):
            best, start = better, np.asarray(found)
        if best is not None and _SAME < best.likeness < _SURE:
            finer = _refined(before, after, start)
            better = _tried(before, after, finer) if finer is not None else None
            if better is not None and better.likeness > best.likeness:
                best = better
    return best if best is not None and best.likeness > _SAME else None


def _tried(before: UInt8, after: UInt8, transform: Affine) -> Aligned | None:
    """``transform``: (2, 3), from places in ``after`` to places in ``before``."""
    height, width = before.shape[:2]
    scale = float(np.sqrt(abs(np.linalg.det(transform[:, :2]))))
    picture = after
    if scale < 0.9:  # nothing may alias
        picture = np.asarray(cv2.GaussianBlur(after, (0, 0), 0.45 / scale), np.uint8)
    moved = cv2.warpAffine(
        picture, transform, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    there = _within(_inverse(transform), before.shape, after.shape)
    part = _rectangle(there)
    if part is None:
        return None
    rows, columns = part
    share = (rows.stop - rows.start) * (columns.stop - columns.start) / (height * width)
    if share < _LEAST_OVERLAP:
        return None
    one = np.ascontiguousarray(before[rows, columns])
    other = np.ascontiguousarray(np.asarray(moved, np.uint8)[rows, columns])
    a, b = _structure(one).ravel(), _structure(other).ravel()
    length = float(np.sqrt((a @ a) * (b @ b)))
    return Aligned(one, other, share, float(a @ b) / length if length > 0 else 0.0)


def _within(inverse: Affine, before: tuple[int, ...], after: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """(h, w): which places of the picture before lie in that after."""
    y, x = np.mgrid[: before[0], : before[1]]
    inside = np.ones(before[:2], np.bool_)
    for row, size in zip(inverse, (after[1], after[0]), strict=True):
        place = row[0] * x + row[1] * y + row[2]
        inside &= (place > -0.51) & (place < size - 0.49)  # a pixel reaches half a step around its centre
    return inside


def _structure(picture: UInt8) -> Float32:
    """(h, w): what differs from its surroundings, measured by how much they differ; tone drops out."""
    light = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.float32)
    light = cv2.GaussianBlur(light, (0, 0), 1.0).astype(np.float32)
    rest = light - cv2.GaussianBlur(light, (0, 0), _SMOOTH)
    around = np.sqrt(cv2.GaussianBlur(rest * rest, (0, 0), 2 * _SMOOTH)) + 2.0
    return np.asarray(rest / around, np.float32)


def _scaled_to(before: UInt8, after: UInt8) -> Affine:
    """All of ``after`` over all of ``before``, middles over middles, by the same scale both ways."""
    (h, w), (tall, wide) = before.shape[:2], after.shape[:2]
    scale = min(w / wide, h / tall)
    sides = np.array([w / wide, h / tall] if _of_one_shape(before, after) else [scale, scale])
    # Pixel centres lie at whole numbers.
    move = (np.array([w, h]) - 1) / 2 - sides * (np.array([wide, tall]) - 1) / 2
    return np.array([[sides[0], 0.0, move[0]], [0.0, sides[1], move[1]]])


def _of_one_shape(before: UInt8, after: UInt8) -> bool:
    one, other = (picture.shape[1] / picture.shape[0] for picture in (before, after))
    return abs(float(np.log(one / other))) < _SAME_SHAPE


def _from_points(before: UInt8, after: UInt8) -> Affine | None:
    """By points that both pictures have: scale, turn and place. None where they do not agree on one."""
    finder = cv2.SIFT.create(nfeatures=800, contrastThreshold=0.02)
    marks, words = zip(*(finder.detectAndCompute(_evened(p), None) for p in (before, after)), strict=True)
    if any(found is None or len(found) < _FEWEST_POINTS for found in words):
        return None
    pairs = cv2.BFMatcher(cv2.NORM_L2).knnMatch(words[1], words[0], k=2)
    good = [pair[0] for pair in pairs if len(pair) == 2 and pair[0].distance < _RATIO * pair[1].distance]
    if len(good) < _FEWEST_POINTS:
        return None
    here = np.array([marks[1][match.queryIdx].pt for match in good])
    there = np.array([marks[0][match.trainIdx].pt for match in good])
    fitted, inside = cv2.estimateAffinePartial2D(here, there, ransacReprojThreshold=_REACH)
    if fitted is None or int(inside.sum()) < _FEWEST_POINTS:
        return None
    found = np.asarray(fitted, np.float64)
    turn = abs(np.degrees(np.arctan2(found[1, 0], found[0, 0])))
    scale = float(np.hypot(found[0, 0], found[1, 0]))
    return found if turn < _MOST_TURN and _SCALES[0] < scale < _SCALES[1] else None


def _refined(before: UInt8, after: UInt8, start: Affine) -> Affine | None:
    """The transform moved to where structure agrees best (enhanced correlation)."""
    inverse = _inverse(start).astype(np.float32)
    enough = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 40, 1e-4)
    try:
        _, found = cv2.findTransformECC(
            _structure(before), _structure(after), inverse, cv2.MOTION_AFFINE, enough, np.array([]), 5
        )
    except cv2.error:  # it did not converge
        return None
    return _inverse(found)


def _inverse(transform: npt.NDArray[Any]) -> Affine:
    return np.asarray(cv2.invertAffineTransform(transform), np.float64)


def _evened(picture: UInt8) -> UInt8:
    """Gray with the same contrast everywhere, so that tone moves no point."""
    gray = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.createCLAHE(4.0, (8, 8)).apply(gray), np.uint8)


def _rectangle(there: npt.NDArray[np.bool_]) -> tuple[slice, slice] | None:
    """A large upright rectangle of true values: the box around them, less what is false at its sides."""
    rows, columns = np.flatnonzero(there.any(axis=1)), np.flatnonzero(there.any(axis=0))
    if not len(rows) or not len(columns):
        return None
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    while top < bottom and left < right:
        part = there[top:bottom, left:right]
        bad = [1.0 - side.mean() for side in (part[0], part[-1], part[:, 0], part[:, -1])]
        worst = int(np.argmax(bad))
        if bad[worst] == 0.0:
            return slice(top, bottom), slice(left, right)
        top, bottom = top + (worst == 0), bottom - (worst == 1)
        left, right = left + (worst == 2), right - (worst == 3)
    return None
