"""Renderer: a photo and a recipe give pixels. One path for previews, thumbnails and exports."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

import torch

from studio.editing.geometry import Geometry
from studio.editing.recipe import Recipe
from studio.engine.cache import PictureCache
from studio.engine.display import DisplaySink
from studio.engine.framing import Framed
from studio.engine.mask_overlay import EVERYWHERE, overlaid
from studio.engine.memory import keep_freed_blocks
from studio.engine.provenance import provenance_of
from studio.engine.request import CancelToken, Region, UInt8
from studio.engine.sampling import enlarged, whole_reduced
from studio.engine.sinks import BufferSink, EncoderSink, Sink, Strip
from studio.engine.strips import StripLoop
from studio.engine.transforms import NOTHING, ReadyTransform, Transforms
from studio.engine.view import View, cut, view_of
from studio.errors import DeviceOutOfMemory
from studio.generators.device import DeviceChoice
from studio.generators.parameters import SharedLook
from studio.generators.registry import StyleSource
from studio.imaging.encode import EncodedPhoto, ExportOptions, PhotoEncoder
from studio.imaging.image import ImageBuffer
from studio.imaging.photo import Photo
from studio.imaging.proof import Proof
from studio.kernels.select import CPU, select_kernel
from studio.messages import Message
from studio.portrait.maps import PortraitMaps, Want

OnProgress: TypeAlias = Callable[[float], None]


class Renderer:
    """Renders photos on one device. Safe to use from several threads at once.

    The order of work is geometry, light and colour, style, area, finish; all but the geometry is one pass of
    the kernel (:mod:`studio.imaging.transform`). ``source`` gives the styles. ``strip_pixels`` bounds the
    memory of one step; the answer does not depend on it, bit by bit. When the device's memory runs out
    strips shrink, then the CPU takes over for that picture; when a graphics processor is lost, for good.
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
        self._source = source
        self.transforms = Transforms(source, self.cache)
        self._strips = StripLoop(choice, strip_pixels)

    @property
    def choice(self) -> DeviceChoice:
        """The device in use and why; changes when a graphics processor is lost."""
        return self._strips.choice

    @property
    def kernel(self) -> Message:
        """What computes the pixels, for the compute chip."""
        return select_kernel(torch.device(self.choice.device)).label

    def clear(self) -> None:
        """Forget all that was kept for photos: memory is short."""
        self.cache.clear()
        self.transforms.clear()

    def framed(self, photo: Photo, recipe: Recipe) -> Framed:
        """The photo in the recipe's frame: all regions and sizes are in its pixels."""
        return self.cache.framed(photo, recipe.geometry, select_kernel(CPU).box_reduce)

    def render(
        self,
        photo: Photo,
        recipe: Recipe,
        *,
        progress: OnProgress | None = None,
        token: CancelToken | None = None,
    ) -> ImageBuffer:
        """The whole framed photo at full size, alpha carried: the photo's own image where nothing is done.

        ``progress`` is told the finished fraction after each strip; ``token`` is checked before each. Raises
        Cancelled, StyleError, DeviceOutOfMemory.
        """
        if recipe.changes_nothing:
            return photo.image
        framed = self.framed(photo, recipe)
        view = View.full_size(framed, Region(0, 0, framed.width, framed.height))
        return self._to_buffer(framed, recipe, view, progress, token)

    def encode(
        self,
        photo: Photo,
        recipe: Recipe,
        options: ExportOptions,
        *,
        shared: SharedLook | None = None,
        progress: OnProgress | None = None,
        token: CancelToken | None = None,
    ) -> Callable[[], EncodedPhoto]:
        """As :meth:`render`, into a file in the making; what is returned gives its bytes.

        In a smaller size, if ``options`` ask for one: the reduced picture is rendered, as in a preview.
        Strips are quantised at once, so that no whole picture in float32 is held. ``shared``: what the photo
        shares with others of its scene, in place of its own. Raises OutputFormatTooSmall and what
        :meth:`render` raises.
        """
        framed = self.framed(photo, recipe)
        size = options.size_of(framed.width, framed.height)
        whole = Region(0, 0, framed.width, framed.height)
        try:
            view = view_of(framed, whole, size, lambda of, _, wanted: whole_reduced(of, wanted))
            made = provenance_of(recipe, self._source)
            encoder = PhotoEncoder(size, photo.image.has_alpha, photo, options, made)
        except MemoryError as error:
            raise DeviceOutOfMemory(details=str(error)) from error
        self._run(self.transforms.of(framed, recipe, shared), view, EncoderSink(encoder), progress, token)
        return encoder.encoded

    def render_region(
        self,
        photo: Photo,
        recipe: Recipe,
        region: Region,
        size: tuple[int, int] | None = None,
        *,
        shared: SharedLook | None = None,
        token: CancelToken | None = None,
    ) -> ImageBuffer:
        """``region`` of the framed photo (cut to its borders) at ``size`` (width, height), alpha carried.

        Without ``size``, or with the region's own, exactly the pixels of :meth:`render`. A smaller size
        renders the reduced picture; a larger one enlarges the rendered pixels. ``size`` is that of the region
        as given: what is cut off at the borders is cut off in proportion. Raises ValueError when nothing is
        left, and what :meth:`render` raises.
        """
        framed = self.framed(photo, recipe)
        inside, size = cut(framed, region, size)
        view = view_of(framed, inside, size, self.cache.reduced)
        image = self._to_buffer(framed, recipe, view, None, token, shared)
        return image if (image.width, image.height) == size else enlarged(image, size)

    def render_display(
        self,
        photo: Photo,
        recipe: Recipe,
        region: Region,
        size: tuple[int, int],
        display_icc: bytes | None = None,
        proof: Proof | None = None,
        *,
        token: CancelToken | None = None,
    ) -> tuple[UInt8, Region]:
        """As :meth:`render_region`, for the screen: uint8 (H, W, 4) RGBX, and the region that was rendered.

        ``display_icc`` is the monitor's profile, None for sRGB; ``proof`` a soft proof, if one is wanted.
        """
        framed = self.framed(photo, recipe)
        inside, size = cut(framed, region, size)
        view = view_of(framed, inside, size, self.cache.reduced)
        if (view.area.width, view.area.height) != size:
            large = enlarged(self._to_buffer(framed, recipe, view, None, token), size)
            return self.show(large, display_icc, proof), inside
        sink = DisplaySink(*size, display_icc, proof)
        self._run(self.transforms.of(framed, recipe), view, sink, None, token)
        return sink.pixels, inside

    def render_mask(
        self,
        photo: Photo,
        recipe: Recipe,
        region: Region,
        size: tuple[int, int],
        display_icc: bytes | None = None,
        *,
        token: CancelToken | None = None,
    ) -> tuple[UInt8, Region]:
        """As :meth:`render_display`, with the recipe's area laid over the picture in red.

        All of it where the area was not found: there the style is everywhere.
        """
        framed = self.framed(photo, recipe)
        mask = self.transforms.mask(framed, recipe)
        if mask is None:
            mask = EVERYWHERE
        plain = self.render_region(photo, recipe.framing_only(), region, size, token=token)
        inside, _ = cut(framed, region, size)
        return self.show(ImageBuffer(overlaid(plain.rgb, mask, inside, framed)), display_icc), inside

    def summaries(self, photo: Photo, recipe: Recipe) -> SharedLook:
        """What the recipe's styles make of a photo as a whole. Raises StyleError."""
        return self.transforms.looks.summaries(self.framed(photo, recipe), recipe)

    def portrait(self, photo: Photo, geometry: Geometry, wants: Collection[Want] = ()) -> PortraitMaps:
        """The people of a framed photo, and the maps that are wanted."""
        return self.transforms.looks.portrait(self.framed(photo, Recipe(geometry=geometry)), wants)

    def show(self, image: ImageBuffer, display_icc: bytes | None = None, proof: Proof | None = None) -> UInt8:
        """Any picture for the screen, as it is: uint8 (H, W, 4) RGBX in display colour."""
        sink = DisplaySink(image.width, image.height, display_icc, proof)
        self._run(NOTHING, View.of(image), sink, None, None)
        return sink.pixels

    def _to_buffer(
        self,
        framed: Framed,
        recipe: Recipe,
        view: View,
        progress: OnProgress | None,
        token: CancelToken | None,
        shared: SharedLook | None = None,
    ) -> ImageBuffer:
        try:
            sink = BufferSink(view.area.width, view.area.height, view.picture.stored.shape[2])
        except MemoryError as error:
            raise DeviceOutOfMemory(details=str(error)) from error
        self._run(self.transforms.of(framed, recipe, shared), view, sink, progress, token)
        return ImageBuffer(sink.pixels)

    def _run(
        self,
        transform: ReadyTransform,
        view: View,
        sink: Sink,
        progress: OnProgress | None,
        token: CancelToken | None,
    ) -> None:
        """Render the view strip by strip into the sink."""
        area = view.area
        columns = slice(area.x, area.x + area.width)
        stored = view.picture.stored

        def strip(top: int, rows: int, device: torch.device) -> None:
            kernel = select_kernel(device)
            source = stored[area.y + top : area.y + top + rows, columns]
            sink.put(top, Strip(source, view.place(top), kernel, transform.prepared(kernel)))

        self._strips.run(area.width, area.height, strip, progress, token)
