"""The learned styles that come with the program: their files, and that they do what they say."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from studio.generators.differentiable import apply_look
from studio.generators.mixing import variation_latent
from studio.generators.parameters import GeneratorInput, LookParameters
from studio.generators.photographic import PhotographicGenerator
from studio.generators.weights import photographic
from studio.imaging.colour import delta_e_2000, rgb_to_lab, srgb_decode, srgb_encode
from studio.imaging.image import Float32, ImageBuffer
from studio.imaging.resample import downscale
from studio.portrait.maps import PortraitMaps, analyse
from studio.styles.bundle import read_bundle
from tests.support.pictures import portrait

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "resources" / "styles"
IDS = [
    entry["id"]
    for entry in json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))["styles"]
    if entry["kind"] != "lut"
]


PLAYED = [
    "portrait-negative",
    "matte-print",
    "muted-slide",
    "airy",
    "documentary",
    "silver",
    "warm-on-cool",
    "old-master",
]
VARIED = [style_id for style_id in IDS if style_id not in PLAYED]


@pytest.fixture(scope="module", name="portrait")
def small_portrait() -> Float32:
    return downscale(ImageBuffer(portrait()), 256).floats()


@pytest.fixture(scope="module")
def maps(portrait: Float32) -> PortraitMaps:
    return analyse(portrait)


def generator(style_id: str) -> PhotographicGenerator:
    bundle = read_bundle(FOLDER / f"{style_id}.pstyle")
    return photographic(bundle.tensors, bundle.inputs, bundle.name)


def look_of(style_id: str, picture: Float32, maps: PortraitMaps | None, variation: int = 0) -> LookParameters:
    shown = (None, None) if maps is None else (maps.skin, maps.subject)
    return generator(style_id).predict(GeneratorInput(picture, *shown, variation_latent(variation)))


def applied(look: LookParameters, picture: Float32) -> Float32:
    parts = [None if array is None else torch.from_numpy(array.copy())[None] for array in arrays(look)]
    image = torch.from_numpy(picture.copy()).permute(2, 0, 1)[None]
    return apply_look(image, *parts)[0].permute(1, 2, 0).numpy()


def arrays(look: LookParameters) -> list[Float32 | None]:
    return [None if look.cube is None else look.cube.excess, look.grid, look.gains]


def apart(one: Float32, other: Float32) -> float:
    """Mean CIEDE2000."""
    return float(delta_e_2000(rgb_to_lab(one.clip(0, 1)), rgb_to_lab(other.clip(0, 1))).mean())


def test_they_are_these() -> None:
    assert IDS[:3] == ["even-light", "soft-skin", "evening"]
    # Those that are learned by the game, as far as they are: packaging/learn_styles writes the index.
    played = [style_id for style_id in PLAYED if (FOLDER / f"{style_id}.pstyle").exists()]
    assert played == IDS[3:]


@pytest.mark.parametrize("style_id", IDS)
def test_the_file_is_small_and_says_what_it_is(style_id: str) -> None:
    path = FOLDER / f"{style_id}.pstyle"
    assert path.stat().st_size < 1_300_000
    bundle = read_bundle(path)
    assert bundle.preview is not None
    assert max(bundle.preview.shape[:2]) <= 512
    assert bundle.quality is not None
    assert bundle.learned_from is not None
    assert bundle.learned_from.ordinary_photos > 100
    assert bundle.licence == "CC0-1.0"
    assert bundle.lineage
    card = (ROOT / "docs" / "model_cards" / f"{style_id}.md").read_text(encoding="utf-8")
    assert f"**{bundle.quality:.2f}**" in card


@pytest.mark.parametrize("style_id", IDS)
def test_a_photo_stays_a_photo(style_id: str, portrait: Float32, maps: PortraitMaps) -> None:
    out = applied(look_of(style_id, portrait, maps), portrait)
    assert out.min() > -0.1
    assert out.max() < 1.1
    assert 1.0 < apart(portrait, out) < 14.0
    # Light stays light: the order of tones holds.
    before, after = portrait.mean(2).ravel(), out.mean(2).ravel()
    assert np.corrcoef(before, after)[0, 1] > 0.95


@pytest.mark.parametrize("style_id", IDS)
def test_grays_rise_and_ramps_do_not_band(style_id: str, portrait: Float32, maps: PortraitMaps) -> None:
    cube = look_of(style_id, portrait, maps).cube
    assert cube is not None
    steps = np.arange(cube.size)
    gray = steps[:, None] / (cube.size - 1) + cube.excess[steps, steps, steps]
    slopes = np.diff(gray, axis=0) * (cube.size - 1)
    assert slopes.min() > 0.0
    assert slopes[1:].max() < 2.0
    bends = np.abs(np.diff(slopes, axis=0))
    # The darkest eight steps of 8 bits, where blacks are lifted, may bend more than what follows.
    assert slopes[0].max() < 3.6
    assert bends[1:].max() < 0.4


@pytest.mark.parametrize("style_id", VARIED)
def test_variations_are_other_looks_of_the_same_style(
    style_id: str, portrait: Float32, maps: PortraitMaps
) -> None:
    own = applied(look_of(style_id, portrait, maps), portrait)
    distances = [
        apart(own, applied(look_of(style_id, portrait, maps, variation), portrait))
        for variation in range(1, 9)
    ]
    assert min(distances) > 0.8
    assert max(distances) < 12.0


def test_even_light_opens_a_dark_photo_and_lets_a_good_one_be(portrait: Float32) -> None:
    # Two stops too little light: its bright parts are dark too, unlike those of a low key.
    dark = srgb_encode(srgb_decode(portrait) * 0.25)
    light = portrait**0.5
    good = applied(look_of("even-light", portrait, None), portrait)
    opened = applied(look_of("even-light", dark, None), dark)
    held = applied(look_of("even-light", light, None), light)
    assert opened.mean() > dark.mean() + 0.06
    assert held.mean() < light.mean() - 0.02
    assert apart(portrait, good) < 0.6 * apart(dark, opened)
    # The three come out nearer to each other than they went in.
    assert apart(opened, held) < 0.8 * apart(dark, light)


def test_even_light_respects_a_low_key_and_a_high_one(portrait: Float32, maps: PortraitMaps) -> None:
    """Black behind a person is no shadow that wants opening, nor is white a light that wants holding."""
    assert maps.subject is not None
    behind = (1.0 - maps.subject)[..., None]
    far = behind[..., 0] > 0.98
    for backdrop, most in ((0.02, 0.02), (0.06, 0.03), (1.0, 0.02)):
        picture = (portrait * (1 - behind) + np.float32(backdrop) * behind).astype(np.float32)
        out = applied(look_of("even-light", picture, None), picture).clip(0, 1)
        assert abs(float(out[far].mean()) - backdrop) < most
        assert float(np.ptp(out[far].mean(0))) < 0.015, "without a colour"


def test_even_light_takes_a_cast_out_by_half(portrait: Float32) -> None:
    cast = np.clip(portrait * np.array([1.0, 0.93, 0.78], np.float32), 0, 1).astype(np.float32)
    out = applied(look_of("even-light", cast, None), cast)

    def yellow(picture: Float32) -> float:
        return float(rgb_to_lab(picture.clip(0, 1))[..., 2].mean())

    assert yellow(cast) - yellow(out) > 0.15 * (yellow(cast) - yellow(portrait))


def test_soft_skin_goes_by_the_map(portrait: Float32, maps: PortraitMaps) -> None:
    assert maps.skin is not None
    look = look_of("soft-skin", portrait, maps)
    assert look.gains is not None
    # Each place's share of skin.
    share = maps.skin.reshape(16, 16, 16, 16).mean((1, 3))
    middle = look.gains[1, 2:7].mean(0)
    assert middle[share > 0.6].mean() < -0.3
    assert middle[share < 0.02].mean() > -0.15
    nobody = look_of("soft-skin", portrait, None)
    assert apart(portrait, applied(nobody, portrait)) < apart(portrait, applied(look, portrait))


def test_soft_skin_treats_every_skin_alike(portrait: Float32, maps: PortraitMaps) -> None:
    """The same face, darker as if by its pigment: as much softening, no grayer, no lighter."""
    assert maps.skin is not None
    pigment = np.array([0.62, 0.50, 0.42], np.float32)
    darker = (portrait * (1.0 + maps.skin[..., None] * (pigment - 1.0))).astype(np.float32)
    share = maps.skin.reshape(16, 16, 16, 16).mean((1, 3)) > 0.6
    softened = []
    for picture in (portrait, darker):
        look = look_of("soft-skin", picture, maps)
        assert look.gains is not None
        softened.append(float(look.gains[1, 2:7].mean(0)[share].mean()))
        skin = maps.skin > 0.9
        before, after = (rgb_to_lab(p.clip(0, 1))[skin].mean(0) for p in (picture, applied(look, picture)))
        assert abs(after[0] - before[0]) < 8.0
        assert np.hypot(*after[1:]) > 0.9 * np.hypot(*before[1:])
    assert softened[1] == pytest.approx(softened[0], abs=0.15)


def test_evening_lets_the_corners_fall_and_cools_what_lies_behind(
    portrait: Float32, maps: PortraitMaps
) -> None:
    gray = np.full((128, 192, 3), 0.5, np.float32)
    out = applied(look_of("evening", gray, None), gray)
    corner, middle = out[:8, :8].mean((0, 1)), out[60:68, 90:102].mean((0, 1))
    assert corner.mean() < middle.mean() - 0.03
    assert maps.subject is not None
    styled = rgb_to_lab(applied(look_of("evening", portrait, maps), portrait).clip(0, 1))
    change = styled[..., 2] - rgb_to_lab(portrait)[..., 2]
    assert change[maps.subject > 0.9].mean() > change[maps.subject < 0.1].mean() + 1.0
