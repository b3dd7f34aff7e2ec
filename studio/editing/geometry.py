"""Geometry of a recipe: quarter turns, mirroring, straightening and the crop, in that order."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio.editing.params import Param
from studio.messages import QT_TRANSLATE_NOOP

ANGLE = Param(
    "angle",
    QT_TRANSLATE_NOOP("Param", "Straighten"),
    -45.0,
    45.0,
    step=0.1,
    decimals=1,
    unit="°",
    tip=QT_TRANSLATE_NOOP("Param", "Turns the picture a little, until horizons and walls stand right."),
)
MIN_CROP = 0.01
FULL_CROP = (0.0, 0.0, 1.0, 1.0)
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Geometry:
    """How the picture is framed.

    ``turns``: quarter turns clockwise, 0 to 3. ``flipped``: then mirrored left to right. ``angle``: then
    turned clockwise by so many degrees (-45 to 45) about the centre and enlarged just so far that no empty
    corner shows; the size in pixels stays. ``crop``: (left, top, right, bottom) of what is kept, as fractions
    of that picture. Raises ValueError for values outside these ranges or a crop narrower than ``MIN_CROP``.
    """

    turns: int = 0
    flipped: bool = False
    angle: float = 0.0
    crop: tuple[float, float, float, float] = FULL_CROP

    def __post_init__(self) -> None:
        if type(self.turns) is not int or self.turns not in range(4):
            raise ValueError(f"turns are 0 to 3, not {self.turns!r}")
        if not ANGLE.minimum <= self.angle <= ANGLE.maximum:
            raise ValueError(f"an angle is -45 to 45 degrees, not {self.angle}")
        left, top, right, bottom = (float(edge) for edge in self.crop)
        if not (left >= 0.0 and right <= 1.0 and top >= 0.0 and bottom <= 1.0):
            raise ValueError(f"a crop lies within 0 to 1: {self.crop}")
        if min(right - left, bottom - top) < MIN_CROP - _ROUNDING:
            raise ValueError(f"a crop is at least {MIN_CROP} wide and high: {self.crop}")
        object.__setattr__(self, "flipped", bool(self.flipped))
        object.__setattr__(self, "angle", float(self.angle))
        object.__setattr__(self, "crop", (left, top, right, bottom))

    @property
    def changes_nothing(self) -> bool:
        return self == AS_TAKEN

    def turned(self, quarters: int) -> Geometry:
        """The framed picture turned clockwise by so many quarters; the crop keeps its part of it."""
        left, top, right, bottom = self.crop
        for _ in range(quarters % 4):
            left, top, right, bottom = _other(bottom), left, _other(top), right
        # A mirror shows turns the other way round.
        turns = self.turns + (-quarters if self.flipped else quarters)
        return replace(self, turns=turns % 4, crop=(left, top, right, bottom))

    def mirrored(self) -> Geometry:
        """The framed picture mirrored left to right; the crop keeps its part of it."""
        left, top, right, bottom = self.crop
        crop = (_other(right), top, _other(left), bottom)
        return replace(self, flipped=not self.flipped, angle=0.0 - self.angle, crop=crop)

    def uncropped(self) -> Geometry:
        return replace(self, crop=FULL_CROP)

    def framed_size(self, width: int, height: int) -> tuple[int, int]:
        """(width, height) in pixels of a photo of that size once it is framed, at least 1 each."""
        if self.turns % 2:
            width, height = height, width
        left, top, right, bottom = self.pixel_crop(width, height)
        return right - left, bottom - top

    def pixel_crop(self, width: int, height: int) -> tuple[int, int, int, int]:
        """The crop in whole pixels of the turned picture of that size: left, top, right, bottom."""
        left, top = min(round(self.crop[0] * width), width - 1), min(round(self.crop[1] * height), height - 1)
        right, bottom = max(round(self.crop[2] * width), left + 1), max(round(self.crop[3] * height), top + 1)
        return left, top, right, bottom


def _other(edge: float) -> float:
    """Counted from the other side, without the digits that would keep there and back from being equal."""
    return round(1.0 - edge, 12)


AS_TAKEN = Geometry()
