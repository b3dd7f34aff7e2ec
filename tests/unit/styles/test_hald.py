"""HaldCLUT pictures in and out."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from studio.errors import StyleFileInvalid
from studio.styles.cube import format_cube
from studio.styles.hald import format_hald, parse_hald, read_hald, write_hald
from studio.styles.lut import Lut, identity_grid
from studio.styles.lut_file import parse_lut, read_lut


def look(size: int = 17) -> Lut:
    return Lut("look", (identity_grid(size) ** 1.3 * 0.9 + 0.05).astype(np.float32))


def png(pixels: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> bytes:
    return bytes(imagecodecs.png_encode(pixels))


@pytest.mark.parametrize("level", [2, 3, 6, 8])
def test_sixteen_bits_there_and_back(level: int) -> None:
    lut = look()
    again = parse_hald(format_hald(lut, level), "a.png")
    assert again.cube is not None
    assert again.cube.shape == (level**2,) * 3 + (3,)
    np.testing.assert_allclose(again.cube, lut.evaluate(identity_grid(level**2)), atol=0.51 / 65535)
    assert format_hald(again, level) == format_hald(parse_hald(format_hald(again, level), "a.png"), level)


def test_layout_against_a_hand_made_identity() -> None:
    """Pillow's pixel at (x, y) is node x + y * 64 in reading order, red first (level 4, 8 bits)."""
    picture = Image.new("RGB", (64, 64))
    for node in range(4096):
        red, green, blue = node % 16, node // 16 % 16, node // 256
        picture.putpixel((node % 64, node // 64), (red * 17, green * 17, blue * 17))
    out = BytesIO()
    picture.save(out, "PNG")
    lut = parse_hald(out.getvalue(), "id.png")
    assert lut.cube is not None
    np.testing.assert_allclose(lut.cube, identity_grid(16), atol=1e-6)
    assert lut.title == "id"


def test_same_look_as_cube_and_as_hald() -> None:
    lut = look(36)
    hald, cube = parse_lut(format_hald(lut, 6), "a.png"), parse_lut(format_cube(lut, 36), "a.cube")
    points = np.random.default_rng(1).random((500, 3), dtype=np.float32)
    np.testing.assert_allclose(hald.evaluate(points), cube.evaluate(points), atol=2e-5)


@settings(max_examples=15, deadline=None)
@given(st.integers(2, 5), st.sampled_from([np.uint8, np.uint16]), st.booleans())
def test_depths_and_opaque_alpha(level: int, depth: type[np.unsignedinteger], alpha: bool) -> None:
    full = np.iinfo(depth).max
    pixels = np.round(identity_grid(level**2) * full).astype(depth).reshape(level**3, level**3, 3)
    if alpha:
        pixels = np.dstack([pixels, np.full(pixels.shape[:2], full, depth)])
    lut = parse_hald(png(pixels), "x.png")
    assert lut.cube is not None
    np.testing.assert_allclose(lut.cube, identity_grid(level**2), atol=0.6 / full)


def test_values_outside_are_clipped_not_wrapped() -> None:
    cube = identity_grid(4) * 2 - 0.5
    again = parse_hald(format_hald(Lut("", cube), 2), "x.png")
    assert again.cube is not None
    np.testing.assert_allclose(again.cube, np.clip(cube, 0, 1), atol=1e-5)
    with pytest.raises(ValueError, match="level"):
        format_hald(look(), 17)


def test_what_is_not_a_hald_is_refused(astronaut: Path) -> None:
    gray = np.zeros((64, 64), np.uint8)
    see_through = np.dstack([np.zeros((64, 64, 3), np.uint8), gray])
    palette = BytesIO()
    Image.fromarray(np.zeros((64, 64, 3), np.uint8)).quantize(8).save(palette, "PNG")
    photo = astronaut.read_bytes()
    good = format_hald(look(), 4)
    flipped = bytearray(good)
    flipped[len(good) // 2] ^= 1
    for data, reason in [
        (png(gray), "RGB, not gray"),
        (palette.getvalue(), "not of a palette"),
        (png(see_through), "transparent"),
        (png(np.zeros((64, 60, 3), np.uint8)), "60 x 64"),
        (png(np.zeros((100, 100, 3), np.uint8)), "100 x 100"),
        (png(np.zeros((1, 1, 3), np.uint8)), "1 x 1"),
        (photo, "ordinary picture"),
        (good[:-30], "ends too early"),
        (bytes(flipped), "checksum"),
        (b"\x89PNG\r\n\x1a\n", "not a PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "not a PNG"),
    ]:
        with pytest.raises(StyleFileInvalid, match=reason):
            parse_hald(data, "x.png")


def test_portraits_of_every_level_are_pictures(astronaut: Path) -> None:
    with Image.open(astronaut) as picture:
        for level in range(3, 10):
            out = BytesIO()
            picture.convert("RGB").resize((level**3, level**3)).save(out, "PNG")
            with pytest.raises(StyleFileInvalid, match="ordinary picture"):
                parse_hald(out.getvalue(), "portrait.png")


def test_strong_looks_are_tables() -> None:
    grid = identity_grid(64)
    gray = grid.mean(axis=-1, keepdims=True).repeat(3, axis=-1)
    for cube in (1 - grid, grid[..., ::-1], np.clip((gray - 0.5) * 6 + 0.5, 0, 1), np.full_like(grid, 0.5)):
        parse_hald(format_hald(Lut("", np.ascontiguousarray(cube)), 8), "x.png")


def test_files(tmp_path: Path) -> None:
    write_hald(tmp_path / "a.png", look(), 3)
    assert read_hald(tmp_path / "a.png").title == "a"
    # By content, whatever the name says.
    (tmp_path / "b.cube").write_bytes((tmp_path / "a.png").read_bytes())
    lut = read_lut(tmp_path / "b.cube")
    assert lut.cube is not None
    assert len(lut.cube) == 9


def test_real_halds(shared: Path) -> None:
    paths = sorted((shared / "looks").glob("hald_*.png"))
    assert len(paths) >= 4
    for path in paths:
        lut = read_hald(path)
        assert lut.cube is not None
        assert len(lut.cube) == 144
        # The table's nodes are the picture's pixels in reading order.
        with Image.open(path) as picture:
            pixels = np.asarray(picture)
        np.testing.assert_allclose(lut.cube[0, 0, 143] * 255, pixels[0, 143], atol=0.01)
        np.testing.assert_allclose(lut.cube[-1, -1, -1] * 255, pixels[-1, -1], atol=0.01)
        small = parse_lut(format_cube(lut, 33), "x.cube")
        points = np.random.default_rng(1).random((2000, 3), dtype=np.float32)
        difference = np.abs(small.evaluate(points) - lut.evaluate(points))
        assert np.percentile(difference, 95) < 0.02
