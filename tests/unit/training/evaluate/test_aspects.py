"""Skin, consistency, spread, like with like: the single numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from tests.unit.training.evaluate.looks import cube_of, shifting_net, with_skin
from tests.unit.training.game.material import parts
from training.colour import from_lab, to_lab
from training.evaluate import like
from training.evaluate.consistency import consistency, mean_chroma
from training.evaluate.skin import skin_colours, skin_shift
from training.evaluate.small import quartered, small
from training.evaluate.spread import variations
from training.evaluate.styled import by_net, flat_look, in_look, untouched
from training.game.variations import awaken


def test_skin_is_found_where_the_map_is_and_its_shift_is_told() -> None:
    lab = torch.tensor([65.0, 15.0, 18.0])
    picture = torch.full((1, 3, 20, 20), 0.2)
    picture[0, :, :, :8] = from_lab(lab)[:, None, None]
    skin = torch.zeros(1, 20, 20)
    skin[:, :, :8] = 1.0
    found = skin_colours(picture, skin)
    torch.testing.assert_close(found[0], lab, atol=0.3, rtol=0)
    lighter = found + torch.tensor([5.0, 0.0, 0.0])
    told = skin_shift(found, lighter, lighter)
    assert told.photos == 1
    assert 3.0 < told.shift < 5.5
    assert told.apart == pytest.approx(0.0, abs=1e-3)
    assert told.apart_before == pytest.approx(told.shift, rel=1e-4)


def test_without_skin_nothing_is_said_of_it() -> None:
    nobody = skin_colours(torch.rand(2, 3, 16, 16), torch.zeros(2, 16, 16))
    told = skin_shift(nobody, nobody, nobody)
    assert told.photos == 0
    assert math.isnan(told.shift)
    assert math.isnan(told.apart)


def test_consistency_is_the_variance_within_scenes_alone() -> None:
    before = torch.tensor([[0.0, 0.0], [4.0, 2.0], [50.0, 50.0], [10.0, 0.0], [10.0, 0.0]])
    found = consistency(before, before * 0.5, [1, 1, 2, 3, 3])
    assert found.scenes == 2
    assert found.before == pytest.approx((8.0 + 2.0 + 0.0) / 2)
    assert found.ratio == pytest.approx(0.5, abs=1e-3)
    assert consistency(before, before * 3, [1, 1, 2, 3, 3]).ratio == pytest.approx(3.0, abs=1e-2)


def test_without_two_photos_of_a_scene_there_is_no_consistency() -> None:
    found = consistency(torch.rand(3, 2), torch.rand(3, 2), [1, 2, 3])
    assert found.scenes == 0
    assert math.isnan(found.ratio)


def test_mean_chroma_of_one_colour_is_its_own() -> None:
    lab = torch.tensor([60.0, 12.0, -7.0])
    flat = from_lab(lab).view(1, 3, 1, 1).expand(1, 3, 8, 8)
    torch.testing.assert_close(mean_chroma(flat)[0], lab[1:], atol=0.3, rtol=0)


def test_variations_of_a_net_that_ignores_the_latent_are_one() -> None:
    photos = small(parts()[:2])
    assert variations(shifting_net(0.1, 0.0, 0.0), photos, 1).apart == 0.0


def test_variations_of_a_net_that_heeds_it_lie_apart_and_are_scored() -> None:
    net = shifting_net(0.0, 0.0, 0.0)
    awaken(net, np.random.default_rng(1))
    with torch.no_grad():
        net.whole_film.weight.mul_(100.0)
        net.curves.weight.normal_(0.0, 0.05, generator=torch.Generator().manual_seed(1))
    photos = small(parts()[:2])
    found = variations(net, photos, 1, lambda styled: float(styled.whole.mean()))
    assert found.apart > 0.5
    assert len(set(found.scores)) == 3
    assert variations(net, photos, 1).apart == found.apart


@pytest.mark.parametrize("curve", [0.6, 1.7])
def test_a_tone_curve_moves_hardly_a_pixel_to_another_part(curve: float) -> None:
    photos = small(parts()[:6])
    pixels, skin = photos.whole[:, :, ::2, ::2], photos.skin[:, ::2, ::2]
    assert (like.parts(pixels, skin) == like.parts(pixels**curve, skin)).mean() > 0.93


def test_skin_is_a_part_of_its_own_and_all_others_are_there() -> None:
    photos = small([with_skin(photo) for photo in parts()[:4]])
    found = like.parts(photos.whole, photos.skin).reshape(4, 128, 128)
    assert (found[:, :, :40] == like.SKIN).all()
    assert set(np.unique(found[:, :, 48:])) == set(range(1, like.PARTS))


def test_rings_go_from_the_centre_to_the_corners() -> None:
    found = like.rings(32, 48).reshape(32, 48)
    assert found[16, 24] == 0
    assert (found[[0, 0, -1, -1], [0, -1, 0, -1]] == like.RINGS - 1).all()
    assert set(np.unique(found)) == set(range(like.RINGS))


def test_quarters_are_a_photo_in_four() -> None:
    photo = with_skin(parts()[0])
    cut = quartered([photo])
    assert len(cut) == 4
    assert np.array_equal(cut[3].pixels, photo.pixels[75:, 75:])
    assert [each.peopled for each in cut] == [True, False, True, False]


def test_a_net_and_a_cube_that_do_the_same_look_the_same() -> None:
    photos = small(parts()[:3])
    a = by_net(shifting_net(0.1, 0.0, -0.05), photos)
    b = in_look(photos, flat_look(cube_of(0.1, 0.0, -0.05)))
    torch.testing.assert_close(a.whole, b.whole, atol=2e-3, rtol=0)
    torch.testing.assert_close(a.close, b.close, atol=2e-3, rtol=0)
    assert (b.whole - untouched(photos).whole)[:, 0].mean() > 0.05


def test_close_pieces_are_the_examples_own_pixels() -> None:
    photo = with_skin(parts()[0])
    photos = small([photo])
    left, top, right, bottom = (photos.windows[0] * 150).round().int().tolist()
    expected = photo.pixels[top:bottom, left:right].astype(np.float32) / 255
    np.testing.assert_allclose(photos.close[0].permute(1, 2, 0).numpy(), expected, atol=1e-6)
    assert left == 0  # the skin is on the left
    assert to_lab(photos.close.movedim(1, -1)).isfinite().all()
