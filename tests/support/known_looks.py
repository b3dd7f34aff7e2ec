"""Made-up photos with skin in their middle, and looks that are known exactly."""

from __future__ import annotations

import numpy as np

from benchmarks.learning_material import KnownLook, Split
from studio.imaging.image import Float32
from tests.support.shoots import picture
from training.examples import Example


def photo(number: int, *, peopled: bool = True) -> Example:
    """Patches of colour; skin in the middle, the person around it, background at the left and right."""
    pixels = picture(number, 96, 64)
    maps = np.zeros((64, 96, 2), np.uint8)
    if peopled:
        maps[16:48, 36:60, 0] = 255
        maps[:, 24:72, 1] = 255
    return Example(f"{number}.jpg", pixels, maps, peopled, number)


def photos(numbers: range, *, peopled: bool = True) -> tuple[Example, ...]:
    return tuple(photo(number, peopled=peopled) for number in numbers)


def deal(*, peopled: bool = True) -> Split:
    """Five style photos, seven ordinary ones, three unseen ones."""
    return Split(
        "made up",
        photos(range(5), peopled=peopled),
        photos(range(5, 12), peopled=peopled),
        photos(range(12, 15), peopled=peopled),
    )


def warm() -> KnownLook:
    """Each channel is scaled and moved."""

    def applied(pixels: Float32, _maps: Float32) -> Float32:
        moved = pixels * np.array([0.9, 0.8, 0.6], np.float32) + np.float32(0.06)
        return np.asarray(moved, np.float32)

    return KnownLook("warm", "film", applied)
