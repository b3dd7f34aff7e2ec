"""Learn the prior of looks: ``python packaging/learn_prior [--photos FOLDER] [--parts N]``.

Writes ``resources/learning/prior.safetensors`` and ``docs/model_cards/prior.md``. First makes tasks, a
thousand in half a minute of one core, then learns from all of them in minutes. What was made is kept and not
made again; several processes with ``--only-make --parts A-B`` may share the making.
"""

from __future__ import annotations

import argparse
import sys
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for place in (str(ROOT / "packaging"), str(ROOT)):
    if place not in sys.path:
        sys.path.insert(0, place)

import torch  # noqa: E402
from learn_styles import photos  # noqa: E402

from learn_prior.make import join, make  # noqa: E402
from learn_prior.train import learn, small  # noqa: E402
from learn_prior.write import write  # noqa: E402

PARTS = (range(35), range(40, 59))
"""The parts that the program's own weights learned from."""
_SHARED = ROOT.parent / "shared" / "photos"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="learn_prior", description="Learn the prior of looks.")
    parser.add_argument("--photos", type=Path, default=_SHARED / "free", help="folder of free photos")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "learn_prior", help="tasks, maps")
    parser.add_argument("--out", type=Path, default=ROOT, help="gets resources/learning and docs/model_cards")
    parser.add_argument(
        "--parts", type=_parts, nargs="+", default=PARTS, help="thousands of tasks: FIRST-LAST ..."
    )
    parser.add_argument("--only-make", action="store_true", help="make these parts and stop")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    torch.set_num_threads(1)
    pictures = small(photos.load(given.photos, given.work / "maps") + photos.samples(given.work / "maps"))
    made = []
    for part in chain(*given.parts):
        made.append(make(pictures, part, given.seed, given.work))
        print("tasks", part, flush=True)
    if not given.only_make:
        learnt = learn(join(made), pictures, given.seed)
        write(learnt, len(pictures), len(made), given.seed, given.out)


def _parts(text: str) -> range:
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


if __name__ == "__main__":
    main(sys.argv[1:])
