"""Options that say what is done to a photo, and the recipe that they describe."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from studio.cli.options import add_param, number_within
from studio.cli.plan import WrongUsage
from studio.editing.geometry import ANGLE, FULL_CROP, MIN_CROP, Geometry
from studio.editing.param_groups import ALL_PARAMS, GROUPS
from studio.editing.recipe import Recipe
from studio.editing.style_use import BLEND, COLOUR, STRENGTH, TEXTURE, TONE, VARIATION, StyleUse
from studio.editing.where import AREAS, FEATHER, Where
from studio.styles.catalogue import Catalogue

STYLE_HELP = "a style's id (see “portrait-studio styles”), or a style file of your own"
_AMOUNTS = {COLOUR: "colour-amount", TONE: "tone-amount", TEXTURE: "texture-amount", BLEND: "blend-amount"}
_OF_STYLE = (STRENGTH, COLOUR, TONE, TEXTURE, VARIATION, BLEND, FEATHER)


def add_edit_options(parser: argparse.ArgumentParser) -> None:
    """A style and how it is used, settings, framing. Nothing of it is required by itself."""
    style = parser.add_argument_group("style")
    style.add_argument("--style", metavar="ID|FILE", help=STYLE_HELP)
    add_param(style, STRENGTH, "how much of the style")
    for param in (COLOUR, TONE, TEXTURE):
        add_param(style, param, name=_AMOUNTS[param])
    add_variation(style)
    style.add_argument("--blend", metavar="ID|FILE", help="a second style that is mixed into the first")
    add_param(style, BLEND, name=_AMOUNTS[BLEND])
    style.add_argument(
        "--where",
        choices=AREAS[1:],
        help="lay the style only there; found in each photo (default: everywhere)",
    )
    add_param(style, FEATHER)
    for group in GROUPS:
        settings = parser.add_argument_group(group.title.lower())
        for param in group.params:
            add_param(settings, param)
    framing = parser.add_argument_group("framing, in this order")
    framing.add_argument(
        "--rotate", type=int, choices=(90, 180, 270), metavar="90|180|270", help="turn clockwise"
    )
    framing.add_argument("--flip", action="store_true", help="mirror left to right")
    framing.add_argument(
        "--straighten",
        type=number_within(ANGLE),
        metavar="DEGREES",
        help=f"turn clockwise and cut the corners ({ANGLE.minimum:g} to {ANGLE.maximum:g})",
    )
    framing.add_argument(
        "--crop",
        type=_crop,
        metavar="L,T,R,B",
        help="keep what lies between these edges, as fractions of the width and height: 0,0,1,1 is all",
    )


def add_variation(parser: argparse._ActionsContainer) -> None:
    """The option of a learned style's variation, a whole number; None stands for not given."""
    parser.add_argument(
        "--variation",
        type=_variation,
        dest=f"param_{VARIATION.key}",
        metavar="N",
        help=f"{VARIATION.tip} (a whole number, 0 to {VARIATION.maximum:g}, default 0)",
    )


def recipe_of(arguments: argparse.Namespace, catalogue: Catalogue) -> Recipe:
    """The recipe that the options describe.

    Raises WrongUsage where nothing is asked for, or a style's option without a style; StyleUnknown,
    StyleFileInvalid.
    """
    recipe = Recipe(geometry=_geometry(arguments))
    for param in ALL_PARAMS:
        value = getattr(arguments, f"param_{param.key}")
        if value is not None:
            recipe = recipe.with_value(param.key, value)
    if arguments.style is not None:
        use, where = _style_use(arguments, catalogue)
        return recipe.with_style(use).with_where(where)
    needless = [name for name, value in _style_options(arguments).items() if value is not None]
    if needless:
        raise WrongUsage(f"--{needless[0]} says how a style is used; name one with --style")
    if not _asks_for_edits(arguments):
        raise WrongUsage("there is nothing to do; name a style with --style, or an edit")
    return recipe


def asks_for_anything(arguments: argparse.Namespace) -> bool:
    """Whether a style or an edit is named at all."""
    styles = [arguments.style, *_style_options(arguments).values()]
    return any(value is not None for value in styles) or _asks_for_edits(arguments)


def _style_use(arguments: argparse.Namespace, catalogue: Catalogue) -> tuple[StyleUse, Where]:
    use = StyleUse(catalogue.resolve(arguments.style).id)
    given: dict[str, Any] = {
        param.key: value
        for param in (STRENGTH, COLOUR, TONE, TEXTURE, VARIATION, BLEND)
        if (value := getattr(arguments, f"param_{param.key}")) is not None
    }
    if arguments.blend is not None:
        given["blend_id"] = catalogue.resolve(arguments.blend).id
    elif BLEND.key in given:
        raise WrongUsage("--blend-amount says how much of a second style; name one with --blend")
    if arguments.where is None and arguments.param_feather is not None:
        raise WrongUsage("--feather is about the border of an area; name one with --where")
    feather = arguments.param_feather if arguments.param_feather is not None else FEATHER.default
    return replace(use, **given), Where(arguments.where or AREAS[0], feather)


def _style_options(arguments: argparse.Namespace) -> dict[str, object]:
    """By the option's name, None where it was not given."""
    options = {
        _AMOUNTS.get(param, param.key): getattr(arguments, f"param_{param.key}") for param in _OF_STYLE
    }
    return options | {"blend": arguments.blend, "where": arguments.where}


def _asks_for_edits(arguments: argparse.Namespace) -> bool:
    """Also for an edit that changes nothing, such as ``--exposure 0``: a script may have computed it."""
    values = [getattr(arguments, f"param_{param.key}") for param in ALL_PARAMS]
    values += [arguments.rotate, arguments.straighten, arguments.crop]
    return arguments.flip or any(value is not None for value in values)


def _geometry(arguments: argparse.Namespace) -> Geometry:
    return Geometry(
        turns=(arguments.rotate or 0) // 90,
        flipped=arguments.flip,
        angle=arguments.straighten or 0.0,
        crop=arguments.crop or FULL_CROP,
    )


def _variation(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 2 or int(text) > VARIATION.maximum:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0 to {VARIATION.maximum:g}")
    return int(text)


def _crop(text: str) -> tuple[float, float, float, float]:
    try:
        left, top, right, bottom = (float(edge) for edge in text.split(","))
        return Geometry(crop=(left, top, right, bottom)).crop
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not four fractions from 0 to 1, left,top,right,bottom, at least {MIN_CROP:g} apart"
        ) from None
