"""Wishes: what the form asks for, as one frozen value; the order of a batch is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from studio.batch.batches import mark_styles
from studio.batch.plan import PLAIN, Consistency, OnCollision, Order
from studio.batch.presets import ExportPreset
from studio.editing.recipe import Recipe
from studio.editing.style_use import StyleUse
from studio.styles.catalogue import Catalogue


@dataclass(frozen=True)
class Wishes:
    """``inputs``: folders, with what lies below them, and photos. ``style`` None: each photo as it was
    edited.

    ``keeps_edits``: with a style, a photo that was edited keeps its crop, light and colour. ``recipes``: the
    edits of the sitting, as they were when this was asked for. ``consistency`` and ``reference`` as in Order.
    ``review``: how the photos come out is kept, for the skin ribbon. ``watch``: the only input is a folder,
    which is watched for photos that come.
    """

    inputs: tuple[Path, ...]
    out: Path
    presets: tuple[ExportPreset, ...]
    style: StyleUse | None = None
    keeps_edits: bool = True
    on_collision: OnCollision = "number"
    recipes: Mapping[Path, Recipe] = field(default_factory=dict)
    consistency: Consistency = "as is"
    reference: Path | None = None
    review: bool = True
    watch: bool = False
    cmyk_profile: Path | None = None

    @property
    def recipe(self) -> Recipe:
        """For photos without one of their own."""
        return PLAIN.with_style(self.style)

    def own_recipe(self, path: Path) -> Recipe | None:
        """A photo's own, None where the usual one is meant."""
        own = self.recipes.get(path)
        if own is None or self.style is None:
            return own
        return own.with_style(self.style) if self.keeps_edits else None

    def order(self, catalogue: Catalogue) -> Order:
        """Raises StyleUnknown; reads the files of the styles."""
        used = [self.recipe]
        if self.style is None:
            used += self.recipes.values()
        return Order(
            inputs=self.inputs,
            out=self.out,
            presets=self.presets,
            recipe=self.recipe,
            styles=mark_styles(used, catalogue),
            on_collision=self.on_collision,
            consistency=self.consistency,
            reference=self.reference,
            cmyk_profile=self.cmyk_profile,
        )
