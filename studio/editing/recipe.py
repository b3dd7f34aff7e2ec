"""Recipe: everything done to a photo, as one frozen value with a versioned JSON form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from studio.editing.adjustments import ALL_PARAMS
from studio.editing.params import Param
from studio.errors import RecipeInvalid
from studio.messages import QT_TRANSLATE_NOOP, Message, Value

VERSION = 1
# A recipe is a few hundred bytes; more is not one of ours.
MAX_JSON = 64 * 1024
MAX_STYLE_ID = 1024

STRENGTH = Param(
    "strength",
    QT_TRANSLATE_NOOP("Param", "Strength"),
    0.0,
    1.5,
    default=1.0,
    step=0.05,
    unit="%",
    scale=100.0,
    tip=QT_TRANSLATE_NOOP("Param", "How much of the style is applied; above 100 % it is exaggerated."),
)

_PARAMS: Mapping[str, Param] = {param.key: param for param in ALL_PARAMS}


@dataclass(frozen=True)
class StyleUse:
    """A style by its id, and how much of it: ``strength`` 0 to 1.5, 1 is the style's own look.

    Raises ValueError for an empty or overlong id or a strength outside its range.
    """

    id: str
    strength: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < len(self.id) <= MAX_STYLE_ID:
            raise ValueError("a style id has 1 to 1024 characters")
        if not STRENGTH.minimum <= self.strength <= STRENGTH.maximum:
            raise ValueError(f"strength {self.strength} is not within 0 to 1.5")
        object.__setattr__(self, "strength", float(self.strength))


@dataclass(frozen=True)
class Recipe:
    """What is done to a photo; changed only by making another one.

    ``values`` holds the settings that are not at their default, as (key, value) sorted by key, so that equal
    edits are equal recipes; a mapping or unsorted pairs are brought into that form. Raises KeyError for an
    unknown key, ValueError for a value outside its Param's range or a key given twice.
    """

    values: tuple[tuple[str, float], ...] = ()
    style: StyleUse | None = None

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
        return not self.values and (self.style is None or self.style.strength == 0.0)

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

    def without_style(self) -> Recipe:
        """Light and colour alone: what the style is laid on."""
        return self.with_style(None)

    def to_json(self) -> str:
        """The recipe as JSON, one line; numbers come back bit by bit."""
        document: dict[str, Any] = {"recipe": VERSION, "values": dict(self.values)}
        if self.style is not None:
            document["style"] = {"id": self.style.id, "strength": self.style.strength}
        return json.dumps(document, sort_keys=True, allow_nan=False)

    @staticmethod
    def from_json(text: str | bytes) -> Recipe:
        """The recipe of a JSON text, which may come from anyone.

        Raises RecipeInvalid for anything but a whole recipe of a known version: nothing is guessed, skipped
        or clamped.
        """
        return _Reader.recipe(text)


class _Reader:
    """Reads recipes as hostile input."""

    @staticmethod
    def recipe(text: str | bytes) -> Recipe:
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
        fields = _object(document, {"recipe", "values"}, {"style"})
        pairs = []
        for key, value in _object(fields["values"], set(), set(_PARAMS)).items():
            pairs.append((key, _number(value, _PARAMS[key])))
        style = None
        if fields.get("style") is not None:
            use = _object(fields["style"], {"id", "strength"}, set())
            if not isinstance(use["id"], str) or not 0 < len(use["id"]) <= MAX_STYLE_ID:
                _refuse(QT_TRANSLATE_NOOP("errors", "the style has no name"))
            style = StyleUse(use["id"], _number(use["strength"], STRENGTH))
        return Recipe(tuple(pairs), style)


_NOT_JSON = Message("errors", QT_TRANSLATE_NOOP("errors", "they are not in the form of a recipe"))


def _refuse(template: str, **values: Value) -> NoReturn:
    raise RecipeInvalid(reason=Message("errors", template, values))


def _object(value: object, wanted: set[str], allowed: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or not wanted <= value.keys():
        raise RecipeInvalid(reason=_NOT_JSON)
    for key in value:
        if key not in wanted | allowed:
            _refuse(QT_TRANSLATE_NOOP("errors", "the setting “{key}” is unknown"), key=key[:40])
    return value


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
