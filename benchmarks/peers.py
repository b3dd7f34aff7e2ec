"""The same folder through other programs: run with ``python -m benchmarks.peers``.

CPU seconds a photo (user and system, children included), wall seconds and the largest memory of whole
processes, start-up included, on 24-megapixel JPEGs of quality 92 with the same 33-cubed look; ours also with
a learned style, and as a batch with its journal, of two photos at a time or, as the peers, of one. Peers are
asked for on the PATH and left out where they are not there (Debian: ffmpeg, darktable, rawtherapee,
imagemagick, gmic). ffmpeg, ImageMagick and RawTherapee write JPEGs with halved colour, ours with full;
"colour halved" is ours at the best quality that halves it. The size of the files is told, as smaller ones are
less work. Ours runs with its modules compiled, as an installed program is.

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
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.material import QUALITY, camera_jpeg, learned_file, smooth_look
from studio.styles.cube import write_cube
from studio.styles.hald import write_hald

# From 90 on our JPEGs hold all of the colour.
HALVED = 89


_peaks: list[int] = []
"""Most memory, in kilobytes, of each process since the list was emptied."""


def children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@dataclass(frozen=True)
class Row:
    """Seconds and megabytes a photo; ``memory`` in megabytes."""

    name: str
    cpu: float
    wall: float
    size: float
    memory: float


def measured(name: str, photos: list[Path], work: Callable[[list[Path], Path], None], folder: Path) -> Row:
    out = folder / "".join(c if c.isalnum() else "-" for c in name)
    out.mkdir()
    _peaks.clear()
    cpu, wall = children_cpu(), time.perf_counter()
    work(photos, out)
    cpu, wall = children_cpu() - cpu, time.perf_counter() - wall
    size = sum(path.stat().st_size for path in out.rglob("*.*")) / 1e6
    shutil.rmtree(out)
    count = len(photos)
    return Row(name, cpu / count, wall / count, size / count, max(_peaks) / 1e3)


def run(*command: str | Path, home: Path) -> None:
    # Homes of their own, so that no user's settings count.
    environment = os.environ | {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    environment["PYTHONPYCACHEPREFIX"] = str(home / "compiled")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    words = [str(part) for part in command]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=errors, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise SystemExit(f"{command[0]}: {errors.read()[-800:].decode(errors='replace')}")
    _peaks.append(used.ru_maxrss)


def ours(photos: list[Path], out: Path, style: Path, quality: int = QUALITY) -> None:
    run(
        sys.executable, "-m", "studio", "apply", *photos, "--style", style, "--quality", str(quality),
        "--device", "cpu", "-o", f"{out}{os.sep}", home=out.parent,
    )  # fmt: skip


def batch(photos: list[Path], out: Path, style: Path, jobs: int = 2) -> None:
    run(
        sys.executable, "-m", "studio", "batch", *photos, "--style", style, "--quality", str(QUALITY),
        "--device", "cpu", "--jobs", str(jobs), "-o", out, home=out.parent,
    )  # fmt: skip


def ffmpeg(photos: list[Path], out: Path, look: Path) -> None:
    for photo in photos:
        run(
            "ffmpeg", "-y", "-loglevel", "error", "-i", photo, "-vf",
            f"lut3d=file={look}:interp=tetrahedral", "-q:v", "2", out / photo.name, home=out.parent,
        )  # fmt: skip


def imagemagick(photos: list[Path], out: Path, hald: Path) -> None:
    program = shutil.which("magick") or "convert"
    for photo in photos:
        run(
            program, photo, hald, "-hald-clut", "-quality", str(QUALITY), out / photo.name, home=out.parent
        )  # fmt: skip


def gmic(photos: list[Path], out: Path, look: Path) -> None:
    for photo in photos:
        run(
            "gmic", photo, "input_cube", look, "map_clut[0]", "[1]", "keep[0]",
            "output", f"{out / photo.name},{QUALITY}", home=out.parent,
        )  # fmt: skip


def rawtherapee(photos: list[Path], out: Path, hald: Path) -> None:
    settings = out.parent / "look.pp3"
    settings.write_text(f"[Film Simulation]\nEnabled=true\nClutFilename={hald}\nStrength=100\n")
    for photo in photos:
        run(
            "rawtherapee-cli", "-o", out / photo.name, "-p", settings, f"-j{QUALITY}", "-Y", "-c", photo,
            home=out.parent,
        )  # fmt: skip


def darktable(photos: list[Path], out: Path) -> None:
    for photo in photos:
        run(
            "darktable-cli", photo, out / photo.name, "--core", "--configdir", out.parent / "dt",
            "--library", ":memory:", "--conf", f"plugins/imageio/format/jpeg/quality={QUALITY}",
            home=out.parent,
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
        learned = learned_file()
        works: dict[str, Callable[[list[Path], Path], None]] = {
            "ours, learned style": partial(ours, style=learned),
            "ours, learned, colour halved": partial(ours, style=learned, quality=HALVED),
            "ours, look": partial(ours, style=look),
            "ours, batch, learned style": partial(batch, style=learned),
            "ours, batch, look": partial(batch, style=look),
            "ours, batch, look, one at a time": partial(batch, style=look, jobs=1),
        }
        if shutil.which("ffmpeg"):
            works["ffmpeg"] = partial(ffmpeg, look=look)
        if shutil.which("magick") or shutil.which("convert"):
            works["imagemagick"] = partial(imagemagick, hald=hald)
        if shutil.which("gmic"):
            works["gmic"] = partial(gmic, look=look)
        if shutil.which("rawtherapee-cli"):
            works["rawtherapee"] = partial(rawtherapee, hald=hald)
        if shutil.which("darktable-cli"):
            works["darktable"] = darktable
        works = {who: work for who, work in works.items() if who not in options.skip}
        # Not counted: what an installation has compiled, and what a program writes on its first run.
        for who, work in works.items():
            measured(who, photos[:1], work, folder)
        rows = [measured(who, photos, work, folder) for who, work in works.items()]
    print(f"{len(photos)} photos of 24 megapixels; ratios are to {rows[0].name}")
    for row in rows:
        print(
            f"{row.name:33s} {row.cpu:7.3f} s CPU a photo {row.wall:7.3f} s wall {row.size:6.1f} MB"
            f" {row.memory:7.0f} MB of memory   {row.cpu / rows[0].cpu:6.2f} x"
        )


if __name__ == "__main__":
    main()
