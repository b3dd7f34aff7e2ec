"""From options to a recipe."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from studio import paths
from studio.cli.edits import add_edit_options, recipe_of
from studio.cli.plan import WrongUsage
from studio.cli.program import main
from studio.editing.geometry import Geometry
from studio.editing.param_groups import ALL_PARAMS
from studio.editing.recipe import Recipe
from studio.editing.style_use import StyleUse
from studio.editing.where import Where
from studio.errors import StyleUnknown
from studio.styles.catalogue import Catalogue

CATALOGUE = Catalogue(paths.resources() / "styles", Path("/nowhere"))


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(exit_on_error=False, allow_abbrev=False)
    add_edit_options(parser)
    return parser.parse_args(words)


def recipe(*words: str) -> Recipe:
    return recipe_of(parsed(*words), CATALOGUE)


def test_every_setting_has_an_option() -> None:
    words = [word for param in ALL_PARAMS for word in (f"--{param.key}", repr(param.maximum))]
    assert recipe(*words) == Recipe(tuple((param.key, param.maximum) for param in ALL_PARAMS))


def test_a_style_and_how_it_is_used() -> None:
    made = recipe(
        *("--style", "warm-film", "--strength", "0.8", "--colour-amount", "0.5", "--tone-amount", "1.5"),
        *("--texture-amount", "0", "--variation", "7", "--blend", "faded", "--blend-amount", "0.25"),
        *("--where", "skin", "--feather", "60"),
    )
    assert made.style == StyleUse("warm-film", 0.8, 0.5, 1.5, 0.0, 7, "faded", 0.25)
    assert made.where == Where("skin", 60.0)


def test_defaults_are_those_of_the_recipe() -> None:
    assert recipe("--style", "warm-film") == Recipe().with_style("warm-film")


def test_framing() -> None:
    made = recipe("--rotate", "270", "--flip", "--straighten", "-3.5", "--crop", "0.1,0,0.9,0.75")
    assert made == Recipe(geometry=Geometry(3, True, -3.5, (0.1, 0.0, 0.9, 0.75)))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([], "nothing to do"),
        (["--strength", "1"], "--strength says how a style is used"),
        (["--where", "skin", "--exposure", "1"], "--where says"),
        (["--blend", "faded"], "--blend says"),
        (["--variation", "0"], "--variation says"),
        (["--style", "warm-film", "--blend-amount", "0.5"], "--blend-amount"),
        (["--style", "warm-film", "--feather", "5"], "--feather"),
    ],
)
def test_what_cannot_be_meant(words: list[str], reason: str) -> None:
    with pytest.raises(WrongUsage, match=reason):
        recipe(*words)


def test_an_edit_that_changes_nothing_is_an_edit() -> None:
    assert recipe("--exposure", "0") == recipe("--crop", "0,0,1,1") == Recipe()


@pytest.mark.parametrize(
    "words",
    [
        ("--crop", "0,0,1"),
        ("--crop", "0,0,1,1.5"),
        ("--crop", "0.5,0,0.5,1"),
        ("--crop", "nan,0,1,1"),
        ("--crop", "a,b,c,d"),
        ("--rotate", "45"),
        ("--straighten", "46"),
        ("--straighten", "nan"),
        ("--variation", "25"),
        ("--variation", "1.5"),
        ("--variation", "00024"),
        ("--where", "everywhere"),
        ("--colour-amount", "1.6"),
        ("--grain", "-1"),
    ],
)
def test_wrong_values_are_refused(words: tuple[str, str]) -> None:
    with pytest.raises(argparse.ArgumentError):
        parsed(*words)


def test_a_second_style_must_be_there_too() -> None:
    with pytest.raises(StyleUnknown):
        recipe("--style", "warm-film", "--blend", "no-such-style")


@given(st.text(st.characters(codec="ascii", categories=["Nd", "P"]), max_size=24))
def test_any_text_is_a_crop_or_refused(text: str) -> None:
    assume(text != "--")  # see below
    try:
        crop = parsed(f"--crop={text}").crop
    except argparse.ArgumentError:
        return
    assert Geometry(crop=crop).crop == crop


@pytest.mark.parametrize("option", ["--crop", "--exposure", "--style", "--report"])
def test_two_dashes_are_no_value(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", "shoot", "-o", "out", f"{option}=--"]) == 2
    assert f"argument {option}: “--” is no value" in capsys.readouterr().err
