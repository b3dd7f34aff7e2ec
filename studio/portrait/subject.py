"""The people whose faces were found: GrabCut seeded by the faces.

After C. Rother, V. Kolmogorov, A. Blake, GrabCut, SIGGRAPH 2004, as OpenCV has it. A face says where its
head, neck and trunk must be, where arms and legs may be, and what is surely behind. The cut's hard border
is then refined by the guided filter, which follows hair.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from studio.imaging.image import Float32
from studio.portrait.face import Face
from studio.portrait.guided import guided_filter, luma_of
from studio.portrait.small import cleaned, reduced, resized

WORK = 224
"""Longest side at which people are cut out, pixels."""
_ROUNDS = 3
_SEED = 1


def subject_map(thumbnail: Float32, faces: Sequence[Face]) -> Float32:
    """How much each pixel belongs to the people: float32 (h, w), 0 to 1; zero everywhere without a face.

    ``thumbnail``: float32 (h, w, 3), extended sRGB. The same picture and faces give the same map, in any
    thread.
    """
    shape = thumbnail.shape[:2]
    if not faces:
        return np.zeros(shape, np.float32)
    picture = cleaned(thumbnail)
    small = reduced(picture, WORK)
    seeds = _seeds(faces, small.shape)
    subject = _cut(small, seeds)
    subject = guided_filter(subject, luma_of(small), 3, 1e-3)
    if small.shape == picture.shape:
        return subject
    return guided_filter(resized(subject, shape), luma_of(picture), max(2, round(max(shape) / 128)), 3e-4)


def _seeds(faces: Sequence[Face], shape: tuple[int, ...]) -> npt.NDArray[np.uint8]:
    """(h, w): GrabCut's four labels, surely or probably people or background."""
    seeds = np.full(shape[:2], cv2.GC_BGD, np.uint8)
    rings = [_rings(face, shape) for face in faces]
    for label, index in ((cv2.GC_PR_BGD, 2), (cv2.GC_PR_FGD, 1), (cv2.GC_FGD, 0)):
        for ring in rings:
            seeds[ring[index]] = label
    return seeds


def _rings(face: Face, shape: tuple[int, ...]) -> tuple[npt.NDArray[np.bool_], ...]:
    """Where the person surely is, probably is, and may be at all: three of (h, w)."""
    x, y = face.coordinates(shape)
    wide = np.abs(x)
    sure = np.hypot(x / 0.42, (y - 0.03) / 0.55) < 1.0
    sure |= (wide < 0.22) & (y > 0.4) & (y < 1.6)
    likely = np.hypot(x / 0.68, (y + 0.08) / 0.9) < 1.0
    # Shoulders fall from the neck to about a face and a quarter on each side; the trunk goes on below.
    likely |= (wide < np.clip(0.35 + 1.6 * (y - 0.6), 0.35, 1.2)) & (y > 0.5) & (y < 3.6)
    may = (wide < 1.3) & (y > -1.5)
    may |= (wide < 3.2) & (y > -0.2)
    return sure, likely, may


def _cut(picture: Float32, seeds: npt.NDArray[np.uint8]) -> Float32:
    """GrabCut's people as 0 and 1, float32 (h, w)."""
    labels = seeds.copy()
    if not ((labels == cv2.GC_BGD) | (labels == cv2.GC_PR_BGD)).any():
        return np.ones(seeds.shape, np.float32)
    # GrabCut's first clusters are drawn from OpenCV's generator, of which every thread has its own.
    cv2.setRNGSeed(_SEED)
    pixels = np.asarray(picture * 255.0 + 0.5, np.uint8)
    background, people = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(pixels, labels, (0, 0, 1, 1), background, people, _ROUNDS, cv2.GC_INIT_WITH_MASK)
    return np.asarray((labels == cv2.GC_FGD) | (labels == cv2.GC_PR_FGD), np.float32)
