"""From a photo and a recipe to what happens to every pixel, ready for a kernel."""

from __future__ import annotations

import threading
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import torch

from studio.editing.finish import band_gains, grain_amount, vignette_amount
from studio.editing.recipe import Recipe, StyleUse
from studio.engine.bake import apply_to, bake_light, bake_look
from studio.engine.cache import BudgetCache, PictureCache
from studio.engine.framing import Framed
from studio.engine.looks import Looks
from studio.generators.mixing import use_look
from studio.generators.parameters import LookParameters
from studio.generators.registry import StyleSource
from studio.imaging.image import Float32
from studio.imaging.transform import GAINS_SHAPE, LUMA, Cube, PixelTransform
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
        self._cubes: BudgetCache[Hashable, Cube] = BudgetCache(MAP_BYTES // 4)
        self._maps: BudgetCache[Hashable, Float32] = BudgetCache(MAP_BYTES)

    def of(self, framed: Framed, recipe: Recipe) -> ReadyTransform:
        """The recipe's transform of a framed photo. Raises StyleError."""
        if recipe.keeps_colours:
            return NOTHING
        kernel = select_kernel(CPU)
        use = recipe.style if recipe.style and not recipe.style.changes_nothing else None
        look, identity = LookParameters(), None
        if use is not None:
            seen = self.looks.mixed(framed, recipe, use)
            look, identity = use_look(seen.look, use), seen.identity
        light = self._light(framed, recipe)
        settings = recipe.settings()
        base_detail = self._finish_detail(framed, recipe, band_gains(settings), kernel)
        detail = base_detail
        if use is not None and look.gains is not None:
            extra = self._style_detail(framed, recipe, use, identity, kernel)
            detail = extra if base_detail is None else extra + base_detail
        mask = None if use is None else self.mask(framed, recipe)
        return ReadyTransform(
            PixelTransform(
                full=bake_look(light, look.cube, kernel),
                base=light if mask is not None else None,
                grid=look.grid,
                detail=detail,
                base_detail=base_detail if mask is not None else None,
                mask=mask,
                vignette=vignette_amount(settings),
                grain=grain_amount(settings),
            )
        )

    def clear(self) -> None:
        """Forget all that was made for photos."""
        self.looks.clear()
        self._cubes.clear()
        self._maps.clear()

    def _light(self, framed: Framed, recipe: Recipe) -> Cube | None:
        if not recipe.light_and_colour:
            return None
        key = (recipe.light_and_colour, framed.within_srgb)

        def bake() -> tuple[Cube, int]:
            cube = bake_light(recipe, within_srgb=framed.within_srgb)
            assert cube is not None
            return cube, cube.excess.nbytes

        return self._cubes.get_or_make(key, bake)

    def _luma(self, framed: Framed, recipe: Recipe, kernel: Kernel) -> Float32:
        """The luma of the reference picture after light and colour, (h, w)."""

        def make() -> tuple[Float32, int]:
            reference = framed.reference()
            colours = np.array(reference.floats()[..., :3])
            light = self._light(framed, recipe)
            if light is not None:
                apply_to(colours, PixelTransform(full=light), kernel)
            luma = np.clip(colours, 0.0, 1.0) @ np.array(LUMA, np.float32)
            return luma, luma.nbytes

        return self._maps.get_or_make(("luma", framed.key, recipe.light_and_colour), make)

    def _finish_detail(
        self, framed: Framed, recipe: Recipe, gains: tuple[float, float, float], kernel: Kernel
    ) -> Float32 | None:
        if not any(gains):
            return None

        def make() -> tuple[Float32, int]:
            table = np.broadcast_to(np.array(gains, np.float32)[:, None, None, None], GAINS_SHAPE)
            detail = kernel.detail_map(self._luma(framed, recipe, kernel), np.ascontiguousarray(table))
            return detail, detail.nbytes

        return self._maps.get_or_make(("finish", framed.key, recipe.light_and_colour, gains), make)

    def _style_detail(
        self, framed: Framed, recipe: Recipe, use: StyleUse, identity: Hashable, kernel: Kernel
    ) -> Float32:
        """The style's detail map; made for whole amounts, to which it is proportional."""

        def make() -> tuple[Float32, int]:
            seen = self.looks.mixed(framed, recipe, use)
            whole = use_look(seen.look, replace(use, strength=1.0, texture=1.0))
            assert whole.gains is not None
            detail = kernel.detail_map(self._luma(framed, recipe, kernel), whole.gains)
            return detail, detail.nbytes

        key = ("style", framed.key, recipe.light_and_colour, identity)
        amount = np.float32(use.strength * use.texture)
        return self._maps.get_or_make(key, make) * amount

    def mask(self, framed: Framed, recipe: Recipe) -> Float32 | None:
        """The mask of the recipe's area as a transform takes it, None for everywhere."""
        where = recipe.where
        if where.is_everywhere:
            return None
        maps = self.looks.portrait(framed, wanted_for(where.area))
        return area_mask(maps, where.area, where.feather, self.looks.guide(framed))
