"""A fixed look is its table."""

from __future__ import annotations

import numpy as np
import pytest

from studio.generators.fixed_look import FixedLook
from studio.imaging.image import Float32
from studio.styles.lut import Lut, identity_grid

PROBES = np.random.default_rng(5).random((4000, 3), np.float32)


def applied(lut: Lut) -> Float32:
    """The look's cube by the definition of a cube."""
    look = FixedLook(lut).predict(None)
    assert look.grid is None
    assert look.gains is None
    if look.cube is None:
        return PROBES
    assert (look.cube.low, look.cube.high, look.cube.axis) == (0.0, 1.0, "even")
    return PROBES + Lut("", look.cube.excess).evaluate(PROBES)


def a_cube(size: int, seed: int = 0) -> Float32:
    noise = np.random.default_rng(seed).normal(0, 0.1, (size, size, size, 3))
    return (identity_grid(size) + noise).astype(np.float32)


@pytest.mark.parametrize("size", [2, 17, 32, 64])
def test_a_plain_cube_is_taken_as_it_is(size: int) -> None:
    lut = Lut("random", a_cube(size))
    look = FixedLook(lut).predict(None)
    assert look.cube is not None
    assert look.cube.size == size
    np.testing.assert_allclose(applied(lut), lut.evaluate(PROBES), atol=1e-6)


def test_the_identity_is_nothing() -> None:
    assert FixedLook(Lut("identity", identity_grid(33))).predict(None).cube is None


def test_a_wider_domain_is_cut_to_the_pictures_own() -> None:
    domain = ((-0.5, -0.5, -0.5), (1.5, 1.5, 1.5))
    grid = identity_grid(33, domain)
    lut = Lut("wide", (grid + 0.1 * np.sin(3.0 * grid)).astype(np.float32), domain)
    np.testing.assert_allclose(applied(lut), lut.evaluate(PROBES), atol=1 / 255)


def test_a_shaper_is_baked() -> None:
    curve = np.linspace(0.0, 1.0, 1024, dtype=np.float32)[:, None] ** np.array([0.7, 0.8, 1.2])
    lut = Lut("curves", shaper=curve.astype(np.float32))
    assert np.abs(applied(lut) - lut.evaluate(PROBES)).mean() < 0.2 / 255
    assert FixedLook(lut).predict(None).cube is not None


def test_a_steep_shaper_gets_more_nodes() -> None:
    steep = np.linspace(0.0, 1.0, 4096, dtype=np.float32)[:, None] ** np.full(3, 1 / 2.4)
    gentle = np.linspace(0.0, 1.0, 4096, dtype=np.float32)[:, None] ** np.full(3, 1.1)
    sizes = []
    for curve in (gentle, steep):
        look = FixedLook(Lut("c", shaper=curve.astype(np.float32))).predict(None)
        assert look.cube is not None
        sizes.append(look.cube.size)
    assert sizes == [65, 129]


def test_it_wants_no_picture() -> None:
    look = FixedLook(Lut("random", a_cube(5)))
    assert look.thumbnail_size is None
    assert not look.wants_maps
    assert look.predict(None) is look.predict(None)
