"""The photos that a passport is made from: small, a few, and spread over what was given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from studio.editing.recipe import Recipe
from studio.editing.style_use import StyleUse
from studio.engine.passport_measure import Styled
from studio.engine.request import CancelToken
from studio.engine.small_photo import small_photo
from studio.errors import PhotoError
from studio.imaging.decode import decode_thumbnail
from studio.imaging.image import ImageBuffer
from studio.imaging.photo import Photo
from studio.imaging.resample import downscale
from studio.messages import Message

LONGEST = 384
"""The longest side, in pixels, at which photos are styled and compared."""
MOST_PHOTOS = 24


class Renders(Protocol):
    """What is wanted of :class:`studio.engine.render.Renderer`."""

    def render(self, photo: Photo, recipe: Recipe, *, token: CancelToken | None = None) -> ImageBuffer: ...


def spread(photos: Sequence[Path | Photo], most: int = MOST_PHOTOS) -> list[Path | Photo]:
    """At most ``most`` of them, evenly over the order given, the first and the last among them."""
    if len(photos) <= most:
        return list(photos)
    return [photos[round(place)] for place in np.linspace(0, len(photos) - 1, most)]


def style_photos(
    renderer: Renders,
    use: StyleUse,
    photos: Sequence[Path | Photo],
    *,
    progress: Callable[[float], None],
    token: CancelToken | None = None,
) -> tuple[list[Styled], list[Message]]:
    """The photos before and after the style, small; a sentence for each that cannot be opened.

    ``progress`` is told the fraction done. Raises Cancelled, StyleError, DeviceOutOfMemory.
    """
    styled: list[Styled] = []
    skipped: list[Message] = []
    recipe = Recipe().with_style(use)
    for number, photo in enumerate(photos):
        if token is not None:
            token.check()
        progress(number / len(photos))
        try:
            small = _small(photo)
        except PhotoError as error:
            skipped.append(error.message)
            continue
        after = renderer.render(small, recipe, token=token)
        styled.append(Styled(small.name, small.image.rgb, after.rgb))
    progress(1.0)
    return styled, skipped


def _small(photo: Path | Photo) -> Photo:
    if isinstance(photo, Photo):
        path, image = photo.path, downscale(photo.image, LONGEST)
    else:
        path, image = photo, decode_thumbnail(photo, LONGEST)
    return small_photo(path, image)
