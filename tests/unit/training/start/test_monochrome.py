"""Looks without colour, or with one colour a tone."""

from __future__ import annotations

import torch

from training.colour import luma
from training.start.monochrome import monochrome, tone_colours
from training.start.transport import look_up


def colours(count: int = 4000) -> torch.Tensor:
    return torch.rand(count, 3, generator=torch.Generator().manual_seed(0))


def test_photos_with_colour_are_not_monochrome() -> None:
    assert tone_colours(colours()) is None
    mild = luma(colours()) + 0.1 * (colours() - luma(colours()))
    assert tone_colours(mild) is None


def test_sepia_is_found_again() -> None:
    grey = luma(colours())
    warm = torch.tensor([0.08, 0.02, -0.06])
    sepia = grey + (warm - luma(warm)) * 4 * grey * (1 - grey)
    tint = tone_colours(sepia)
    assert tint is not None
    table = monochrome(torch.zeros(1, 17, 17, 17, 3), tint)
    result = colours() + look_up(colours()[None], table)[0]
    torch.testing.assert_close(result, sepia, atol=0.012, rtol=0)


def test_tones_that_are_not_there_are_grey_where_the_rest_is() -> None:
    grey = 0.3 + 0.2 * luma(colours())
    tint = tone_colours(grey.expand(-1, 3))
    assert tint is not None
    assert tint.abs().max() < 1e-6
