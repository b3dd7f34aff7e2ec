"""How long from the start of the program to its first paint, seen from outside: on the pixels of a screen.

    python -m benchmarks.start [--program dist/portrait-studio/portrait-studio] [--runs 10] [--json FILE]

Without --program the program of this Python is measured. A virtual screen (Xvfb) lies in a file; the paint is
there when the window's pixels have many colours, words and icons among them. The first run may find its files
not in memory, and no settings; it is told apart from the warm ones. ``cpu``: computing until then, which a
busy machine changes little. ``second``: from a second start, with a photo, to its end, when the first window
has taken it.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

from tests.support.display import VirtualDisplay, virtual_display

COLOURS = 100
"""So many different ones are in a window that is painted, and in none that is not."""
_PATIENCE = 60.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--program", type=Path)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    words = [str(asked.program.absolute())] if asked.program else [sys.executable, "-m", "studio"]
    with tempfile.TemporaryDirectory() as place:
        told = measure(words, asked.runs, Path(place))
    line = "first {first:.2f} s, warm {median:.2f} s (best {best:.2f}, worst {worst:.2f}; cpu {cpu:.2f} s)"
    print((line + ", second {second:.2f} s").format(**told))
    if asked.json:
        asked.json.write_text(json.dumps(told, indent=1) + "\n")


def measure(words: list[str], runs: int, place: Path) -> dict[str, float]:
    """Seconds; ``place`` is an empty folder."""
    with virtual_display(1280, 800, framebuffer=place) as display:
        environment = {**display.environment, "HOME": str(place), "XDG_RUNTIME_DIR": str(place)}
        environment = {name: value for name, value in environment.items() if name not in _HOMES}
        times = [_start(words, environment, place / "Xvfb_screen0") for _ in range(runs + 1)]
        second = _second(words, environment, display, place)
    (first, _), *warm = times
    walls, cpus = zip(*warm, strict=True)
    return {
        "first": first, "median": median(walls), "best": min(walls), "worst": max(walls), "cpu": median(cpus),
        "second": second,
    }  # fmt: skip


_HOMES = {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"}


def _start(words: list[str], environment: dict[str, str], screen: Path) -> tuple[float, float]:
    before = time.perf_counter()
    process = subprocess.Popen(words, env=environment)
    try:
        while not _is_painted(screen):
            if process.poll() is not None or time.perf_counter() - before > _PATIENCE:
                raise SystemExit("the window was not seen")
            time.sleep(0.004)
        wall = time.perf_counter() - before
        spent = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        return wall, (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")
    finally:
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        process.wait(_PATIENCE)


def _second(words: list[str], environment: dict[str, str], display: VirtualDisplay, place: Path) -> float:
    first = subprocess.Popen(words, env=environment)
    try:
        while not _is_painted(place / "Xvfb_screen0"):
            time.sleep(0.05)
        time.sleep(1.0)
        before = time.perf_counter()
        subprocess.run([*words, str(place / "gone.jpg")], env=environment, check=True, timeout=_PATIENCE)
        return time.perf_counter() - before
    finally:
        first.send_signal(signal.SIGTERM)
        first.wait(_PATIENCE)


def _is_painted(screen: Path) -> bool:
    """Whether there is more on the screen than nothing, or one ground; the file is in X's format of dumps."""
    pixels = np.memmap(screen, np.uint32, mode="r")[-1280 * 800 :: 7]
    return np.unique(pixels).size >= COLOURS


if __name__ == "__main__":
    main()
