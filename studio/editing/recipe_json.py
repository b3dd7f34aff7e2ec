"""Recipes as JSON, and anyone's JSON read as hostile input.

Version 2 holds ``values``, and where they are not the default ``style``, ``geometry`` and ``where``. Version
1 knew of a style its id and strength only.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any, NoReturn

from studio.editing.geometry import ANGLE, AS_TAKEN, Geometry
from studio.editing.param_groups import ALL_PARAMS
from studio.editing.params import Param
from studio.editing.recipe import Recipe
from studio.editing.style_use import MAX_STYLE_ID, STYLE_PARAMS, VARIATION, StyleUse
from studio.editing.where import AREAS, EVERYWHERE, FEATHER, Where
from studio.errors import RecipeInvalid
from studio.messages import QT_TRANSLATE_NOOP, Message, Value

VERSION = 2
# A recipe is a few hundred bytes; more is not one of ours.
MAX_JSON = 64 * 1024
_PARAMS = {param.key: param for param in ALL_PARAMS}
_NOT_JSON = Message("errors", QT_TRANSLATE_NOOP("errors", "they are not in the form of a recipe"))


def format_recipe(recipe: Recipe) -> str:
    """The recipe as JSON, one line; numbers come back bit by bit."""
    document: dict[str, Any] = {"recipe": VERSION, "values": dict(recipe.values)}
    if recipe.style is not None:
        document["style"] = asdict(recipe.style)
    if recipe.geometry != AS_TAKEN:
        document["geometry"] = asdict(recipe.geometry)
    if recipe.where != EVERYWHERE:
        document["where"] = asdict(recipe.where)
    return json.dumps(document, sort_keys=True, allow_nan=False)


def parse_recipe(text: str | bytes) -> Recipe:
    """The recipe of a JSON text, which may come from anyone.

    Raises RecipeInvalid for anything but a whole recipe of a known version: nothing is guessed, skipped or
    clamped.
    """
    if len(text) > MAX_JSON:
        _refuse(QT_TRANSLATE_NOOP("errors", "they are too long"))
    try:
        document = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise RecipeInvalid(reason=_NOT_JSON, details=str(error)) from error
    version = document.get("recipe") if isinstance(document, dict) else None
    if type(version) is not int or version < 1:
        _refuse(QT_TRANSLATE_NOOP("errors", "they have no version"))
    if version > VERSION:
        _refuse(QT_TRANSLATE_NOOP("errors", "they come from a newer version of the program"))
    optional = {"style"} if version == 1 else {"style", "geometry", "where"}
    parts = _object(document, {"recipe", "values"}, optional)
    pairs = [
        (key, _number(value, _PARAMS[key]))
        for key, value in _object(parts["values"], set(), set(_PARAMS)).items()
    ]
    style = _style(parts["style"], version) if parts.get("style") is not None else None
    geometry = _geometry(parts["geometry"]) if "geometry" in parts else AS_TAKEN
    where = _where(parts["where"]) if "where" in parts else EVERYWHERE
    return Recipe(tuple(pairs), style, geometry, where)


def _style(value: object, version: int) -> StyleUse:
    if version == 1:
        use = _object(value, {"id", "strength"}, set())
    else:
        use = _object(value, _names(StyleUse), set())
    blend_id = use.get("blend_id")
    for style_id in (use["id"], *([] if blend_id is None else [blend_id])):
        if not isinstance(style_id, str) or not 0 < len(style_id) <= MAX_STYLE_ID:
            _refuse(QT_TRANSLATE_NOOP("errors", "the style has no name"))
    numbers: dict[str, Any] = {
        param.key: _number(use[param.key], param) for param in STYLE_PARAMS if param.key in use
    }
    if VARIATION.key in use:
        if type(use[VARIATION.key]) is not int:
            raise RecipeInvalid(reason=_NOT_JSON)
        numbers[VARIATION.key] = use[VARIATION.key]
    return StyleUse(use["id"], blend_id=blend_id, **numbers)


def _geometry(value: object) -> Geometry:
    parts = _object(value, _names(Geometry), set())
    crop = parts["crop"]
    if not isinstance(crop, list) or len(crop) != 4 or type(parts["flipped"]) is not bool:
        raise RecipeInvalid(reason=_NOT_JSON)
    try:
        edges = tuple(_fraction(edge) for edge in crop)
        return Geometry(parts["turns"], parts["flipped"], _number(parts["angle"], ANGLE), edges)  # type: ignore[arg-type]
    except ValueError as error:
        raise RecipeInvalid(reason=_NOT_JSON, details=str(error)) from error


def _where(value: object) -> Where:
    parts = _object(value, _names(Where), set())
    if parts["area"] not in AREAS:
        raise RecipeInvalid(reason=_NOT_JSON, details=f"area {str(parts['area'])[:40]!r}")
    return Where(parts["area"], _number(parts["feather"], FEATHER))


def _names(kind: type[StyleUse | Geometry | Where]) -> set[str]:
    return {field.name for field in fields(kind)}


def _refuse(template: str, **values: Value) -> NoReturn:
    raise RecipeInvalid(reason=Message("errors", template, values))


def _object(value: object, wanted: set[str], allowed: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or not wanted <= value.keys():
        raise RecipeInvalid(reason=_NOT_JSON)
    for key in value:
        if key not in wanted | allowed:
            _refuse(QT_TRANSLATE_NOOP("errors", "the setting “{key}” is unknown"), key=key[:40])
    return value


def _fraction(value: object) -> float:
    # bool is an int to Python, and an integer may be too long for a float.
    if type(value) not in (int, float) or not 0 <= value <= 1:  # type: ignore[operator]
        raise RecipeInvalid(reason=_NOT_JSON)
    return float(value)  # type: ignore[arg-type]


def _number(value: object, param: Param) -> float:
    # bool is an int to Python, and an integer may be too long for a float.
    if type(value) not in (int, float) or not param.minimum <= value <= param.maximum:  # type: ignore[operator]
        _refuse(
            QT_TRANSLATE_NOOP("errors", "“{key}” is not a number from {minimum} to {maximum}"),
            key=param.key,
            minimum=param.minimum,
            maximum=param.maximum,
        )
    return float(value)  # type: ignore[arg-type]


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")
