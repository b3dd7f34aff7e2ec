"""Maps of the people in a picture, and the masks that a pixel transform takes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.imaging.image import Float32
from studio.imaging.transform import PixelTransform
from studio.portrait.face import Face
from studio.portrait.guided import luma_of
from studio.portrait.maps import MaskArea, PortraitMaps, analyse, area_mask, wanted_for

AREAS: tuple[MaskArea, ...] = ("subject", "skin", "background")


@pytest.fixture(scope="module")
def picture(astronaut: Path) -> Float32:
    with Image.open(astronaut) as opened:
        return np.asarray(np.asarray(opened.convert("RGB")) / 255, np.float32)


@pytest.fixture(scope="module")
def maps(picture: Float32) -> PortraitMaps:
    return analyse(picture)


def laid_over(lines: Float32, luma: Float32) -> Float32:
    return np.asarray((lines[..., 0] * luma + lines[..., 1]).clip(0, 1), np.float32)


def test_a_portrait_has_a_face_skin_and_a_subject(picture: Float32, maps: PortraitMaps) -> None:
    assert maps.found
    assert maps.skin is not None
    assert maps.subject is not None
    for values in (maps.skin, maps.subject):
        assert values.shape == picture.shape[:2]
        assert values.dtype == np.float32
        assert values.min() >= 0
        assert values.max() <= 1
        assert not values.flags.writeable
    # Her cheek; the orange suit's chest; the flag; the shuttle.
    assert maps.skin[130, 200] > 0.8
    assert maps.skin[380, 150] < 0.2
    assert maps.skin[100, 20] < 0.1
    assert maps.subject[130, 200] > 0.9
    assert maps.subject[350, 230] > 0.9
    assert maps.subject[60, 470] < 0.1


def test_only_what_is_wanted_is_made(picture: Float32, maps: PortraitMaps) -> None:
    skin_only = analyse(picture, wanted_for("skin"), maps.faces)
    assert skin_only.subject is None
    assert skin_only.faces == maps.faces
    assert skin_only.skin is not None
    assert maps.skin is not None
    np.testing.assert_array_equal(skin_only.skin, maps.skin)
    assert wanted_for("everywhere") == ()
    with pytest.raises(ValueError, match="background"):
        area_mask(skin_only, "background", 20, luma_of(picture))


@pytest.mark.parametrize("area", AREAS)
def test_a_mask_is_what_a_transform_takes(picture: Float32, maps: PortraitMaps, area: MaskArea) -> None:
    guide = luma_of(picture)
    lines = area_mask(maps, area, 20, guide)
    assert lines is not None
    assert PixelTransform(mask=lines).mask is not None
    mask = laid_over(lines, guide)
    inside, outside = ((60, 470), (130, 200)) if area == "background" else ((130, 200), (60, 470))
    assert mask[inside] > 0.8
    assert mask[outside] < 0.1


def test_subject_and_background_make_the_whole(picture: Float32, maps: PortraitMaps) -> None:
    guide = luma_of(picture)
    subject = area_mask(maps, "subject", 20, guide)
    background = area_mask(maps, "background", 20, guide)
    assert subject is not None
    assert background is not None
    np.testing.assert_allclose((subject + background)[..., 0], 0, atol=1e-3)
    np.testing.assert_allclose((subject + background)[..., 1], 1, atol=1e-3)


def test_a_larger_feather_is_softer(picture: Float32, maps: PortraitMaps) -> None:
    guide = luma_of(picture)
    between = []
    for feather in (0, 50, 100):
        lines = area_mask(maps, "subject", feather, guide)
        assert lines is not None
        mask = laid_over(lines, guide)
        between.append(int(((mask > 0.1) & (mask < 0.9)).sum()))
    assert between[0] < between[1] < between[2]


def test_a_mask_has_the_size_of_its_guide(picture: Float32, maps: PortraitMaps) -> None:
    lines = area_mask(maps, "skin", 20, luma_of(picture[:, ::2][:200, :150]))
    assert lines is not None
    assert lines.shape == (200, 150, 2)


def test_without_a_face_the_style_acts_everywhere_and_that_is_said() -> None:
    gray = np.full((60, 80, 3), 0.5, np.float32)
    maps = analyse(gray)
    assert not maps.found
    assert str(maps.note) == "No face was found: the style acts on the whole picture."
    assert maps.skin is not None
    assert maps.subject is not None
    assert not maps.skin.any()
    assert not maps.subject.any()
    assert all(area_mask(maps, area, 20, luma_of(gray)) is None for area in AREAS)


def test_everywhere_needs_no_mask(picture: Float32, maps: PortraitMaps) -> None:
    assert area_mask(maps, "everywhere", 20, luma_of(picture)) is None


def test_what_the_window_says() -> None:
    face = Face(0.4, 0.4, 0.2, 0.2)
    assert str(PortraitMaps((face,)).note) == "One face was found."
    assert str(PortraitMaps((face,) * 30).note) == "30 faces were found."


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (900, 1), (3, 3), (25, 25), (20, 2000)])
def test_odd_shapes(shape: tuple[int, int]) -> None:
    picture = np.random.default_rng(3).random((*shape, 3), dtype=np.float32)
    faces = (Face(0.3, 0.3, 0.4, 0.4), Face(-0.5, -0.5, 0.2, 0.2), Face(0.0, 0.0, 1.0, 1.0, 45.0))
    for found in (None, faces):
        maps = analyse(picture, faces=found)
        for values in (maps.skin, maps.subject):
            assert values is not None
            assert values.shape == shape
            assert np.isfinite(values).all()
        for area in AREAS:
            lines = area_mask(maps, area, 100, luma_of(picture))
            assert (lines is None) == (not maps.found)
            assert lines is None or (lines.shape == (*shape, 2) and bool(np.isfinite(lines).all()))


def test_values_that_are_no_numbers_count_as_black(picture: Float32, maps: PortraitMaps) -> None:
    broken = picture.copy()
    broken[:, :40] = np.nan
    broken[400:, 470:] = np.inf
    broken[:20, 300:] = -np.inf
    found = analyse(broken)
    assert found.found
    for values in (found.skin, found.subject):
        assert values is not None
        assert np.isfinite(values).all()
    lines = area_mask(found, "skin", 20, luma_of(broken))
    assert lines is not None
    assert np.isfinite(lines).all()


def test_a_thumbnail_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="wanted"):
        analyse(np.zeros((4, 4), np.float32))
    with pytest.raises(ValueError, match="wanted"):
        analyse(np.zeros((0, 4, 3), np.float32))
