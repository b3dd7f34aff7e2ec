"""Renderer: a photo and a recipe give pixels. One path for previews, thumbnails and exports."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeAlias

import torch
from torch import Tensor

from studio.editing.develop import develop
from studio.editing.recipe import Recipe
from studio.engine.cache import PictureCache
from studio.engine.display import DisplaySink
from studio.engine.look import Look, Looks
from studio.engine.memory import keep_freed_blocks
from studio.engine.request import CancelToken, Region, UInt8
from studio.engine.sampling import enlarged, reduced
from studio.engine.strips import StripLoop
from studio.engine.tensors import as_colours, as_picture, planes_of
from studio.engine.view import BufferSink, Sink, View
from studio.errors import DeviceOutOfMemory
from studio.generators.base import StripPlace
from studio.generators.device import DeviceChoice
from studio.generators.registry import StyleSource
from studio.imaging.image import Float32, ImageBuffer
from studio.imaging.photo import Photo
from studio.kernels.select import select_kernel
from studio.messages import Message

OnProgress: TypeAlias = Callable[[float], None]


class Renderer:
    """Renders photos on one device. Safe to use from several threads at once.

    ``source`` gives the styles. ``strip_pixels`` bounds the memory of one step (about 100 bytes a pixel);
    the answer does not depend on it, bit by bit. When the device's memory runs out strips shrink, then the
    CPU takes over for that picture; when a graphics processor is lost, for good.
    """

    def __init__(
        self,
        source: StyleSource,
        choice: DeviceChoice,
        *,
        cache: PictureCache | None = None,
        strip_pixels: int | None = None,
    ) -> None:
        keep_freed_blocks()
        self.cache = cache or PictureCache()
        self._strips = StripLoop(choice, strip_pixels)
        self._looks = Looks(source, self.cache)

    @property
    def choice(self) -> DeviceChoice:
        """The device in use and why; changes when a graphics processor is lost."""
        return self._strips.choice

    @property
    def kernel(self) -> Message:
        """What computes the pixels, for the compute chip."""
        return select_kernel(torch.device(self.choice.device)).label

    def render(
        self,
        photo: Photo,
        recipe: Recipe,
        *,
        progress: OnProgress | None = None,
        token: CancelToken | None = None,
    ) -> ImageBuffer:
        """The whole photo at full size: extended sRGB, alpha carried.

        ``progress`` is told the finished fraction after each strip; ``token`` is checked before each. Raises
        Cancelled, StyleError, DeviceOutOfMemory.
        """
        if recipe.changes_nothing:
            return photo.image
        view = View.full_size(photo, Region.whole(photo))
        return self._to_buffer(photo, recipe, view, progress, token)

    def render_region(
        self,
        photo: Photo,
        recipe: Recipe,
        region: Region,
        size: tuple[int, int] | None = None,
        *,
        token: CancelToken | None = None,
    ) -> ImageBuffer:
        """``region`` of the photo (cut to its borders) at ``size`` (width, height) pixels, alpha carried.

        Without ``size``, or with the region's own, exactly the pixels of :meth:`render`. A smaller size
        renders the reduced picture; a larger one enlarges the rendered pixels. ``size`` is that of the region
        as given: what is cut off at the borders is cut off in proportion. Raises ValueError when nothing is
        left, and what :meth:`render` raises.
        """
        inside, size = _cut(photo, region, size)
        view = self._view(photo, inside, size)
        image = self._to_buffer(photo, recipe, view, None, token)
        return image if (image.width, image.height) == size else enlarged(image, size)

    def render_display(
        self,
        photo: Photo,
        recipe: Recipe,
        region: Region,
        size: tuple[int, int],
        display_icc: bytes | None = None,
        *,
        token: CancelToken | None = None,
    ) -> tuple[UInt8, Region]:
        """As :meth:`render_region`, for the screen: uint8 (H, W, 4) RGBX, and the region that was rendered.

        ``display_icc`` is the monitor's profile, None for sRGB.
        """
        inside, size = _cut(photo, region, size)
        view = self._view(photo, inside, size)
        if (view.area.width, view.area.height) != size:
            large = enlarged(self._to_buffer(photo, recipe, view, None, token), size)
            return self.show(large, display_icc), inside
        sink = DisplaySink(*size, display_icc)
        self._run(photo, recipe, view, sink, None, token)
        return sink.pixels, inside

    def show(self, image: ImageBuffer, display_icc: bytes | None = None) -> UInt8:
        """Any picture for the screen, as it is: uint8 (H, W, 4) RGBX in display colour."""
        sink = DisplaySink(image.width, image.height, display_icc)
        self._run(None, Recipe(), View.of(image), sink, None, None)
        return sink.pixels

    def _view(self, photo: Photo, region: Region, size: tuple[int, int]) -> View:
        if size[0] >= region.width and size[1] >= region.height:
            return View.full_size(photo, region)
        full = (photo.image.width, photo.image.height)
        picture = reduced(self.cache.pyramid(photo), full, region, size)
        scale_x, scale_y = size[0] / region.width, size[1] / region.height
        return View(
            picture,
            Region(0, 0, picture.width, picture.height),
            round(region.x * scale_x),
            round(region.y * scale_y),
            max(round(full[0] * scale_x), 1),
            max(round(full[1] * scale_y), 1),
            scale_x,
        )

    def _to_buffer(
        self,
        photo: Photo,
        recipe: Recipe,
        view: View,
        progress: OnProgress | None,
        token: CancelToken | None,
    ) -> ImageBuffer:
        try:
            sink = BufferSink(view.area.width, view.area.height, view.picture.stored.shape[2])
        except MemoryError as error:
            raise DeviceOutOfMemory(details=str(error)) from error
        self._run(photo, recipe, view, sink, progress, token)
        return ImageBuffer(sink.pixels)

    def _run(
        self,
        photo: Photo | None,
        recipe: Recipe,
        view: View,
        sink: Sink,
        progress: OnProgress | None,
        token: CancelToken | None,
    ) -> None:
        """Render the view strip by strip into the sink."""
        looks: dict[torch.device, Look | None] = {}
        lock = threading.Lock()

        def strip(top: int, rows: int, device: torch.device) -> None:
            with lock:
                if device not in looks:
                    looks[device] = self._looks.look(photo, recipe, device) if photo else None
            picture, alpha = _strip(view, recipe, looks[device], top, rows, device)
            sink.put(top, picture, alpha)

        self._strips.run(view.area.width, view.area.height, strip, progress, token)


def _strip(
    view: View, recipe: Recipe, look: Look | None, top: int, rows: int, device: torch.device
) -> tuple[Tensor, Float32 | None]:
    """Rows ``top`` to ``top + rows`` of the view's area: the colour (rows, w, 3) and the alpha."""
    area, picture = view.area, view.picture
    margin = look.margin if look else 0
    wanted = Region(area.x, area.y + top, area.width, rows)
    around = Region(wanted.x - margin, wanted.y - margin, wanted.width + 2 * margin, rows + 2 * margin)
    around = around.clipped(picture.width, picture.height)
    pixels = picture.floats(
        slice(around.y, around.y + around.height), slice(around.x, around.x + around.width)
    )
    colours = develop(as_colours(planes_of(pixels, device)), recipe)
    result = as_picture(colours, around.height, around.width)
    if look:
        place = StripPlace(view.top + around.y, view.left + around.x, view.width, view.height, view.scale)
        result = look.apply(result, place)
    x, y = wanted.x - around.x, wanted.y - around.y
    alpha = pixels[y : y + rows, x : x + area.width, 3] if picture.has_alpha else None
    return result[y : y + rows, x : x + area.width], alpha


def _cut(photo: Photo, region: Region, size: tuple[int, int] | None) -> tuple[Region, tuple[int, int]]:
    """The part of the region inside the photo, and its share of the size."""
    inside = region.clipped(photo.image.width, photo.image.height)
    if inside.empty:
        raise ValueError(f"{region} lies outside the photo")
    if size is None:
        return inside, (inside.width, inside.height)
    width = max(1, round(size[0] * inside.width / region.width))
    height = max(1, round(size[1] * inside.height / region.height))
    return inside, (width, height)
