"""What to render: a part of a framed photo, at full size or reduced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from studio.engine.framing import Framed
from studio.engine.request import Region
from studio.imaging.image import ImageBuffer
from studio.imaging.transform import Place

# As studio.engine.sampling.reduced.
Reduce: TypeAlias = Callable[[Framed, Region, tuple[int, int]], ImageBuffer]


@dataclass(frozen=True)
class View:
    """What to render: ``area`` of ``picture``, which itself lies within the rendered whole.

    ``left`` and ``top`` place the picture's first pixel in the whole, ``width`` and ``height`` are the size
    of the whole, ``scale`` its pixels per pixel of the photo.
    """

    picture: ImageBuffer
    area: Region
    left: int
    top: int
    width: int
    height: int
    scale: float

    @staticmethod
    def full_size(framed: Framed, region: Region) -> View:
        """``region`` of the framed photo, pixel for pixel."""
        return View(framed.level(0), region, 0, 0, framed.width, framed.height, 1.0)

    @staticmethod
    def of(image: ImageBuffer) -> View:
        """A whole picture as it is."""
        whole = Region(0, 0, image.width, image.height)
        return View(image, whole, 0, 0, image.width, image.height, 1.0)

    def place(self, top: int) -> Place:
        """Where the area's row ``top`` lies in the whole."""
        area = self.area
        return Place(self.top + area.y + top, self.left + area.x, self.width, self.height, self.scale)


def view_of(framed: Framed, region: Region, size: tuple[int, int], reduce: Reduce) -> View:
    """What to render for ``region`` of a framed photo at ``size``: full pixels where that is not smaller.

    ``reduce`` makes the smaller picture.
    """
    if size[0] >= region.width and size[1] >= region.height:
        return View.full_size(framed, region)
    picture = reduce(framed, region, size)
    scale_x, scale_y = size[0] / region.width, size[1] / region.height
    left, top = round(region.x * scale_x), round(region.y * scale_y)
    # Rounded apart, the part could reach a pixel beyond the whole.
    width = max(round(framed.width * scale_x), left + picture.width)
    height = max(round(framed.height * scale_y), top + picture.height)
    area = Region(0, 0, picture.width, picture.height)
    return View(picture, area, left, top, width, height, scale_x)


def cut(framed: Framed, region: Region, size: tuple[int, int] | None) -> tuple[Region, tuple[int, int]]:
    """The part of the region inside the picture, and its share of the size."""
    inside = region.clipped(framed.width, framed.height)
    if inside.empty:
        raise ValueError(f"{region} lies outside the photo")
    if size is None:
        return inside, (inside.width, inside.height)
    width = max(1, round(size[0] * inside.width / region.width))
    height = max(1, round(size[1] * inside.height / region.height))
    return inside, (width, height)
