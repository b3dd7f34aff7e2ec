"""Real odd, damaged and malicious files, one by one: ``python -m benchmarks.hostile FOLDER``.

Each is probed, opened and made a thumbnail of in a process of its own, and of that and its decoding helpers
the time and the most memory are taken. Prints a table: what came of it, seconds, megabytes.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from pathlib import Path

from benchmarks.memory import peak

MOST_SECONDS = 60.0
Answer = tuple[str, float, float]


def look(path: Path, answers: multiprocessing.SimpleQueue[Answer]) -> None:
    """What came of a file, the seconds that it took, and the most megabytes beyond the loaded program."""
    from studio.errors import StudioError
    from studio.imaging import jpeg, png, tiff, webp
    from studio.imaging.decode import decode_photo, decode_thumbnail, probe
    from studio.imaging.foreign import helper

    del jpeg, png, tiff, webp  # loaded beforehand, as in a program that runs
    begun, base = time.perf_counter(), peak()
    said = ""
    try:
        probe(path)
        photo = decode_photo(path)
        decode_thumbnail(path, 160)
        notes = " ".join(dict.fromkeys(str(note) for note in photo.notes))
        size = f"{photo.image.width} x {photo.image.height}, {photo.format}, {photo.bit_depth} bit"
        said = f"opened: {size}" + (f". {notes}" if notes else "")
    except StudioError as error:
        said = f"refused: {error}"
    seconds = time.perf_counter() - begun
    here = (peak() - base) / 2**20
    helper.end_helpers()
    there = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    answers.put((said, seconds, max(here, there)))


def main() -> None:
    parser = argparse.ArgumentParser(description="Hostile files.")
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    print("| file | what came of it | s | MB |")
    print("|---|---|---|---|")
    slowest, largest, died = 0.0, 0.0, 0
    for path in sorted(given.folder.iterdir()):
        answers: multiprocessing.SimpleQueue[Answer] = context.SimpleQueue()
        child = context.Process(target=look, args=(path, answers))
        child.start()
        child.join(MOST_SECONDS)
        if child.is_alive():
            child.kill()
            child.join()
        if answers.empty():
            died += 1
            print(f"| {path.name} | DIED, exit code {child.exitcode} | | |", flush=True)
            continue
        said, seconds, megabytes = answers.get()
        slowest, largest = max(slowest, seconds), max(largest, megabytes)
        print(f"| {path.name} | {said.replace('|', '/')} | {seconds:.2f} | {megabytes:.0f} |", flush=True)
    print(f"\nslowest {slowest:.2f} s, most memory {largest:.0f} MB, died or hung: {died}")


if __name__ == "__main__":
    main()
