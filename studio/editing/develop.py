"""Light and colour of a recipe, as one function on pixels."""

from __future__ import annotations

from studio.editing.adjustments import ADJUSTMENTS, Array, Domain
from studio.editing.recipe import Recipe
from studio.imaging.colour import srgb_decode, srgb_encode


def develop(rgb: Array, recipe: Recipe) -> Array:
    """``rgb`` after the recipe's light and colour, without its style.

    float32 (..., 3) of numpy or torch, extended sRGB in and out, nothing clamped. Neighbours that work in
    linear light share one decoding and encoding. What stands at its default is skipped: without settings
    the very array comes back.
    """
    values = recipe.settings()
    domain: Domain = "encoded"
    for adjustment in ADJUSTMENTS:
        if adjustment.changes_nothing(values):
            continue
        if adjustment.domain != domain:
            rgb = srgb_decode(rgb) if adjustment.domain == "linear" else srgb_encode(rgb)
            domain = adjustment.domain
        rgb = adjustment.apply(rgb, values)
    return srgb_encode(rgb) if domain == "linear" else rgb
