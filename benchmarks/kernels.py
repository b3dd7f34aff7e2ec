"""How fast each kernel is, as ratios within one run: run with ``python -m benchmarks.kernels``.

CPU seconds for a 24-megapixel picture, on one core, the best of some runs, and their ratio to the JPEG codec
(decode and encode of the same picture through OpenCV). A kernel that is slow is timed on some of the rows,
and the time is that of all of them.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import torch

from benchmarks.material import QUALITY, camera_jpeg, timed
from studio.imaging.quantise import thresholds
from studio.imaging.transform import GAINS_SHAPE, GRID_SHAPE, Cube, PixelTransform, Place
from studio.kernels.kernel import Kernel, Pixels
from studio.kernels.torch_kernel import TorchKernel
from studio.messages import Message

REFERENCE_LONGEST = 1536


def transforms(width: int, height: int) -> dict[str, PixelTransform]:
    random = np.random.default_rng(1)

    def noise(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return random.uniform(-0.05, 0.05, shape).astype(np.float32)

    factor = -(-max(width, height) // REFERENCE_LONGEST)
    reference = (-(-height // factor), -(-width // factor))
    look = Cube(noise(33, 33, 33, 3))
    full, base = (Cube(noise(41, 41, 41, 3), -0.1, 1.3, "root") for _ in range(2))
    grid, detail = noise(*GRID_SHAPE), noise(*reference)
    mask = random.random((*reference, 2), dtype=np.float32)
    return {
        "33-cubed table": PixelTransform(look),
        "41-cubed table, root axis": PixelTransform(full),
        "table, grid": PixelTransform(look, grid=grid),
        "table, grid, detail": PixelTransform(look, grid=grid, detail=detail),
        "root table, grid, detail": PixelTransform(full, grid=grid, detail=detail),
        "everything": PixelTransform(full, base, grid, detail, detail, mask, -0.3, 0.3),
    }


def kernels() -> dict[str, tuple[Kernel, int]]:
    """Each kernel, and the part of the rows that it is timed on."""
    found: dict[str, tuple[Kernel, int]] = {}
    try:
        from studio.kernels.native_kernel import NativeKernel, variants
    except ImportError as error:
        print(f"no native code: {error}")
    else:
        for variant in variants():
            found[variant] = (NativeKernel(variant), 4 if variant == "plain" else 1)
    torch_label = Message("notes", "torch")
    found["torch"] = (TorchKernel(torch.device("cpu"), torch_label), 16)
    return found


def stored(pixels: Pixels, dtype: type) -> Pixels:
    if dtype is np.float32:
        return pixels.astype(np.float32) / np.float32(255)
    return np.asarray(pixels.astype(dtype) * dtype(np.iinfo(dtype).max // 255))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=6000)
    parser.add_argument("--height", type=int, default=4000)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        data = np.frombuffer(camera_jpeg(Path(folder), options.width, options.height).read_bytes(), np.uint8)

    def codec() -> None:
        decoded = cv2.imdecode(data, cv2.IMREAD_COLOR_RGB)
        if decoded is None:
            raise RuntimeError("the photo cannot be decoded")
        cv2.imencode(".jpg", decoded, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])

    yardstick = timed(codec).cpu
    photo = np.ascontiguousarray(cv2.imdecode(data, cv2.IMREAD_COLOR_RGB))
    height, width = photo.shape[:2]
    print(f"{width} x {height} pixels; JPEG decode and encode {yardstick * 1000:.0f} ms\n")

    def report(name: str, work: Callable[[], object], part: int = 1) -> None:
        taken = timed(work).cpu * part
        print(f"{name:46s} {taken * 1000:8.1f} ms  {taken / yardstick:6.2f} x the codec")

    changes = transforms(width, height)
    luma = np.random.default_rng(2).random((1024, 1536), dtype=np.float32)
    gains = np.full(GAINS_SHAPE, 0.3, np.float32)
    for name, (kernel, part) in kernels().items():
        rows = height // part
        for dtype in (np.uint8, np.uint16, np.float32):
            source = stored(photo[:rows], dtype)
            out = np.empty_like(source)
            dither = thresholds() if dtype is np.uint8 else None
            for change, transform in changes.items():
                if dtype is not np.uint8 and change != "root table, grid, detail":
                    continue
                place = Place(0, 0, width, height)
                work = partial(kernel.apply, kernel.prepare(transform), source, place, out, dither)
                report(f"{name}, {np.dtype(dtype)}: {change}", work, part)
        report(f"{name}: prepare everything", partial(kernel.prepare, changes["everything"]))
        report(f"{name}, uint8: box means by 4", partial(kernel.box_reduce, photo, 4))
        report(f"{name}: detail map of 1536 x 1024", partial(kernel.detail_map, luma, gains))
        print()


if __name__ == "__main__":
    main()
