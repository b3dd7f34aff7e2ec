"""How well looks are learned: run with ``python -m benchmarks.learning [--looks PART ...] [--ours quick]``.

Known looks are put on photos of people; from 40 finished photos and 50 ordinary ones of other scenes each
method estimates the look; mean CIEDE2000 to the truth on photos that nobody has seen. Four ways of dealing
the photos, because the deal decides more than the method. Every number is of one run with fixed seeds.

Photos: ``../shared/photos/neutral``, looks: ``../shared/looks``; neither is part of the project.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.learning_material import KINDS, SHARED, KnownLook, Split, looks, splits, with_colour
from studio.generators.differentiable import apply_look
from studio.generators.parameters import LATENT
from studio.generators.photographic import PhotographicNet
from studio.imaging.colour import delta_e_2000
from studio.paths import user_cache
from training.colour import to_lab
from training.examples import Example, Examples, square
from training.gather.library import Library
from training.start import classic
from training.start.prior import Prior
from training.start.start import cloud, estimate, squares, taught
from training.start.transport import look_up

SIDE = 128
"""Pictures are compared at that many pixels a side."""
STEPS = {"quick": 120, "balanced": 400}

Method = Callable[[Tensor], Tensor]
"""From pictures (n, 5, 256, 256) to colours (n, 3, 128, 128)."""


def pool(folder: Path) -> list[Example]:
    library = Library(user_cache() / "training")
    out = []
    for path in sorted(folder.glob("*.jpg")):
        small = library.small(path)
        maps = library.maps(path, small.pixels)
        out.append(Example(path.name, small.pixels, maps, bool(maps.any())))
    return with_colour(out)


def by_table(table: Tensor) -> Method:
    def method(given: Tensor) -> Tensor:
        small = reduced(given)
        rgb = small.flatten(2).transpose(1, 2)
        done = rgb + look_up(rgb, table[None].expand(len(rgb), -1, -1, -1, -1))
        return done.transpose(1, 2).reshape_as(small)

    return method


def by_network(net: PhotographicNet) -> Method:
    def method(given: Tensor) -> Tensor:
        with torch.no_grad():
            return torch.cat(
                [apply_look(reduced(one), *net(one, torch.zeros(1, LATENT))) for one in given.split(1)]
            )

    return method


def methods(style: Sequence[Example], split: Split, ours: str, prior: Prior) -> dict[str, Method]:
    after, before = (squares(part) for part in (style, split.ordinary))
    a, b = cloud(before), cloud(after)
    found = estimate(Examples(tuple(style), split.ordinary), prior, seed=1)
    assert found.table is not None
    out = {
        "untouched": reduced,
        "reinhard": by_table(classic.reinhard(a, b)),
        "mkl": by_table(classic.linear(a, b)),
        "histogram": by_table(classic.histogram(a, b)),
        "transport": by_table(found.table),
        "prior": lambda given: found.grade.apply(functional.adaptive_avg_pool2d(given, SIDE)),
    }
    if ours in STEPS:
        net = taught(found, Examples(tuple(style), split.ordinary), STEPS[ours], seed=1)
        out["taught"] = by_network(net)
    return out


def reduced(given: Tensor) -> Tensor:
    return functional.adaptive_avg_pool2d(given[:, :3], SIDE)


def error(result: Tensor, truth: Tensor) -> float:
    one, other = (to_lab(part.clamp(0.0, 1.0).double().movedim(1, -1)) for part in (result, truth))
    return float(delta_e_2000(one, other).mean())


def run(look: KnownLook, split: Split, ours: str, prior: Prior) -> dict[str, float]:
    given = squares(split.unseen)
    truth = reduced(torch.stack([square(look.on(example)) for example in split.unseen]))
    style = [look.on(example) for example in split.style]
    return {name: error(method(given), truth) for name, method in methods(style, split, ours, prior).items()}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--photos", type=Path, default=SHARED / "photos" / "neutral")
    parser.add_argument("--looks", nargs="*", help="parts of the looks' names or kinds; all unless given")
    parser.add_argument("--splits", nargs="*", type=int, default=[0, 1, 2, 3])
    parser.add_argument("--ours", default="prior", choices=["prior", *STEPS])
    parser.add_argument("--prior", type=Path, help="other weights of the prior than the program's")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write every number there")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    photos = pool(given.photos)
    dealt = [splits(photos)[index] for index in given.splits]
    print(f"{len(photos)} photos; {len(dealt[0].style)} in the style, {len(dealt[0].ordinary)} ordinary")
    rows = []
    prior = Prior(given.prior)
    for look in looks():
        if given.looks and not any(part in f"{look.kind} {look.name}" for part in given.looks):
            continue
        for split in dealt:
            began = time.time()
            found = run(look, split, given.ours, prior)
            rows.append({"kind": look.kind, "look": look.name, "split": split.name} | found)
            shown = "  ".join(f"{name} {value:.2f}" for name, value in found.items())
            print(
                f"{look.kind:9}{look.name[:28]:29}{split.name:15}{shown}  ({time.time() - began:.0f} s)",
                flush=True,
            )
    for kind in KINDS:
        some = [row for row in rows if row["kind"] == kind]
        if some:
            names = [key for key in some[0] if key not in ("kind", "look", "split")]
            means = {name: np.mean([float(row[name]) for row in some]) for name in names}
            print(f"{kind:10}" + "  ".join(f"{name} {value:.2f}" for name, value in means.items()))
            for name in names[5:]:
                bars = [min(float(row["transport"]), float(row["untouched"])) for row in some]
                worst = max(float(row[name]) / bar for row, bar in zip(some, bars, strict=True))
                print(
                    f"{'':10}{name}: {1 - means[name] / means['transport']:.0%} under transport;"
                    f" at worst {worst:.2f} times the better of transport and untouched"
                )
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
