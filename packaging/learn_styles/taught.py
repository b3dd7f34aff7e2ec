"""Taught: a network that has learned, and what is to be said of how."""

from __future__ import annotations

from dataclasses import dataclass

from studio.generators.photographic import PhotographicNet


@dataclass(frozen=True, eq=False)
class Taught:
    """``photos``: how many it learned from; a procedure finished them.

    ``lineage``: for the style file. ``made``: who made the targets, in Markdown, and ``learned``: what was
    done with the photos, likewise; both whole paragraphs for the model card. ``weak``: its own weaknesses.
    """

    net: PhotographicNet
    photos: int
    steps: int
    lineage: tuple[str, ...]
    made: str
    learned: str
    weak: str = ""
