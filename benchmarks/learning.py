"""How well looks are learned: run with ``python -m benchmarks.learning``; ``--help`` tells all options.

Known looks are put on photos of people; from 40 finished photos and 50 ordinary ones of other scenes each
method learns the look; mean CIEDE2000 to the truth on photos that nobody has seen. Four ways of dealing the
photos, because the deal decides more than the method. Every number is of one run with fixed seeds.

Textbook methods get all 40 and 50. The program's own get them as after gathering: about a fifth is held out
to choose by, unless ``--learn-all``. ``estimate`` is what is known in seconds, ``taught`` the network that
does that, ``played`` the game's best by the program's own measure, ``ours`` what the style file holds.

- ``--few 10``: from the first ten style photos, beside transport from all of them (``transport all``);
- ``--few 1``: from one, the mean of some choices of it ("each": from picture to picture, as textbooks do);
- ``--leak``: how far skin moves where the finished photos' backgrounds are one stop darker;
- ``--pairs``: from photos before and after, half to learn and half to test, both ways.

Photos: ``../shared/photos/neutral``, looks: ``../shared/looks``, pairs: ``../shared/pairs``; none of them is
part of the project.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import torch

from benchmarks.learning_material import SHARED, SPLIT_SEED, KnownLook, Split, looks, pool, splits
from benchmarks.learning_methods import How
from benchmarks.learning_probes import Case, chosen, from_few, from_folders, from_one, from_pairs, leak
from benchmarks.learning_table import Against, Table, leaks, summary
from studio.runs.config import DEVICES, PRESETS
from training.start.prior import Prior

MOST_LEAKED = 1.0
"""Skin may move by so much (CIEDE2000) with the backgrounds of the finished photos."""


def main(argv: Sequence[str] | None = None) -> None:
    given = _arguments(argv)
    torch.set_num_threads(given.threads)
    preset = None if given.ours == "estimate" else given.ours
    how = How(Prior(given.prior), preset, given.seed, given.steps, not given.learn_all, given.device)
    settings = {
        "ours": given.ours,
        "seed": how.seed,
        "seeds of splits": " ".join(str(SPLIT_SEED + number) for number in given.splits),
        "threads": given.threads,
        "device": how.device,
        "held out": "a fifth" if how.hold else "none",
    }
    if how.steps is not None:
        settings["steps"] = how.steps
    if given.pairs is not None:
        _pairs(given, how, settings)
    else:
        _looks(given, how, settings)


def _pairs(given: argparse.Namespace, how: How, settings: dict[str, Any]) -> None:
    table = Table("pairs", settings, given.json)
    for number in given.splits:
        for case in from_pairs(given.pairs, how, number):
            table.add(case)
    bars = ("untouched", "mean table")
    ours = ("mean table",) if how.preset is None else how.names[1:]
    table.end(
        summary(table.cases, Against(ours, bars if how.preset else bars[:1], bars if how.preset else ()))
    )


def _looks(given: argparse.Namespace, how: How, settings: dict[str, Any]) -> None:
    photos = pool(given.photos)
    dealt = splits(photos, given.style, given.ordinary)
    first = dealt[0]
    settings = {
        "photos": len(photos),
        "style": len(first.style),
        "ordinary": len(first.ordinary),
        "unseen": len(first.unseen),
    } | settings
    measured: Callable[[KnownLook, Split, How], Case] = from_folders
    under: tuple[str, ...] = ("transport",)
    best_of: tuple[str, ...] = ("transport", "untouched")
    mode = "folders"
    if given.leak:
        mode, measured = "leak", leak
    elif given.few == 1:
        mode, measured = "one photo", partial(from_one, choices=given.choices)
        settings["style photo, by its place"] = " ".join(
            map(str, chosen(given.style, given.choices, how.seed))
        )
        under = best_of = ("reinhard", "mkl", "reinhard each", "mkl each")
    elif given.few is not None:
        mode, measured = f"{given.few} photos", partial(from_few, count=given.few)
        under, best_of = ("transport all", "transport"), ("transport all", "untouched")
    table = Table(mode, settings, given.json)
    for look in looks(given.tables):
        if given.looks and not any(part in f"{look.kind} {look.name}" for part in given.looks):
            continue
        for number in given.splits:
            table.add(measured(look, dealt[number], how))
    against = Against(how.names, under, best_of)
    table.end(leaks(table.cases, MOST_LEAKED) if given.leak else summary(table.cases, against))


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How well looks are learned.")
    parser.add_argument(
        "--photos", type=Path, default=SHARED / "photos" / "neutral", help="a folder of JPEGs"
    )
    parser.add_argument("--tables", type=Path, default=SHARED / "looks", help="a folder of look-up tables")
    parser.add_argument("--looks", nargs="*", help="parts of the looks' names or kinds; all unless given")
    parser.add_argument("--splits", nargs="*", type=int, default=[0, 1, 2, 3])
    parser.add_argument("--style", type=int, default=40, help="how many style photos")
    parser.add_argument("--ordinary", type=int, default=50, help="how many ordinary photos")
    parser.add_argument(
        "--ours", default="estimate", choices=["estimate", *PRESETS], help="how far the program goes"
    )
    parser.add_argument("--steps", type=int, help="of the game, in place of the preset's")
    parser.add_argument("--learn-all", action="store_true", help="hold no photo out")
    parser.add_argument("--prior", type=Path, help="other weights of the prior than the program's")
    parser.add_argument("--seed", type=int, default=1, help="of the learning and of the choice of one photo")
    parser.add_argument("--device", default="auto", choices=DEVICES, help="of the network")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write every number there")
    modes = parser.add_mutually_exclusive_group()
    modes.add_argument("--few", type=int, metavar="N", help="learn from N style photos")
    modes.add_argument("--leak", action="store_true", help="learn from darker backgrounds too")
    modes.add_argument(
        "--pairs", type=Path, nargs="?", const=SHARED / "pairs", help="learn from photos before and after"
    )
    parser.add_argument("--choices", type=int, default=5, help="of the photo, with --few 1")
    return parser.parse_args(argv)


if __name__ == "__main__":
    main()
