"""Smaller pictures by area means, which neither alias nor ring."""

from __future__ import annotations

import numpy as np

from studio.imaging.image import Float32, ImageBuffer


def downscale(image: ImageBuffer, longest: int) -> ImageBuffer:
    """The picture with its longest side at most ``longest`` pixels; the same one where it is that already."""
    scale = longest / max(image.width, image.height)
    if scale >= 1:
        return image
    return resize(image, max(1, round(image.width * scale)), max(1, round(image.height * scale)))


def resize(image: ImageBuffer, width: int, height: int) -> ImageBuffer:
    """Exactly that size: by area means downwards, linearly upwards. Transparent colour does not bleed."""
    import cv2

    method = cv2.INTER_AREA if width <= image.width and height <= image.height else cv2.INTER_LINEAR
    pixels = np.ascontiguousarray(image.pixels)
    if not image.has_alpha:
        return ImageBuffer(np.asarray(cv2.resize(pixels, (width, height), interpolation=method), np.float32))
    small = np.asarray(cv2.resize(premultiplied(pixels), (width, height), interpolation=method), np.float32)
    return ImageBuffer(straight(small))


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
