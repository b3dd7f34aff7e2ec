"""Steps of the history: what they are called, and the value that a setting was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studio.editing.geometry import ANGLE
from studio.editing.history import Entry
from studio.editing.param_groups import ALL_PARAMS
from studio.editing.params import Param
from studio.editing.recipe import Recipe
from studio.editing.style_use import STYLE_PARAMS
from studio.editing.where import FEATHER, Area
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.ui.translate import translated

AREA_NAMES: Mapping[Area, Message] = {
    "everywhere": Message("Where", QT_TRANSLATE_NOOP("Where", "Everywhere")),
    "subject": Message("Where", QT_TRANSLATE_NOOP("Where", "Subject")),
    "skin": Message("Where", QT_TRANSLATE_NOOP("Where", "Skin")),
    "background": Message("Where", QT_TRANSLATE_NOOP("Where", "Background")),
}
_PARAMS = (*ALL_PARAMS, *STYLE_PARAMS, FEATHER, ANGLE)
LABELS = {param.key: Message("Param", param.label) for param in _PARAMS}


def _of_style(key: str) -> Callable[[Recipe], float]:
    return lambda recipe: float(getattr(recipe.style, key)) if recipe.style is not None else 0.0


_VALUES: dict[str, Callable[[Recipe], float]] = {
    **{param.key: _of_style(param.key) for param in STYLE_PARAMS},
    FEATHER.key: lambda recipe: recipe.where.feather,
    ANGLE.key: lambda recipe: recipe.geometry.angle,
}
_BY_LABEL = {param.label: param for param in _PARAMS}


def value_of(recipe: Recipe, param: Param) -> float:
    """A setting of any part of the recipe."""
    found = _VALUES.get(param.key)
    return found(recipe) if found is not None else recipe.value(param.key)


def shown_value(param: Param, value: float) -> str:
    """With a plus before more than nothing, where less is possible."""
    sign = "+" if param.minimum < 0 else ""
    unit = param.unit if param.unit == "°" else f" {param.unit}"
    return f"{value * param.scale:{sign}.{param.decimals}f}{unit}".rstrip()


def said(entry: Entry) -> str:
    """The step in the user's language; of a setting the value that it was given too."""
    text, param = translated(entry.label), _BY_LABEL.get(entry.label.template)
    if param is None or entry.label.context != "Param":
        return text
    return f"{text} {shown_value(param, value_of(entry.recipe, param))}"
