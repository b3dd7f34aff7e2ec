"""A recipe's style made ready for one photo: the generator, what it decided, and how much of it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import torch
from torch import Tensor

from studio.editing.develop import develop
from studio.editing.recipe import Recipe
from studio.engine.cache import BudgetCache, PictureCache
from studio.engine.request import Region
from studio.engine.sampling import fitted, reduced
from studio.engine.tensors import as_colours, as_picture, planes_of
from studio.generators.base import Generator, LookParameters, StripPlace
from studio.generators.registry import StyleSource, generator_for
from studio.imaging.image import ImageBuffer
from studio.imaging.photo import Photo
from studio.kernels.select import select_kernel

PARAMETER_BYTES = 256 << 20


@dataclass(frozen=True, eq=False)
class Look:
    """A style as it will be applied to one photo."""

    generator: Generator
    parameters: LookParameters
    strength: float

    @property
    def margin(self) -> int:
        """Pixels around a strip that it wants to see."""
        return self.generator.margin

    def apply(self, strip: Tensor, place: StripPlace) -> Tensor:
        """The strip in the look; float32 (h, w, 3), extended sRGB."""
        return self.generator.apply(strip, place, self.parameters, self.strength)


class Looks:
    """Makes looks; what a generator decided is kept by photo, light and colour, and style.

    A generator judges by a thumbnail of a fixed size that went through the recipe's light and colour, so that
    every preview and the export are judged alike.
    """

    def __init__(self, source: StyleSource, cache: PictureCache) -> None:
        self._source = source
        self._cache = cache
        self._parameters: BudgetCache[Hashable, LookParameters] = BudgetCache(PARAMETER_BYTES)

    def look(self, photo: Photo, recipe: Recipe, device: torch.device) -> Look | None:
        """The recipe's style on ``device``, None when it has none. Raises StyleError."""
        use = recipe.style
        if use is None or use.strength == 0.0:
            return None
        style = self._source.get(use.id)
        generator = generator_for(style, self._source, select_kernel(device))
        size = generator.thumbnail_size
        if size is None:
            return Look(generator, generator.predict(None), use.strength)

        def predict() -> tuple[LookParameters, int]:
            thumbnail = self._thumbnail(photo, size)
            colours = develop(as_colours(planes_of(thumbnail.pixels, device)), recipe)
            parameters = generator.predict(as_picture(colours, thumbnail.height, thumbnail.width))
            return parameters, parameters.nbytes

        key = (photo.digest, recipe.values, style, str(device))
        return Look(generator, self._parameters.get_or_make(key, predict), use.strength)

    def _thumbnail(self, photo: Photo, longest: int) -> ImageBuffer:
        full = (photo.image.width, photo.image.height)
        size = fitted(full, longest)
        if size == full:
            return photo.image
        whole = Region(0, 0, *full)
        return self._cache.small(
            photo, longest, lambda: reduced(self._cache.pyramid(photo), full, whole, size)
        )
