""".cube files: what is read, what is written, and that both agree."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studio.errors import OutputExists, StyleFileInvalid, StyleUnknown
from studio.imaging.image import Float32
from studio.styles.cube import format_cube, read_cube, write_cube
from studio.styles.cube_parser import parse_cube
from studio.styles.lut import UNIT_DOMAIN, Lut, identity_grid

QUICK = settings(max_examples=40, deadline=None)
ROWS = "".join(f"{r} {g} {b}\n" for b in (0, 1) for g in (0, 1) for r in (0, 1))
IDENTITY = "LUT_3D_SIZE 2\n" + ROWS


def cube_of(lut: Lut) -> Float32:
    assert lut.cube is not None
    return lut.cube


@pytest.mark.parametrize(
    "text",
    [
        IDENTITY,
        IDENTITY.replace("\n", "\r\n"),
        IDENTITY.replace("\n", "\r"),
        IDENTITY.replace(" ", "\t"),
        "\ufeff" + IDENTITY,
        "# made by hand\n\n" + IDENTITY.replace("\n", "\n\n") + "\n# end\n",
        IDENTITY.replace("1 1 1", "1 1 1 # white"),
        IDENTITY.replace("1", "+1.000e+00").replace("2", "2"),
        "DOMAIN_MIN 0 0 0\nDOMAIN_MAX 1.0 1.0 1.0\n" + IDENTITY,
        "lut_3d_size 2\n" + ROWS,
        "  LUT_3D_SIZE   2  # nodes\n" + ROWS,
        IDENTITY.rstrip("\n"),
    ],
)
def test_one_table_in_many_spellings(text: str) -> None:
    lut = read_cube(text)
    np.testing.assert_array_equal(cube_of(lut), identity_grid(2))
    assert lut.domain == UNIT_DOMAIN
    assert lut.shaper is None


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_from_an_editor(order: str) -> None:
    data = ("\ufeff" + f'TITLE "暖"\n{IDENTITY}').encode(order)
    assert parse_cube(data, "x").title == "暖"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (b'TITLE "Warm film"', "Warm film"),
        (b'TITLE "has # and "quotes""', 'has # and "quotes"'),
        ('TITLE "é暖"'.encode(), "é暖"),
        ('TITLE "é"'.encode("latin-1"), "é"),
        (b"TITLE without quotes", "without quotes"),
        (b'TITLE\t"tab\x01inside"', "tab inside"),
        (b'TITLE ""', ""),
        (b"TITLE", ""),
    ],
)
def test_titles(line: bytes, title: str) -> None:
    assert parse_cube(line + b"\n" + IDENTITY.encode(), "x").title == title


def test_red_varies_fastest() -> None:
    lut = read_cube("LUT_3D_SIZE 2\n" + "".join(f"{n} 0 0\n" for n in range(8)))
    assert cube_of(lut)[0, 0, 1, 0] == 1
    assert cube_of(lut)[0, 1, 0, 0] == 2
    assert cube_of(lut)[1, 0, 0, 0] == 4


def test_one_dimension() -> None:
    lut = read_cube("LUT_1D_SIZE 3\nDOMAIN_MIN 0 0 -1\nDOMAIN_MAX 1 2 1\n0 0 0\n.5 .25 0\n1 1 1\n")
    assert lut.cube is None
    got = lut.evaluate(np.array([[0.5, 1.0, 0.0], [0.25, 0.5, 1.0]], np.float32))
    np.testing.assert_allclose(got, [[0.5, 0.25, 0], [0.25, 0.125, 1]], atol=1e-6)


def test_shaper_before_the_cube_as_resolve_writes_it() -> None:
    text = (
        "LUT_1D_SIZE 2\nLUT_1D_INPUT_RANGE -1.0 3.0\nLUT_3D_SIZE 2\nLUT_3D_INPUT_RANGE 0.0 2.0\n"
        "0 0 0\n2 2 2\n" + ROWS
    )
    lut = read_cube(text)
    assert lut.input_domain == ((-1.0,) * 3, (3.0,) * 3)
    assert lut.domain == ((0.0,) * 3, (2.0,) * 3)
    # -1..3 -> 0..2 by the shaper -> 0..1 by the cube.
    got = lut.evaluate(np.array([[-1, 0, 1], [2, 3, 4]], np.float32))
    np.testing.assert_allclose(got, [[0, 0.25, 0.5], [0.75, 1, 1]], atol=1e-6)
    baked = read_cube(format_cube(lut, 5).decode())
    np.testing.assert_allclose(baked.evaluate(identity_grid(5)), lut.evaluate(identity_grid(5)), atol=2e-6)


@QUICK
@given(
    arrays(np.float32, (3, 3, 3, 3), elements=st.floats(-2, 4, width=32)),
    st.text(max_size=40),
    st.tuples(*[st.floats(-5, 0.5, width=32)] * 3),
    st.tuples(*[st.floats(0.75, 9, width=32)] * 3),
)
def test_written_and_read_again(
    table: Float32, title: str, low: tuple[float, float, float], high: tuple[float, float, float]
) -> None:
    lut = Lut(title, table, (low, high))
    again = parse_cube(format_cube(lut, 3), "x")
    np.testing.assert_allclose(cube_of(again), table, atol=6e-7)
    assert again.domain == lut.domain
    if title.isprintable() and title.isascii() and '"' not in title:
        assert again.title == " ".join(title.split())
    assert format_cube(again, 3) == format_cube(parse_cube(format_cube(again, 3), "x"), 3)


@pytest.mark.parametrize("size", [17, 33, 65])
def test_sizes_for_export_sample_the_same_look(size: int) -> None:
    lut = Lut("look", identity_grid(9) ** 1.5)
    again = parse_cube(format_cube(lut, size), "x")
    assert cube_of(again).shape == (size, size, size, 3)
    np.testing.assert_allclose(cube_of(again), lut.evaluate(identity_grid(size)), atol=1e-6)


def test_no_minus_zero_and_values_outside_are_kept() -> None:
    cube = identity_grid(2).copy()
    cube[0, 0, 0] = [-1e-9, -0.25, 1.75]
    text = format_cube(Lut("", cube), 2).decode()
    assert "0.000000 -0.250000 1.750000" in text.splitlines()
    assert "-0.000000" not in text
    with pytest.raises(ValueError, match="nodes"):
        format_cube(Lut("", cube), 500)


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "look 暖.cube"
    write_cube(path, Lut("x", identity_grid(2)), 17)
    assert read_cube(path).title == "x"
    before = path.read_bytes()
    with pytest.raises(OutputExists):
        write_cube(path, Lut("y", identity_grid(2)), 17)
    assert path.read_bytes() == before
    with pytest.raises(StyleUnknown):
        read_cube(tmp_path / "none.cube")
    with pytest.raises(StyleUnknown):
        read_cube(tmp_path)


def test_large_tables_take_few_calls_a_line() -> None:
    data = format_cube(Lut("", identity_grid(33)), 33)
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        parse_cube(data, "x")
    finally:
        sys.setprofile(None)
    assert calls < 4 * 33**3


@pytest.mark.parametrize("line", [1000, 70_003, 270_000])
def test_the_line_is_right_far_down_in_a_large_file(line: int) -> None:
    lines = format_cube(Lut("", identity_grid(65)), 65).split(b"\n")
    lines[line - 1] = b"0.5 x 0.5"
    with pytest.raises(StyleFileInvalid, match=f"line {line}: “x” is not a number"):
        parse_cube(b"\n".join(lines), "x")


def test_real_looks(shared: Path) -> None:
    paths = sorted((shared / "looks").glob("*.cube"))
    assert len(paths) >= 16
    for path in paths:
        lut = read_cube(path)
        assert lut.title == path.stem
        assert cube_of(lut).shape == (13, 13, 13, 3)
        rows = [line.split() for line in path.read_text().splitlines() if line[:1].isdigit()]
        np.testing.assert_allclose(cube_of(lut).reshape(-1, 3), np.array(rows, np.float32), atol=1e-7)
        gray = lut.evaluate(np.linspace(0, 1, 32, dtype=np.float32)[:, None].repeat(3, axis=1))
        assert gray[-1].mean() > gray[0].mean() + 0.2
