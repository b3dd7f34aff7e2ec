"""Small pictures for the gallery, the filmstrip, and whoever tries a style on a photo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.engine.request import (
    FileThumbnailReady,
    FileThumbnailRequest,
    Region,
    Result,
    StyleThumbnailReady,
    StyleThumbnailRequest,
    UInt8,
)
from studio.engine.sampling import fitted
from studio.engine.trial_request import TrialReady, TrialRequest
from studio.imaging.photo import Photo
from studio.styles.content import stamp_of

if TYPE_CHECKING:
    from studio.editing.recipe import Recipe
    from studio.engine.render import Renderer
    from studio.generators.registry import StyleSource


def small_picture(
    renderer: Renderer,
    source: StyleSource,
    request: StyleThumbnailRequest | FileThumbnailRequest | TrialRequest,
) -> Result:
    """What answers the request. Raises PhotoError, StyleError, DeviceOutOfMemory."""
    if isinstance(request, StyleThumbnailRequest):
        pixels = style_thumbnail(renderer, source, request)
        return StyleThumbnailReady(request.style_id, pixels, request.stamp)
    if isinstance(request, TrialRequest):
        return TrialReady(request, _trial(renderer, request))
    return FileThumbnailReady(request.path, file_thumbnail(renderer, request), request.stamp)


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
        pixels = _whole(renderer, photo, recipe, request.longest, request.display_icc)
        return pixels, pixels.nbytes

    return renderer.cache.style_thumbnails.get_or_make(key, render)


def _trial(renderer: Renderer, request: TrialRequest) -> UInt8:
    photo = request.photo if isinstance(request.photo, Photo) else renderer.cache.photo(request.photo)
    recipe = request.recipe.with_style(request.style_id or None)
    return _whole(renderer, photo, recipe, request.longest, request.display_icc)


def _whole(renderer: Renderer, photo: Photo, recipe: Recipe, longest: int, icc: bytes | None) -> UInt8:
    framed = renderer.framed(photo, recipe)
    whole = Region(0, 0, framed.width, framed.height)
    size = fitted((framed.width, framed.height), longest)
    return renderer.render_display(photo, recipe, whole, size, icc)[0]


def file_thumbnail(renderer: Renderer, request: FileThumbnailRequest) -> UInt8:
    """A file's small picture, upright, uint8 (h, w, 4) RGBX. Raises PhotoError."""
    from studio.imaging.decode import decode_thumbnail

    return renderer.show(decode_thumbnail(request.path, request.longest), request.display_icc)
