"""How fast a whole batch is: run with ``python -m benchmarks.batch``.

24-megapixel JPEGs are given a style by the batch's own runner, in processes of their own. Beside that they
are exported unchanged, one after the other on one thread (decode and encode as this program does), and put
through the bare JPEG library, on one thread and on as many as the batch has: what the machine had to give.

Told are CPU seconds a photo, wall time against CPU divided by cores, and the peak of resident memory with its
part beyond the loaded libraries. Each measure is taken ``--runs`` times in turn, and the best of each counts:
other programs only make it worse.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from benchmarks.material import QUALITY, TwoStyles, camera_jpeg
from benchmarks.memory import peak

# CPU and wall seconds, peak of memory before and at the end.
Measure = tuple[float, float, int, int]
Answers = multiprocessing.SimpleQueue
TARGET_CPU, TARGET_WALL, TARGET_MEMORY = 2.0, 1.15, 1.5e9


def unchanged(photos: list[Path], out: Path) -> Measure:
    """Decode, encode and write, with nothing between."""
    from studio.editing.recipe import Recipe
    from studio.engine.export import export_photo
    from studio.engine.render import Renderer
    from studio.generators.device import choose_device
    from studio.imaging.decode import decode_photo
    from studio.imaging.encode import ExportOptions

    renderer = Renderer(TwoStyles(), replace(choose_device("cpu"), threads=1))

    def once(path: Path) -> None:
        photo = decode_photo(path)
        export_photo(renderer, photo, Recipe(), ExportOptions(), out / path.name, replace=True)
        renderer.clear()

    once(photos[0])
    return timed_over(photos, once, 1)


def bare_codec(photos: list[Path], out: Path, threads: int) -> Measure:
    """The JPEG library and nothing else: what no program can go below."""
    import simplejpeg

    def once(path: Path) -> None:
        pixels = simplejpeg.decode_jpeg(path.read_bytes())
        data = simplejpeg.encode_jpeg(pixels, quality=QUALITY, colorsubsampling="420")
        (out / path.name).write_bytes(data)

    return timed_over(photos, once, threads)


def timed_over(photos: list[Path], once: Callable[[Path], None], threads: int) -> Measure:
    before, cpu, wall = peak(), time.process_time(), time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(once, photos))
    return time.process_time() - cpu, time.perf_counter() - wall, before, peak()


def batch(photos: list[Path], out: Path, jobs: int, style: str) -> Measure:
    """The runner, after one small photo that loads the libraries."""
    from studio.batch.batches import begin
    from studio.batch.plan import Order, make_plan
    from studio.batch.presets import ExportPreset
    from studio.batch.runner import BatchRunner
    from studio.editing.recipe import Recipe
    from studio.engine.render import Renderer
    from studio.generators.device import choose_device

    choice, styles = choose_device("cpu"), TwoStyles()

    def run(sources: tuple[Path, ...], name: str) -> None:
        order = Order(sources, out / name, (ExportPreset(),), Recipe().with_style(style))
        journal = begin(make_plan(order), out / "journals")
        counts = BatchRunner(
            journal, lambda threads: Renderer(styles, replace(choice, threads=threads)), jobs=jobs
        ).run()
        journal.close()
        if counts.done != len(sources):
            raise SystemExit(f"{counts}")

    run((camera_jpeg(out, 320, 240, 99),), "small")
    before, cpu, wall = peak(), time.process_time(), time.perf_counter()
    run(tuple(photos), "whole")
    return time.process_time() - cpu, time.perf_counter() - wall, before, peak()


def work(kind: str, photos: list[Path], jobs: int, answers: Answers[Measure]) -> None:
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        if kind == "unchanged":
            answers.put(unchanged(photos, out))
        elif kind.startswith("bare"):
            answers.put(bare_codec(photos, out, jobs if kind == "bare side by side" else 1))
        else:
            answers.put(batch(photos, out, jobs, kind))


def measured(kind: str, photos: list[Path], jobs: int) -> Measure:
    context = multiprocessing.get_context("spawn")
    answers: Answers[Measure] = context.SimpleQueue()
    process = context.Process(target=work, args=(kind, photos, jobs, answers))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{kind} ended with {process.exitcode}")
    return answers.get()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=12)
    parser.add_argument("--width", type=int, default=6000)
    parser.add_argument("--height", type=int, default=4000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    cores = len(os.sched_getaffinity(0))
    kinds = ("bare codec", "bare side by side", "unchanged", "look", "learned")
    found: dict[str, list[Measure]] = {kind: [] for kind in kinds}
    with tempfile.TemporaryDirectory() as name:
        photos = [
            camera_jpeg(Path(name), options.width, options.height, number) for number in range(options.photos)
        ]
        for _ in range(options.runs):
            for kind in kinds:
                found[kind].append(measured(kind, photos, options.jobs))
    print(
        f"{options.photos} photos of {options.width} x {options.height}, {options.jobs} jobs, {cores} cores"
    )
    codec = min(cpu for cpu, *_ in found["bare codec"])
    yardstick = min(cpu for cpu, *_ in found["unchanged"])
    for kind in kinds:
        cpu, wall = (min(one[place] for one in found[kind]) for place in (0, 1))
        side_by_side = 1 if kind in ("bare codec", "unchanged") else min(cores, options.jobs)
        shared = min(one[1] / (one[0] / side_by_side) for one in found[kind])
        memory, beyond = (max(one[3] - less * one[2] for one in found[kind]) / 1e6 for less in (0, 1))
        print(
            f"{kind:18} CPU {cpu / options.photos:5.3f} s a photo"
            f" ({cpu / codec:4.2f} of the codec, {cpu / yardstick:4.2f} of unchanged),"
            f" wall {wall / options.photos:5.3f} s ({shared:4.2f} of CPU / cores),"
            f" peak {memory:4.0f} MB ({beyond:4.0f} beyond the libraries)"
        )
    print(f"targets: CPU {TARGET_CPU}, wall {TARGET_WALL}, peak {TARGET_MEMORY / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
