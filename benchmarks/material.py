"""What the benchmarks work on: a 24-megapixel JPEG with a camera's detail, a look, a learned style."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from studio.paths import resources, sample_portrait
from studio.styles.bundle import StyleBundle, read_bundle
from studio.styles.lut import Lut, identity_grid
from studio.styles.style import Style

SHARED = Path(__file__).resolve().parents[2] / "shared" / "photos" / "large"
QUALITY = 92


@dataclass(frozen=True)
class Time:
    cpu: float
    wall: float


def timed(work: Callable[[], object], runs: int = 3) -> Time:
    """The best of some runs, after one that is not counted. CPU: all threads together."""
    work()
    times = []
    for _ in range(runs):
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        times.append(Time(time.process_time() - cpu, time.perf_counter() - wall))
    return min(times, key=lambda each: each.cpu)


def camera_jpeg(folder: Path, width: int = 6000, height: int = 4000, number: int = 0) -> Path:
    """A JPEG of that size and quality 92.

    A mosaic of camera files at their own resolution where ../shared is there, so that it holds as much detail
    as a photo of its size; else scikit-image's portrait made larger, with noise. ``number`` shifts it.
    """
    files = sorted(SHARED.glob("*.jpg"))
    if files:
        tiles = [cv2.imread(str(path)) for path in files[1:]]
        large = np.zeros((height, width, 3), np.uint8)
        half = (-(-height // 2), -(-width // 2))
        for place in range(4):
            tile = tiles[(place + number) % len(tiles)]
            assert tile is not None
            top, left = place // 2 * half[0], place % 2 * half[1]
            part = cv2.resize(tile, (max(tile.shape[1], half[1]), max(tile.shape[0], half[0])))
            rows, columns = min(half[0], height - top), min(half[1], width - left)
            y, x = (part.shape[0] - rows) // 2, (part.shape[1] - columns) // 2
            large[top : top + rows, left : left + columns] = part[y : y + rows, x : x + columns]
    else:
        portrait = sample_portrait()
        if portrait is None:
            raise SystemExit("scikit-image is needed for its portrait")
        small = cv2.imread(str(portrait))
        assert small is not None
        smooth = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC).astype(np.int16)
        noise = np.random.default_rng(number).integers(-6, 7, smooth.shape, dtype=np.int16)
        large = np.clip(smooth + noise, 0, 255).astype(np.uint8)
    path = folder / f"photo-{number}.jpg"
    cv2.imwrite(str(path), large, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return path


def smooth_look() -> Lut:
    """A 33-cubed look."""
    grid = identity_grid(33)
    warm = grid + 0.06 * np.sin(grid * 6.0).astype(np.float32) * np.array([1, 0.3, -1], dtype=np.float32)
    return Lut("Look", cube=np.ascontiguousarray(np.clip(warm, 0, 1), dtype=np.float32))


def learned_file() -> Path:
    """The first learned style that comes with the program. Raises SystemExit without one."""
    files = sorted((resources() / "styles").glob("*.pstyle"))
    if not files:
        raise SystemExit("no learned style in resources/styles")
    return files[0]


@dataclass
class TwoStyles:
    """A catalogue of a table (``look``) and a learned style (``learned``)."""

    lut: Lut = field(default_factory=smooth_look)
    bundle: StyleBundle = field(default_factory=lambda: read_bundle(learned_file()))

    def get(self, style_id: str) -> Style:
        kind = "lut" if style_id == "look" else self.bundle.architecture
        return Style(style_id, style_id, kind, Path(style_id))

    def load_lut(self, style: Style) -> Lut:
        return self.lut

    def load_bundle(self, style: Style) -> StyleBundle:
        return self.bundle
