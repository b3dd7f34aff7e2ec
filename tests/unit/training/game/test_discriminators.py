"""Critics: what each sees, and what it cannot see."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from training.game.config import CriticName, GameConfig
from training.game.discriminators import CRITICS, critics, fine, places, relative

PLAIN = GameConfig(critics=("tone", "patch", "place"))
WHOLE = torch.tensor([[0.0, 0.0, 1.0, 1.0]])


def numbers(
    name: CriticName, pictures: Tensor, config: GameConfig = PLAIN, windows: Tensor = WHOLE
) -> Tensor:
    torch.manual_seed(4)
    critic = critics(replace(config, critics=(name,)))[name].eval()
    with torch.no_grad():
        out: Tensor = critic(pictures, windows.expand(len(pictures), 4))
    return out


def pictures(count: int = 3, side: int = 48) -> Tensor:
    return torch.rand(count, 5, side, side, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize("name", ["tone", "patch", "place"])
@pytest.mark.parametrize(
    "config",
    [
        PLAIN,
        replace(PLAIN, spectral=True),
        replace(PLAIN, dropout=0.3),
        replace(PLAIN, instance_norm=True),
        replace(PLAIN, attention=True),
        replace(PLAIN, maps=False),
    ],
)
def test_one_number_for_each_picture_and_a_slope_to_it(name: CriticName, config: GameConfig) -> None:
    shown = pictures().requires_grad_(True)
    seen = shown[:, :3] if name == "patch" else shown
    critic = critics(replace(config, critics=(name,)))[name]
    out = critic(seen, WHOLE.expand(3, 4))
    assert out.shape == (3,)
    (slope,) = torch.autograd.grad(out.sum(), shown, create_graph=True)
    assert slope[:, :3].abs().sum() > 0
    slope.square().sum().backward()  # type: ignore[no-untyped-call]  # penalties need this


def test_the_tone_critic_does_not_know_where_anything_lies() -> None:
    """Blocks of colour in another order: only the few pixels at their edges can differ."""
    blocks = torch.rand(1, 5, 4, 4, generator=torch.Generator().manual_seed(2))
    shuffled = blocks.flatten(2)[:, :, torch.randperm(16, generator=torch.Generator().manual_seed(3))]
    one, other = (
        part.view(1, 5, 4, 4).repeat_interleave(12, 2).repeat_interleave(12, 3) for part in (blocks, shuffled)
    )
    exposed = torch.cat([one[:, :3] * 0.7, one[:, 3:]], 1)
    a, b, c = (numbers("tone", x) for x in (one, other, exposed))
    assert abs(float(a - c)) > 3 * abs(float(a - b))


def test_the_tone_critic_sees_few_pixels_at_once() -> None:
    torch.manual_seed(0)
    features = critics(replace(PLAIN, critics=("tone",)))["tone"].features
    shown = pictures(1).requires_grad_(True)
    (slope,) = torch.autograd.grad(features(shown)[0, :, 12, 12].sum(), shown)  # type: ignore[operator]
    touched = slope[0].abs().sum(0).nonzero()
    assert (touched.amax(0) - touched.amin(0) + 1).max() < 15


def test_the_patch_critic_sees_neither_exposure_nor_white_nor_place() -> None:
    shown = pictures()[:, :3] * 0.5
    torch.testing.assert_close(fine(shown + 0.1), fine(shown), atol=1e-5, rtol=0.0)
    tint = torch.tensor([0.1, 0.0, -0.1]).view(1, 3, 1, 1)
    torch.testing.assert_close(fine(shown + tint)[:, 1:], fine(shown)[:, 1:], atol=1e-5, rtol=0.0)
    corner = torch.tensor([[0.0, 0.0, 0.2, 0.2]])
    assert torch.equal(numbers("patch", shown), numbers("patch", shown, windows=corner))
    smooth = shown.mean((2, 3), keepdim=True) + 0.2 * (shown - shown.mean((2, 3), keepdim=True))
    assert not torch.allclose(numbers("patch", shown), numbers("patch", smooth))


def test_the_place_critic_knows_the_place() -> None:
    shown = pictures()
    corner = torch.tensor([[0.0, 0.0, 0.3, 0.3]])
    assert not torch.allclose(numbers("place", shown), numbers("place", shown, windows=corner))
    darker = shown.clone()
    darker[:, :3, :8] *= 0.5
    turned = darker.flip(2)
    assert not torch.allclose(numbers("place", darker), numbers("place", turned), atol=1e-6)


def test_places_are_those_of_the_whole_photo() -> None:
    seen = places(torch.zeros(2, 3, 2, 2), torch.tensor([[0.0, 0.0, 1.0, 1.0], [0.5, 0.0, 1.0, 0.5]]))
    torch.testing.assert_close(seen[0, 0, 0], torch.tensor([-0.5, 0.5]))
    torch.testing.assert_close(seen[1, 0, 0], torch.tensor([0.25, 0.75]))
    torch.testing.assert_close(seen[1, 1, :, 0], torch.tensor([-0.75, -0.25]))
    torch.testing.assert_close(seen[0, 2], torch.full((2, 2), 0.25))


@pytest.mark.parametrize(
    "wrong",
    [
        {"loss": "best"}, {"critics": ("whole",)}, {"critics": ("tone", "tone")}, {"penalties": ("r3",)},
        {"steps": 0}, {"hold": -1.0}, {"average": 1.0}, {"size": 8}, {"cropped": 0.0}, {"schedule": "steps"},
    ],
)  # fmt: skip
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        GameConfig(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["tone", "place"])
def test_relative_critics_do_not_see_exposure_or_white(name: CriticName) -> None:
    pictures, windows = torch.rand(3, 5, 48, 48), torch.tensor([[0.0, 0.0, 1.0, 1.0]]).expand(3, 4)
    other = pictures.clone()
    other[:, :3] = other[:, :3] * 0.7 + torch.tensor([0.1, 0.2, 0.05]).view(1, 3, 1, 1)
    torch.testing.assert_close(relative(other), relative(pictures), atol=0.02, rtol=0)
    numbers = []
    for config, seen in ((GameConfig(relative=True), pictures), (GameConfig(), relative(pictures))):
        torch.manual_seed(1)
        with torch.no_grad():
            numbers.append(CRITICS[name](config)(seen, windows))
    torch.testing.assert_close(numbers[0], numbers[1])
