"""Curves, matrices, Lab and colour difference, against scikit-image and the standards' own numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.imaging import colour

RNG = np.random.default_rng(1)
COLOURS = RNG.random((400, 3))


@given(st.floats(-4, 4, width=32))
def test_the_curve_and_its_inverse(value: float) -> None:
    encoded = np.array([value], np.float32)
    back = colour.srgb_encode(colour.srgb_decode(encoded))
    assert back.dtype == np.float32
    assert abs(float(back[0]) - value) <= 2e-6 * max(1, abs(value))
    assert colour.srgb_decode(-encoded) == -colour.srgb_decode(encoded)


def test_known_values_of_the_curve() -> None:
    # IEC 61966-2-1: 0.5 encoded is 0.21404 linear; the two parts meet at 0.04045.
    values = colour.srgb_decode(np.array([0.0, 0.04045, 0.5, 1.0]))
    np.testing.assert_allclose(values, [0, 0.0031308, 0.2140411, 1], atol=1e-7)


def test_torch_gives_the_same_and_finite_gradients() -> None:
    import torch

    x = torch.tensor([-0.5, 0.0, 0.002, 0.5, 1.5], dtype=torch.float32, requires_grad=True)
    out = colour.srgb_encode(colour.srgb_decode(x))
    np.testing.assert_allclose(out.detach().numpy(), x.detach().numpy(), atol=1e-6)
    out.sum().backward()
    assert x.grad is not None
    assert torch.isfinite(x.grad).all()


def test_the_matrix_of_the_standard() -> None:
    expected = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    np.testing.assert_allclose(colour.SRGB_TO_XYZ_D65, expected, atol=1e-4)
    # The colorants of the ICC's own sRGB profile.
    d50 = [[0.4360, 0.3851, 0.1431], [0.2225, 0.7169, 0.0606], [0.0139, 0.0971, 0.7139]]
    np.testing.assert_allclose(colour.SRGB_TO_XYZ_D50, d50, atol=4e-4)


def test_lab_as_scikit_image() -> None:
    from skimage.color import rgb2lab

    np.testing.assert_allclose(colour.rgb_to_lab(COLOURS), rgb2lab(COLOURS), atol=0.04)


def test_delta_e_2000_as_scikit_image() -> None:
    from skimage.color import deltaE_ciede2000, rgb2lab

    first, second = rgb2lab(COLOURS), rgb2lab(COLOURS[::-1])
    reference: Any = deltaE_ciede2000
    np.testing.assert_allclose(colour.delta_e_2000(first, second), reference(first, second), atol=1e-6)


@pytest.mark.parametrize(
    ("first", "second", "difference"),
    [  # Sharma, Wu, Dalal 2005: test data, pairs 1, 7, 9, 13, 17, 25, 34
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, -0.001, 2.49), (50, 0.0009, -2.49), 4.8045),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_delta_e_2000_by_its_test_data(
    first: tuple[float, ...], second: tuple[float, ...], difference: float
) -> None:
    found = colour.delta_e_2000(np.array(first, float), np.array(second, float))
    assert float(found) == pytest.approx(difference, abs=1e-4)
