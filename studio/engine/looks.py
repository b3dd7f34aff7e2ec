"""What the styles of a recipe decide for one photo, and what of the photo they see."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import dataclass, replace

import numpy as np

from studio.editing.geometry import Geometry
from studio.editing.recipe import Recipe, StyleUse
from studio.engine.bake import apply_to, bake_light
from studio.engine.cache import BudgetCache, PictureCache
from studio.engine.framing import Framed
from studio.engine.sampling import fitted
from studio.generators.mixing import blend, variation_latent
from studio.generators.parameters import Generator, GeneratorInput, LookParameters, SharedLook
from studio.generators.registry import StyleSource, generator_for
from studio.imaging.image import Float32
from studio.imaging.resample import resize
from studio.imaging.transform import Cube, PixelTransform
from studio.kernels.select import CPU, select_kernel
from studio.portrait.guided import luma_of
from studio.portrait.maps import EVERYTHING, PortraitMaps, Want, analyse
from studio.styles.content import stamp_of
from studio.styles.style import Style

PARAMETER_BYTES = 128 << 20
CUBE_BYTES = 32 << 20
GENERATOR_BYTES = 64 << 20
# What portrait awareness looks at.
PORTRAIT_SIDE = 512


@dataclass(frozen=True, eq=False)
class MixedLook:
    """A style, or two blended, at whole amounts; ``identity`` tells it apart from others of that photo."""

    look: LookParameters
    identity: Hashable


class Looks:
    """Asks the generators; what they decided is kept by photo, frame, light and colour, and style.

    Thread-safe.
    """

    def __init__(self, source: StyleSource, cache: PictureCache) -> None:
        self._source = source
        self._cache = cache
        self._generators: BudgetCache[Hashable, Generator] = BudgetCache(GENERATOR_BYTES)
        self._parameters: BudgetCache[Hashable, LookParameters] = BudgetCache(PARAMETER_BYTES)
        self._cubes: BudgetCache[Hashable, Cube] = BudgetCache(CUBE_BYTES)

    def light(self, framed: Framed, recipe: Recipe) -> Cube | None:
        """Light and colour of the recipe as a cube for that photo; None where it has none."""
        if not recipe.light_and_colour:
            return None

        def bake() -> tuple[Cube, int]:
            cube = bake_light(recipe, within_srgb=framed.within_srgb)
            assert cube is not None
            return cube, cube.excess.nbytes

        return self._cubes.get_or_make((recipe.light_and_colour, framed.within_srgb), bake)

    def looks_at_picture(self, use: StyleUse) -> bool:
        """Whether a generator of ``use`` must see the photo. Raises StyleError."""
        names = [use.id] if use.blend_id is None else [use.id, use.blend_id]
        generators = [self.generator(self._source.get(name)) for name in names]
        return any(generator.thumbnail_size is not None for generator in generators)

    def mixed(
        self, framed: Framed, recipe: Recipe, use: StyleUse, shared: SharedLook | None = None
    ) -> MixedLook:
        """The style of ``use`` for a framed photo, blended with its second one. Raises StyleError.

        ``shared``: what the photo shares with others, in place of its own.
        """
        look, identity = self._one(framed, recipe, use.id, use.variation, shared)
        if use.blend_id is None or use.blend == 0.0:
            return MixedLook(look, identity)
        other, other_identity = self._one(framed, recipe, use.blend_id, use.variation, shared)
        return MixedLook(blend(look, other, use.blend), (identity, other_identity, use.blend))

    def summaries(self, framed: Framed, recipe: Recipe) -> SharedLook:
        """What the recipe's styles make of a photo as a whole. Raises StyleError."""
        use = recipe.style
        names = [] if use is None else [use.id] if use.blend_id is None else [use.id, use.blend_id]
        found = []
        for name in dict.fromkeys(names):
            generator = self.generator(self._source.get(name))
            if use is not None and generator.thumbnail_size is not None:
                seen = self._seen(framed, recipe, generator, use.variation)
                found.append((name, tuple(map(float, generator.summary(seen)))))
        return SharedLook(tuple(found))

    def portrait(self, framed: Framed, wants: Collection[Want] = ()) -> PortraitMaps:
        """The faces of a photo, and the maps that are wanted of its frame, found once each.

        They are looked for before the crop: who is cut through the forehead is still there.
        """
        geometry = framed.geometry
        uncropped = framed.uncropped(self._cache.framed)
        maps = self._cache.portraits.get(uncropped.key)
        missing = [want for want in wants if maps is None or getattr(maps, want) is None]
        if maps is None or missing:
            small = self._small(uncropped, PORTRAIT_SIDE)
            more = analyse(small, missing, None if maps is None else maps.faces)
            if maps is not None:
                more = replace(more, **{w: getattr(maps, w) for w in EVERYTHING if w not in missing})
            maps = more
            nbytes = sum(m.nbytes for m in (maps.skin, maps.subject) if m is not None)
            self._cache.portraits.put(uncropped.key, maps, nbytes + 1024)
        return replace(maps, skin=_cropped(maps.skin, geometry), subject=_cropped(maps.subject, geometry))

    def guide(self, framed: Framed) -> Float32:
        """The luma (h, w) of the untouched photo that masks are refined by, at the maps' size."""
        return luma_of(self._small(framed, PORTRAIT_SIDE))

    def generator(self, style: Style) -> Generator:
        """The style's generator, kept while its file is unchanged. Raises StyleError."""

        stamp = stamp_of(style.path)

        def make() -> tuple[Generator, int]:
            generator = generator_for(style, self._source)
            # Networks count by their file; a table is kept by the catalogue already.
            return generator, max(stamp[1], 1 << 16)

        return self._generators.get_or_make((style, stamp), make)

    def clear(self) -> None:
        """Forget what was decided; loaded generators stay."""
        self._parameters.clear()
        self._cubes.clear()

    def _one(
        self, framed: Framed, recipe: Recipe, style_id: str, variation: int, shared: SharedLook | None
    ) -> tuple[LookParameters, Hashable]:
        style = self._source.get(style_id)
        generator = self.generator(style)
        summary = None if shared is None else shared.of(style_id)
        identity = (style.id, stamp_of(style.path), variation, summary)
        if generator.thumbnail_size is None:
            return generator.predict(None), identity

        def predict() -> tuple[LookParameters, int]:
            given = None if summary is None else np.array(summary, np.float32)
            seen = self._seen(framed, recipe, generator, variation)
            look = generator.predict(seen) if given is None else generator.predict(seen, given)
            return look, look.nbytes

        key = (framed.key, recipe.light_and_colour, identity)
        return self._parameters.get_or_make(key, predict), identity

    def _seen(self, framed: Framed, recipe: Recipe, generator: Generator, variation: int) -> GeneratorInput:
        assert generator.thumbnail_size is not None
        developed = np.array(self._small(framed, generator.thumbnail_size))
        light = self.light(framed, recipe)
        if light is not None:
            # By the very cube that the pixels get, which costs a twentieth of the formulas.
            apply_to(developed, PixelTransform(full=light), select_kernel(CPU))
        skin = subject = None
        if generator.wants_maps:
            maps = self.portrait(framed, EVERYTHING)
            skin, subject = maps.skin, maps.subject
        return GeneratorInput(developed, skin, subject, variation_latent(variation))

    def _small(self, framed: Framed, longest: int) -> Float32:
        """The colour of the framed photo with its longest side at most ``longest``: (h, w, 3)."""
        reference = framed.reference()
        width, height = fitted((reference.width, reference.height), longest)
        small = reference
        if (width, height) != (reference.width, reference.height):
            small = self._cache.small((framed.key, longest), lambda: resize(reference, width, height))
        return small.floats()[..., :3]


def _cropped(values: Float32 | None, geometry: Geometry) -> Float32 | None:
    """A map of the uncropped frame, cut to the crop."""
    if values is None:
        return None
    left, top, right, bottom = geometry.pixel_crop(values.shape[1], values.shape[0])
    return values[top:bottom, left:right]
