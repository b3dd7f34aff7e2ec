"""What a style learned without pairs is likely worth: run with ``python -m benchmarks.learning_likely``.

Known looks, at full strength and weaker, are put on photos of people and estimated from many or few finished
photos, with many, few or no ordinary ones, as a training gets them. Each case gives how far untouched photos
are from the truth, and for parts of the raw estimate how much they change photos and how far theirs are from
the truth, all as mean CIEDE2000.

From all cases it finds how much of an estimate should be believed (``CHANCE`` and ``STEEPNESS`` in
``training/start/start.py``) and, as much being believed as the program does, the ranges that
``training/evaluate/likely.py`` holds. Each look is also foretold by a fit without it, to see how often the
ranges are kept.

``--json F`` writes the cases, ``--from F`` fits what was written.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch.nn import functional

from benchmarks.learning_fit import ALL, PARTS, Case, fitted, kept, most_believed
from benchmarks.learning_material import SHARED, KnownLook, Split, as_gathered, looks, pool, splits
from studio.files import write_atomically
from training.evaluate.pairs import difference
from training.examples import square
from training.start.prior import Prior
from training.start.start import change, raw_estimate, squares, without

SIDE = 64
SEED = 1


@dataclass(frozen=True)
class Deal:
    """So many finished and ordinary photos, of a look at that strength (0 none, 1 all)."""

    style: int = 40
    ordinary: int = 50
    strength: float = 1.0


FULL = Deal()
OTHERS = (
    Deal(strength=0.5),
    Deal(style=20),
    Deal(ordinary=0),
    Deal(strength=0.25),
    Deal(style=10),
    Deal(ordinary=12),
    Deal(style=10, ordinary=0),
    Deal(style=5),
    Deal(strength=0.0),
    Deal(style=2),
    Deal(style=1),
    Deal(style=3, ordinary=0),
    Deal(ordinary=0, strength=0.5),
    Deal(style=10, strength=0.5),
    Deal(ordinary=0, strength=0.25),
)


def case(look: KnownLook, split: Split, number: int, deal: Deal, prior: Prior) -> Case:
    """Learn the look, and measure it on photos that nobody has seen."""
    known = look.weaker(deal.strength)
    style = [known.on(photo) for photo in split.style[: deal.style]]
    examples = as_gathered(style, split.ordinary[: deal.ordinary], SEED, hold=True)
    found = raw_estimate(examples, prior, SEED)
    if deal.ordinary:
        shown = squares(split.ordinary)
    else:
        # As they are shown to the user: finished photos with the style taken off.
        shown = torch.stack([without(found.grade, square(photo)) for photo in style])
    unseen = squares(split.unseen)
    truth = torch.stack([square(known.on(photo)) for photo in split.unseen])
    parts = [found.grade.part(share) for share in PARTS]
    return Case(
        look=look.name,
        split=number,
        style=deal.style,
        ordinary=deal.ordinary,
        strength=deal.strength,
        untouched=_apart(unseen, truth),
        monochrome=found.monochrome,
        changed=tuple(change(part, shown) for part in parts),
        error=tuple(_apart(part.apply(_small(unseen)), truth) for part in parts),
    )


def _apart(one: torch.Tensor, other: torch.Tensor) -> float:
    return float(difference(_small(one)[:, :3], _small(other)[:, :3]).mean())


def _small(pictures: torch.Tensor) -> torch.Tensor:
    return functional.adaptive_avg_pool2d(pictures, SIDE)


def measured(photos: Path, tables: Path, path: Path | None) -> list[Case]:
    """All looks on all splits with one of the deals in turn, and with everything on every second split."""
    prior, out = Prior(), list[Case]()
    dealt = splits(pool(photos))
    for place, look in enumerate(looks(tables)):
        for number, split in enumerate(dealt):
            deals = [OTHERS[(place * len(dealt) + number) % len(OTHERS)]]
            if (place + number) % 2 == 0:
                deals.insert(0, FULL)
            for deal in deals:
                out.append(case(look, split, number, deal, prior))
                told = out[-1]
                print(
                    f"{told.look:40} {number} {deal} untouched {told.untouched:.2f}"
                    f" changed {told.changed[ALL]:.2f} error {told.error[ALL]:.2f}",
                    flush=True,
                )
        if path is not None:
            document = json.dumps([asdict(each) for each in out], indent=1)
            write_atomically(path, document.encode(), replace=True)
    return out


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="What a style learned without pairs is likely worth.")
    parser.add_argument("--photos", type=Path, default=SHARED / "photos" / "neutral")
    parser.add_argument("--tables", type=Path, default=SHARED / "looks")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write the cases there")
    parser.add_argument("--from", dest="source", type=Path, help="fit the cases of that file")
    given = parser.parse_args(argv)
    torch.set_num_threads(given.threads)
    if given.source is not None:
        cases = [Case(**each) for each in json.loads(given.source.read_bytes())]
    else:
        cases = measured(given.photos, given.tables, given.json)
    power, knots = fitted(cases)
    print("\n".join([*most_believed(cases), *kept(cases)]))
    print(f"BY_PHOTOS = {power:.2f}")
    print("KNOTS = (")
    for knot in knots:
        print(f"    {re.sub('[a-z]+=', '', str(knot))},")
    print(")")


if __name__ == "__main__":
    main()
