"""What a network does is read off it, and told in words."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch

from studio.generators.photographic import PhotographicNet
from tests.unit.training.evaluate.looks import shifting_net, with_skin
from tests.unit.training.game.material import parts
from training.evaluate.learned import Learned, learned
from training.evaluate.small import Small, small
from training.evaluate.words import learned_sentences

NOTHING = Learned(
    light=0.0,
    red=0.0,
    warmth=0.0,
    contrast=1.0,
    colour=1.0,
    blacks=0.0,
    shadows=(0.0, 0.0),
    highlights=(0.0, 0.0),
    colourless=20.0,
    exposure=0.0,
    white=0.0,
    vignette=0.0,
    skin=math.nan,
    texture=(0.0, 0.0, 0.0),
)


@pytest.fixture(scope="module")
def photos() -> Small:
    return small([with_skin(photo) for photo in parts()[:8]])


def fresh() -> PhotographicNet:
    return shifting_net(0.0, 0.0, 0.0)


def said(traits: Learned) -> str:
    return " ".join(map(str, learned_sentences(traits)))


def test_a_fresh_network_does_nothing(photos: Small) -> None:
    found = learned(fresh(), photos)
    assert found.light == pytest.approx(0.0, abs=1e-3)
    assert found.contrast == pytest.approx(1.0, abs=1e-3)
    assert found.exposure == pytest.approx(0.0, abs=1e-3)
    assert found.vignette == pytest.approx(0.0, abs=1e-3)
    assert found.skin == pytest.approx(0.0, abs=1e-3)
    assert found.texture == (0.0, 0.0, 0.0)
    assert said(found) == "It hardly changes photos."


def test_a_fixed_shift_is_light_and_warmth_and_evens_nothing_out(photos: Small) -> None:
    found = learned(shifting_net(0.1, 0.08, 0.0), photos)
    assert found.light > 4.0
    assert found.warmth > 4.0
    assert abs(found.exposure) < 0.05
    assert "lighter" in said(found)
    assert "warmer" in said(found)
    assert "evens out" not in said(found)


def test_a_network_that_looks_at_the_light_evens_out_exposure(photos: Small) -> None:
    """The bank's first cube lightens, weighted by how dark the photo is, by hand."""
    net = fresh()
    with torch.no_grad():
        for layer in (net.whole, net.weights):
            layer.weight.zero_()
            layer.bias.zero_()
        net.bank.zero_()
        net.bank[0] += 1.0
        # The statistics' 17th number is the median luma, -1 to 1.
        net.whole.weight[0, 256 + 16] = -1.0
        net.whole.bias[0] = 2.0
        net.weights.weight[0, 0] = 0.15
    found = learned(net, photos)
    assert found.exposure > 0.15
    assert "evens out exposure" in said(found)


def test_a_grid_that_darkens_the_corners_is_a_vignette(photos: Small) -> None:
    net = fresh()
    with torch.no_grad():
        for layer in (net.near, net.around):
            for parameter in layer.parameters():
                parameter.zero_()
        net.near.weight[0, -1] = 1.0  # the squared distance from the centre
        net.around.weight[0, 0, 1, 1] = 1.0
        for table in range(8):
            for channel in range(3):
                net.grid.weight[table * 12 + channel * 4 + 3, 0] = -0.2
    found = learned(net, photos)
    assert found.vignette < -8.0
    assert "darkens the corners" in said(found)


def test_a_network_that_heeds_the_skin_map_treats_skin_apart(photos: Small) -> None:
    net = fresh()
    with torch.no_grad():
        net.whole.weight.zero_()
        net.whole.bias.zero_()
        net.whole.weight[0, 256 + 38] = 5.0  # the share of skin
        net.weights.weight[0, 0] = 0.2
        net.bank.zero_()
        net.bank[0] += 0.3
    found = learned(net, photos)
    assert found.skin > 2.0
    assert "treats skin apart" in said(found)
    nobody = small(parts()[:3])
    assert math.isnan(learned(net, nobody).skin)


def test_gains_are_texture(photos: Small) -> None:
    net = fresh()
    with torch.no_grad():
        assert net.gains.bias is not None
        net.gains.bias[:8] = -0.5
        net.gains.bias[16:] = 0.5
    found = learned(net, photos)
    assert found.texture[0] == pytest.approx(math.tanh(-0.5), abs=1e-5)
    assert "softens fine detail by 46 %" in said(found)
    assert "strengthens coarse detail" in said(found)
    assert "middle-sized" not in said(found)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"light": -3.0}, "makes photos darker (L* by 3.0)"),
        ({"warmth": -3.0}, "cooler"),
        ({"red": 3.0}, "toward magenta"),
        ({"red": -3.0}, "toward green"),
        ({"contrast": 1.2}, "raises contrast by 20 %"),
        ({"contrast": 0.8}, "lowers contrast by 20 %"),
        ({"colour": 1.3}, "strengthens colours by 30 %"),
        ({"colour": 0.7}, "mutes colours by 30 %"),
        ({"colour": 0.05, "colourless": 1.0, "warmth": -5.0}, "It makes photos black and white."),
        ({"blacks": 6.0}, "lifts the blacks"),
        ({"shadows": (-3.0, -3.0), "highlights": (3.0, 3.0)}, "tints shadows teal and highlights orange"),
        ({"shadows": (3.0, -3.0)}, "shadows violet and highlights not at all"),
        ({"shadows": (0.0, 3.0), "highlights": (0.1, -3.0)}, "shadows yellow and highlights blue"),
        ({"shadows": (-3.0, 2.0), "highlights": (3.0, -0.2)}, "shadows green and highlights red"),
        ({"white": 0.4}, "evens out white balance: 40 %"),
        ({"vignette": 3.0}, "lightens the corners"),
    ],
)
def test_what_can_be_seen_is_said(changes: dict[str, object], words: str) -> None:
    text = said(replace(NOTHING, **changes))  # type: ignore[arg-type]
    assert words in text
    assert "hardly" not in text


def test_what_cannot_be_seen_is_not_said() -> None:
    assert said(replace(NOTHING, light=0.4, warmth=-0.6, contrast=1.02, exposure=0.05)) == said(NOTHING)
