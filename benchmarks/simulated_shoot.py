"""A shoot with known scenes, made of real portraits: each frame another crop, exposure and white balance."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image
from PIL.ExifTags import IFD, Base

from studio.imaging.colour import srgb_decode, srgb_encode
from studio.imaging.image import Float32

NEUTRAL = Path(__file__).resolve().parents[2] / "shared" / "photos" / "neutral"
STOPS, CASTS = 0.25, 0.05
"""Deviations of exposure (EV) and of the red and blue gains' logarithm: a camera that sets both itself."""


@dataclass(frozen=True, eq=False)
class SimulatedFrame:
    """A frame: its file, its scene, and the linear gains of red, green and blue that it got."""

    path: Path
    scene: int
    gains: tuple[float, float, float]


def simulated_shoot(
    folder: Path, scenes: int, frames: int, seed: int = 0, *, longest: int = 640, timed: bool = True
) -> list[SimulatedFrame]:
    """Write ``frames`` JPEGs of each of ``scenes`` portraits. Raises SystemExit without ../shared."""
    files = sorted(NEUTRAL.glob("*.jpg"))
    if len(files) < scenes:
        raise SystemExit(f"{NEUTRAL} holds {len(files)} portraits")
    random = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [files[place] for place in random.choice(len(files), scenes, replace=False)]
    made: list[SimulatedFrame] = []
    now = time.mktime((2026, 5, 9, 10, 0, 0, 0, 0, -1))
    for scene, path in enumerate(chosen):
        picture = cv2.imread(str(path))
        assert picture is not None
        linear = srgb_decode(picture[..., ::-1].astype(np.float32) / 255)
        for _ in range(frames):
            casts = random.normal(0.0, CASTS, 3) * [1.0, 0.3, 1.0]
            gains = np.exp(casts) * 2.0 ** random.normal(0.0, STOPS)
            pixels = _frame(linear, gains.astype(np.float32), random, longest)
            target = folder / f"{len(made):04}.jpg"
            exif = Image.Exif()
            if timed:
                taken = time.strftime("%Y:%m:%d %H:%M:%S", time.localtime(now))
                exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = taken
            Image.fromarray(pixels).save(target, "JPEG", quality=92, exif=exif)
            made.append(SimulatedFrame(target, scene, (float(gains[0]), float(gains[1]), float(gains[2]))))
            now += float(random.uniform(3.0, 60.0))
        now += float(random.uniform(240.0, 1200.0))
    return made


def _frame(
    linear: Float32, gains: Float32, random: np.random.Generator, longest: int
) -> npt.NDArray[np.uint8]:
    height, width = linear.shape[:2]
    part = random.uniform(0.65, 1.0)
    rows, columns = int(height * part), int(width * part)
    # Heads are rather above the middle.
    top, left = int(random.uniform(0, 0.6) * (height - rows)), int(random.uniform(0, 1) * (width - columns))
    crop = linear[top : top + rows, left : left + columns]
    scale = longest / max(rows, columns)
    size = max(1, round(columns * scale)), max(1, round(rows * scale))
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    crop = np.asarray(cv2.resize(np.ascontiguousarray(crop), size, interpolation=method), np.float32)
    lit = srgb_encode(np.clip(crop, 0.0, 1.0) * gains)
    return np.asarray(np.clip(lit, 0.0, 1.0) * 255.0 + 0.5, np.uint8)
