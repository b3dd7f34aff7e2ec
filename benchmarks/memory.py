"""How much memory exports take at their peak: run with ``python -m benchmarks.memory``.

Measured in child processes on 24-megapixel JPEGs: the peak of resident memory beyond what the loaded
libraries take, and the same in bytes a pixel, for one photo and for two in flight at once.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import threading
from pathlib import Path

from benchmarks.material import TwoStyles, camera_jpeg

Answers = multiprocessing.SimpleQueue


def peak() -> int:
    """Bytes of resident memory at the highest so far, of this program alone."""
    status = Path("/proc/self/status")
    if status.is_file():
        # getrusage would count what the parent had before it became this program.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def export(sources: list[Path], small: Path, folder: Path, answers: Answers[tuple[int, int]]) -> None:
    """Decode, style, encode and write photos, all at once; answer the peaks at the start and at the end."""
    from studio.editing.recipe import Recipe
    from studio.engine.export import export_photo
    from studio.engine.render import Renderer
    from studio.generators.device import choose_device
    from studio.imaging.decode import decode_photo
    from studio.imaging.encode import ExportOptions

    renderer = Renderer(TwoStyles(), choose_device("cpu"))
    recipe = Recipe((("clarity", 20.0), ("exposure", 0.3))).with_style("learned", 0.8)

    def work(source: Path) -> None:
        export_photo(
            renderer, decode_photo(source), recipe, ExportOptions("jpeg"), folder / f"out-{source.name}"
        )
        renderer.cache.clear()

    work(small)  # loads every library
    start = peak()
    threads = [threading.Thread(target=work, args=(source,)) for source in sources]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.put((start, peak()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=6000)
    parser.add_argument("--height", type=int, default=4000)
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    pixels = options.width * options.height
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = camera_jpeg(folder, 320, 240, 9)
        sources = [camera_jpeg(folder, options.width, options.height, number) for number in range(2)]
        for count in (1, 2):
            answers: Answers[tuple[int, int]] = context.SimpleQueue()
            out = folder / str(count)
            out.mkdir()
            child = context.Process(target=export, args=(sources[:count], small, out, answers))
            child.start()
            start, end = answers.get()
            child.join()
            print(
                f"{count} in flight: libraries {start / 2**20:5.0f} MiB, and {(end - start) / 2**20:5.0f} MiB"
                f" at the peak, {(end - start) / pixels / count:4.1f} bytes a pixel"
            )


if __name__ == "__main__":
    main()
