"""Parts of a photo at any scale, for previews and thumbnails."""

from __future__ import annotations

import math

import numpy as np

from studio.engine.framing import Framed
from studio.engine.request import Region
from studio.imaging.image import Float32, ImageBuffer
from studio.imaging.resample import area_reduced, premultiplied, straight


def reduced(framed: Framed, region: Region, size: tuple[int, int]) -> ImageBuffer:
    """``region`` of a framed photo in a smaller ``size`` (width, height).

    From the level that is up to twice as fine, read between its pixels, so that a region may begin
    anywhere and neighbouring regions fit together.
    """
    import cv2

    scale = max(size[0] / region.width, size[1] / region.height)
    full = (framed.width, framed.height)
    halvings = max(0, math.floor(-math.log2(scale) + 1e-6)) if scale < 1.0 else 0
    level = framed.level(halvings)
    if (level.width, level.height) == size and (region.width, region.height) == full:
        return level
    # Pixels of the level for one of the photo, and the photo's for one of the output.
    fine_x, fine_y = _fineness(level.width, full[0], halvings), _fineness(level.height, full[1], halvings)
    step_x, step_y = region.width * fine_x / size[0], region.height * fine_y / size[1]
    left, top = region.x * fine_x, region.y * fine_y
    # Only what is read: warpAffine takes at most 32767 rows or columns.
    x0, y0 = max(int(left) - 1, 0), max(int(top) - 1, 0)
    x1 = min(math.ceil(left + region.width * fine_x) + 1, level.width)
    y1 = min(math.ceil(top + region.height * fine_y) + 1, level.height)
    # Colour counts by its alpha: what is transparent does not bleed into what is not.
    crop = level.floats(slice(y0, y1), slice(x0, x1))
    if level.has_alpha:
        crop = premultiplied(crop)
    if max(crop.shape[:2]) > 32000 or max(size) > 32000:
        shrunk = cv2.resize(crop, size, interpolation=cv2.INTER_AREA)
    else:
        # Centres of pixels lie at halves.
        shift_x, shift_y = left - x0 + step_x / 2 - 0.5, top - y0 + step_y / 2 - 0.5
        matrix = np.array([[step_x, 0.0, shift_x], [0.0, step_y, shift_y]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        shrunk = cv2.warpAffine(crop, matrix, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    result: Float32 = shrunk.reshape(size[1], size[0], crop.shape[2]).astype(np.float32, copy=False)
    return ImageBuffer(straight(result) if level.has_alpha else result)


def whole_reduced(framed: Framed, size: tuple[int, int]) -> ImageBuffer:
    """The whole framed photo in a smaller ``size`` (width, height), by area means: what files are made of.

    From the level that is up to twice as fine, as previews are, and then without interpolation.
    """
    fine = min(framed.width / size[0], framed.height / size[1])
    level = framed.level(max(0, math.floor(math.log2(fine) + 1e-6)))
    return area_reduced(level, min(size[0], level.width), min(size[1], level.height))


def _fineness(side: int, full: int, halvings: int) -> float:
    """Pixels of a level for one of the photo: at odd sizes the last one is not whole."""
    return 0.5**halvings if side == -(-full // (1 << halvings)) else side / full


def enlarged(image: ImageBuffer, size: tuple[int, int]) -> ImageBuffer:
    """``image`` in a larger ``size`` (width, height), interpolated linearly."""
    import cv2

    small = image.floats()
    pixels = cv2.resize(small, size, interpolation=cv2.INTER_LINEAR)
    return ImageBuffer(pixels.reshape(size[1], size[0], small.shape[2]).astype(np.float32, copy=False))


def fitted(image_size: tuple[int, int], longest: int) -> tuple[int, int]:
    """The (width, height) of a picture with its longest side cut down to ``longest``, at least 1 each."""
    width, height = image_size
    scale = min(1.0, longest / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))
