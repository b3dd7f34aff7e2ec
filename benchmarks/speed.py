"""How fast pixels are, as ratios within one run: run with ``python -m benchmarks.speed``.

CPU seconds (all threads together) and wall seconds, the best of some runs, on a 24-megapixel JPEG of quality
92. The yardstick is the program's own way from file to file without a style: decode and encode. Beside it
stands the bare codec (libjpeg-turbo through OpenCV, which halves the colour's resolution).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from benchmarks.material import QUALITY, Time, TwoStyles, camera_jpeg, timed
from studio.editing.recipe import Recipe
from studio.engine.render import Renderer
from studio.engine.request import Region
from studio.generators.device import choose_device
from studio.imaging.decode import decode_photo
from studio.imaging.encode import ExportOptions
from studio.imaging.photo import Photo

FOUR = Recipe((("contrast", 20.0), ("exposure", 0.4), ("saturation", 15.0), ("temperature", 12.0)))
TEN = Recipe(
    (
        ("blacks", 5.0), ("contrast", 20.0), ("exposure", 0.4), ("highlights", -30.0), ("saturation", 15.0),
        ("shadows", 20.0), ("temperature", 12.0), ("tint", -4.0), ("vibrance", 10.0), ("whites", 5.0),
    )
)  # fmt: skip
ALL = Recipe((*TEN.values, ("clarity", 20.0), ("vignette", -20.0))).with_style("learned", 0.8)
JPEG = ExportOptions("jpeg", quality=QUALITY)


def codec(path: Path) -> None:
    pixels = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])


def report(name: str, taken: Time, yardstick: Time) -> None:
    ratio = taken.cpu / yardstick.cpu
    print(f"{name:48s} {taken.cpu:7.3f} s CPU {taken.wall:7.3f} s wall   {ratio:6.2f} x")


def whole(renderer: Renderer, path: Path, recipe: Recipe) -> Callable[[], object]:
    """Decode, render, encode; nothing is kept from one time to the next but the loaded styles."""

    def work() -> object:
        renderer.clear()
        encoded = renderer.encode(decode_photo(path), recipe, JPEG)
        return encoded()

    return work


def rendering(renderer: Renderer, photo: Photo, recipe: Recipe) -> Callable[[], object]:
    def work() -> object:
        renderer.clear()
        return renderer.encode(photo, recipe, JPEG)

    return work


def latencies(name: str, draw: Callable[[int], object], count: int = 60) -> None:
    """How long each of some steps takes; the first, which makes what the others share, apart."""
    times = []
    for step in range(count):
        start = time.perf_counter()
        draw(step)
        times.append((time.perf_counter() - start) * 1000)
    rest = sorted(times[1:])
    print(
        f"{name:48s} first {times[0]:4.0f} ms, then median {rest[len(rest) // 2]:5.1f},"
        f" 95 % within {rest[int(len(rest) * 0.95)]:5.1f} ms"
    )


def previews(renderer: Renderer, photo: Photo, size: tuple[int, int]) -> None:
    """From a slider's value to pixels for the screen."""
    whole = Region.whole(photo)

    def show(recipe: Recipe, region: Region = whole) -> object:
        return renderer.render_display(photo, recipe, region, size)

    latencies("fit: exposure, ten sliders", lambda n: show(TEN.with_value("exposure", n / 60)))
    latencies("fit: exposure, all and a learned style", lambda n: show(ALL.with_value("exposure", n / 60)))
    latencies("fit: strength of a learned style", lambda n: show(ALL.with_style("learned", 0.5 + n / 100)))
    across = [Region(n * 60, n * 40, *size) for n in range(60)]
    latencies("1:1 pan, all and a learned style", lambda n: show(ALL, across[n]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=6000)
    parser.add_argument("--height", type=int, default=4000)
    options = parser.parse_args()
    renderer = Renderer(TwoStyles(), choose_device("cpu"))
    print(f"{renderer.choice.label}; {renderer.kernel}")
    with tempfile.TemporaryDirectory() as folder:
        path = camera_jpeg(Path(folder), options.width, options.height)
        photo = decode_photo(path)
        print(f"{options.width} x {options.height} pixels, {path.stat().st_size / 1e6:.1f} MB")
        yardstick = timed(whole(renderer, path, Recipe()))
        report("decode and encode", yardstick, yardstick)
        report("  the bare codec, colour halved", timed(lambda: codec(path)), yardstick)
        for name, recipe in (
            ("a look", Recipe().with_style("look")),
            ("four sliders", FOUR),
            ("ten sliders", TEN),
            ("ten sliders and a look", TEN.with_style("look")),
            ("a learned style, whole", Recipe().with_style("learned")),
            ("a learned style, ten sliders, clarity, vignette", ALL),
        ):
            report(f"decode, {name}, encode", timed(whole(renderer, path, recipe)), yardstick)
        report(
            "rendering alone: a look",
            timed(rendering(renderer, photo, Recipe().with_style("look"))),
            yardstick,
        )
        learned = timed(rendering(renderer, photo, Recipe().with_style("learned")))
        report("rendering alone: a learned style", learned, yardstick)
        previews(renderer, photo, (1340, 893))


if __name__ == "__main__":
    main()
