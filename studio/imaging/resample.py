"""Smaller pictures by area means, which neither alias nor ring."""

from __future__ import annotations

import math

import numpy as np

from studio.imaging.image import Float32, ImageBuffer, Stored
from studio.imaging.strips import for_each_strip

_LARGE, _FINE = 30_000_000, 4


def downscale(image: ImageBuffer, longest: int) -> ImageBuffer:
    """The picture with its longest side at most ``longest`` pixels; the same one where it is that already."""
    scale = longest / max(image.width, image.height)
    if scale >= 1:
        return image
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    factor = int(1 / scale) // _FINE
    large = image.width * image.height > _LARGE and image.stored.dtype != np.float32
    if large and factor > 1 and not image.has_alpha:
        # Never whole in float32. The rest is fine enough for boxes that the border cuts off not to be seen.
        image = ImageBuffer(box_means(image.stored, factor))
    return resize(image, *size)


def resize(image: ImageBuffer, width: int, height: int) -> ImageBuffer:
    """Exactly that size: by area means downwards, linearly upwards. Transparent colour does not bleed."""
    import cv2

    method = cv2.INTER_AREA if width <= image.width and height <= image.height else cv2.INTER_LINEAR
    pixels = np.ascontiguousarray(image.pixels)
    if not image.has_alpha:
        return ImageBuffer(np.asarray(cv2.resize(pixels, (width, height), interpolation=method), np.float32))
    small = np.asarray(cv2.resize(premultiplied(pixels), (width, height), interpolation=method), np.float32)
    return ImageBuffer(straight(small))


def area_reduced(image: ImageBuffer, width: int, height: int) -> ImageBuffer:
    """Exactly that size, no larger than the picture, by area means in float32; for files.

    In strips: a large picture of whole numbers is never held in float32. Transparent colour does not bleed.
    Raises ValueError for a larger size.
    """
    import cv2

    if width > image.width or height > image.height:
        raise ValueError(f"{width} x {height} is larger than {image.width} x {image.height}")
    step = image.height / height
    out = np.empty((height, width, image.stored.shape[2]), np.float32)

    def work(rows: slice) -> None:
        first, end = int(rows.start * step), min(math.ceil(rows.stop * step), image.height)
        part = np.ascontiguousarray(image.floats(slice(first, end)))
        if image.has_alpha:
            part = premultiplied(part)
        narrow = cv2.resize(part, (width, end - first), interpolation=cv2.INTER_AREA)
        narrow = narrow.reshape(end - first, width, -1)
        # Rows of the picture that one of the result covers: some whole, the first and last in part.
        top = np.arange(rows.start, rows.stop) * step
        bottom = top + step
        begin = np.floor(top).astype(np.intp)
        total = np.zeros((len(top), *narrow.shape[1:]), np.float32)
        for tap in range(math.ceil(step) + 1):
            row = begin + tap
            share = (np.minimum(row + 1, bottom) - np.maximum(row, top)).clip(min=0.0) / step
            place = np.minimum(row - first, end - first - 1)
            total += narrow[place] * share.astype(np.float32)[:, None, None]
        out[rows] = straight(total) if image.has_alpha else total

    for_each_strip(work, height, width)
    return ImageBuffer(out)


def premultiplied(pixels: Float32) -> Float32:
    """(H, W, 4) with colour multiplied by alpha."""
    out = pixels.copy()
    out[..., :3] *= pixels[..., 3:]
    return out


def straight(pixels: Float32) -> Float32:
    """The inverse of :func:`premultiplied`, in place; black where alpha is 0."""
    alpha = pixels[..., 3:]
    np.divide(pixels[..., :3], alpha, out=pixels[..., :3], where=alpha > 0)
    return pixels


def box_means(pixels: Stored, factor: int) -> Float32:
    """Means of ``factor`` x ``factor`` pixels: float32 (ceil(H / factor), ceil(W / factor), C), 0 to 1.

    ``pixels`` as :class:`ImageBuffer` stores them; at the right and lower border of those that are there.
    """
    height, width = pixels.shape[:2]
    rows, columns = np.arange(0, height, factor), np.arange(0, width, factor)
    scale = 1.0 if pixels.dtype == np.float32 else 1.0 / np.iinfo(pixels.dtype).max
    out = np.empty((len(rows), len(columns), pixels.shape[2]), np.float32)
    for index, top in enumerate(rows):
        # float64: whole numbers add up exactly.
        total = pixels[top : top + factor].sum(axis=0, dtype=np.float64)
        count = min(factor, height - top) * np.minimum(factor, width - columns)
        out[index] = np.add.reduceat(total, columns, axis=0) * (scale / count)[:, None]
    return out
