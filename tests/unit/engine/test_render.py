"""The renderer: one answer however the picture is cut, alpha and extended colours carried, previews."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.editing.develop import develop
from studio.editing.recipe import Recipe
from studio.engine.render import Renderer
from studio.engine.request import CancelToken, Region
from studio.errors import Cancelled, StyleError, StyleUnknown
from studio.styles.lut import apply_lut
from tests.support.engine import CPU_CHOICE, FakeStyles, photo_of, picture, some_styles

EVERYTHING = (
    Recipe(
        (("contrast", 30.0), ("exposure", 0.6), ("saturation", 25.0), ("temperature", 20.0), ("tint", -9.0))
    )
).with_style("random", 0.8)


def renderer(strip_pixels: int | None = None, styles: FakeStyles | None = None) -> Renderer:
    return Renderer(styles or some_styles(), CPU_CHOICE, strip_pixels=strip_pixels)


def test_light_and_colour_then_style() -> None:
    photo = photo_of(picture(31, 47))
    developed = develop(photo.image.rgb, EVERYTHING)
    expected = apply_lut(some_styles().luts["warm"], developed, 0.8)
    error = np.abs(renderer().render(photo, EVERYTHING.with_style("warm", 0.8)).pixels - expected)
    # All in one cube: near the definition, not equal to it.
    inside = np.abs(photo.image.pixels - 0.5).max(axis=2) < 0.5
    assert inside.mean() > 0.2
    assert error[inside].mean() < 0.3 / 255
    assert error[inside].max() < 4 / 255


def test_a_style_alone_is_its_table() -> None:
    photo = photo_of(picture(31, 47))
    expected = apply_lut(some_styles().luts["random"], photo.image.pixels, 0.7)
    result = renderer().render(photo, Recipe().with_style("random", 0.7)).pixels
    np.testing.assert_allclose(result, expected, atol=0.1 / 255)


@pytest.mark.parametrize("strip_pixels", [1, 100, 997, 40000])
def test_any_strips_give_the_same_bits(strip_pixels: int) -> None:
    photo = photo_of(picture(203, 301))
    whole = renderer(10**9).render(photo, EVERYTHING)
    cut = renderer(strip_pixels).render(photo, EVERYTHING)
    np.testing.assert_array_equal(cut.pixels, whole.pixels)


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_a_region_is_a_piece_of_the_whole(data: st.DataObject) -> None:
    width, height = data.draw(st.integers(1, 400)), data.draw(st.integers(1, 300))
    photo = photo_of(picture(height, width))
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    region = Region(x, y, data.draw(st.integers(1, width - x)), data.draw(st.integers(1, height - y)))
    whole = renderer().render(photo, EVERYTHING).pixels
    part = renderer(data.draw(st.integers(1, 50000))).render_region(photo, EVERYTHING, region).pixels
    np.testing.assert_array_equal(part, whole[y : y + region.height, x : x + region.width])


@pytest.mark.parametrize("shape", [(1, 1), (1, 613), (613, 1), (3, 2)])
def test_small_and_thin_pictures(shape: tuple[int, int]) -> None:
    photo = photo_of(picture(*shape))
    result = renderer().render(photo, EVERYTHING)
    assert result.pixels.shape == (*shape, 3)
    pixels, region = renderer().render_display(photo, EVERYTHING, Region.whole(photo), (1, 1))
    assert pixels.shape == (1, 1, 4)
    assert region == Region.whole(photo)


def test_alpha_is_carried_bit_by_bit() -> None:
    photo = photo_of(picture(40, 50, channels=4))
    result = renderer(333).render(photo, EVERYTHING)
    np.testing.assert_array_equal(result.alpha, photo.image.alpha)
    np.testing.assert_array_equal(
        result.rgb, renderer().render(photo_of(photo.image.rgb.copy()), EVERYTHING).rgb
    )


def test_colours_beyond_srgb_are_carried() -> None:
    photo = photo_of(picture(40, 50) * 3 - 1)
    result = renderer().render(photo, Recipe().with_style("warm")).pixels
    inside = (
        renderer().render(photo_of(np.clip(photo.image.pixels, 0, 1)), Recipe().with_style("warm")).pixels
    )
    beyond = photo.image.pixels - np.clip(photo.image.pixels, 0, 1)
    np.testing.assert_allclose(result, inside + beyond, atol=1e-5)
    assert result.max() > 1.5
    assert result.min() < -0.5


@pytest.mark.parametrize("recipe", [Recipe(), Recipe().with_style("warm", 0.0)])
def test_nothing_to_do_is_the_picture_itself(recipe: Recipe) -> None:
    photo = photo_of(picture(30, 40))
    np.testing.assert_array_equal(renderer().render(photo, recipe).pixels, photo.image.pixels)
    np.testing.assert_array_equal(
        renderer().render_region(photo, recipe, Region(3, 4, 20, 10)).pixels, photo.image.pixels[4:14, 3:23]
    )


def test_progress_rises_to_one() -> None:
    told: list[float] = []
    renderer(1000).render(photo_of(picture(50, 100)), EVERYTHING, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert {round(fraction * 5, 6) % 1 for fraction in told} == {0.0}


def test_cancelled_between_strips() -> None:
    token, told = CancelToken(), []

    def progress(fraction: float) -> None:
        told.append(fraction)
        token.cancel()

    with pytest.raises(Cancelled):
        renderer(1000).render(photo_of(picture(800, 1000)), EVERYTHING, progress=progress, token=token)
    assert len(told) == 1


def test_unknown_styles_and_kinds() -> None:
    photo = photo_of(picture(8, 8))
    with pytest.raises(StyleUnknown):
        renderer().render(photo, Recipe().with_style("nobody"))
    styles = FakeStyles(kinds={"dream": "from-the-future"})
    with pytest.raises(StyleError, match="Dream"):
        renderer(styles=styles).render(photo, Recipe().with_style("dream"))


@pytest.mark.parametrize(
    ("region", "size", "expected"),
    [
        (Region(-10, -20, 100, 100), (100, 100), (90, 80)),
        (Region(150, 90, 100, 100), (50, 50), (25, 5)),
        (Region(0, 0, 200, 100), (60, 30), (60, 30)),
        (Region(0, 0, 50, 50), (100, 100), (100, 100)),
    ],
)
def test_regions_are_cut_at_the_borders(
    region: Region, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    photo = photo_of(picture(100, 200))
    pixels, inside = renderer().render_display(photo, EVERYTHING, region, size)
    assert (pixels.shape[1], pixels.shape[0]) == expected
    assert inside == region.clipped(200, 100)
    with pytest.raises(ValueError, match="outside"):
        renderer().render_region(photo, EVERYTHING, Region(200, 0, 5, 5), (5, 5))


def test_a_reduced_region_shows_the_right_place() -> None:
    """A ramp tells where its pixels came from: each output pixel is the mean of what it covers."""
    ramp = np.repeat(np.linspace(0, 1, 400, dtype=np.float32)[None, :, None], 300, axis=0)
    photo = photo_of(np.repeat(ramp, 3, axis=2))
    for region, size in (
        (Region(0, 0, 400, 300), (133, 100)),
        (Region(57, 31, 201, 133), (67, 44)),
        (Region(10, 0, 380, 300), (300, 237)),
        (Region(3, 5, 390, 280), (40, 29)),
    ):
        result = renderer().render_region(photo, Recipe(), region, size).pixels[size[1] // 2, :, 0]
        step = region.width / size[0]
        centres = region.x + (np.arange(size[0]) + 0.5) * step - 0.5
        np.testing.assert_allclose(result[1:-1] * 399, centres[1:-1], atol=0.3)


def test_a_reduced_picture_looks_like_the_reduced_export() -> None:
    photo = photo_of(picture(240, 320))
    recipe = Recipe((("exposure", 0.3),)).with_style("warm")
    small = renderer().render_region(photo, recipe, Region.whole(photo), (80, 60)).pixels
    full = renderer().render(photo, recipe).pixels
    reduced = full.reshape(60, 4, 80, 4, 3).mean(axis=(1, 3))
    assert np.abs(small - reduced).mean() < 1 / 255


def test_what_is_transparent_does_not_bleed() -> None:
    pixels = np.zeros((40, 40, 4), dtype=np.float32)
    pixels[:, 20:] = (1.0, 0.0, 0.0, 1.0)
    small = renderer().render_region(photo_of(pixels), Recipe(), Region(0, 0, 39, 39), (13, 13)).pixels
    seen = small[small[..., 3] > 0.01]
    np.testing.assert_allclose(seen[:, 0], 1.0, atol=1e-4)
