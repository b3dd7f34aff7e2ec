"""What a step is played with: cuts, made-up ordinary photos, looks on small pictures, the base."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from studio.generators.differentiable import apply_look
from studio.generators.parameters import LATENT
from studio.generators.photographic import PhotographicNet
from tests.unit.training.game.material import brighter_and_warmer, example, flat, parts, smaller
from training.cubes import lay_base
from training.examples import Examples, UInt8
from training.game.augment import alike, draw, draw_pairs
from training.game.config import GameConfig
from training.game.dealer import Dealer
from training.game.degrade import development, through, towards, undoing
from training.game.looks import shown, shown_close
from training.regularise import NODES
from training.start.transport import nodes


def chance(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def placed(height: int = 200, width: int = 300) -> UInt8:
    """Red is how far right, green how far down."""
    v, u = np.mgrid[0:height, 0:width].astype(np.float64)
    return np.stack([u / width, v / height, 0 * u], 2).__mul__(255).round().astype(np.uint8)


def test_windows_say_where_the_pixels_lie_and_colours_stay() -> None:
    drawn = draw([example(placed())], 6, 32, 0.6, chance())
    for windows, pictures in ((drawn.windows, drawn.view[:, :3]), (drawn.close_windows, drawn.close)):
        assert (windows[:, :2] < windows[:, 2:]).all()
        assert windows.min() > -0.02
        assert windows.max() < 1.02
        for window, picture, seen in zip(windows, pictures, drawn.seen, strict=True):
            middle = (window[:2] + window[2:]) / 2
            column, row = (middle * 255).round().int().tolist()
            there = seen[:2, row, column]
            torch.testing.assert_close(picture[:2].mean((1, 2)), there, atol=0.025, rtol=0.0)


def test_close_pictures_are_pixels_as_they_are() -> None:
    noise = chance(1).integers(0, 256, (200, 200, 3), dtype=np.uint8)
    drawn = draw([example(noise)], 2, 48, 1.0, chance())
    assert float(drawn.close.std()) > 0.27, "scaled noise would be gray"
    assert float(drawn.view[:, :3].std()) < 0.2


def test_every_photo_comes_before_any_comes_twice() -> None:
    photos = [flat((i / 10, 0, 0)) for i in range(5)]
    reds = draw(photos, 5, 16, 1.0, chance()).view[:, 0].mean((1, 2))
    assert len(set(reds.mul(10).round().int().tolist())) == 5
    assert len(draw(photos, 13, 16, 1.0, chance())) == 13


def test_pairs_are_cut_alike() -> None:
    before = example(placed())
    after = example(255 - placed())
    one, other = draw_pairs([(before, after)], 4, 32, 0.5, chance())
    torch.testing.assert_close(one.view[:, :2], 1.0 - other.view[:, :2], atol=0.01, rtol=0.0)
    torch.testing.assert_close(one.windows, other.windows)


def test_photos_with_much_skin_meet_their_like() -> None:
    photos = []
    for amount in (0, 80, 160, 240):
        photo = flat((0.5, 0.5, 0.5))
        photo.maps[:] = amount
        photos.append(photo)
    one, other = (draw(photos, 4, 16, 1.0, chance(seed)) for seed in (1, 2))
    torch.testing.assert_close(other.some(alike(one, other)).skin, one.skin)


def test_a_table_is_taken_back() -> None:
    at = nodes(33)
    cube = 0.85 * at**0.8 + 0.05 - at
    back = undoing(cube)
    pictures = 0.1 + 0.8 * torch.rand(2, 3, 16, 16)
    styled = 0.85 * pictures**0.8 + 0.05
    torch.testing.assert_close(through(styled, back), pictures, atol=0.02, rtol=0.0)


def test_transport_leads_from_the_style_to_the_ordinary() -> None:
    ordinary = parts()[:6]
    style = [brighter_and_warmer(photo) for photo in ordinary]
    table = towards(style, ordinary, chance())
    a, b = (
        torch.from_numpy(np.stack([p.pixels for p in x]) / np.float32(255)).permute(0, 3, 1, 2)
        for x in (style, ordinary)
    )
    before, after = (a - b).abs().mean(), (through(a, table) - b).abs().mean()
    assert after < 0.35 * before


def test_developments_differ_and_none_is_nothing() -> None:
    pictures = 0.2 + 0.6 * torch.rand(5, 3, 8, 8)
    torch.testing.assert_close(development(5, chance(), 0.0).of(pictures), pictures, atol=1e-5, rtol=0.0)
    some = development(5, chance()).of(pictures)
    assert (some - pictures).abs().mean((1, 2, 3)).min() > 0.005
    assert some.min() >= 0
    assert some.max() <= 1


def a_net() -> PhotographicNet:
    torch.manual_seed(0)
    net = PhotographicNet()
    at = nodes(33)
    lay_base(net, 0.8 * at**0.8 * torch.tensor([1.1, 1.0, 0.85]) + 0.05 - at)
    with torch.no_grad():
        for head in (net.weights, net.curves, net.grid, net.gains):
            head.weight.normal_(0.0, 0.01)
    return net


def test_the_quick_look_is_the_defined_one() -> None:
    net = a_net()
    drawn = draw(parts()[:4], 4, 48, 0.8, chance())
    with torch.no_grad():
        z = torch.zeros(4, LATENT)
        quick = shown(drawn.view[:, :3], net(drawn.seen, z, NODES), drawn.windows)
        whole = net(drawn.seen, z)
        defined = apply_look(drawn.view[:, :3], whole.cube, whole.grid, None, drawn.windows)
    assert (defined - drawn.view[:, :3]).abs().mean() > 0.02
    assert float((quick - defined).abs().mean()) < 0.25 / 255
    assert float((quick - defined).abs().max()) < 2.5 / 255


def test_close_pictures_show_the_coarse_band() -> None:
    net = a_net()
    drawn = draw(parts()[:2], 2, 48, 1.0, chance())
    with torch.no_grad():
        look = net(drawn.seen, torch.zeros(2, LATENT), NODES)
        plain = look._replace(gains=torch.zeros_like(look.gains))
        softer = look._replace(gains=torch.full_like(look.gains, -0.9))
        one, other = (shown_close(drawn.close, x, drawn.close_windows) for x in (plain, softer))
    torch.testing.assert_close(one, shown(drawn.close, look, drawn.close_windows))
    rough = [float(x.diff(dim=3).abs().mean()) for x in (one, other)]
    assert rough[1] < 0.8 * rough[0]


def test_the_base_is_the_cube() -> None:
    net = PhotographicNet()
    at = nodes(33)
    cube = 0.9 * at**0.7 - at
    lay_base(net, cube)
    with torch.no_grad():
        got = net(torch.rand(1, 5, 256, 256), torch.zeros(1, LATENT)).cube[0]
    assert float((got - cube).abs().mean()) < 0.002
    with pytest.raises(ValueError, match="nodes"):
        lay_base(net, torch.zeros(9, 9, 9, 3))


def test_the_dealer_deals_what_is_asked_for() -> None:
    ordinary = parts()[:4]
    style = tuple(brighter_and_warmer(photo) for photo in parts()[4:8])
    config = GameConfig(batch=4, identity=0.2, consistency=0.3, self_pairs=0.4, pairs=1.0)
    device = torch.device("cpu")
    examples = Examples(style=style, ordinary=ordinary, pairs=((ordinary[0], style[0]),))
    dealt = Dealer(examples, None, config, chance(), device).deal(chance())
    assert [wanted.weight for wanted in dealt.known] == [0.4, 1.0, 0.2, 0.3]
    assert [wanted.view is None for wanted in dealt.known] == [False, False, False, True]
    assert len(dealt.played) == len(dealt.real) == 4
    # Without ordinary photos, style photos are taken back to what they were.
    at = nodes(17)
    alone = Examples(style=(flat((0.6, 0.6, 0.6)),))
    dealt = Dealer(alone, torch.full_like(at, 0.2), config, chance(), device).deal(chance())
    assert float(dealt.real.view[:, :3].mean()) == pytest.approx(0.6, abs=0.01)
    assert float(dealt.played.seen[:, :3].mean()) == pytest.approx(0.4, abs=0.12)
    with pytest.raises(ValueError, match="style photos"):
        Dealer(Examples(ordinary=ordinary), None, config, chance(), device)


def test_small_photos_are_no_trouble() -> None:
    drawn = draw([smaller(parts()[0], 5)], 2, 48, 0.8, chance())
    assert drawn.close.shape == (2, 3, 48, 48)
    assert torch.isfinite(drawn.view).all()
