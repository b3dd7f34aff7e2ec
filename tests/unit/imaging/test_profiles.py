"""Colour management against LittleCMS, the profiles we write, and broken ones."""

from __future__ import annotations

import io
import struct
from typing import Any

import imagecodecs
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.imaging import icc, monitor, profiles
from studio.imaging.colour import D65_XY, SRGB_PRIMARIES, srgb_decode, srgb_encode
from studio.imaging.curves import SRGB_CURVE, ParametricCurve, TableCurve
from studio.imaging.image import Float32

NAMES = ["srgb", "display-p3", "adobe-rgb", "prophoto"]


def grid(size: int = 17) -> Float32:
    axis = np.linspace(0, 1, size, dtype=np.float32)
    return np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(size, -1, 3)


def by_lcms(values: Float32, source: bytes, target: bytes) -> Float32:
    out = imagecodecs.cms_transform(
        values, source, target, colorspace="rgb", outcolorspace="rgb", outdtype="float32", intent=1
    )
    return np.asarray(out, np.float32)


def linear_srgb() -> bytes:
    return icc.write_profile("Linear", SRGB_PRIMARIES, D65_XY, ParametricCurve(1.0))


@pytest.mark.parametrize("name", NAMES)
def test_to_srgb_as_littlecms_within_a_fifth_of_a_step(name: str) -> None:
    profile = profiles.builtin_profile(name).icc
    mine = profiles.to_extended_srgb(grid(), profile)
    reference = srgb_encode(by_lcms(grid(), profile, linear_srgb()))
    assert np.abs(mine - reference).max() * 255 <= 0.2


@pytest.mark.parametrize("name", NAMES)
def test_there_and_back(name: str) -> None:
    profile = profiles.builtin_profile(name).icc
    back = profiles.from_extended_srgb(profiles.to_extended_srgb(grid(), profile), profile)
    # A zero beside a full channel is only as exact as float32 is at 1, and the power stretches it.
    assert np.abs(back - grid()).max() * 255 <= 0.2
    inner = 0.1 + 0.9 * grid()
    back = profiles.from_extended_srgb(profiles.to_extended_srgb(inner, profile), profile)
    assert np.abs(back - inner).max() * 255 <= 0.005


@pytest.mark.parametrize("name", NAMES)
def test_from_srgb_as_littlecms(name: str) -> None:
    profile = profiles.builtin_profile(name).icc
    rgb = 0.25 + 0.5 * grid()  # inside every one of the spaces
    reference = by_lcms(srgb_decode(rgb), linear_srgb(), profile)
    assert np.abs(profiles.from_extended_srgb(rgb, profile) - reference).max() * 255 <= 0.2


def test_colours_outside_srgb_are_kept() -> None:
    green = np.array([[[0, 1, 0]]], np.float32)
    out = profiles.to_extended_srgb(green, profiles.builtin_profile("adobe-rgb").icc)[0, 0]
    assert out[0] < -0.2  # mirrored curve, not LittleCMS's straight line, which gives -5.1
    assert out[0] > -1


@pytest.mark.parametrize("name", NAMES)
def test_littlecms_reads_what_we_write(name: str) -> None:
    from PIL import ImageCms

    profile = profiles.builtin_profile(name)
    read = ImageCms.ImageCmsProfile(io.BytesIO(profile.icc))
    assert ImageCms.getProfileDescription(read).strip() == profile.name
    assert profiles.profile_name(profile.icc) == profile.name


def test_other_writers_srgb_is_taken_as_srgb() -> None:
    from PIL import ImageCms

    for data in (
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
        imagecodecs.cms_profile("srgb"),
        profiles.builtin_profile("srgb").icc,
    ):
        assert profiles.is_srgb(data)
        values = np.arange(256, dtype=np.uint8).repeat(3).reshape(16, 16, 3)
        assert np.array_equal(
            profiles.to_extended_srgb(values, data), (values / np.float32(255)).astype(np.float32)
        )
    for name in NAMES[1:]:
        assert not profiles.is_srgb(profiles.builtin_profile(name).icc)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_tables_give_what_floats_give(dtype: type) -> None:
    top = np.iinfo(dtype).max
    values: npt.NDArray[Any] = (grid() * top).astype(dtype)
    profile = profiles.builtin_profile("display-p3").icc
    exact = profiles.to_extended_srgb((values / top).astype(np.float32), profile)
    assert np.abs(profiles.to_extended_srgb(values, profile) - exact).max() < 2e-6


@given(st.floats(0, 1))
def test_curves_invert(value: float) -> None:
    table = TableCurve(np.linspace(0, 1, 300) ** 1.9)
    for curve in (SRGB_CURVE, ParametricCurve(2.2), ParametricCurve(1.8), table):
        back = curve.encode(curve.decode(np.array([value])))
        assert float(back[0]) == pytest.approx(value, abs=1e-6 if curve is not table else 2e-3)


def test_a_table_profile_is_computed_as_its_formula() -> None:
    """The same space told by a table of 1024 points and by a formula."""
    points = (SRGB_CURVE.decode(np.linspace(0, 1, 1024)) * 65535).round().astype(">u2").tobytes()
    formula = profiles.builtin_profile("display-p3").icc
    tag = b"curv\0\0\0\0" + struct.pack(">I", 1024) + points
    start = formula.index(b"para")
    table = bytearray(formula + b"\0" * (-len(formula) % 4))
    place = len(table)
    table += tag
    for index in range(struct.unpack_from(">I", table, 128)[0]):
        slot = 132 + 12 * index
        if struct.unpack_from(">I", table, slot + 4)[0] == start:
            struct.pack_into(">II", table, slot + 4, place, len(tag))
    struct.pack_into(">I", table, 0, len(table))
    ours = profiles.to_extended_srgb(grid(), bytes(table))
    assert np.abs(ours - profiles.to_extended_srgb(grid(), formula)).max() * 255 < 0.1
    assert np.abs(profiles.from_extended_srgb(ours, bytes(table)) - grid()).max() * 255 < 0.1


def test_gray_profiles_run_along_the_neutral_axis() -> None:
    gray = profiles.to_extended_srgb(np.linspace(0, 1, 9, dtype=np.float32).reshape(3, 3, 1), None)
    assert gray.shape == (3, 3, 3)
    assert np.array_equal(gray[..., 0], gray[..., 2])


@settings(max_examples=150)
@given(st.data())
def test_mutilated_profiles_raise_value_error_or_work(data: st.DataObject) -> None:
    profile = bytearray(profiles.builtin_profile("adobe-rgb").icc)
    for _ in range(data.draw(st.integers(1, 6))):
        profile[data.draw(st.integers(0, len(profile) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(profile[: data.draw(st.integers(0, len(profile)))])
    for mutilated in (bytes(profile), cut):
        try:
            out = profiles.to_extended_srgb(grid(3), mutilated)
            profiles.from_extended_srgb(out, mutilated)
        except ValueError:
            continue
        assert np.isfinite(out).all()


def test_display_table_is_indexed_blue_green_red() -> None:
    table = monitor.display_lut(profiles.builtin_profile("display-p3").icc)
    assert table.shape == (33, 33, 33, 3)
    assert table.min() >= 0
    assert table.max() <= 1
    red = table[0, 0, 32]
    # sRGB's red in Display P3: known as (0.9175, 0.2003, 0.1387)
    np.testing.assert_allclose(red, [0.9175, 0.2003, 0.1387], atol=2e-3)
    with pytest.raises(ValueError, match="ICC"):
        monitor.display_lut(b"nonsense")
