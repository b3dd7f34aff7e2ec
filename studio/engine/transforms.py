"""From a photo and a recipe to what happens to every pixel, ready for a kernel."""

from __future__ import annotations

import threading
from collections.abc import Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch

from studio.editing.finish import band_gains, grain_amount, vignette_amount
from studio.editing.recipe import Recipe, StyleUse
from studio.engine.bake import bake_look
from studio.engine.cache import BudgetCache, PictureCache
from studio.engine.framing import Framed
from studio.engine.looks import Looks, MixedLook
from studio.generators.mixing import use_look
from studio.generators.parameters import LookParameters, SharedLook
from studio.generators.registry import StyleSource
from studio.imaging.image import Float32
from studio.imaging.strips import for_each_strip
from studio.imaging.transform import GAINS_SHAPE, LUMA, Cube, PixelTransform, Place
from studio.kernels.select import CPU, Kernel, select_kernel
from studio.portrait.maps import area_mask, wanted_for

MAP_BYTES = 128 << 20


@dataclass(eq=False)
class ReadyTransform:
    """A transform, and what each kernel made of it, once. Thread-safe."""

    transform: PixelTransform
    _prepared: dict[tuple[type[Kernel], torch.device], Any] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def prepared(self, kernel: Kernel) -> Any:
        """For ``kernel.apply``."""
        key = (type(kernel), kernel.device)
        with self._lock:
            if key not in self._prepared:
                self._prepared[key] = kernel.prepare(self.transform)
            return self._prepared[key]


NOTHING = ReadyTransform(PixelTransform())


class Transforms:
    """Makes transforms, and keeps what took time: maps by photo, frame, light and style.

    Everything a style judges by is taken from the frame's reference picture, so that every preview and the
    export are judged alike. Thread-safe.
    """

    def __init__(self, source: StyleSource, cache: PictureCache) -> None:
        self._cache = cache
        self.looks = Looks(source, cache)
        self._maps: BudgetCache[Hashable, Float32] = BudgetCache(MAP_BYTES)

    def of(self, framed: Framed, recipe: Recipe, shared: SharedLook | None = None) -> ReadyTransform:
        """The recipe's transform of a framed photo; ``shared`` as in Looks.mixed. Raises StyleError."""
        if recipe.keeps_colours:
            return NOTHING
        kernel = select_kernel(CPU)
        use = recipe.style if recipe.style and not recipe.style.changes_nothing else None
        light = self.looks.light(framed, recipe)
        look, identity = LookParameters(), None
        if use is not None:
            seen = self._mixed(framed, recipe, use, light, kernel, shared)
            look, identity = use_look(seen.look, use), (seen.identity, use.strength * use.texture)
        settings = recipe.settings()
        bands = band_gains(settings)
        mask = None if use is None else self.mask(framed, recipe)
        base_detail = None
        if mask is not None:
            base_detail = self._detail(framed, recipe, light, (bands, None), None, kernel)
        return ReadyTransform(
            PixelTransform(
                full=bake_look(light, look.cube, kernel),
                base=light if mask is not None else None,
                grid=look.grid,
                detail=self._detail(framed, recipe, light, (bands, identity), look.gains, kernel),
                base_detail=base_detail,
                mask=mask,
                vignette=vignette_amount(settings),
                grain=grain_amount(settings),
            )
        )

    def clear(self) -> None:
        """Forget all that was made for photos."""
        self.looks.clear()
        self._maps.clear()

    def _mixed(
        self,
        framed: Framed,
        recipe: Recipe,
        use: StyleUse,
        light: Cube | None,
        kernel: Kernel,
        shared: SharedLook | None,
    ) -> MixedLook:
        """The style's look. While a network looks, another core makes the luma that its gains will act on."""
        if not self.looks.looks_at_picture(use) or self._maps.get(_luma_key(framed, recipe)) is not None:
            return self.looks.mixed(framed, recipe, use, shared)
        with ThreadPoolExecutor(1, thread_name_prefix="luma") as other:
            luma = other.submit(self._luma, framed, recipe, light, kernel)
            mixed = self.looks.mixed(framed, recipe, use, shared)
        luma.result()
        return mixed

    def _luma(self, framed: Framed, recipe: Recipe, light: Cube | None, kernel: Kernel) -> Float32:
        """The luma of the reference picture after light and colour, (h, w)."""

        def make() -> tuple[Float32, int]:
            stored = framed.reference().stored
            height, width = stored.shape[:2]
            prepared = kernel.prepare(PixelTransform(full=light))
            luma = np.empty((height, width), np.float32)

            def work(rows: slice) -> None:
                colours = np.empty((rows.stop - rows.start, width, 3), np.float32)
                kernel.apply(prepared, stored[rows], Place(rows.start, 0, width, height), colours)
                luma[rows] = np.clip(colours, 0.0, 1.0, out=colours) @ np.array(LUMA, np.float32)

            for_each_strip(work, height, width)
            return luma, luma.nbytes

        return self._maps.get_or_make(_luma_key(framed, recipe), make)

    def _detail(
        self,
        framed: Framed,
        recipe: Recipe,
        light: Cube | None,
        cause: tuple[tuple[float, float, float], Hashable],
        gains: Float32 | None,
        kernel: Kernel,
    ) -> Float32 | None:
        """The detail map of the finish's bands and of the style's ``gains`` together: it is linear in them.

        ``cause`` is what they come from: the bands, and what tells the style's gains apart from others.
        """
        bands = cause[0]
        if any(bands):
            table = np.array(bands, np.float32)[:, None, None, None]
            gains = np.broadcast_to(table, GAINS_SHAPE) if gains is None else gains + table
        if gains is None:
            return None
        wanted = np.ascontiguousarray(gains)

        def make() -> tuple[Float32, int]:
            detail = kernel.detail_map(self._luma(framed, recipe, light, kernel), wanted)
            return detail, detail.nbytes

        return self._maps.get_or_make(("detail", framed.key, recipe.light_and_colour, cause), make)

    def mask(self, framed: Framed, recipe: Recipe) -> Float32 | None:
        """The mask of the recipe's area as a transform takes it, None for everywhere."""
        where = recipe.where
        if where.is_everywhere:
            return None
        maps = self.looks.portrait(framed, wanted_for(where.area))
        return area_mask(maps, where.area, where.feather, self.looks.guide(framed))


def _luma_key(framed: Framed, recipe: Recipe) -> Hashable:
    return ("luma", framed.key, recipe.light_and_colour)
