"""Very large photos: ``python -m benchmarks.large [--megapixels 102 400] [--formats jpeg tiff]``.

Each is made a thumbnail of, opened, and styled and exported as it came, in processes of their own: seconds,
and the peak of resident memory, the loaded libraries included. A photo that is refused shows its sentence.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.material import TwoStyles, camera_jpeg
from benchmarks.memory import peak

Answers = multiprocessing.SimpleQueue
SIZES = {102: (11648, 8736), 400: (23100, 17325)}


def work(source: Path, kind: str, folder: Path, answers: Answers[tuple[str, float, float]]) -> None:
    """Do one thing; answer a sentence, the seconds, and the peak in gigabytes."""
    from studio.errors import StudioError
    from studio.imaging.decode import decode_photo, decode_thumbnail

    begun, said = time.perf_counter(), "done"
    try:
        if kind == "thumbnail":
            decode_thumbnail(source, 160)
        elif kind == "open":
            decode_photo(source)
        else:
            export(source, folder / f"out{source.suffix}")
    except StudioError as error:
        said = str(error)
    answers.put((said, time.perf_counter() - begun, peak() / 1e9))


def export(source: Path, target: Path) -> None:
    from studio.editing.recipe import Recipe
    from studio.engine.export import export_photo
    from studio.engine.render import Renderer
    from studio.generators.device import choose_device
    from studio.imaging.decode import decode_photo
    from studio.imaging.encode import ExportOptions, format_to_keep

    renderer = Renderer(TwoStyles(), choose_device("cpu"))
    recipe = Recipe((("clarity", 20.0), ("exposure", 0.3))).with_style("learned", 0.8)
    options = ExportOptions(format_to_keep(source))
    export_photo(renderer, decode_photo(source), recipe, options, target)


def as_tiff(jpeg: Path) -> Path:
    """The same with 16 bits."""
    import tifffile

    from studio.imaging.decode import decode_photo

    target = jpeg.with_suffix(".tif")
    pixels = decode_photo(jpeg).image.stored.astype(np.uint16) * 257
    tifffile.imwrite(target, pixels, photometric="rgb", compression="zlib", predictor=True, rowsperstrip=64)
    return target


def in_process(call: Callable[..., None], *arguments: object) -> None:
    """Without leaving its memory behind here."""
    child = multiprocessing.get_context("spawn").Process(target=call, args=arguments)
    child.start()
    child.join()


def make(folder: Path, width: int, height: int, deep: bool) -> None:
    path = camera_jpeg(folder, width, height)
    if deep:
        as_tiff(path)
        path.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description="Very large photos.")
    parser.add_argument("--megapixels", type=int, nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--formats", nargs="+", choices=("jpeg", "tiff"), default=["jpeg", "tiff"])
    given = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    print("| photo | | s | GB |\n|---|---|---|---|")
    for megapixels in given.megapixels:
        for form in given.formats:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                in_process(make, folder, *SIZES[megapixels], form == "tiff")
                (source,) = folder.iterdir()
                for kind in ("thumbnail", "open", "export"):
                    answers: Answers[tuple[str, float, float]] = context.SimpleQueue()
                    child = context.Process(target=work, args=(source, kind, folder, answers))
                    child.start()
                    child.join()
                    said, seconds, gigabytes = (
                        (f"died, exit code {child.exitcode}", 0.0, 0.0) if answers.empty() else answers.get()
                    )
                    what = kind if said == "done" else f"{kind}: {said}"
                    print(
                        f"| {megapixels} MP {form} | {what} | {seconds:.1f} | {gigabytes:.2f} |", flush=True
                    )


if __name__ == "__main__":
    main()
