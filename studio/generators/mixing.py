"""Mixing of looks as numbers, not as pictures: strength, amounts, blends, one look for a shoot, variations.

All of it is linear in the look (:class:`~studio.generators.parameters.LookParameters`), so that the order
does not matter, and exact at the ends: an amount of 1 and a blend of 0 give the very same look, 0 gives none.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from studio.editing.style_use import StyleUse
from studio.generators.parameters import LATENT, LookParameters
from studio.imaging.image import Float32
from studio.imaging.transform import LUMA, Cube
from studio.styles.lut import Lut, identity_grid

VARIATION_NORM = 2.0
"""Length of a variation's latent: clear, and well within what training draws (8 normal numbers: 2.8)."""


def amounts(
    look: LookParameters, *, tone: float = 1.0, colour: float = 1.0, texture: float = 1.0
) -> LookParameters:
    """The look with its parts scaled.

    The tone part of a change is its luma (Rec. 601), the same for the three channels; the colour part is the
    rest; texture is what happens to the luma bands.
    """
    cube, grid, gains = look.cube, look.grid, look.gains
    if cube is not None:
        cube = _with(cube, _split(cube.excess, tone, colour))
    if grid is not None:
        # (..., 3 rows, 4): the three rows are what red, green and blue gain.
        rows = np.moveaxis(grid.reshape(*grid.shape[:-1], 3, 4), -2, -1)
        grid = _kept(np.moveaxis(_split(rows, tone, colour), -1, -2).reshape(grid.shape))
    if gains is not None and texture != 1.0:
        gains = _kept(gains * np.float32(texture))
    return LookParameters(cube, grid, gains)


def scaled(look: LookParameters, strength: float) -> LookParameters:
    """The whole look times ``strength``."""
    return amounts(look, tone=strength, colour=strength, texture=strength)


def blend(one: LookParameters, other: LookParameters, share: float) -> LookParameters:
    """``one`` at a share of 0, ``other`` at 1, linearly between. Cubes meet at the larger size."""
    if share == 0.0:
        return one
    if share == 1.0:
        return other
    return _weighted([(one, 1.0 - share), (other, share)])


def mean(looks: Sequence[LookParameters]) -> LookParameters:
    """One look for many photos. Raises ValueError for none."""
    if not looks:
        raise ValueError("the mean of no looks")
    return looks[0] if len(looks) == 1 else _weighted([(look, 1.0 / len(looks)) for look in looks])


def use_look(look: LookParameters, use: StyleUse, blended: LookParameters | None = None) -> LookParameters:
    """The look as a recipe uses it: ``blended`` (the look of ``use.blend_id``) mixed in, then the amounts."""
    if blended is not None:
        look = blend(look, blended, use.blend)
    return amounts(
        look,
        tone=use.strength * use.tone,
        colour=use.strength * use.colour,
        texture=use.strength * use.texture,
    )


def resampled(cube: Cube, size: int) -> Cube:
    """The cube with ``size`` nodes an axis. Nothing is lost where size - 1 is a multiple of the old one's.

    Raises ValueError for a cube that is not even over 0 to 1.
    """
    if cube.size == size:
        return cube
    if (cube.low, cube.high, cube.axis) != (0.0, 1.0, "even"):
        raise ValueError("a look's cube is even over 0 to 1")
    return Cube(Lut("", cube.excess).evaluate(identity_grid(size)))


def variation_latent(variation: int) -> Float32:
    """The latent z of a style's variation: ``LATENT`` numbers, zero for 0, else of length ``VARIATION_NORM``.

    The same on every machine. Each eight in a row (1 to 8, 9 to 16, ...) are at right angles to each other,
    so that no two of them look alike. Raises ValueError below 0.
    """
    if variation < 0:
        raise ValueError(f"variation {variation} is below 0")
    if variation == 0:
        return np.zeros(LATENT, np.float32)
    frame, row = divmod(variation - 1, LATENT)
    draws = np.random.Generator(np.random.Philox(key=frame)).standard_normal((LATENT, LATENT))
    basis: list[np.ndarray[tuple[int], np.dtype[np.float64]]] = []
    for drawn in draws:
        rest = drawn - sum((drawn @ known) * known for known in basis)
        basis.append(rest / np.sqrt(rest @ rest))
    return (VARIATION_NORM * basis[row]).astype(np.float32)


def _split(excess: Float32, tone: float, colour: float) -> Float32:
    """Changes (..., 3) with their tone part and their colour part scaled."""
    if tone == colour:
        return excess if tone == 1.0 else excess * np.float32(tone)
    level = (excess @ np.asarray(LUMA, np.float32))[..., None]
    result: Float32 = np.float32(colour) * excess + np.float32(tone - colour) * level
    return result


def _weighted(parts: Sequence[tuple[LookParameters, float]]) -> LookParameters:
    cubes = [(look.cube, share) for look, share in parts if look.cube is not None]
    size = max((cube.size for cube, _ in cubes), default=0)
    excess = _sum([(resampled(cube, size).excess, share) for cube, share in cubes])
    grid = _sum([(look.grid, share) for look, share in parts if look.grid is not None])
    gains = _sum([(look.gains, share) for look, share in parts if look.gains is not None])
    return LookParameters(None if excess is None else Cube(excess), grid, gains)


def _sum(parts: Sequence[tuple[Float32, float]]) -> Float32 | None:
    if not parts:
        return None
    # In double precision: the mean of equal looks is that look.
    total = sum((array.astype(np.float64) * share for array, share in parts), np.zeros(()))
    return _kept(np.asarray(total, np.float32))


def _kept(array: Float32) -> Float32 | None:
    """None for all zeros, which every kernel leaves out."""
    return np.ascontiguousarray(array) if array.any() else None


def _with(cube: Cube, excess: Float32) -> Cube | None:
    if excess is cube.excess:
        return cube
    return Cube(np.ascontiguousarray(excess), cube.low, cube.high, cube.axis) if excess.any() else None
