"""A batch that is killed again and again: run with ``python -m benchmarks.batch_kills``.

Photos are styled by a process that gets SIGKILL at a random moment, also while it plans, reads its journal or
takes its lock, and is started again with nothing but the journal, until all is done; then the next batch
begins, until there were enough kills. Half of the kills come after a random time, half before a random step
of the work with files (opening, naming, removing), where the moments that matter are short. ``--every-step``
kills at each step once, in small batches. After every kill each visible output must be, byte by byte, what a
batch without kills wrote; at each end none may be missing, none too many, no temporary file left, and the
originals must have their content and their time.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import cv2
import numpy as np

from benchmarks.material import TwoStyles

NEVER_ENDS = 600.0
STEPS = frozenset({"open", "os.link", "os.rename", "os.remove", "os.mkdir"})
"""Events of Python's audit (PEP 578) that do something with files, told before they happen."""
MOST_STEPS = 120


@cache
def styles() -> TwoStyles:
    """Read once, before any child is made."""
    return TwoStyles()


def make_shoot(folder: Path, count: int) -> None:
    """Small photos, each of its own content."""
    folder.mkdir()
    for number in range(count):
        pixels = np.random.default_rng(number).integers(0, 256, (6, 9, 3), dtype=np.uint8)
        large = cv2.resize(pixels, (72, 48), interpolation=cv2.INTER_CUBIC)
        cv2.imwrite(str(folder / f"{number:04}.jpg"), large)


def work(shoot: Path, out: Path, journals: Path, jobs: int) -> int:
    """Begin the batch, or go on with it; how many photos are not done."""
    from studio.batch.batches import begin, find, go_on
    from studio.batch.errors import NothingToResume
    from studio.batch.plan import Order, make_plan
    from studio.batch.presets import ExportPreset
    from studio.batch.runner import BatchRunner
    from studio.editing.recipe import Recipe
    from studio.engine.render import Renderer
    from studio.generators.device import choose_device

    try:
        journal = go_on(find(journals, lambda order: order.out == out), deaths=1_000_000)
    except NothingToResume:
        presets = (ExportPreset(), ExportPreset(folder="png", format="png"))
        recipe = Recipe().with_style("look")
        journal = begin(make_plan(Order((shoot,), out, presets, recipe)), journals)
    counts = BatchRunner(journal, lambda threads: Renderer(styles(), choose_device("cpu")), jobs=jobs).run()
    journal.close()
    return counts.total - counts.done


def kill_before(step: int, folder: Path) -> None:
    """End this process with SIGKILL before that step from now on that does something in a folder."""
    left = itertools.count(step, -1)

    def watch(event: str, words: tuple[object, ...]) -> None:
        if event in STEPS and any(str(folder) in str(word) for word in words) and next(left) <= 1:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def child(shoot: Path, out: Path, journals: Path, jobs: int, step: int = 0) -> int:
    """Do it in a process of its own; its number. It ends with 0 when all is done.

    With ``step`` it is killed before that one.
    """
    process = os.fork()
    if process == 0:
        code = 2
        try:
            if step:
                kill_before(step, out.parent)
            code = 1 if work(shoot, out, journals, jobs) else 0
        except BaseException as error:  # noqa: BLE001 - told by the exit code
            print(f"child: {error!r}", file=sys.stderr, flush=True)
        finally:
            os._exit(code)
    return process


