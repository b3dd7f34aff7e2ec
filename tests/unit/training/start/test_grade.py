"""A grade does what its numbers say."""

from __future__ import annotations

import torch
from torch import Tensor

from training.colour import decode, luma
from training.start.grade import Grade, Traits, skin_map_of, traits_of


def pictures(count: int = 3) -> Tensor:
    random = torch.Generator().manual_seed(0)
    rgb = 0.2 + 0.5 * torch.rand(count, 3, 16, 16, generator=random) * torch.linspace(0.5, 1, count).view(
        -1, 1, 1, 1
    )
    skin = torch.zeros(count, 1, 16, 16)
    skin[:, :, :8] = 1.0
    return torch.cat([rgb, skin], 1)


def a_grade(**changed: Tensor) -> Grade:
    centre = Traits(torch.tensor([[-2.0]]), torch.zeros(1, 2), torch.tensor([[0.15]]))
    nothing = Grade(
        torch.zeros(1, 3), centre, torch.zeros(1, 9, 9, 9, 3), torch.zeros(1, 3, 4), torch.zeros(1, 2)
    )
    return nothing._replace(**changed)  # type: ignore[arg-type]


def test_zeros_change_nothing() -> None:
    given = pictures()
    torch.testing.assert_close(a_grade().apply(given), given[:, :3], atol=2e-6, rtol=0)


def test_a_full_pull_brings_light_and_white_to_the_centre() -> None:
    graded = a_grade(pull=torch.tensor([[1.0, 1.0, 0.0]])).apply(pictures())
    traits = traits_of(graded.flatten(2).transpose(1, 2))
    torch.testing.assert_close(traits.cast, torch.zeros(3, 2), atol=0.03, rtol=0)
    assert traits.light.std() < 0.03
    assert (traits.light + 2.0).abs().max() < 0.05


def test_half_a_pull_goes_half_the_way() -> None:
    before = traits_of(pictures()[:, :3].flatten(2).transpose(1, 2)).light
    graded = a_grade(pull=torch.tensor([[0.5, 0.0, 0.0]])).apply(pictures())
    after = traits_of(graded.flatten(2).transpose(1, 2)).light
    torch.testing.assert_close(after, (before - 2.0) / 2, atol=0.02, rtol=0)


def test_skin_is_changed_where_it_is() -> None:
    skin = skin_map_of(torch.ones(1, 1), torch.full((1, 3), 0.1), torch.zeros(1, 1))
    given = pictures()
    graded = a_grade(skin=skin).apply(given)
    torch.testing.assert_close(graded[:, :, 8:], given[:, :3, 8:], atol=2e-6, rtol=0)
    grey = luma(given[:, :3, :8].movedim(1, -1)).movedim(-1, 1) + 0.1
    torch.testing.assert_close(graded[:, :, :8], grey.expand(-1, 3, -1, -1), atol=1e-5, rtol=0)


def test_a_vignette_darkens_corners() -> None:
    given = pictures()
    graded = a_grade(vignette=torch.tensor([[-0.5, 0.0]])).apply(given)
    share = graded / given[:, :3]
    assert (share[:, :, 0, 0] < 0.6).all()
    assert (share[:, :, 7, 7] > 0.99).all()
    assert decode(graded).isfinite().all()
