"""How much memory an export takes at its peak: run with ``python -m benchmarks.memory``.

Measured in a child process on a JPEG of the size asked: the peak of resident memory beyond what the loaded
libraries take, and the same in bytes a pixel. The decoded photo and the result are 12 bytes a pixel each.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
from pathlib import Path

from benchmarks.speed import LIGHT, OneLook, smooth_look, test_jpeg


def peak() -> int:
    """Bytes of resident memory at the highest so far, of this program alone."""
    status = Path("/proc/self/status")
    if status.is_file():
        # getrusage would count what the parent had before it became this program.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def export(source: Path, target: Path, answers: multiprocessing.SimpleQueue[tuple[int, int, int]]) -> None:
    """Decode, render, encode and write one photo; answer the peaks at the start, decoded, and at the end."""
    from studio.engine.export import export_photo
    from studio.engine.render import Renderer
    from studio.generators.device import choose_device
    from studio.imaging.decode import decode_photo
    from studio.imaging.encode import ExportOptions
    from studio.kernels.reference import LutTable  # noqa: F401 - loaded before the start is measured

    renderer = Renderer(OneLook(smooth_look()), choose_device("cpu"))
    start = peak()
    photo = decode_photo(source)
    decoded = peak()
    export_photo(renderer, photo, LIGHT.with_style("look", 0.8), ExportOptions("jpeg"), target)
    answers.put((start, decoded, peak()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=6000)
    parser.add_argument("--height", type=int, default=4000)
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.SimpleQueue[tuple[int, int, int]] = context.SimpleQueue()
    with tempfile.TemporaryDirectory() as folder:
        source = test_jpeg(Path(folder), options.width, options.height)
        child = context.Process(target=export, args=(source, Path(folder) / "out.jpg", answers))
        child.start()
        start, decoded, end = answers.get()
        child.join()
    pixels = options.width * options.height
    print(f"libraries loaded    {start / 2**20:7.0f} MiB")
    for name, value in (("photo decoded", decoded), ("exported", end)):
        print(
            f"{name:19s} {value / 2**20:7.0f} MiB  + {(value - start) / 2**20:5.0f} MiB"
            f"  {(value - start) / pixels:5.1f} bytes a pixel"
        )


if __name__ == "__main__":
    main()
