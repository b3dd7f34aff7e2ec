"""The same folder through other programs: run with ``python -m benchmarks.peers``.

CPU seconds a photo (user and system, children included) and wall seconds of whole processes, start-up
included, on 24-megapixel JPEGs of quality 92 with the same 33-cubed look; ours also with a learned style.
Peers are asked for on the PATH and left out where they are not there (Debian: ffmpeg, darktable,
imagemagick). ffmpeg and ImageMagick write JPEGs with halved colour, ours with full.

darktable is given no look at all, only its own default pipeline for a JPEG: what it takes is a lower bound.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.material import QUALITY, camera_jpeg, learned_file, smooth_look
from studio.styles.cube import write_cube
from studio.styles.hald import write_hald


def children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(name: str, count: int, work: Callable[[], None]) -> tuple[str, float, float]:
    cpu, wall = children_cpu(), time.perf_counter()
    work()
    return name, (children_cpu() - cpu) / count, (time.perf_counter() - wall) / count


def run(*command: str | Path, folder: Path) -> None:
    # Homes of their own, so that no user's settings count.
    environment = os.environ | {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
    words = [str(part) for part in command]
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"{command[0]}: {done.stderr[-800:]}")


def ours(photos: Path, style: Path, folder: Path) -> None:
    out = folder / f"ours-{style.suffix[1:]}"
    run(
        sys.executable, "-m", "studio", "apply", photos, "--style", style, "--quality", str(QUALITY),
        "--device", "cpu", "-o", out, folder=folder,
    )  # fmt: skip


def ffmpeg(photos: list[Path], look: Path, folder: Path) -> None:
    for photo in photos:
        run(
            "ffmpeg", "-y", "-loglevel", "error", "-i", photo, "-vf",
            f"lut3d=file={look}:interp=tetrahedral", "-q:v", "2", folder / f"ffmpeg-{photo.name}",
            folder=folder,
        )  # fmt: skip


def imagemagick(photos: list[Path], hald: Path, folder: Path) -> None:
    program = shutil.which("magick") or "convert"
    for photo in photos:
        run(
            program, photo, hald, "-hald-clut", "-quality", str(QUALITY), folder / f"im-{photo.name}",
            folder=folder,
        )  # fmt: skip


def darktable(photos: list[Path], folder: Path) -> None:
    for photo in photos:
        run(
            "darktable-cli", photo, folder / f"dt-{photo.name}", "--core", "--configdir", folder / "dt",
            "--library", ":memory:", "--conf", f"plugins/imageio/format/jpeg/quality={QUALITY}",
            folder=folder,
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=12, help="photos in the folder")
    parser.add_argument("--skip", nargs="*", default=[], help="peers to leave out")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shoot = folder / "shoot"
        shoot.mkdir()
        photos = [camera_jpeg(shoot, number=number) for number in range(options.count)]
        look, hald = folder / "look.cube", folder / "look.png"
        write_cube(look, smooth_look(), 33)
        write_hald(hald, smooth_look(), 8)
        works: dict[str, Callable[[], None]] = {
            "ours, learned style": lambda: ours(shoot, learned_file(), folder),
            "ours, look": lambda: ours(shoot, look, folder),
        }
        if shutil.which("ffmpeg"):
            works["ffmpeg"] = lambda: ffmpeg(photos, look, folder)
        if shutil.which("magick") or shutil.which("convert"):
            works["imagemagick"] = lambda: imagemagick(photos, hald, folder)
        if shutil.which("darktable-cli"):
            works["darktable"] = lambda: darktable(photos, folder)
        rows = [measured(who, len(photos), work) for who, work in works.items() if who not in options.skip]
    least = rows[0][1]
    print(f"{len(photos)} photos of 24 megapixels; ratios are to {rows[0][0]}")
    for who, cpu, wall in rows:
        print(f"{who:24s} {cpu:7.3f} s CPU a photo {wall:7.3f} s wall   {cpu / least:6.2f} x")


if __name__ == "__main__":
    main()
