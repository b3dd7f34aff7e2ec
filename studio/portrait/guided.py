"""The guided filter: soft masks that follow the edges of the picture they lie on.

After K. He, J. Sun, X. Tang, Guided Image Filtering, IEEE TPAMI 35 (2013), and K. He, J. Sun, Fast Guided
Filter (2015). In each window the mask is a line over the guide's luma, and the filter's answer is the mean of
the lines of all windows that a pixel lies in. The lines found on a thumbnail, laid over the full picture and
applied to its own luma, follow its full-resolution edges: the mask of :mod:`studio.imaging.transform`.
"""

from __future__ import annotations

import cv2
import numpy as np

from studio.imaging.image import Float32
from studio.imaging.transform import LUMA
from studio.portrait.small import resized


def luma_of(picture: Float32) -> Float32:
    """(h, w, 3) of extended sRGB to (h, w): Rec. 601 luma of the clamped encoded values, 0 to 1.

    Not-a-number counts as 0, so that one bad pixel stays one bad pixel.
    """
    clean = np.nan_to_num(np.asarray(picture, np.float32), nan=0.0, posinf=1.0, neginf=0.0).clip(0.0, 1.0)
    return np.asarray(clean @ np.asarray(LUMA, np.float32), np.float32)


def box_mean(values: Float32, radius: int) -> Float32:
    """The mean over squares of ``2 radius + 1`` pixels, of those inside; shape (h, w) or (h, w, n)."""
    size = (2 * radius + 1, 2 * radius + 1)
    inside = np.ones(values.shape[:2], np.float32)
    sums = cv2.boxFilter(values, cv2.CV_32F, size, normalize=False, borderType=cv2.BORDER_CONSTANT)
    count = cv2.boxFilter(inside, cv2.CV_32F, size, normalize=False, borderType=cv2.BORDER_CONSTANT)
    return np.asarray(sums / (count if values.ndim == 2 else count[..., None]), np.float32)


def mask_coefficients(mask: Float32, guide: Float32, radius: int, eps: float) -> Float32:
    """p and q, float32 (h, w, 2), with which ``clamp(p luma + q)`` is the mask refined by the guide.

    ``mask`` and ``guide`` (luma): float32 (h, w), 0 to 1. ``radius`` in pixels, at least 1. ``eps``, a
    squared luma: edges of the guide weaker than its root are smoothed over. Raises ValueError for unlike
    shapes, or an ``eps`` or ``radius`` that is not positive.
    """
    if mask.shape != guide.shape or mask.ndim != 2 or mask.size == 0:
        raise ValueError(f"a mask of shape {mask.shape} over a guide of {guide.shape}")
    if radius < 1 or eps <= 0.0:
        raise ValueError(f"radius {radius} and eps {eps} must be positive")
    moments = np.stack([guide, mask, guide * guide, guide * mask], axis=2)
    mean_guide, mean_mask, mean_square, mean_product = np.moveaxis(box_mean(moments, radius), 2, 0)
    variance = np.maximum(mean_square - mean_guide * mean_guide, 0.0)
    slope = (mean_product - mean_guide * mean_mask) / (variance + np.float32(eps))
    return box_mean(np.stack([slope, mean_mask - slope * mean_guide], axis=2), radius)


def refined(mask: Float32, guide: Float32, picture: Float32, radius: int, eps: float) -> Float32:
    """The mask along the edges of ``picture``, float32 (H, W), 0 to 1: the fast guided filter, in colour.

    ``mask`` (h, w) and ``guide`` (h, w, 3), the same picture as ``picture`` (H, W, 3) at the mask's size; all
    0 to 1. Colour tells apart what luma alone does not, a face from a wall of its brightness.
    """
    red, green, blue = np.moveaxis(guide, 2, 0)
    products = (red * red, red * green, red * blue, green * green, green * blue, blue * blue)
    firsts = np.moveaxis(box_mean(np.dstack((guide, mask)), radius), 2, 0)
    mean, mean_mask = firsts[:3], firsts[3]
    squares = np.moveaxis(box_mean(np.dstack(products), radius), 2, 0)
    mixed = np.moveaxis(box_mean(guide * mask[..., None], radius), 2, 0) - mean * mean_mask
    rr = squares[0] - mean[0] * mean[0] + eps
    rg = squares[1] - mean[0] * mean[1]
    rb = squares[2] - mean[0] * mean[2]
    gg = squares[3] - mean[1] * mean[1] + eps
    gb = squares[4] - mean[1] * mean[2]
    bb = squares[5] - mean[2] * mean[2] + eps
    # The covariance's inverse by cofactors: it is symmetric, and eps keeps it away from singular.
    c00, c01, c02 = gg * bb - gb * gb, gb * rb - rg * bb, rg * gb - gg * rb
    c11, c12, c22 = rr * bb - rb * rb, rg * rb - rr * gb, rr * gg - rg * rg
    determinant = rr * c00 + rg * c01 + rb * c02
    slopes = np.stack(
        (
            c00 * mixed[0] + c01 * mixed[1] + c02 * mixed[2],
            c01 * mixed[0] + c11 * mixed[1] + c12 * mixed[2],
            c02 * mixed[0] + c12 * mixed[1] + c22 * mixed[2],
        )
    ) / np.maximum(determinant, np.float32(eps) ** 3)
    offset = mean_mask - (slopes * mean).sum(axis=0)
    planes = box_mean(np.dstack((*slopes, offset)), radius)
    planes = resized(planes, picture.shape)
    drawn = (planes[..., :3] * picture).sum(axis=2) + planes[..., 3]
    return np.asarray(drawn.clip(0.0, 1.0), np.float32)


def feathered(mask: Float32, guide: Float32, feather: float) -> Float32:
    """The coefficients of a mask whose border is as soft as ``feather`` (0 to 100) says.

    At 0 the border follows the picture's edges within some pixels of a thumbnail of 512; at 100 it fades over
    a tenth of the longest side and edges no longer count. Shapes as in :func:`mask_coefficients`.
    """
    softness = min(max(feather / 100.0, 0.0), 1.0)
    longest = max(mask.shape)
    radius = max(1, round(longest * (0.006 + 0.06 * softness**2)))
    sigma = longest * 0.05 * softness**2
    if sigma > 0.3:
        mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE), np.float32)
    return mask_coefficients(mask, guide, radius, 10.0 ** (-4.0 + 3.5 * softness))
