"""How fast pixels are, as ratios within one run: run with ``python -m benchmarks.speed``.

Times are CPU seconds (all threads together) and wall seconds of the best of some runs on a 24-megapixel JPEG,
quality 92, made from scikit-image's astronaut with noise. The yardstick is the JPEG codec alone: decoding to
8 bits and encoding again with libjpeg-turbo through OpenCV.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch

from studio.editing.recipe import Recipe
from studio.engine.render import Renderer
from studio.engine.request import Region
from studio.generators.device import choose_device
from studio.imaging.decode import decode_photo
from studio.imaging.encode import ExportOptions, encode_photo
from studio.imaging.photo import Photo
from studio.kernels.reference import LutTable, apply_lut
from studio.paths import sample_portrait
from studio.styles.lut import Lut, identity_grid
from studio.styles.style import Style

LIGHT = Recipe((("contrast", 20.0), ("exposure", 0.4), ("saturation", 15.0), ("temperature", 12.0)))
STYLE = Recipe().with_style("look", 0.8)


@dataclass
class OneLook:
    """A catalogue of one smooth 33-cubed look."""

    lut: Lut

    def get(self, style_id: str) -> Style:
        return Style(style_id, "Look", "lut", Path("look"))

    def load_lut(self, style: Style) -> Lut:
        return self.lut


@dataclass(frozen=True)
class Time:
    cpu: float
    wall: float


def timed(work: Callable[[], object], runs: int = 3) -> Time:
    """The best of some runs, after one that is not counted."""
    work()
    times = []
    for _ in range(runs):
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        times.append(Time(time.process_time() - cpu, time.perf_counter() - wall))
    return min(times, key=lambda each: each.wall)


def test_jpeg(folder: Path, width: int, height: int) -> Path:
    """A picture with a photo's smoothness and noise."""
    portrait = sample_portrait()
    if portrait is None:
        raise SystemExit("scikit-image is needed for its portrait")
    small = cv2.imread(str(portrait))
    assert small is not None
    large = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.int16)
    noise = np.random.default_rng(0).integers(-4, 5, large.shape, dtype=np.int16)
    path = folder / "photo.jpg"
    cv2.imwrite(str(path), np.clip(large + noise, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 92])
    return path


def smooth_look() -> Lut:
    grid = identity_grid(33)
    warm = grid + 0.06 * np.sin(grid * 6.0).astype(np.float32) * np.array([1, 0.3, -1], dtype=np.float32)
    return Lut("Look", cube=np.ascontiguousarray(warm, dtype=np.float32))


def codec(path: Path) -> None:
    pixels = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert pixels is not None
    cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, 92])


def report(name: str, taken: Time, yardstick: Time) -> None:
    ratio = taken.cpu / yardstick.cpu
    print(f"{name:44s} {taken.cpu:7.3f} s CPU {taken.wall:7.3f} s wall   {ratio:6.2f} x codec")


def kernels(megapixels: float, yardstick: Time) -> None:
    """The kernel alone on one core, beside torch's own trilinear sampling."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    side = int((megapixels * 1e6) ** 0.5)
    planes = torch.rand(3, side, side).permute(1, 2, 0)
    table = LutTable.of(smooth_look(), torch.device("cpu"))
    ours = timed(lambda: apply_lut(planes, table, 0.8))
    assert table.cube is not None
    volume = table.cube.permute(3, 0, 1, 2)[None].contiguous()
    grid = (planes.reshape(1, 1, side, side, 3) * 2 - 1).contiguous()
    theirs = timed(lambda: torch.nn.functional.grid_sample(volume, grid, align_corners=True))
    torch.set_num_threads(threads)
    report("look-up, tetrahedral, one core", ours, yardstick)
    report("  torch grid_sample, trilinear, one core", theirs, yardstick)


def previews(renderer: Renderer, photo: Photo, size: tuple[int, int]) -> None:
    """From a slider's value to pixels for the screen, at fit zoom."""
    times = []
    for step in range(40):
        recipe = LIGHT.with_value("exposure", step / 40).with_style("look", 0.8)
        start = time.perf_counter()
        renderer.render_display(photo, recipe, Region.whole(photo), size)
        times.append((time.perf_counter() - start) * 1000)
    # The first one builds the pyramid.
    rest = sorted(times[1:])
    print(
        f"preview {size[0]} x {size[1]}, all sliders and a style: first {times[0]:.0f} ms, "
        f"then median {rest[len(rest) // 2]:.1f} ms, 95 % within {rest[int(len(rest) * 0.95)]:.1f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=6000)
    parser.add_argument("--height", type=int, default=4000)
    options = parser.parse_args()
    choice = choose_device("cpu")
    print(choice.label, "; torch", torch.__version__, torch.backends.cpu.get_cpu_capability())
    with tempfile.TemporaryDirectory() as folder:
        path = test_jpeg(Path(folder), options.width, options.height)
        yardstick = timed(lambda: codec(path))
        report("JPEG codec alone, 8 bits", yardstick, yardstick)
        photo = decode_photo(path)
        jpeg = ExportOptions("jpeg", quality=92)
        renderer = Renderer(OneLook(smooth_look()), choice)
        report("decode_photo", timed(lambda: decode_photo(path)), yardstick)
        report("encode_photo", timed(lambda: encode_photo(photo.image, photo, jpeg)), yardstick)
        report("render: style", timed(lambda: renderer.render(photo, STYLE)), yardstick)
        report("render: light and colour", timed(lambda: renderer.render(photo, LIGHT)), yardstick)
        both = LIGHT.with_style(STYLE.style)
        report("render: light and colour, style", timed(lambda: renderer.render(photo, both)), yardstick)
        kernels(options.width * options.height / 1e6, yardstick)
        previews(renderer, photo, (1340, 893))


if __name__ == "__main__":
    main()
