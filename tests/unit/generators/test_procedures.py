"""The procedures of the styles that are learned by the game: tasteful by what can be measured."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from studio.imaging.colour import delta_e_2000, rgb_to_lab

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
LOCAL = ["warm-on-cool", "old-master"]


def answer(script: Any, style_id: str, pictures: Tensor) -> Tensor:
    colours: Tensor = script.targets.LEARNED[style_id].answer(pictures, torch.zeros(len(pictures), 8))[0]
    return colours


def bare(colours: Tensor) -> Tensor:
    """Pictures (n, 3, h, w) in which nobody is found."""
    return torch.cat([colours, torch.zeros_like(colours[:, :2])], 1)


def lab_of(colours: Tensor) -> Any:
    return rgb_to_lab(colours.double().movedim(1, -1).numpy())


@pytest.fixture(scope="module")
def portrait(script: Any, pictures: Any) -> Tensor:
    whole: Tensor = script.photos.whole(next(picture for picture in pictures if picture.name == "astronaut"))
    return whole[None]


def test_there_are_eight_learned_by_the_game_and_three_directly(script: Any) -> None:
    played = [style_id for style_id, style in script.targets.LEARNED.items() if style.card.played]
    assert played == PLAYED
    assert [key for key in script.targets.LEARNED if key not in played] == [
        "even-light",
        "soft-skin",
        "evening",
    ]


@pytest.mark.parametrize("style_id", PLAYED)
def test_nothing_clips_and_texture_is_left_alone(script: Any, pictures: Any, style_id: str) -> None:
    seen = torch.stack([script.photos.whole(picture) for picture in pictures])
    style = script.targets.LEARNED[style_id]
    colours, gains = style.answer(seen, torch.zeros(len(seen), 8))
    assert not gains.any()
    assert colours.isfinite().all()
    ends = [((x < 0.5 / 255) | (x > 254.5 / 255)).any(1).float().mean() for x in (seen[:, :3], colours)]
    assert float(ends[1]) <= float(ends[0]) + 0.003


@pytest.mark.parametrize("style_id", PLAYED)
def test_white_stays_near_white_and_black_dark(script: Any, style_id: str) -> None:
    half = torch.linspace(0.1, 0.9, 96)[None, None, None].expand(1, 3, 96, 96).clone()
    half[..., :24, :] = 1.0
    half[..., 72:, :] = 0.0
    lab = lab_of(answer(script, style_id, bare(half)))[0]
    white, black = lab[8:16, 40:56].mean((0, 1)), lab[80:88, 40:56].mean((0, 1))
    assert white[0] > 95.0
    assert np.hypot(*white[1:]) < 4.0
    assert black[0] < 9.0
    assert np.hypot(*black[1:]) < 5.0


@pytest.mark.parametrize("style_id", PLAYED)
def test_ramps_rise_without_bands(script: Any, style_id: str) -> None:
    """Grays, skin and blue from dark to light, in the middle row, where places differ least."""
    hues = torch.tensor([(1.0, 1.0, 1.0), (1.0, 0.72, 0.55), (0.4, 0.6, 1.0)])
    ramps = torch.linspace(0.0, 1.0, 256) * hues[:, :, None]
    pictures = ramps[:, :, None].expand(3, 3, 64, 256)
    steps = np.diff(lab_of(answer(script, style_id, bare(pictures)))[:, 32, :, 0])
    # What falls off to the sides falls there, not in the tones.
    assert steps[:, 8:208].min() > 0.0
    assert np.abs(np.diff(steps[:, 8:])).max() < 0.15


@pytest.mark.parametrize("style_id", [style_id for style_id in PLAYED if style_id != "silver"])
def test_skin_of_every_tone_stays_skin(script: Any, portrait: Tensor, style_id: str) -> None:
    """The same face, and darker as if by its pigment: hue, colour and the order of tones hold."""
    pigment = torch.tensor([0.60, 0.48, 0.40]).view(1, 3, 1, 1)
    darker = portrait[:, :3] * (1.0 + portrait[:, 3:4] * (pigment - 1.0))
    skin = (portrait[0, 3] > 0.9).numpy()
    for colours in (portrait[:, :3], darker):
        given = torch.cat([colours, portrait[:, 3:]], 1)
        before = lab_of(colours)[0][skin].mean(0)
        after = lab_of(answer(script, style_id, given))[0][skin].mean(0)
        hues = [np.degrees(np.arctan2(each[2], each[1])) for each in (before, after)]
        assert abs(hues[1] - hues[0]) < 12.0
        assert 0.65 < np.hypot(*after[1:]) / np.hypot(*before[1:]) < 1.35
        assert abs(after[0] - before[0]) < 14.0


def test_no_two_are_alike(script: Any, pictures: Any) -> None:
    seen = torch.stack([script.photos.whole(picture) for picture in pictures])
    labs = {style_id: lab_of(answer(script, style_id, seen)) for style_id in PLAYED}
    labs["none"] = lab_of(seen[:, :3])
    near = {
        (one, other): float(delta_e_2000(labs[one], labs[other]).mean())
        for one, other in combinations(labs, 2)
    }
    assert {pair: apart for pair, apart in near.items() if apart < 2.0} == {}


@pytest.mark.parametrize("style_id", ["portrait-negative", "airy", "documentary"])
def test_adaptive_ones_draw_exposures_together(script: Any, portrait: Tensor, style_id: str) -> None:
    exposures = torch.cat([portrait[:, :3] ** power for power in (0.75, 1.0, 1.5)])
    levels = [x.mean((1, 2, 3)) for x in (exposures, answer(script, style_id, bare(exposures)))]
    spans = [float(level.max() - level.min()) for level in levels]
    assert spans[1] < 0.85 * spans[0]


def test_silver_prints_flat_light_on_a_harder_grade(script: Any, portrait: Tensor) -> None:
    flat = 0.5 + 0.5 * (portrait[:, :3] - 0.5)
    labs = [lab_of(answer(script, "silver", bare(colours))) for colours in (portrait[:, :3], flat)]
    before = [lab_of(colours) for colours in (portrait[:, :3], flat)]
    gained = [after[..., 0].std() / given[..., 0].std() for after, given in zip(labs, before, strict=True)]
    assert gained[1] > 1.1 * gained[0]
    assert max(np.abs(lab[..., 1:]).mean() for lab in labs) < 2.0


@pytest.mark.parametrize("style_id", LOCAL)
def test_local_ones_go_by_the_map(script: Any, portrait: Tensor, style_id: str) -> None:
    change = lab_of(answer(script, style_id, portrait))[0] - lab_of(portrait[:, :3])[0]
    subject = portrait[0, 4].numpy()
    people, behind = change[subject > 0.9].mean(0), change[subject < 0.1].mean(0)
    if style_id == "old-master":
        assert people[0] > behind[0] + 5.0
    else:
        assert people[2] > behind[2] + 3.0
    nobody = lab_of(answer(script, style_id, bare(portrait[:, :3])))[0] - lab_of(portrait[:, :3])[0]
    assert float(np.abs(nobody - change).mean()) > 0.5
