"""The looks that come with the program: on grays, on skin, on smooth gradients, and made again."""

from __future__ import annotations

import json
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pytest

from studio.imaging.image import Float32
from studio.styles.hald import read_hald
from studio.styles.lut import Lut, apply_lut

Float64: TypeAlias = npt.NDArray[np.float64]

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "resources" / "styles"
INDEX: list[dict[str, Any]] = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))["styles"]
ENTRIES = [entry for entry in INDEX if entry["kind"] == "lut"]
IDS = [entry["id"] for entry in ENTRIES]
MONOCHROME = {entry["id"] for entry in ENTRIES if entry["parameters"]["mix"]}
# Looks that are meant to tint skin, and by how many degrees of OkLCh hue they may.
TINTED = {"cool-film": 30.0, "cinema-night": 40.0, "golden-hour": 22.0, "cream-instant": 22.0}
SKIN = np.array(
    [
        (250, 214, 200), (255, 224, 196), (241, 194, 160), (232, 190, 172), (224, 172, 130), (210, 160, 125),
        (198, 134, 100), (180, 128, 98), (141, 85, 60), (110, 70, 52), (88, 56, 44), (60, 36, 28),
    ],
    dtype=np.float32,
) / np.float32(255)  # fmt: skip


@pytest.fixture(scope="module")
def generator() -> Iterator[dict[str, Any]]:
    with pytest.MonkeyPatch.context() as patch:
        # As when Python runs the script: its folder comes first.
        patch.syspath_prepend(str(ROOT / "packaging"))
        yield runpy.run_path(str(ROOT / "packaging" / "make_looks.py"), run_name="make_looks")


def look(style_id: str) -> Lut:
    return read_hald(FOLDER / f"{style_id}.png")


def cube_of(style_id: str) -> Float32:
    cube = look(style_id).cube
    assert cube is not None
    return cube


def oklch(encoded: Float32) -> tuple[Float64, Float64, Float64]:
    """Lightness, chroma, hue in degrees; written apart from the generator's own conversion."""
    value = np.asarray(encoded, dtype=np.float64)
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    r, g, b = linear[..., 0], linear[..., 1], linear[..., 2]
    long = np.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = np.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = np.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    blue = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    light = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return light, np.hypot(a, blue), np.degrees(np.arctan2(blue, a))


def test_there_are_enough_and_the_agreed_ones() -> None:
    assert len(IDS) >= 10
    assert len({entry["name"] for entry in ENTRIES}) == len(ENTRIES)
    agreed = {
        "warm-film", "cool-film", "faded", "high-contrast", "black-and-white",
        "golden-hour", "teal-and-orange", "soft-matte",
    }  # fmt: skip
    assert agreed <= set(IDS)
    for entry in ENTRIES:
        assert all(entry[key] for key in ("name", "group", "author", "licence", "description", "parameters"))


def test_made_again_they_are_the_same_bytes(generator: dict[str, Any], tmp_path: Path) -> None:
    generator["make_looks"](tmp_path)
    names = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".pstyle")
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    different = [name for name in names if (tmp_path / name).read_bytes() != (FOLDER / name).read_bytes()]
    assert different == [], "run packaging/make_looks.py"


@pytest.mark.parametrize("style_id", IDS)
def test_sixteen_bits_level_six_and_small(style_id: str) -> None:
    data = (FOLDER / f"{style_id}.png").read_bytes()
    assert data[16:26] == bytes([0, 0, 0, 216, 0, 0, 0, 216, 16, 2])
    assert len(data) < 250_000


@pytest.mark.parametrize("style_id", IDS)
def test_grays_rise_smoothly_from_dark_to_light(style_id: str) -> None:
    gray = np.linspace(0, 1, 1025, dtype=np.float32)[:, None].repeat(3, axis=1)
    out = look(style_id).evaluate(gray)
    slope = np.diff(out, axis=0) * 1024
    assert slope.min() > 0.2, "a flat or falling gray loses detail"
    assert slope.max() < 1.8, "a steep gray shows noise and banding"
    assert out[0].max() < 0.15
    assert out[-1].min() > 0.9
    light, chroma, _ = oklch(out)
    assert chroma.max() < 0.06
    assert (np.diff(light) > 0).all()


@pytest.mark.parametrize("style_id", IDS)
def test_no_kinks_no_clipping(style_id: str) -> None:
    cube = cube_of(style_id).astype(np.float64)
    bend = max(float(np.abs(np.diff(cube, 2, axis=axis)).max()) for axis in range(3))
    slope = max(float(np.abs(np.diff(cube, axis=axis)).max()) for axis in range(3)) * (len(cube) - 1)
    assert bend < 0.09
    assert slope < 3.5
    # Only the corners of the cube may touch the ends.
    assert ((cube <= 0) | (cube >= 1)).any(axis=-1).mean() < 0.01


@pytest.mark.parametrize("style_id", IDS)
def test_gradients_show_no_bands_in_eight_bits(style_id: str) -> None:
    """A smooth ramp of skin in the shade to skin in the light stays a ramp."""
    ramp = np.linspace(SKIN[-1], SKIN[0], 2048, dtype=np.float32)
    out = look(style_id).evaluate(ramp).astype(np.float64) * 255
    step, even = np.diff(out, axis=0), (out[-1] - out[0]) / 2047
    assert step.min() > 0
    assert (step < 2.2 * even).all()


@pytest.mark.parametrize("style_id", sorted(set(IDS) - MONOCHROME))
def test_skin_stays_skin(style_id: str) -> None:
    light, chroma, hue = oklch(SKIN)
    new_light, new_chroma, new_hue = oklch(look(style_id).evaluate(SKIN))
    turn = (new_hue - hue + 180) % 360 - 180
    assert np.abs(turn).max() < TINTED.get(style_id, 14.0)
    assert (new_chroma > 0.4 * chroma).all(), "gray skin"
    assert (new_chroma < 1.75 * chroma).all(), "orange skin"
    assert np.abs(new_light - light).max() < 0.12
    # Light to dark keeps its order.
    order = np.argsort(light)
    assert (np.diff(new_light[order]) > -0.01).all()


@pytest.mark.parametrize("style_id", sorted(MONOCHROME))
def test_black_and_white_is(style_id: str) -> None:
    cube = cube_of(style_id)
    _, chroma, _ = oklch(cube)
    assert chroma.max() < 0.012, "at most a paper tone"
    light, _, _ = oklch(look(style_id).evaluate(SKIN))
    assert light.max() - light.min() > 0.4


def test_every_look_does_something_and_no_two_are_alike(astronaut: Path) -> None:
    from PIL import Image

    with Image.open(astronaut) as picture:
        pixels = np.asarray(picture.convert("RGB").resize((64, 64)), dtype=np.float32) / np.float32(255)
    results = {style_id: apply_lut(look(style_id), pixels) for style_id in IDS}
    results["untouched"] = pixels
    names = list(results)
    for index, name in enumerate(names):
        for other in names[index + 1 :]:
            assert np.abs(results[name] - results[other]).mean() > 0.01, (name, other)


def test_defaults_change_nothing(generator: dict[str, Any]) -> None:
    parameters = type(generator["LOOKS"][0].parameters)
    grid = np.stack(np.meshgrid(*[np.linspace(0.35, 0.65, 7)] * 3), axis=-1)
    np.testing.assert_allclose(generator["render"](parameters(), grid), grid, atol=0.001)
    gray = np.linspace(0, 1, 50)[:, None].repeat(3, axis=1)
    np.testing.assert_allclose(generator["render"](parameters(), gray), gray, atol=1e-6)
