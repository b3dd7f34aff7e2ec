"""Look-up tables in torch against the plain definition in numpy, and on what no picture should make it do."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.imaging.image import Float32
from studio.kernels import interpolation, tables
from studio.kernels.select import select_kernel
from studio.kernels.tables import LutTable, apply_lut, look_up
from studio.styles import lut as lut_module
from studio.styles.lut import UNIT_DOMAIN, Domain, Lut, identity_grid

CPU = torch.device("cpu")
# A sixteenth of a level of 8-bit white.
CLOSE = 1 / 255 / 16
DOMAINS: tuple[Domain, ...] = (
    UNIT_DOMAIN,
    ((-0.2, 0.0, -1.0), (1.1, 1.0, 1.5)),
    ((0.1, 0.1, 0.2), (0.9, 0.8, 0.7)),
)


def random_lut(
    seed: int, size: int | None, shaper: int | None, domain: Domain = UNIT_DOMAIN, spread: float = 1.0
) -> Lut:
    random = np.random.default_rng(seed)

    def table(*shape: int) -> Float32:
        return random.uniform(0.5 - spread / 2, 0.5 + spread / 2, shape).astype(np.float32)

    return Lut(
        "random",
        cube=table(size, size, size, 3) if size else None,
        domain=domain,
        shaper=np.sort(table(shaper, 3), axis=0) if shaper else None,
        shaper_domain=domain,
    )


def pixels(seed: int, height: int, width: int) -> Float32:
    random = np.random.default_rng(seed)
    rgb = random.uniform(-0.3, 1.4, (height, width, 3)).astype(np.float32)
    # Grays, corners and exact nodes are where tetrahedra meet.
    flat = rgb.reshape(-1, 3)
    flat[::5] = flat[::5, :1]
    flat[::7] = np.round(flat[::7] * 4) / 4
    return rgb


def through_torch(rgb: Float32, lut: Lut, strength: float) -> Float32:
    return apply_lut(torch.from_numpy(rgb), LutTable.of(lut, CPU), strength).numpy()


@pytest.mark.parametrize("domain", DOMAINS, ids=["unit", "wide", "narrow"])
@pytest.mark.parametrize(
    ("size", "shaper"), [(size, shaper) for size in (2, 3, 17, 33) for shaper in (None, 2, 19)] + [(None, 5)]
)
def test_as_the_definition(size: int | None, shaper: int | None, domain: Domain) -> None:
    lut = random_lut(1, size, shaper, domain)
    rgb = pixels(2, 37, 53)
    for strength in (0.0, 0.3, 1.0, 1.5):
        expected = lut_module.apply_lut(lut, rgb, strength)
        np.testing.assert_allclose(through_torch(rgb, lut, strength), expected, rtol=0, atol=CLOSE)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(0, 2**32 - 1),
    st.integers(2, 20),
    st.none() | st.integers(2, 30),
    st.tuples(st.integers(1, 40), st.integers(1, 40)),
    st.floats(0, 1.5),
)
def test_random_tables_at_odd_sizes(
    seed: int, size: int, shaper: int | None, shape: tuple[int, int], strength: float
) -> None:
    lut = random_lut(seed, size, shaper, spread=1.6)
    rgb = pixels(seed, *shape)
    expected = lut_module.apply_lut(lut, rgb, strength)
    np.testing.assert_allclose(through_torch(rgb, lut, strength), expected, rtol=0, atol=CLOSE)


def test_the_identity_changes_nothing() -> None:
    rgb = pixels(3, 40, 40)
    lut = Lut("identity", cube=identity_grid(33))
    np.testing.assert_array_equal(through_torch(rgb, lut, 1.0), rgb)
    np.testing.assert_array_equal(through_torch(rgb, random_lut(1, 9, None), 0.0), rgb)


def test_the_rest_of_extended_colours_is_carried() -> None:
    lut = random_lut(4, 9, None)
    inside = np.clip(pixels(5, 20, 20), 0, 1)
    beyond = pixels(5, 20, 20)
    change = through_torch(inside, lut, 1.0) - inside
    np.testing.assert_allclose(through_torch(beyond, lut, 1.0) - beyond, change, atol=1e-6)


def test_grays_stay_gray_in_a_table_of_grays() -> None:
    """Tetrahedra share the gray diagonal: a neutral ramp meets no node off it."""
    cube = random_lut(6, 5, None).cube
    assert cube is not None
    cube = cube.copy()
    for node in range(5):
        cube[node, node, node] = node / 4
    ramp = np.repeat(np.linspace(0, 1, 301, dtype=np.float32)[:, None], 3, axis=1)[None]
    result = through_torch(ramp, Lut("gray diagonal", cube=cube), 1.0)
    np.testing.assert_allclose(result, ramp, atol=1e-6)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 3e38])
@pytest.mark.parametrize("shaper", [None, 5])
def test_no_number_reads_outside_the_table(value: float, shaper: int | None) -> None:
    rgb = np.full((3, 3, 3), 0.5, dtype=np.float32)
    clean = through_torch(rgb, random_lut(7, 5, shaper), 1.0)
    rgb[1, 1, 1] = value
    result = through_torch(rgb, random_lut(7, 5, shaper), 1.0)
    others = np.ones((3, 3), dtype=bool)
    others[1, 1] = False
    np.testing.assert_array_equal(result[others], clean[others])


@pytest.mark.parametrize("shaper", [None, 5])
def test_any_cut_gives_the_same_bits(shaper: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    lut = random_lut(8, 17, shaper)
    rgb = pixels(9, 61, 97)
    whole = through_torch(rgb, lut, 0.8)
    monkeypatch.setattr(tables, "BLOCK", 101)
    np.testing.assert_array_equal(through_torch(rgb, lut, 0.8), whole)
    for start in range(0, 61, 7):
        np.testing.assert_array_equal(
            through_torch(rgb[start : start + 7], lut, 0.8), whole[start : start + 7]
        )


def test_planes_and_pixels_give_the_same_bits() -> None:
    lut = random_lut(10, 17, None)
    rgb = torch.from_numpy(pixels(11, 30, 41))
    planes = rgb.permute(2, 0, 1).contiguous().permute(1, 2, 0)
    table = LutTable.of(lut, CPU)
    assert torch.equal(apply_lut(planes, table, 0.7), apply_lut(rgb, table, 0.7))


def test_the_sum_of_other_devices() -> None:
    """Off the CPU the corners are gathered one by one: the same sum but for the order of rounding."""
    random = np.random.default_rng(12)
    nodes = torch.from_numpy(random.random((125, 3), dtype=np.float32))
    corners = torch.from_numpy(random.integers(0, 125, (500, 4), dtype=np.int32))
    weights = torch.from_numpy(random.random((500, 4), dtype=np.float32))
    torch.testing.assert_close(
        interpolation._gathered_sum(nodes, corners, weights),
        interpolation.weighted_sum(nodes, corners, weights),
        rtol=1e-6,
        atol=1e-6,
    )


def test_look_up_is_the_table_alone() -> None:
    lut = random_lut(13, 9, 7)
    rgb = pixels(14, 12, 13)
    result = look_up(torch.from_numpy(rgb), LutTable.of(lut, CPU)).numpy()
    np.testing.assert_allclose(result, lut.evaluate(rgb), atol=CLOSE)


def test_the_kernel_tells_where_it_runs() -> None:
    assert "processor" in str(select_kernel(CPU).label)
    assert "graphics" in str(select_kernel(torch.device("cuda")).label)