def ends_within(process: int, seconds: float) -> int | None:
    """The exit code; None where the process was killed."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            code = os.waitstatus_to_exitcode(status)
            return None if code == -signal.SIGKILL else code
        time.sleep(0.0005)
    os.kill(process, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    return None if code == -signal.SIGKILL else code


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def originals(shoot: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in shoot.iterdir()}


def check_visible(out: Path, expected: dict[str, bytes], when: str) -> None:
    """Raises SystemExit where a file that is no temporary one is not what it should be."""
    seen = files(out) if out.exists() else {}
    wrong = [n for n, data in seen.items() if not Path(n).name.startswith(".") and data != expected.get(n)]
    if wrong:
        raise SystemExit(f"{when}: {wrong[:5]} are corrupt or too many")


def check_end(code: int | None, out: Path, expected: dict[str, bytes], when: str) -> None:
    if code != 0:
        raise SystemExit(f"{when}: the batch ended with {code}")
    found = files(out)
    if found != expected:
        odd = sorted(set(found) ^ set(expected))[:5]
        raise SystemExit(f"{when}: outputs are lost, doubled or left over: {odd}")


def killed_at_every_step(folder: Path, count: int, jobs: int) -> int:
    """A batch for each step, killed there and gone on with; how many there were. Raises SystemExit."""
    shoot, before, expected = whole_batch(folder, count, jobs)
    for step in itertools.count(1):
        out, journals = folder / f"out-{step}", folder / f"journals-{step}"
        code = ends_within(child(shoot, out, journals, jobs, step), NEVER_ENDS)
        if code is not None:  # it ended before that many steps
            check_end(code, out, expected, f"unkilled at step {step}")
            break
        check_visible(out, expected, f"killed at step {step}")
        code = ends_within(child(shoot, out, journals, jobs), NEVER_ENDS)
        check_end(code, out, expected, f"killed at step {step}")
        shutil.rmtree(out)
    if originals(shoot) != before:
        raise SystemExit("originals are not as they were")
    print(f"killed at each of {step - 1} steps of {count} photos: none lost, doubled or corrupt")
    return step - 1


def whole_batch(
    folder: Path, count: int, jobs: int
) -> tuple[Path, dict[str, tuple[bytes, int]], dict[str, bytes]]:
    """A shoot, its originals, and what a batch without kills makes of it. Raises SystemExit."""
    shoot = folder / "shoot"
    make_shoot(shoot, count)
    before = originals(shoot)
    if ends_within(child(shoot, folder / "whole", folder / "journals-whole", jobs), NEVER_ENDS) != 0:
        raise SystemExit("the batch without kills failed")
    expected = files(folder / "whole")
    if len(expected) != 2 * count:
        raise SystemExit("the batch without kills is not whole")
    return shoot, before, expected


def killed_batches(folder: Path, count: int, kills: int, longest: float, jobs: int, seed: int) -> int:
    """The kills that there were, over as many batches as it took. Raises SystemExit at the first fault."""
    chance = random.Random(seed)
    shoot, before, expected = whole_batch(folder, count, jobs)
    done = batches = runs = 0
    while done < kills:
        out, journals = folder / f"out-{batches}", folder / f"journals-{batches}"
        code: int | None = None
        while code is None:
            runs += 1
            last = done >= kills
            step = 0 if last or chance.random() < 0.5 else chance.randint(1, MOST_STEPS)
            seconds = NEVER_ENDS if last or step else chance.uniform(0, longest)
            code = ends_within(child(shoot, out, journals, jobs, step), seconds)
            done += code is None
            check_visible(out, expected, f"after {done} kills")
        check_end(code, out, expected, f"after {done} kills")
        if originals(shoot) != before:
            raise SystemExit(f"after {done} kills originals are not as they were")
        batches += 1
        shutil.rmtree(out)
    print(f"{done} kills in {runs} runs, {batches} batches of {count} photos: none lost, doubled or corrupt")
    return done


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--longest", type=float, default=0.4, help="seconds that a run lives, at most")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--every-step", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    styles()
    # Loaded once: a child is killed while it works and not while it loads libraries. No thread runs here.
    import studio.batch.runner
    import studio.engine.render  # noqa: F401

    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        if options.every_step:
            killed_at_every_step(Path(folder), options.files, options.jobs)
        else:
            killed_batches(
                Path(folder), options.files, options.kills, options.longest, options.jobs, options.seed
            )
    print(f"{time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
