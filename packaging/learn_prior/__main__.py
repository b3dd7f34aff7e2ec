"""Learn the prior of looks: ``python packaging/learn_prior [--photos FOLDER] [--steps N]``.

Writes ``resources/learning/prior.safetensors`` and ``docs/model_cards/prior.md``. Takes about an hour of one
core, and goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for place in (str(ROOT / "packaging"), str(ROOT)):
    if place not in sys.path:
        sys.path.insert(0, place)

import torch  # noqa: E402
from learn_styles import photos  # noqa: E402

from learn_prior.train import learn, small  # noqa: E402
from learn_prior.write import write  # noqa: E402

_SHARED = ROOT.parent / "shared" / "photos"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="learn_prior", description="Learn the prior of looks.")
    parser.add_argument("--photos", type=Path, default=_SHARED / "free", help="folder of free photos")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "learn_prior", help="checkpoints, maps")
    parser.add_argument("--out", type=Path, default=ROOT, help="gets resources/learning and docs/model_cards")
    parser.add_argument("--steps", type=int, default=7000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    torch.set_num_threads(1)
    pictures = small(photos.load(given.photos, given.work / "maps") + photos.samples(given.work / "maps"))
    checkpoint = given.work / f"prior-{given.seed}-{given.steps}.npz"
    net, error = learn(pictures, given.steps, given.seed, checkpoint)
    write(net, error, len(pictures), given.steps, given.seed, given.out)


if __name__ == "__main__":
    main(sys.argv[1:])
