"""Viewport: which part of the photo a pane shows, and how large; pure geometry.

Three coordinate systems: *photo* pixels of the upright photo at full resolution, *logical* pixels of the
pane (what mouse events carry) and *device* pixels of the screen, ``ratio`` times as many.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from studio.engine.request import Region

MAX_SCALE = 32.0
MARGIN = 16.0  # logical pixels around a fitted photo
# Wheel and keyboard: four steps double the size.
STEP = 2.0**0.25
_NEAR = 1e-6


class Point(NamedTuple):
    x: float
    y: float


class Rect(NamedTuple):
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Viewport:
    """What a pane of ``pane`` logical pixels shows of a photo of ``photo`` pixels.

    ``scale`` is device pixels a photo pixel: 1 is 100 %, on any screen. ``centre`` is the photo point in
    the middle of the pane. ``fitted`` says that the scale follows the pane's size. Make one with
    :meth:`fit`; every method that changes something gives a viewport that shows no more emptiness than it
    must (an axis on which the photo is smaller than the pane is centred).
    """

    photo: tuple[int, int]
    pane: tuple[float, float]
    ratio: float
    scale: float
    centre: Point
    fitted: bool

    @staticmethod
    def fit(photo: tuple[int, int], pane: tuple[float, float], ratio: float = 1.0) -> Viewport:
        """The whole photo, as large as fits with a margin, but never above 100 %.

        A small photo stays at 100 %, so that what is seen is what is there (as darktable does).
        """
        middle = Point(photo[0] / 2, photo[1] / 2)
        return Viewport(photo, pane, ratio, _fit_scale(photo, pane, ratio), middle, fitted=True)

    @property
    def fit_scale(self) -> float:
        return _fit_scale(self.photo, self.pane, self.ratio)

    @property
    def min_scale(self) -> float:
        """Half the fit; not above 100 %."""
        return self.fit_scale / 2

    @property
    def zoomed(self) -> bool:
        """Whether a part of the photo lies outside the pane, so that there is something to pan."""
        width, height = self._pane_in_photo
        return self.photo[0] > width + _NEAR or self.photo[1] > height + _NEAR

    @property
    def origin(self) -> tuple[int, int]:
        """Where the photo's top left corner is drawn, in whole device pixels from the pane's.

        Whole, so that at 100 % a photo pixel is a device pixel and not the mean of four.
        """
        return (
            round(self.pane[0] * self.ratio / 2 - self.centre.x * self.scale),
            round(self.pane[1] * self.ratio / 2 - self.centre.y * self.scale),
        )

    def to_photo(self, point: Point) -> Point:
        """The photo point under a logical point of the pane."""
        step = self.ratio / self.scale
        return Point(
            self.centre.x + (point.x - self.pane[0] / 2) * step,
            self.centre.y + (point.y - self.pane[1] / 2) * step,
        )

    def to_pane(self, point: Point) -> Point:
        """The logical point of the pane at which a photo point lies."""
        step = self.scale / self.ratio
        return Point(
            self.pane[0] / 2 + (point.x - self.centre.x) * step,
            self.pane[1] / 2 + (point.y - self.centre.y) * step,
        )

    def target(self, region: Region) -> Rect:
        """Where a region of the photo is drawn: device pixels, edges whole."""
        left, top = self.origin
        x, y = round(left + region.x * self.scale), round(top + region.y * self.scale)
        right = round(left + (region.x + region.width) * self.scale)
        bottom = round(top + (region.y + region.height) * self.scale)
        return Rect(x, y, right - x, bottom - y)

    def visible(self, extra: float = 0.0) -> Region:
        """The part of the photo in the pane, grown outwards to whole pixels.

        ``extra`` adds that share of the pane on every side. Inside the photo always; never empty.
        """
        width, height = self._pane_in_photo
        left, right = _outward(self.centre.x, width * (0.5 + extra), self.photo[0])
        top, bottom = _outward(self.centre.y, height * (0.5 + extra), self.photo[1])
        return Region(left, top, right - left, bottom - top)

    def size_of(self, region: Region) -> tuple[int, int]:
        """Pixels to render for a region: as many as the screen shows, at most the photo's own."""
        scale = min(self.scale, 1.0)
        return max(1, round(region.width * scale)), max(1, round(region.height * scale))

    def zoom_to(self, scale: float, at: Point | None = None) -> Viewport:
        """Another scale; the photo point at the logical point ``at`` (default: the middle) stays put.

        It moves only where it must, to keep emptiness out.
        """
        at = at or Point(self.pane[0] / 2, self.pane[1] / 2)
        held = self.to_photo(at)
        scale = min(max(scale, self.min_scale), MAX_SCALE)
        step = self.ratio / scale
        centre = Point(
            held.x - (at.x - self.pane[0] / 2) * step,
            held.y - (at.y - self.pane[1] / 2) * step,
        )
        return replace(self, scale=scale, centre=centre, fitted=False)._clamped()

    def zoom_by(self, factor: float, at: Point | None = None) -> Viewport:
        """Larger or smaller by a factor; stops at fit and at 100 % on the way."""
        wanted = self.scale * factor
        for stop in (self.fit_scale, 1.0):
            if min(self.scale, wanted) + _NEAR < stop < max(self.scale, wanted) - _NEAR:
                wanted = stop
                break
        zoomed = self.zoom_to(wanted, at)
        return self.refit() if abs(zoomed.scale / self.fit_scale - 1) < _NEAR else zoomed

    def pan_by(self, dx: float, dy: float) -> Viewport:
        """The photo moved by logical pixels, as far as it goes."""
        step = self.ratio / self.scale
        centre = Point(self.centre.x - dx * step, self.centre.y - dy * step)
        return replace(self, centre=centre)._clamped()

    def refit(self) -> Viewport:
        return Viewport.fit(self.photo, self.pane, self.ratio)

    def toggled(self, at: Point | None = None) -> Viewport:
        """Between fit and 100 %. A photo that fits at 100 % goes to 200 %, or nothing would happen."""
        if not self.fitted:
            return self.refit()
        return self.zoom_to(1.0 if self.scale < 1.0 - _NEAR else 2.0, at)

    def resized(self, pane: tuple[float, float], ratio: float) -> Viewport:
        """The same view in a pane of another size: fit stays fit, else scale and centre stay."""
        other = replace(self, pane=pane, ratio=ratio)
        return other.refit() if self.fitted else other.zoom_to(self.scale)

    @property
    def _pane_in_photo(self) -> tuple[float, float]:
        step = self.ratio / self.scale
        return self.pane[0] * step, self.pane[1] * step

    def _clamped(self) -> Viewport:
        width, height = self._pane_in_photo
        centre = Point(
            _held_inside(self.centre.x, width, self.photo[0]),
            _held_inside(self.centre.y, height, self.photo[1]),
        )
        return replace(self, centre=centre)


def _fit_scale(photo: tuple[int, int], pane: tuple[float, float], ratio: float) -> float:
    width, height = (max(side - 2 * MARGIN, 1.0) * ratio for side in pane)
    return min(width / photo[0], height / photo[1], 1.0)


def _held_inside(centre: float, extent: float, length: int) -> float:
    if extent >= length:
        return length / 2
    return min(max(centre, extent / 2), length - extent / 2)


def _outward(centre: float, half: float, length: int) -> tuple[int, int]:
    """Whole pixels that cover ``centre`` ± ``half`` within 0 to ``length``; at least one."""
    low = min(max(_floor(centre - half), 0), length - 1)
    high = max(min(-_floor(-(centre + half)), length), low + 1)
    return low, high


def _floor(value: float) -> int:
    return int(value // 1)
