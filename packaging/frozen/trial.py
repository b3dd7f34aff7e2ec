"""Try the packed program where there is no Python: install it, use it by words and by hand, with pictures.

    python -m frozen.trial OUT --root ROOT --deb dist/portrait-style-studio_0.1.0_amd64.deb
    python -m frozen.trial OUT --program dist/portrait-studio/portrait-studio

``ROOT`` is a bare Debian or Ubuntu, made by debootstrap (as root). Needs the tests' environment, Xvfb,
xdotool and ImageMagick's import on this side. Five minutes on two cores, without the installation. OUT gets
``trial.log`` and pictures, which want to be looked at: only files are judged by this.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from frozen.trial_window import try_window
from tests.support import foreign_files
from tests.support.shoots import picture, shoot

HOME = "/tmp/trial"
PHOTOS = 20
_INSTALLED = "/usr/lib/portrait-style-studio"
_QUIET = {"OMP_NUM_THREADS": "1", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"}


class Machine:
    """Where the program is tried: a root of another system, or this one. Logs all that is asked of it."""

    def __init__(self, root: Path | None, program: str, out: Path) -> None:
        self.root, self.program, self.out = root, program, out
        self._log = (out / "trial.log").open("w", encoding="utf-8")

    def place(self, inside: str) -> Path:
        """Where a path of that machine lies on this one."""
        return (self.root or Path("/")) / inside.lstrip("/")

    def words(self, *words: str, **environment: str) -> list[str]:
        """A command of this machine that runs ``words`` there, with /proc, and nothing of our environment."""
        settings = {**_QUIET, "HOME": HOME, "XDG_RUNTIME_DIR": f"{HOME}/run", **environment}
        clean = ["env", "-i", *(f"{name}={value}" for name, value in settings.items()), *words]
        if self.root is None:
            return clean
        enter = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
        return ["unshare", "--mount", "sh", "-c", enter, str(self.root), *clean]

    def run(self, *words: str, code: int = 0, seconds: float = 600.0, **environment: str) -> str:
        """Run to the end; what it said. Raises SystemExit for another exit code."""
        begun = time.monotonic()
        done = subprocess.run(
            self.words(*words, **environment), check=False, capture_output=True, text=True, timeout=seconds
        )
        took = time.monotonic() - begun
        self.tell(f"$ {' '.join(words)}\n{done.stdout}{done.stderr}-> {done.returncode} in {took:.1f} s")
        if done.returncode != code:
            raise SystemExit(f"{words[0]} ended with {done.returncode}: {done.stderr[-2000:]}")
        return done.stdout

    def tell(self, line: str) -> None:
        self._log.write(line + "\n")
        self._log.flush()

    def check(self, holds: bool, what: str) -> None:
        self.tell(f"{'holds' if holds else 'FAILS'}: {what}")
        if not holds:
            raise SystemExit(f"does not hold: {what}")


def install(machine: Machine, package: Path) -> None:
    """By apt, which fetches what the package depends on and nothing else."""
    shutil.copyfile(package, machine.place(f"/tmp/{package.name}"))
    apt = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-qq")
    machine.run(*apt, "update")
    machine.run(*apt, "install", "--no-install-recommends", f"/tmp/{package.name}", seconds=1200)
    machine.place(f"/tmp/{package.name}").unlink()
    machine.run("sh", "-c", "! command -v python3")
    lacking = f"find {_INSTALLED} -name '*.so*' -type f -exec ldd {{}} + 2>/dev/null | grep 'not found'"
    machine.run("sh", "-c", f"! {{ {lacking}; }}", LD_LIBRARY_PATH=f"{_INSTALLED}/_internal")


def try_words(machine: Machine) -> None:
    """The command line: everything once."""
    program, home = machine.program, machine.place(HOME)
    machine.check("portrait-studio 0" in machine.run(program, "--version"), "it says its version")
    styles = json.loads(machine.run(program, "styles", "--json"))
    machine.check(len(str(styles)) > 1000, "styles are there")
    photo, out = f"{HOME}/photos/portrait.png", f"{HOME}/words"
    machine.run(program, "apply", photo, "--style", "airy", "--verbose", "-o", f"{out}/airy.jpg")
    said = machine.run(program, "info", f"{out}/airy.jpg")
    machine.check("512" in said, "a learned style gives a photo of the same size")
    # Decoded by processes of their own.
    machine.run(
        program, "apply", f"{HOME}/foreign", "--style", "airy", "--format", "jpeg", "-o", f"{out}/foreign"
    )
    machine.check(
        len(list((home / "words" / "foreign").iterdir())) == 4, "HEIC, JPEG 2000, DNG and PSD are read"
    )
    machine.run(program, "passport", "warm-film", "-o", f"{out}/warm.cube")
    machine.run(
        program, "batch", f"{HOME}/few", "--style", "soft-skin", "-o", f"{out}/batch", "--report", out
    )
    machine.check(len(list((home / "words" / "batch").iterdir())) == 3, "the batch wrote three photos")
    machine.run(
        program, "train", "--style", f"{HOME}/finished", "--ordinary", f"{HOME}/ordinary", "--quick",
        "--steps", "2", "--run", f"{out}/run", "-o", f"{out}/mine.pstyle",
    )  # fmt: skip
    events = (home / "words" / "run" / "events.jsonl").read_text().splitlines()
    steps = [event for event in map(json.loads, events) if event["kind"] == "step"]
    machine.check(len(steps) >= 2, "the training made two steps")
    machine.run(program, "apply", photo, "--style", f"{out}/mine.pstyle", "-o", f"{out}/mine.jpg")
    machine.run(program, "apply", f"{HOME}/gone.jpg", "--style", "airy", "-o", f"{out}/gone.jpg", code=1)


def prepare(machine: Machine, sample: Path) -> None:
    """Photos, and an empty home."""
    home = machine.place(HOME)
    shutil.rmtree(home, ignore_errors=True)
    (home / "photos").mkdir(parents=True)
    (home / "styled").mkdir()
    (home / "words").mkdir()
    (home / "run").mkdir(mode=0o700)
    shutil.copyfile(sample, home / "photos" / "portrait.png")
    shoot(home / "finished", range(PHOTOS), look=True)
    shoot(home / "ordinary", range(PHOTOS, 2 * PHOTOS))
    shoot(home / "few", range(50, 53))
    pixels, foreign = picture(60), home / "foreign"
    foreign.mkdir()
    (foreign / "photo.heic").write_bytes(foreign_files.heif(pixels))
    (foreign / "photo.jp2").write_bytes(foreign_files.jp2(pixels))
    (foreign / "photo.psd").write_bytes(foreign_files.psd(pixels, 3))
    foreign_files.dng(foreign / "photo.dng", pixels / 255.0, (0.5, 1.0, 0.6))


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--root", type=Path)
    parser.add_argument("--deb", type=Path)
    parser.add_argument(
        "--program", default="/usr/bin/portrait-studio", help="as it is called on that machine"
    )
    parser.add_argument("--only", choices=("words", "window"))
    asked = parser.parse_args(argv)
    asked.out.mkdir(parents=True, exist_ok=True)
    program = asked.program if asked.root else os.path.abspath(asked.program)  # noqa: PTH100 - a link stays one
    machine = Machine(asked.root.absolute() if asked.root else None, program, asked.out)
    begun = time.monotonic()
    if asked.deb is not None:
        install(machine, asked.deb)
    folder = machine.place(_INSTALLED) if asked.root else Path(os.path.realpath(program)).parent
    sample = folder / "_internal" / "resources" / "sample" / "astronaut.png"
    prepare(machine, sample)
    if asked.only != "window":
        try_words(machine)
    if asked.only != "words":
        try_window(machine)
    machine.tell(f"All holds, in {time.monotonic() - begun:.0f} s.")
    print(f"all holds; look at the pictures in {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
