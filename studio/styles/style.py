"""Style: what the gallery shows and a recipe names, whatever stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class LearnedFrom:
    """How a style was learned: numbers of photos, steps, and the program's version."""

    style_photos: int
    ordinary_photos: int
    steps: int
    version: str


@dataclass(frozen=True)
class Style:
    """A style's card; its content (table, network) is read on demand from ``path``.

    ``kind`` names the generator that applies it: ``"lut"`` for a fixed colour look-up table, the
    architecture's name for a learned one (see :mod:`studio.generators.registry`). ``id`` is unique in a
    catalogue and stable across starts. ``name`` is English for built-in styles (translated under the
    context ``Style``) and the user's own text otherwise. ``quality`` is the measured mean CIEDE2000
    distance to held-out photos, where there is one. ``lineage`` names the styles it was made from.
    ``created`` is UTC as ``2026-11-24T08:30:00Z``, or "". ``changed`` is the time of the file's last change
    in nanoseconds: a style whose file changed is another value to whoever keeps something made of it.
    """

    id: str
    name: str
    kind: str
    path: Path
    group: str = ""
    builtin: bool = False
    author: str = ""
    licence: str = ""
    description: str = ""
    learned_from: LearnedFrom | None = None
    quality: float | None = None
    lineage: tuple[str, ...] = ()
    created: str = ""
    changed: int = 0

    @property
    def learned(self) -> bool:
        """Whether a network stands behind it."""
        return self.kind != "lut"
