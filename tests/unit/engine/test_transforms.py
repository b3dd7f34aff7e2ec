"""Learned styles through the renderer: judged once and alike, areas, amounts, finish, preview as export."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from studio.editing.geometry import Geometry
from studio.editing.recipe import Recipe, StyleUse, Where
from studio.engine import sinks
from studio.engine.render import Renderer
from studio.engine.request import Region
from studio.engine.transforms import NOTHING
from studio.generators.photographic import PhotographicGenerator
from studio.imaging.encode import ExportOptions
from studio.imaging.image import Float32
from studio.imaging.photo import Photo
from tests.support.bundles import make_bundle
from tests.support.engine import CPU_CHOICE, FakeStyles, photo_of, picture, some_styles
from tests.support.pictures import portrait


def styles(scale: float = 0.06) -> FakeStyles:
    made = some_styles()
    made.bundles = {"learned": make_bundle(1, scale=scale), "other": make_bundle(2, scale=scale)}
    return made


def renderer(strip_pixels: int | None = None, scale: float = 0.06) -> Renderer:
    return Renderer(styles(scale), CPU_CHOICE, strip_pixels=strip_pixels)


def face(longest: int = 700) -> Photo:
    image = portrait()
    step = max(1, max(image.shape[:2]) // longest)
    return photo_of((image[::step, ::step] * 255).round().astype(np.uint8))


ALL = Recipe(
    (("clarity", 60.0), ("detail", -40.0), ("exposure", 0.3), ("vignette", -40.0)),
    StyleUse("learned", 0.9, 1.1, 0.8, 1.2, 3, "other", 0.4),
    Geometry(angle=2.0, crop=(0.0, 0.05, 0.97, 1.0)),
    Where("background", 30.0),
)


def changes(recipe: Recipe, photo: Photo) -> Float32:
    plain = renderer().render(photo, recipe.framing_only()).pixels
    return np.asarray(renderer().render(photo, recipe).pixels - plain)


def test_a_learned_style_changes_the_picture_by_its_strength() -> None:
    photo = face()
    full = changes(Recipe().with_style("learned"), photo)
    half = changes(Recipe().with_style("learned", 0.5), photo)
    assert np.abs(full).mean() > 2 / 255
    assert np.abs(half).mean() == pytest.approx(np.abs(full).mean() / 2, rel=0.1)
    assert not changes(Recipe().with_style("learned", 0.0), photo).any()


def test_nothing_is_nothing() -> None:
    framed = renderer().framed(face(), Recipe())
    assert renderer().transforms.of(framed, Recipe(geometry=Geometry(turns=1))) is NOTHING


def test_variations_and_blends_differ() -> None:
    photo = face()
    use = StyleUse("learned")
    own = changes(Recipe(style=use), photo)
    assert np.abs(changes(Recipe(style=replace(use, variation=4)), photo) - own).max() > 1e-3
    other = changes(Recipe(style=StyleUse("other")), photo)
    mixed = changes(Recipe(style=replace(use, blend_id="other", blend=1.0)), photo)
    np.testing.assert_allclose(mixed, other, atol=1e-5)
    warm = changes(Recipe(style=replace(use, blend_id="warm", blend=0.5)), photo)
    assert np.abs(warm - own).mean() > 1 / 255


@pytest.mark.parametrize("strip_pixels", [1, 5000])
def test_any_strips_give_the_same_bits(strip_pixels: int) -> None:
    photo = face(120)
    whole = renderer(10**9).render(photo, ALL).pixels
    np.testing.assert_array_equal(renderer(strip_pixels).render(photo, ALL).pixels, whole)


def test_the_preview_is_the_export_made_smaller() -> None:
    # Smooth, so that means of changed pixels are what changed means are.
    photo = photo_of(cv2.GaussianBlur(face().image.stored, (0, 0), 3))
    one = renderer(scale=0.03)
    full = one.render(photo, ALL).pixels
    framed = one.framed(photo, ALL)
    height, width = framed.height // 4 * 4, framed.width // 4 * 4
    region = Region(0, 0, width, height)
    small = renderer(scale=0.03).render_region(photo, ALL, region, (width // 4, height // 4)).pixels
    reduced = full[:height, :width].reshape(height // 4, 4, width // 4, 4, 3).mean(axis=(1, 3))
    error = np.abs(small - reduced)
    assert error.mean() < 1.2 / 255
    assert np.percentile(error, 99) < 7 / 255


def test_a_region_is_a_piece_of_the_whole() -> None:
    photo = face(300)
    one = renderer()
    whole = one.render(photo, ALL).pixels
    part = renderer(7000).render_region(photo, ALL, Region(31, 17, 90, 60)).pixels
    np.testing.assert_array_equal(part, whole[17:77, 31:121])


def test_exported_8_bit_pixels_are_the_rendered_ones() -> None:
    """The short way from 8 bits to 8 bits, and the long way through float32 and another profile."""
    photo = face(300)
    rendered = renderer().render(photo, ALL).pixels
    for profile in ("srgb", "display-p3"):
        encoded = renderer().encode(photo, ALL, ExportOptions("png", profile=profile))()
        written = cv2.imdecode(np.frombuffer(encoded.data, np.uint8), cv2.IMREAD_COLOR_RGB)
        assert written is not None
        if profile == "srgb":
            assert np.abs(written / 255 - np.clip(rendered, 0, 1)).max() < 1.6 / 255
        else:
            assert written.shape == rendered.shape


def test_the_long_way_is_cut_smaller_and_stays_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    photo, options = face(200), ExportOptions("png", profile="display-p3")
    once = renderer().encode(photo, ALL, options)().data
    monkeypatch.setattr(sinks, "FLOAT_PIXELS", 700)
    assert renderer().encode(photo, ALL, options)().data == once


def test_alpha_goes_the_short_way_too() -> None:
    pixels = (picture(40, 50, channels=4).clip(0, 1) * 255).round().astype(np.uint8)
    encoded = renderer().encode(photo_of(pixels), Recipe().with_style("warm"), ExportOptions("png"))()
    import imagecodecs

    np.testing.assert_array_equal(imagecodecs.png_decode(encoded.data)[..., 3], pixels[..., 3])


def test_the_style_judges_once_for_all_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, ...]] = []
    predict = PhotographicGenerator.predict

    def counting(self: PhotographicGenerator, seen: object) -> object:
        asked.append(seen.thumbnail.shape)  # type: ignore[attr-defined]
        return predict(self, seen)  # type: ignore[arg-type]

    monkeypatch.setattr(PhotographicGenerator, "predict", counting)
    photo, one = face(), renderer()
    one.transforms.looks.generator(styles().get("learned"))
    asked.clear()  # the trial run
    recipe = Recipe().with_style("learned")
    one.render(photo, recipe)
    one.render_display(photo, recipe, Region(5, 6, 100, 90), (50, 45))
    one.render(photo, recipe.with_style("learned", 0.4).with_value("grain", 30))
    assert len(asked) == 1
    assert max(asked[0][:2]) == 256
    one.render(photo, recipe.with_value("exposure", 0.5))
    one.render(photo, recipe.with_geometry(Geometry(turns=1)))
    assert len(asked) == 3
    assert asked[2][:2] == asked[0][1::-1]


def test_the_style_stays_in_its_area() -> None:
    photo = face()
    style = Recipe().with_style("learned")
    everywhere = np.abs(changes(style, photo)).mean(axis=2)
    skin = np.abs(changes(style.with_where(Where("skin", 0.0)), photo)).mean(axis=2)
    subject = np.abs(changes(style.with_where(Where("subject", 0.0)), photo)).mean(axis=2)
    assert renderer().portrait(photo, Geometry()).found
    assert 0.02 < skin.mean() / everywhere.mean() < subject.mean() / everywhere.mean() < 0.9
    # Light and colour go everywhere.
    light = style.with_where(Where("skin", 0.0)).with_value("exposure", -1.0)
    assert (changes(light, photo).mean(axis=2) < -1 / 255).mean() > 0.8


def test_without_a_face_the_style_is_everywhere() -> None:
    photo = photo_of((picture(200, 260).clip(0, 1) * 255).astype(np.uint8))
    assert not renderer().portrait(photo, Geometry()).found
    style = Recipe().with_style("learned")
    np.testing.assert_array_equal(changes(style.with_where(Where("skin")), photo), changes(style, photo))


def test_the_area_is_shown_in_red() -> None:
    photo = face()
    recipe = Recipe().with_style("learned").with_where(Where("skin", 10.0))
    shown, region = renderer().render_mask(photo, recipe, Region.whole(photo), (200, 200))
    assert region == Region.whole(photo)
    red = shown[..., 0].astype(int) - shown[..., 1]
    assert (red > 60).any()
    assert (np.abs(red) < 40).any()


def test_finish_works_without_a_style() -> None:
    photo = face()
    crisp = changes(Recipe((("clarity", 80.0),)), photo)
    assert crisp.std() > 1 / 255
    # The same number for the three channels, and no cast.
    np.testing.assert_allclose(crisp[..., 0], crisp[..., 2], atol=1e-5)
    dark = changes(Recipe((("vignette", -100.0),)), photo)
    assert dark[:20, :20].mean() < -0.05
    centre = dark[dark.shape[0] // 2 - 5 :, dark.shape[1] // 2 - 5 :][:10, :10]
    assert np.abs(centre).max() < 1e-6
    grain = changes(Recipe((("grain", 100.0),)), photo)
    assert 0.01 < grain.std() < 0.1
    assert abs(grain.mean()) < 0.01


@pytest.mark.parametrize("shape", [(1, 1), (1, 613), (613, 1), (3, 2), (37, 5)])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.float32])
def test_small_and_thin_pictures(shape: tuple[int, int], dtype: type) -> None:
    pixels = picture(*shape)
    if dtype is not np.float32:
        pixels = (pixels.clip(0, 1) * np.iinfo(dtype).max).astype(dtype)
    photo = photo_of(pixels)
    result = renderer().render(photo, ALL).pixels
    assert (result.shape[1], result.shape[0]) == ALL.geometry.framed_size(shape[1], shape[0])
    assert np.isfinite(result).all()


def test_a_crop_through_the_face_keeps_the_area() -> None:
    """The face is looked for before the crop; the map is cut as the picture is."""
    photo = face()
    geometry = Geometry(crop=(0.3, 0.17, 0.7, 0.8))
    one = renderer()
    assert one.portrait(photo, geometry).faces == one.portrait(photo, Geometry()).faces
    style = Recipe().with_style("learned").with_where(Where("skin", 0.0)).with_geometry(geometry)
    inside = np.abs(changes(style, photo)).mean(axis=2)
    everywhere = np.abs(changes(style.with_where(Where()), photo)).mean(axis=2)
    assert 0.05 < inside.mean() / everywhere.mean() < 0.9


def test_an_area_that_was_not_found_is_the_whole_picture_in_red() -> None:
    photo = photo_of(np.full((60, 80, 3), 90, np.uint8))
    recipe = Recipe().with_style("learned").with_where(Where("skin"))
    shown, _ = renderer().render_mask(photo, recipe, Region.whole(photo), (40, 30))
    assert (shown[..., 0].astype(int) - shown[..., 1] > 60).all()


def test_an_export_says_when_no_face_was_found(tmp_path: Path) -> None:
    from studio.engine.export import export_photo

    recipe = Recipe().with_style("warm").with_where(Where("skin"))
    plain = photo_of(np.full((60, 80, 3), 90, np.uint8))
    for name, photo, where in (("a", plain, recipe), ("b", face(), recipe)):
        notes = export_photo(renderer(), photo, where, ExportOptions("png"), tmp_path / f"{name}.png")
        assert any("No face" in str(note) for note in notes) == (name == "a")
