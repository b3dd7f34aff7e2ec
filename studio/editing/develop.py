"""Light and colour of a recipe, as one function on pixels."""

from __future__ import annotations

from studio.editing.adjustments import ADJUSTMENTS, Domain
from studio.editing.channels import Array, channels, stacked
from studio.editing.recipe import Recipe
from studio.imaging.colour import srgb_decode, srgb_encode


def develop(rgb: Array, recipe: Recipe) -> Array:
    """``rgb`` after the recipe's light and colour, without its style and finish.

    float32 (..., 3) of numpy or torch, extended sRGB in and out, nothing clamped. Neighbours that work in
    linear light share one decoding and encoding. What stands at its default is skipped: without settings
    the very array comes back.
    """
    values = recipe.settings()
    steps = [step for step in ADJUSTMENTS if not step.changes_nothing(values)]
    if not steps:
        return rgb
    # Channel by channel in memory, which is several times faster than colour by colour.
    rgb = stacked(channels(rgb))
    domain: Domain = "encoded"
    for step in steps:
        if step.domain != domain:
            rgb = srgb_decode(rgb) if step.domain == "linear" else srgb_encode(rgb)
            domain = step.domain
        rgb = step.apply(rgb, values)
    return srgb_encode(rgb) if domain == "linear" else rgb
