"""Small pictures for the gallery and the filmstrip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.engine.request import FileThumbnailRequest, Region, StyleThumbnailRequest, UInt8
from studio.engine.sampling import fitted
from studio.styles.content import stamp_of

if TYPE_CHECKING:
    from studio.engine.render import Renderer
    from studio.generators.registry import StyleSource


def style_thumbnail(renderer: Renderer, source: StyleSource, request: StyleThumbnailRequest) -> UInt8:
    """The photo in the style at strength 1, uint8 (h, w, 4) RGBX in display colour.

    Kept while photo, recipe and style file are the same. Raises StyleError, DeviceOutOfMemory.
    """
    photo = request.photo
    recipe = request.recipe.with_style(request.style_id or None)
    style = source.get(request.style_id) if request.style_id else None
    stamp = stamp_of(style.path) if style else None
    key = (photo.digest, recipe, style, stamp, request.longest, request.display_icc)

    def render() -> tuple[UInt8, int]:
        framed = renderer.framed(photo, recipe)
        whole = Region(0, 0, framed.width, framed.height)
        size = fitted((framed.width, framed.height), request.longest)
        pixels, _ = renderer.render_display(photo, recipe, whole, size, request.display_icc)
        return pixels, pixels.nbytes

    return renderer.cache.style_thumbnails.get_or_make(key, render)


def file_thumbnail(renderer: Renderer, request: FileThumbnailRequest) -> UInt8:
    """A file's small picture, upright, uint8 (h, w, 4) RGBX. Raises PhotoError."""
    from studio.imaging.decode import decode_thumbnail

    return renderer.show(decode_thumbnail(request.path, request.longest), request.display_icc)
