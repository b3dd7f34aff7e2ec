"""Fingerprints: what a photo shows, and in which colours, in few enough numbers to compare all with all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from studio.imaging.image import Float32

_LAYOUT, _DETAIL, _COLOURS = 16, 32, 8
_SAME_LAYOUT, _SAME_DETAIL, _SAME_SHAPE = 0.96, 0.8, 0.04
SAME_COLOUR = 2.5
"""Mean distance in CIE Lab below which two pictures of the same have the same colours."""
_ONE_HUE, _ONE_HUE_PEAK = 1.2, 6.0
_BLANK = 1.0

Flags = npt.NDArray[np.bool_]
UInt8 = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Fingerprint:
    """``layout`` (256,): light and dark on 16 x 16, ``detail`` (1024,): what stands out from its surroundings
    on 32 x 32; both of mean 0 and length 1, so that a product is a correlation, and zero for an even picture.

    ``colours`` (64, 3): CIE Lab on 8 x 8. ``aspect``: width over height. ``one_hue``: black and white, be it
    toned. ``blank``: one colour only.
    """

    layout: Float32
    detail: Float32
    colours: Float32
    aspect: float
    one_hue: bool
    blank: bool

    @property
    def palette(self) -> Float32:
        """(6,): mean and deviation of L*, a*, b* over the picture."""
        parts = (self.colours.mean(axis=0), self.colours.std(axis=0))
        return np.asarray(np.concatenate(parts), np.float32)


def fingerprint(pixels: UInt8) -> Fingerprint:
    """That of a picture, uint8 (h, w, 3), sRGB."""
    height, width = pixels.shape[:2]
    small = _resized(pixels.astype(np.float32) / np.float32(255.0), 64)
    lab = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2Lab), np.float32)
    light = np.ascontiguousarray(lab[..., 0])
    fine = _resized(light, _DETAIL)
    fine = fine - cv2.GaussianBlur(fine, (0, 0), 3.0)
    return Fingerprint(
        layout=_unit(_resized(light, _LAYOUT)),
        detail=_unit(fine),
        colours=_resized(lab, _COLOURS).reshape(-1, 3),
        aspect=width / height,
        one_hue=_is_one_hue(lab),
        blank=float(lab.reshape(-1, 3).std(axis=0).max()) < _BLANK,
    )


def same_content(some: Sequence[Fingerprint], others: Sequence[Fingerprint]) -> Flags:
    """(n, m): whether they show the same picture, saved again, smaller, or in other colours."""
    if not some or not others:
        return np.zeros((len(some), len(others)), np.bool_)
    shapes = [np.log([each.aspect for each in side]) for side in (some, others)]
    alike: Flags = np.abs(shapes[0][:, None] - shapes[1][None]) < _SAME_SHAPE
    alike &= likeness(some, others) > _SAME_LAYOUT
    alike &= _stack(some, "detail") @ _stack(others, "detail").T > _SAME_DETAIL
    return alike


def likeness(some: Sequence[Fingerprint], others: Sequence[Fingerprint]) -> Float32:
    """(n, m): correlations of their layouts, -1 to 1."""
    product: Float32 = _stack(some, "layout") @ _stack(others, "layout").T
    return product


def colour_distance(one: Fingerprint, other: Fingerprint) -> float:
    """The mean distance in CIE Lab, place by place."""
    return float(np.sqrt(((one.colours - other.colours) ** 2).sum(axis=1)).mean())


def palettes_apart(one: Fingerprint, other: Fingerprint) -> float:
    """How far a place's colour is from the nearest one of the other picture, in the mean over both (CIE Lab).

    Lightness counts half. Near 0 for the same colours wherever they lie, as in another crop.
    """
    weights = np.array([0.5, 1.0, 1.0], np.float32)
    between = (one.colours[:, None] - other.colours[None]) * weights
    apart = np.sqrt((between**2).sum(axis=2))
    return float(apart.min(axis=0).mean() + apart.min(axis=1).mean()) / 2


def _stack(prints: Sequence[Fingerprint], name: str) -> Float32:
    return np.stack([getattr(each, name) for each in prints])


def _resized(picture: Float32, side: int) -> Float32:
    return np.asarray(cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA), np.float32)


def _unit(values: Float32) -> Float32:
    flat = values.ravel() - values.mean()
    length = float(np.sqrt(flat @ flat))
    # Below that it is noise.
    unit: Float32 = flat / np.float32(length) if length > 0.5 * np.sqrt(flat.size) else np.zeros_like(flat)
    return unit


def _is_one_hue(lab: Float32) -> bool:
    """Whether colour is a function of lightness alone, as in a black-and-white picture, toned or not."""
    light, colour = lab[..., 0].ravel() / 100.0, lab[..., 1:].reshape(-1, 2)
    terms = np.stack([np.ones_like(light), light, light**2, light**3], axis=1)
    fitted, *_ = np.linalg.lstsq(terms, colour, rcond=None)
    rest = np.sqrt(((colour - terms @ fitted) ** 2).sum(axis=1))
    return bool(np.sqrt((rest**2).mean()) < _ONE_HUE and np.percentile(rest, 99.0) < _ONE_HUE_PEAK)
