"""What is measured of learning: whole folders, few photos, one photo, leaks from the background, pairs.

Each gives one case of a table: values by the methods' names, and facts to tell beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from benchmarks.learning_material import SPLIT_SEED, KnownLook, Split, darkened
from benchmarks.learning_methods import (
    SIDE,
    How,
    Method,
    bars,
    bars_by_picture,
    by_table,
    differences,
    error,
    program,
    reduced,
    transported,
    whole,
)
from studio.runs.config import TrainingConfig
from training.evaluate.pairs import mean_table
from training.examples import Examples, square
from training.gather import gather
from training.gather.listing import listed
from training.start.start import cloud, squares


@dataclass(frozen=True)
class Case:
    """One row: ``values`` by column, in CIEDE2000; ``facts`` go beside them."""

    kind: str
    name: str
    split: str
    values: Mapping[str, float]
    facts: Mapping[str, float] = field(default_factory=dict)


def from_folders(look: KnownLook, split: Split, how: How) -> Case:
    """All style photos and all ordinary ones: the error on unseen photos."""
    style = [look.on(photo) for photo in split.style]
    found = program(style, split.ordinary, how)
    methods = bars(style, split.ordinary, how.seed) | found.methods
    return Case(look.kind, look.name, split.name, _errors(methods, look, split), found.facts)


def from_few(look: KnownLook, split: Split, how: How, count: int) -> Case:
    """The first ``count`` style photos; beside it ``transport all``, from all of them."""
    style = [look.on(photo) for photo in split.style]
    some = style[:count]
    found = program(some, split.ordinary, how)
    before, after = cloud(squares(split.ordinary)), cloud(squares(style))
    every = {"transport all": transported(before, after, how.seed)}
    methods = bars(some, split.ordinary, how.seed) | every | found.methods
    return Case(look.kind, look.name, split.name, _errors(methods, look, split), found.facts)


def from_one(look: KnownLook, split: Split, how: How, choices: int) -> Case:
    """One style photo, the mean over some choices of it; textbook methods also from picture to picture."""
    rows, facts = [], []
    for place in chosen(len(split.style), choices, how.seed):
        style = [look.on(split.style[place])]
        found = program(style, split.ordinary, how)
        methods = bars(style, split.ordinary, how.seed) | bars_by_picture(style) | found.methods
        rows.append(_errors(methods, look, split))
        facts.append(found.facts)
    return Case(look.kind, look.name, split.name, _means(rows), _means(facts))


def chosen(photos: int, choices: int, seed: int) -> list[int]:
    """Places of the single photos that are tried, each once."""
    return [int(place) for place in np.random.default_rng(seed).permutation(photos)[:choices]]


def leak(look: KnownLook, split: Split, how: How) -> Case:
    """How far skin moves when the backgrounds of the finished photos are one stop darker.

    CIEDE2000 between both results on the skin of unseen photos. Raises ValueError where none shows any.
    """
    given = squares(split.unseen)
    skin = functional.adaptive_avg_pool2d(given[:, 3], SIDE)
    results: list[dict[str, Tensor]] = []
    facts = []
    style = [look.on(photo) for photo in split.style]
    for photos in (style, [darkened(photo) for photo in style]):
        found = program(photos, split.ordinary, how)
        methods = bars(photos, split.ordinary, how.seed) | found.methods
        results.append({name: method(given) for name, method in methods.items()})
        facts.append(found.facts)
    moved = {name: on_skin(results[0][name], results[1][name], skin) for name in results[0]}
    changed = float(sum(photo.peopled for photo in style))
    return Case(look.kind, look.name, split.name, moved, _means(facts) | {"darkened": changed})


def on_skin(one: Tensor, other: Tensor, skin: Tensor) -> float:
    """Mean CIEDE2000 on skin (n, h, w) between (n, 3, h, w); photos that show some count alike.

    Raises ValueError where none shows any.
    """
    shares = skin.flatten(1).double()
    shown = shares.sum(1) > 0
    if not bool(shown.any()):
        raise ValueError("no photo shows skin")
    apart = (differences(one, other).flatten(1) * shares)[shown].sum(1)
    return float((apart / shares[shown].sum(1)).mean())


def from_pairs(folder: Path, how: How, split: int) -> Iterator[Case]:
    """``before`` and ``after`` in a folder: half to learn, half to test, both ways.

    Raises StudioError where there are too few pairs.
    """
    before, after = (listed([str(folder / side)]) for side in ("before", "after"))
    names = sorted({path.stem for path in before} & {path.stem for path in after})
    order = np.random.default_rng(SPLIT_SEED + split).permutation(len(names))
    halves = [[names[int(place)] for place in part] for part in np.array_split(order, 2)]
    read = [
        _gathered([path for path in before if path.stem in half], [p for p in after if p.stem in half], how)
        for half in halves
    ]
    for way, (source, tested) in enumerate((read, read[::-1])):
        learned = source if how.hold else Examples(pairs=(*source.pairs, *source.held_pairs))
        unseen = (*tested.pairs, *tested.held_pairs)
        methods: dict[str, Method] = {
            "untouched": reduced,
            "mean table": by_table(mean_table(learned.pairs, how.seed)),
        }
        facts: dict[str, float] = {
            "learned": len(learned.pairs),
            "held": len(learned.held_pairs),
            "tested": len(unseen),
        }
        if how.preset is not None:
            found = whole(learned, how)
            methods |= found.methods()
            facts |= found.facts
        given = squares([pair[0] for pair in unseen])
        truth = reduced(squares([pair[1] for pair in unseen]))
        values = {name: error(method(given), truth) for name, method in methods.items()}
        yield Case("pairs", f"half {way + 1}", f"deal {split}", values, facts)


def _gathered(before: Sequence[Path], after: Sequence[Path], how: How) -> Examples:
    config = TrainingConfig(
        name="Benchmark",
        output=str(Path.cwd() / "benchmark.pstyle"),
        before=tuple(str(path.absolute()) for path in before),
        after=tuple(str(path.absolute()) for path in after),
        seed=how.seed,
    )
    gathered = gather(config)
    if gathered.problem is not None:
        raise gathered.problem
    return gathered.examples


def _errors(methods: Mapping[str, Method], look: KnownLook, split: Split) -> dict[str, float]:
    given = squares(split.unseen)
    truth = reduced(torch.stack([square(look.on(photo)) for photo in split.unseen]))
    return {name: error(method(given), truth) for name, method in methods.items()}


def _means(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: float(np.mean([row[name] for row in rows])) for name in rows[0]}
