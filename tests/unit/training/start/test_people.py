"""People lent to photos without any: skin as it is, and other light behind them."""

from __future__ import annotations

import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "packaging"))

from learn_prior.people import backgrounds, peopled

from training.colour import to_lab


def photos(count: int, seed: int) -> torch.Tensor:
    """(count, 4, 64, 64) noise in blue, a disc of skin map in every second one."""
    generator = torch.Generator().manual_seed(seed)
    rgb = 0.3 * torch.rand(count, 3, 64, 64, generator=generator) + torch.tensor([0.0, 0.2, 0.5]).view(
        3, 1, 1
    )
    along = torch.linspace(-1, 1, 64)
    disc = ((along[:, None] ** 2 + along**2) < 0.25).float().expand(count, 1, 64, 64).clone()
    disc[::2] = 0.0
    return torch.cat([rgb, disc], 1)


def test_lent_skin_has_skins_colours_and_the_rest_stays() -> None:
    many = photos(200, 1)
    bare = torch.nn.functional.avg_pool2d(many[::2], 2)
    given = peopled(bare, many, torch.Generator().manual_seed(2))
    lent = given[:, 3].amax((1, 2)) > 0.5
    assert 0.5 < float(lent.float().mean()) < 0.95
    torch.testing.assert_close(given[~lent], bare[~lent])
    outside = (given[:, 3:] < 1e-3).expand(-1, 3, -1, -1)
    torch.testing.assert_close(given[:, :3][outside], bare[:, :3][outside], atol=1e-3, rtol=0)
    inside = given[:, 3] > 0.999
    moved = inside & ((given[:, :3] - bare[:, :3]).abs().amax(1) > 0.01)
    assert float(moved.sum() / inside.sum()) > 0.6
    lab = to_lab(given[:, :3].movedim(1, -1))[moved]
    assert float((lab[:, 1] > 0).float().mean()) > 0.99
    assert float((lab[:, 2] > 0).float().mean()) > 0.99
    lightness = [float(lab_[..., 0]) for lab_ in lab[::997]]
    assert max(lightness) - min(lightness) > 25


def test_who_has_skin_keeps_it() -> None:
    many = photos(40, 3)
    own = torch.nn.functional.avg_pool2d(many[1::2], 2)
    torch.testing.assert_close(peopled(own, many, torch.Generator().manual_seed(1)), own)


def test_backgrounds_change_and_people_stay() -> None:
    sets = torch.nn.functional.avg_pool2d(photos(40, 5), 2).view(4, 10, 4, 32, 32)
    other = backgrounds(sets, 6, torch.Generator().manual_seed(1))
    assert torch.equal(other[:, :, 3], sets[:, :, 3])
    skin = (sets[:, :, 3:] > 0.999).expand(-1, -1, 3, -1, -1)
    torch.testing.assert_close(other[:, :, :3][skin], sets[:, :, :3][skin], atol=1e-4, rtol=0)
    corners = (other - sets)[:, :, :3, :2, :2].abs().mean((2, 3, 4))
    assert float(corners[:, ::2].max()) < 1e-4, "without people nothing is a background"
    assert float(corners[:, 1::2].median()) > 0.02
