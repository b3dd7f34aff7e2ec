"""CropBox: what a hand makes of a crop; pure geometry in pixels of the uncropped picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from studio.editing.geometry import MIN_CROP

SMALLEST = 0.02
"""Of the picture's width and height."""

Crop = tuple[float, float, float, float]


class Sides(NamedTuple):
    """Which sides a handle moves: -1 left or top, 1 right or bottom, 0 neither."""

    x: int
    y: int


class Handle(Enum):
    """Where a hand can take hold of the box."""

    TOP_LEFT = Sides(-1, -1)
    TOP = Sides(0, -1)
    TOP_RIGHT = Sides(1, -1)
    LEFT = Sides(-1, 0)
    INSIDE = Sides(0, 0)
    RIGHT = Sides(1, 0)
    BOTTOM_LEFT = Sides(-1, 1)
    BOTTOM = Sides(0, 1)
    BOTTOM_RIGHT = Sides(1, 1)


@dataclass(frozen=True)
class CropBox:
    """A box with edges in pixels within a picture of ``size``; ``ratio`` is its width by its height, or None
    where that is free. Every method gives a box within the picture."""

    size: tuple[float, float]
    left: float
    top: float
    right: float
    bottom: float
    ratio: float | None = None

    @staticmethod
    def of(crop: Crop, size: tuple[float, float], ratio: float | None = None) -> CropBox:
        """``crop``: fractions of the picture, as in a Geometry."""
        width, height = size
        return CropBox(size, crop[0] * width, crop[1] * height, crop[2] * width, crop[3] * height, ratio)

    @property
    def crop(self) -> Crop:
        """As fractions, with few enough digits to be equal when they look equal, and always wide enough for a
        Geometry: in a picture that is a hundred times as long as wide no square would be.
        """
        left, right = _fractions(self.left, self.right, self.size[0])
        top, bottom = _fractions(self.top, self.bottom, self.size[1])
        return left, top, right, bottom

    def handle_at(self, x: float, y: float, reach: float) -> Handle | None:
        """What a hand at (x, y) takes hold of: a corner, a side, the inside; None outside."""
        across = self._side(x, self.left, self.right, reach)
        down = self._side(y, self.top, self.bottom, reach)
        return None if across is None or down is None else Handle(Sides(across, down))

    def moved(self, dx: float, dy: float) -> CropBox:
        """The box at another place, as far as the picture reaches."""
        dx = min(max(dx, -self.left), self.size[0] - self.right)
        dy = min(max(dy, -self.top), self.size[1] - self.bottom)
        return replace(
            self, left=self.left + dx, right=self.right + dx, top=self.top + dy, bottom=self.bottom + dy
        )

    def pulled(self, handle: Handle, dx: float, dy: float) -> CropBox:
        """The box with the handle's sides moved; the sides across stay, and with a ratio a side that is
        pulled grows the box about its middle."""
        if handle is Handle.INSIDE:
            return self.moved(dx, dy)
        sides = handle.value
        left, right = _pulled(self.left, self.right, sides.x, dx, self.size[0])
        top, bottom = _pulled(self.top, self.bottom, sides.y, dy, self.size[1])
        pulled = replace(self, left=left, top=top, right=right, bottom=bottom)
        return pulled if self.ratio is None else pulled._held_to_ratio(sides, self)

    def with_ratio(self, ratio: float | None) -> CropBox:
        """The box of that ratio about the same middle that fills as much of the picture as this one does.

        So nothing gets lost from one ratio to the next and back.
        """
        if ratio is None:
            return replace(self, ratio=None)
        share = max((self.right - self.left) / self.size[0], (self.bottom - self.top) / self.size[1])
        width = share * min(self.size[0], self.size[1] * ratio)
        least = self._least_width(ratio)
        return replace(self, ratio=ratio)._about_middle(max(width, least))

    def _held_to_ratio(self, sides: Sides, before: CropBox) -> CropBox:
        assert self.ratio is not None
        width, height = self.right - self.left, self.bottom - self.top
        if sides.x and sides.y:
            width = max(width, height * self.ratio)
        elif sides.y:
            width = height * self.ratio
        room_x = _room(before.left, before.right, sides.x, self.size[0])
        room_y = _room(before.top, before.bottom, sides.y, self.size[1])
        width = min(max(width, self._least_width(self.ratio)), room_x, room_y * self.ratio)
        left, right = _placed(before.left, before.right, sides.x, width)
        top, bottom = _placed(before.top, before.bottom, sides.y, width / self.ratio)
        return replace(self, left=left, top=top, right=right, bottom=bottom)._inside()

    def _about_middle(self, width: float) -> CropBox:
        assert self.ratio is not None
        width = min(width, self.size[0], self.size[1] * self.ratio)
        height = width / self.ratio
        left, top = (self.left + self.right - width) / 2, (self.top + self.bottom - height) / 2
        return replace(self, left=left, top=top, right=left + width, bottom=top + height)._inside()

    def _inside(self) -> CropBox:
        """Pushed in where rounding or a box at the border let it stick out."""
        width = min(self.right - self.left, self.size[0])
        height = min(self.bottom - self.top, self.size[1])
        left = min(max(self.left, 0.0), self.size[0] - width)
        top = min(max(self.top, 0.0), self.size[1] - height)
        return replace(self, left=left, top=top, right=left + width, bottom=top + height)

    def _least_width(self, ratio: float) -> float:
        return max(self.size[0] * SMALLEST, self.size[1] * SMALLEST * ratio)

    @staticmethod
    def _side(at: float, low: float, high: float, reach: float) -> int | None:
        if not low - reach <= at <= high + reach:
            return None
        # A box smaller than two reaches can still be moved: the middle third is its inside.
        reach = min(reach, (high - low) / 3)
        if at <= low + reach:
            return -1
        return 1 if at >= high - reach else 0


def _fractions(low: float, high: float, length: float) -> tuple[float, float]:
    extent = max(high - low, length * MIN_CROP)
    low = min(max((low + high - extent) / 2, 0.0), length - extent)
    start = max(round(low / length, 6), 0.0)
    return start, min(round(start + max(extent / length, MIN_CROP), 6), 1.0)


def _pulled(low: float, high: float, side: int, by: float, length: float) -> tuple[float, float]:
    least = length * SMALLEST
    if side < 0:
        return min(max(low + by, 0.0), max(high - least, 0.0)), high
    if side > 0:
        return low, max(min(high + by, length), min(low + least, length))
    return low, high


def _room(low: float, high: float, side: int, length: float) -> float:
    """How long the box can be where one side, or with 0 the middle, stays."""
    if side < 0:
        return high
    if side > 0:
        return length - low
    middle = (low + high) / 2
    return 2 * min(middle, length - middle)


def _placed(low: float, high: float, side: int, extent: float) -> tuple[float, float]:
    if side < 0:
        return high - extent, high
    if side > 0:
        return low, low + extent
    middle = (low + high) / 2
    return middle - extent / 2, middle + extent / 2
