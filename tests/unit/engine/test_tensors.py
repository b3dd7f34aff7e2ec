"""The door between arrays and tensors, and the padding that keeps strips bit-equal."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.engine.strips import StripLoop
from studio.engine.tensors import VECTOR, as_colours, as_picture, into_array, padded_length, planes_of
from tests.support.engine import CPU_CHOICE, picture


@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (201, 163)])
@pytest.mark.parametrize("channels", [3, 4])
def test_there_and_back(shape: tuple[int, int], channels: int) -> None:
    pixels = picture(*shape, channels=channels)
    pixels.flags.writeable = False
    planes = planes_of(pixels, torch.device("cpu"))
    assert planes.is_contiguous()
    out = np.full((*shape, channels), 7, dtype=np.float32)
    into_array(as_picture(as_colours(planes), *shape), out)
    np.testing.assert_array_equal(out[..., :3], pixels[..., :3])
    assert (out[..., 3:] == 7).all()


@settings(deadline=None)
@given(st.integers(1, 5_000_000))
def test_whole_vectors(pixels: int) -> None:
    length = padded_length(pixels)
    assert pixels <= length < pixels + VECTOR
    assert length % VECTOR == 0


def test_powers_do_not_depend_on_the_cut() -> None:
    """What the padding is for: without it torch's pow differs in the last bit at the ends."""
    StripLoop(CPU_CHOICE)  # one thread for torch, as in every render
    pixels = np.abs(picture(251, 163))
    device = torch.device("cpu")
    whole = as_picture(as_colours(planes_of(pixels, device) ** 2.4), 251, 163)
    for top in range(0, 251, 10):
        rows = pixels[top : top + 10]
        part = as_picture(as_colours(planes_of(rows, device) ** 2.4), len(rows), 163)
        assert torch.equal(part, whole[top : top + 10])
