"""All colour maps of a recipe as one cube: ten sliders and a style cost what one does."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from studio.editing.develop import develop
from studio.editing.recipe import Recipe
from studio.imaging.colour import colour_grid
from studio.imaging.image import Float32
from studio.imaging.strips import for_each
from studio.imaging.transform import Cube, PixelTransform, Place
from studio.kernels.select import Kernel

# Nodes an axis for photos within sRGB, whose values end at 0 and 1, and for those beyond.
INSIDE = (41, 0.0, 1.0)
BEYOND = (63, -0.25, 1.25)
# Nodes that are developed at once: what an operation leaves behind is still in the cache for the next one.
_NODES = 1 << 14


@lru_cache(maxsize=2)
def nodes(size: int, low: float, high: float) -> Float32:
    """The colours of the nodes of a cube with axis ``root``: (size, size, size, 3), [blue, green, red].

    Read-only.
    """
    ends = np.array([low, high])
    start, stop = np.sign(ends) * (np.sqrt(np.abs(ends)) + np.abs(ends)) / 2
    even = np.linspace(start, stop, size)
    # The inverse of w(x) = (sqrt(x) + x) / 2, mirrored at 0.
    axis = np.sign(even) * ((np.sqrt(1 + 8 * np.abs(even)) - 1) / 2) ** 2
    axis[0], axis[-1] = low, high
    colours = colour_grid(axis, axis, axis)
    colours.flags.writeable = False
    return colours


def bake_light(recipe: Recipe, *, within_srgb: bool) -> Cube | None:
    """The recipe's light and colour as a cube; None where it has none."""
    if not recipe.light_and_colour:
        return None
    size, low, high = INSIDE if within_srgb else BEYOND
    grid = nodes(size, low, high)
    colours, excess = grid.reshape(-1, 3), np.empty((size**3, 3), np.float32)

    def work(start: int) -> None:
        part = slice(start, start + _NODES)
        excess[part] = develop(colours[part], recipe) - colours[part]

    for_each(work, range(0, len(colours), _NODES))
    return Cube(excess.reshape(grid.shape), low, high, "root")


def bake_look(light: Cube | None, look: Cube | None, kernel: Kernel) -> Cube | None:
    """Light and colour, then the look's colour, as one cube of the same nodes; the look alone as it is."""
    if light is None or look is None:
        return look if light is None else light
    grid = nodes(light.size, light.low, light.high)
    colours = np.ascontiguousarray(grid + light.excess).reshape(light.size, -1, 3)
    apply_to(colours, PixelTransform(full=look), kernel)
    return Cube(colours.reshape(grid.shape) - grid, light.low, light.high, "root")


def apply_to(colours: Float32, transform: PixelTransform, kernel: Kernel) -> None:
    """``transform`` on float32 (h, w, 3), in place."""
    place = Place(0, 0, colours.shape[1], colours.shape[0])
    kernel.apply(kernel.prepare(transform), colours, place, colours, None)
