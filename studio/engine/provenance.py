"""What a recipe does to a photo, in the terms in which an export says it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from studio import __version__
from studio.editing.recipe import Recipe
from studio.files import open_file
from studio.generators.registry import StyleSource
from studio.imaging.provenance import Provenance

_SOFTWARE = f"Portrait Style Studio {__version__}"


def provenance_of(recipe: Recipe, source: StyleSource) -> Provenance | None:
    """None where nothing is done. Raises StyleError for a style that is not there."""
    if recipe.changes_nothing:
        return None
    use = recipe.style
    if use is None or use.changes_nothing:
        return Provenance("humanEdits", _SOFTWARE)
    styles = [source.get(name) for name in (use.id, use.blend_id) if name is not None]
    return Provenance(
        "algorithmicallyEnhanced" if any(style.learned for style in styles) else "humanEdits",
        _SOFTWARE,
        style=" + ".join(style.name for style in styles),
        version=" + ".join(_digest(style.path, style.changed) for style in styles),
        strength=use.strength,
    )


@lru_cache(maxsize=64)
def _digest(path: Path, changed: int) -> str:
    """BLAKE2b-64 of the style's file in hexadecimal, "" where it is gone."""
    try:
        with open_file(path) as file:
            return hashlib.blake2b(file.read(), digest_size=8).hexdigest()
    except OSError:
        return ""
