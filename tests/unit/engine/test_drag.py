"""While a slider is dragged only what it changes is made again, and once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from studio.editing.develop import develop
from studio.editing.recipe import Recipe
from studio.engine import bake, cache, looks
from studio.engine.render import Renderer
from studio.engine.request import Region
from studio.generators.parameters import GeneratorInput
from studio.generators.photographic import PhotographicGenerator
from studio.imaging.photo import Photo
from studio.kernels.select import CPU, select_kernel
from tests.support.bundles import make_bundle
from tests.support.engine import CPU_CHOICE, FakeStyles, photo_of
from tests.support.pictures import portrait

RECIPE = Recipe((("clarity", 40.0), ("contrast", 20.0), ("exposure", 0.2))).with_style("learned", 0.8)


def face() -> Photo:
    return photo_of((portrait() * 255).round().astype(np.uint8))


def renderer() -> Renderer:
    learned = make_bundle(1, scale=0.06, inputs="rgb+maps")
    return Renderer(FakeStyles(bundles={"learned": learned}), CPU_CHOICE)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each of the costly steps was taken."""
    counted: Counter[str] = Counter()

    def count(where: Any, name: str) -> None:
        original: Callable[..., object] = getattr(where, name)

        def counting(*arguments: Any, **named: Any) -> object:
            counted[name] += 1
            return original(*arguments, **named)

        monkeypatch.setattr(where, name, counting)

    count(cache, "reduced")
    count(looks, "analyse")
    count(looks, "bake_light")
    count(looks, "resize")
    count(PhotographicGenerator, "predict")
    count(type(select_kernel(CPU)), "detail_map")
    return counted


def test_a_drag_makes_only_what_it_changes(calls: Counter[str]) -> None:
    photo, one = face(), renderer()
    region = Region.whole(photo)

    def show(recipe: Recipe) -> None:
        one.render_display(photo, recipe, region, (200, 200))

    show(RECIPE)
    calls.clear()
    for step in range(1, 5):
        show(RECIPE.with_value("exposure", step / 10 + 0.2))
    assert calls == {"bake_light": 4, "predict": 4, "detail_map": 4}
    calls.clear()
    for step in range(4):
        show(RECIPE.with_style("learned", step / 10 + 0.1))
    assert calls == {"detail_map": 4}
    calls.clear()
    show(RECIPE.with_value("vignette", -30.0))
    assert not calls


def test_a_learned_style_sees_the_light_that_the_pixels_get(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[GeneratorInput] = []
    predict = PhotographicGenerator.predict

    def looking(self: PhotographicGenerator, shown: GeneratorInput) -> object:
        seen.append(shown)
        return predict(self, shown)

    photo, one = face(), renderer()
    monkeypatch.setattr(PhotographicGenerator, "predict", looking)
    plain, lit = Recipe().with_style("learned"), RECIPE.with_value("temperature", 20.0)
    for recipe in (plain, lit):
        one.render_display(photo, recipe, Region.whole(photo), (64, 64))
    _, before, after = seen  # the first is the trial run
    wanted = develop(before.thumbnail, lit)
    assert np.abs(wanted - before.thumbnail).max() > 0.1
    assert np.abs(after.thumbnail - wanted).max() < 1 / 255


def test_parts_of_the_cube_are_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    made = bake.bake_light(RECIPE, within_srgb=True)
    monkeypatch.setattr(bake, "_NODES", 1 << 30)
    whole = bake.bake_light(RECIPE, within_srgb=True)
    assert made is not None
    assert whole is not None
    np.testing.assert_allclose(made.excess, whole.excess, atol=1e-6)
