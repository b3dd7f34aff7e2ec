"""Recipes: equal edits are equal values, JSON comes back bit by bit, anyone's JSON is whole or refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.editing.param_groups import ALL_PARAMS
from studio.editing.recipe import STRENGTH, Recipe, StyleUse
from studio.editing.recipe_json import MAX_JSON, VERSION, format_recipe, parse_recipe
from studio.errors import RecipeInvalid

styles = st.one_of(
    st.none(),
    st.builds(
        StyleUse,
        st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=40),
        st.floats(STRENGTH.minimum, STRENGTH.maximum),
    ),
)
settings_of_all = st.fixed_dictionaries(
    {}, optional={param.key: st.floats(param.minimum, param.maximum) for param in ALL_PARAMS}
)
recipes = st.builds(lambda values, style: Recipe(tuple(values.items()), style), settings_of_all, styles)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(recipes)
def test_json_round_trip(recipe: Recipe) -> None:
    again = parse_recipe(format_recipe(recipe))
    assert again == recipe
    assert hash(again) == hash(recipe)
    assert parse_recipe(format_recipe(recipe).encode()) == recipe


def test_equal_edits_are_equal_recipes() -> None:
    one = Recipe().with_value("tint", 5).with_value("exposure", 1)
    other = Recipe().with_value("exposure", 1).with_value("contrast", 9).with_value("tint", 5)
    assert one == other.with_value("contrast", 0)
    assert Recipe().with_value("exposure", 0) == Recipe()


def test_values_and_defaults() -> None:
    recipe = Recipe().with_value("exposure", 99)
    assert recipe.value("exposure") == 5.0
    assert recipe.value("tint") == 0.0
    assert recipe.settings() == {param.key: param.default for param in ALL_PARAMS} | {"exposure": 5.0}
    with pytest.raises(KeyError):
        recipe.value("magic")
    with pytest.raises(KeyError):
        recipe.with_value("magic", 1)
    with pytest.raises(ValueError, match="finite"):
        recipe.with_value("tint", float("nan"))


def test_style_and_strength() -> None:
    recipe = Recipe().with_style("warm-film")
    assert recipe.style == StyleUse("warm-film", 1.0)
    assert recipe.with_style("cool", 9.0).style == StyleUse("cool", 1.5)
    assert recipe.with_style(StyleUse("warm-film", 0.3)).style == StyleUse("warm-film", 0.3)
    assert recipe.without_style() == Recipe()
    with pytest.raises(ValueError, match="strength"):
        StyleUse("warm-film", 1.6)
    with pytest.raises(ValueError, match="id"):
        StyleUse("")


def test_what_changes_nothing() -> None:
    assert Recipe().changes_nothing
    assert Recipe().with_style("warm-film", 0.0).changes_nothing
    assert not Recipe().with_style("warm-film").changes_nothing
    assert not Recipe().with_value("tint", 1).changes_nothing


def test_wrong_values_are_refused() -> None:
    with pytest.raises(ValueError, match="not within"):
        Recipe((("exposure", 7.0),))
    with pytest.raises(ValueError, match="twice"):
        Recipe((("exposure", 1.0), ("exposure", 2.0)))
    with pytest.raises(ValueError, match="not within"):
        Recipe((("exposure", float("nan")),))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        "{}",
        '{"recipe": 1}',
        '{"recipe": "1", "values": {}}',
        '{"recipe": true, "values": {}}',
        '{"recipe": 0, "values": {}}',
        '{"recipe": 1.0, "values": {}}',
        '{"recipe": 1, "values": []}',
        '{"recipe": 1, "values": {}, "more": 1}',
        '{"recipe": 1, "values": {"magic": 1}}',
        '{"recipe": 1, "values": {"exposure": true}}',
        '{"recipe": 1, "values": {"exposure": "1"}}',
        '{"recipe": 1, "values": {"exposure": null}}',
        '{"recipe": 1, "values": {"exposure": NaN}}',
        '{"recipe": 1, "values": {"exposure": Infinity}}',
        '{"recipe": 1, "values": {"exposure": 1e999}}',
        '{"recipe": 1, "values": {"exposure": 5.01}}',
        '{"recipe": 1, "values": {"exposure": 1' + "0" * 400 + "}}",
        '{"recipe": 1, "values": {"exposure": 1' + "0" * 5000 + "}}",
        '{"recipe": 1, "values": {"exposure": 1, "exposure": 2}}',
        '{"recipe": 1, "recipe": 1, "values": {}}',
        '{"recipe": 1, "values": {}, "style": "warm"}',
        '{"recipe": 1, "values": {}, "style": {"id": "warm"}}',
        '{"recipe": 1, "values": {}, "style": {"id": "", "strength": 1}}',
        '{"recipe": 1, "values": {}, "style": {"id": 3, "strength": 1}}',
        '{"recipe": 1, "values": {}, "style": {"id": "warm", "strength": 1.6}}',
        '{"recipe": 1, "values": {}, "style": {"id": "warm", "strength": 1, "path": "/etc"}}',
        '{"recipe": 1, "values": {}, "style": {"id": "' + "w" * 2000 + '", "strength": 1}}',
        "[" * 30000,
        '{"recipe": 1, "values": {}}' + " " * MAX_JSON,
        b'\xff\xfe{"recipe": 1, "values": {}}',
    ],
)
def test_hostile_json(text: str | bytes) -> None:
    with pytest.raises(RecipeInvalid) as caught:
        parse_recipe(text)
    assert "cannot be understood" in str(caught.value)


def test_a_newer_version_says_so() -> None:
    with pytest.raises(RecipeInvalid, match="newer version"):
        parse_recipe(json.dumps({"recipe": VERSION + 1, "values": {}, "what": "ever"}))


@settings(deadline=None)
@given(anything)
def test_any_json_is_refused_or_a_recipe(value: object) -> None:
    for document in (value, {"recipe": 1, "values": value}, {"recipe": 1, "values": {}, "style": value}):
        try:
            recipe = parse_recipe(json.dumps(document))
        except RecipeInvalid:
            continue
        assert parse_recipe(format_recipe(recipe)) == recipe


@settings(deadline=None)
@given(st.text(max_size=80) | st.binary(max_size=80))
def test_any_text_is_refused(text: str | bytes) -> None:
    with pytest.raises(RecipeInvalid):
        parse_recipe(text)
