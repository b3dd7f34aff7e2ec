"""Recipe: everything done to a photo, as one frozen value. Its JSON form is in ``recipe_json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from studio.editing.geometry import AS_TAKEN, Geometry
from studio.editing.light_and_colour import LIGHT_AND_COLOUR
from studio.editing.param_groups import ALL_PARAMS
from studio.editing.params import Param
from studio.editing.style_use import MAX_STYLE_ID, STRENGTH, StyleUse
from studio.editing.where import EVERYWHERE, Where

__all__ = ["MAX_STYLE_ID", "STRENGTH", "Geometry", "Recipe", "StyleUse", "Where"]

_PARAMS: Mapping[str, Param] = {param.key: param for param in ALL_PARAMS}
_COLOUR_MAPS = frozenset(param.key for param in LIGHT_AND_COLOUR.params)


@dataclass(frozen=True)
class Recipe:
    """What is done to a photo; changed only by making another one.

    ``values`` holds the settings that are not at their default, as (key, value) sorted by key, so that equal
    edits are equal recipes; a mapping or unsorted pairs are brought into that form. ``where`` says on what
    part of the picture the style is laid. Raises KeyError for an unknown key, ValueError for a value outside
    its Param's range or a key given twice.
    """

    values: tuple[tuple[str, float], ...] = ()
    style: StyleUse | None = None
    geometry: Geometry = AS_TAKEN
    where: Where = EVERYWHERE

    def __post_init__(self) -> None:
        kept: dict[str, float] = {}
        for key, value in self.values:
            param = _PARAMS[key]
            if key in kept:
                raise ValueError(f"{key} is given twice")
            if not param.minimum <= value <= param.maximum:
                raise ValueError(f"{key} {value} is not within {param.minimum} to {param.maximum}")
            kept[key] = float(value)
        ordered = sorted((key, value) for key, value in kept.items() if value != _PARAMS[key].default)
        object.__setattr__(self, "values", tuple(ordered))

    @property
    def changes_nothing(self) -> bool:
        """Whether the picture comes out as it went in."""
        return self.keeps_colours and self.geometry.changes_nothing

    @property
    def keeps_colours(self) -> bool:
        """Whether pixels keep their colours, wherever geometry moves them."""
        return not self.values and (self.style is None or self.style.changes_nothing)

    @property
    def light_and_colour(self) -> tuple[tuple[str, float], ...]:
        """Those of ``values`` that are pure colour maps, which ``develop`` does."""
        return tuple((key, value) for key, value in self.values if key in _COLOUR_MAPS)

    def value(self, key: str) -> float:
        """The setting ``key``, its default where it is not set. Raises KeyError for an unknown key."""
        return dict(self.values).get(key, _PARAMS[key].default)

    def settings(self) -> dict[str, float]:
        """Every setting, with defaults filled in."""
        return {param.key: param.default for param in ALL_PARAMS} | dict(self.values)

    def with_value(self, key: str, value: float) -> Recipe:
        """This recipe with one setting changed, clamped into its range.

        Raises KeyError for an unknown key, ValueError for a value that is not finite.
        """
        clamped = _PARAMS[key].clamp(value)
        return replace(self, values=tuple((dict(self.values) | {key: clamped}).items()))

    def with_style(self, style: StyleUse | str | None, strength: float | None = None) -> Recipe:
        """This recipe with another style, or none.

        ``strength`` is clamped into its range; None keeps that of a StyleUse, or 1 for an id.
        """
        if style is None:
            return replace(self, style=None)
        use = StyleUse(style) if isinstance(style, str) else style
        if strength is not None:
            use = replace(use, strength=STRENGTH.clamp(strength))
        return replace(self, style=use)

    def with_geometry(self, geometry: Geometry) -> Recipe:
        """This recipe with the picture framed anew."""
        return replace(self, geometry=geometry)

    def with_where(self, where: Where) -> Recipe:
        """This recipe with the style laid on another part of the picture."""
        return replace(self, where=where)

    def without_style(self) -> Recipe:
        """All but the style: what it is laid on."""
        return replace(self, style=None, where=EVERYWHERE)

    def framing_only(self) -> Recipe:
        """The untouched picture in the same frame: what "before" shows."""
        return Recipe(geometry=self.geometry)
