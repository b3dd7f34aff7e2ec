"""The start: what can be estimated in seconds, and a network that does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn import functional

from studio.generators.photographic import PhotographicNet
from studio.imaging.colour import delta_e_2000
from training.colour import lab_distance, to_lab
from training.examples import Example, Examples, square
from training.start import classic
from training.start.grade import Grade
from training.start.monochrome import monochrome, tone_colours
from training.start.paired import fitted_grade
from training.start.prior import Prior
from training.start.prior_net import SIDE
from training.start.teach import SEEN, Keeper, Report, begin, by_estimate, by_pairs, mixed, teach
from training.start.transport import look_up, resized_table

_CPU = torch.device("cpu")
_CLOUD_SIDE = 64
_TURNED_ROUND = 4
_AT_A_TIME = 16
_PLAIN_PAIRS = 3.0
_FEW_PAIRS = 20.0
# The prior's own error in CIE Lab, at looks of no size and for each unit of it: on photos of people
# (benchmarks/learning.py, splits 0 and 2).
_PRIORS_ERROR, _ERROR_BY_SIZE, _MOST_TRANSPORT = 2.8, 0.1, 0.75
# Half is believed of an estimate that changes photos by CHANCE (CIEDE2000): benchmarks/learning_likely.py.
CHANCE, STEEPNESS = 4.0, 5.0
_FEW, _BY_FEW = 10.0, 0.37


@dataclass(frozen=True, eq=False)
class Estimate:
    """What was estimated of a look.

    ``table`` (17, 17, 17, 3): pooled transport, the bar that learning must beat; None without ordinary
    photos. ``grade``: what the learned prior says. ``monochrome``: the look leaves no colours.
    """

    table: Tensor | None
    grade: Grade
    monochrome: bool = False

    def apply(self, given: Tensor) -> Tensor:
        """Pictures (n, 5, 256, 256) in the look as estimated: (n, 3, 64, 64)."""
        return self.grade.apply(functional.adaptive_avg_pool2d(given, SEEN))


def estimate(examples: Examples, prior: Prior, seed: int) -> Estimate:
    """From the photos to learn from, in a few seconds."""
    found = raw_estimate(examples, prior, seed)
    if found.monochrome:  # which is nothing that chance brings about
        return found
    if examples.ordinary:
        (shown,) = in_small(examples.ordinary, SEEN)
    else:
        (shown,) = in_small(examples.style, SEEN, before=lambda one: without(found.grade, one))
    share = believed(change(found.grade, shown), len(examples.style))
    return replace(found, grade=found.grade.part(share))


def raw_estimate(examples: Examples, prior: Prior, seed: int) -> Estimate:
    """All that the photos tell, chance included."""
    style, larger = in_small(examples.style, SIDE, _CLOUD_SIDE)
    colours = cloud(larger)
    table = None
    if examples.ordinary:
        ordinary, larger = in_small(examples.ordinary, SIDE, _CLOUD_SIDE)
        others = cloud(larger)
        random = torch.Generator().manual_seed(seed)
        table = classic.transport(others, colours, random)
        grade = _mixed(prior.grade(style, ordinary, seed), table, others[None])
    else:
        grade = prior.grade(style, None, seed)
    tint = tone_colours(colours)
    if tint is not None:
        # No photo is to keep a rest of its colours.
        whole = monochrome(grade.table, tint)
        grade = grade._replace(table=whole, skin=torch.zeros_like(grade.skin))
    return Estimate(table, grade, tint is not None)


def believed(changed: float, style: int) -> float:
    """What share of an estimate to use that changes photos by ``changed`` (mean CIEDE2000).

    It is of so many finished photos, ``style``.

    Estimates err by about the same whatever the look; so of one that changes photos little most may be
    error, and a part of it is nearer to the truth than all (after W. James, C. Stein, 1961).
    """
    fewer: float = max(1.0, _FEW / style) ** _BY_FEW
    doubt: float = (CHANCE * fewer / max(changed, 1e-3)) ** STEEPNESS
    return 1.0 / (1.0 + doubt)


def change(grade: Grade, given: Tensor) -> float:
    """Mean CIEDE2000 between pictures (n, 5, h, w) before and after."""
    small = functional.adaptive_avg_pool2d(given, SEEN)
    labs = (to_lab(part.movedim(1, -1)) for part in (small[:, :3], grade.apply(small)))
    apart: Tensor = delta_e_2000(*labs)
    return float(apart.mean())


def _mixed(grade: Grade, table: Tensor, colours: Tensor) -> Grade:
    """The grade with some of transport's table in its own: as much as makes the likely error least.

    Transport errs by what the folders show, the prior by a part of the look, so the errors do not depend on
    each other, and the squares of both add up to that of the distance between the two tables. The prior's is
    known roughly; what is left is transport's.
    """
    own = resized_table(grade.table, len(table))
    by_prior, by_transport = (colours + look_up(colours, each) for each in (own, table[None]))
    size = float(lab_distance(colours, by_prior).mean())
    apart = float(lab_distance(by_prior, by_transport).mean())
    share = min(_MOST_TRANSPORT, ((_PRIORS_ERROR + _ERROR_BY_SIZE * size) / max(apart, 1e-3)) ** 2)
    return grade._replace(table=(1.0 - share) * own + share * table)


def taught_by_pairs(
    examples: Examples,
    steps: int,
    seed: int,
    report: Report | None = None,
    device: torch.device = _CPU,
    keeper: Keeper | None = None,
) -> PhotographicNet:
    """A network on ``device`` that learned the pairs, and, the fewer they are the more, what they say in
    short.
    """
    grade = fitted_grade(examples.pairs, seed)
    given = squares([before for before, _ in examples.pairs])
    short = by_estimate(Estimate(None, grade).apply, given)
    share = _FEW_PAIRS / (_FEW_PAIRS + len(examples.pairs))
    net = begin(grade.table[0]).to(device)
    teach(
        net, mixed(short, by_pairs(examples.pairs, share), share), steps, seed, _PLAIN_PAIRS, report, keeper
    )
    return net


def taught(
    found: Estimate,
    examples: Examples,
    steps: int,
    seed: int,
    report: Report | None = None,
    device: torch.device = _CPU,
    keeper: Keeper | None = None,
) -> PhotographicNet:
    """A network on ``device`` that does what was estimated."""
    photos = (*examples.ordinary, *examples.style)
    plain = len(examples.ordinary)
    made = (
        square(one) if place < plain else without(found.grade, square(one))
        for place, one in enumerate(photos)
    )
    given = stacked(made, len(photos))
    net = begin(found.grade.table[0]).to(device)
    teach(net, by_estimate(found.apply, given), steps, seed, report=report, keeper=keeper)
    return net


def without(grade: Grade, given: Tensor) -> Tensor:
    """About the photo (5, h, w) before the look: its table turned round by fixed-point steps."""
    graded = before = given[:3].flatten(1).T[None]
    for _ in range(_TURNED_ROUND):
        before = (graded - look_up(before, grade.table)).clamp(0.0, 1.0)
    return torch.cat([before[0].T.reshape(given[:3].shape), given[3:]])


def squares(examples: Sequence[Example]) -> Tensor:
    """(n, 5, 256, 256)."""
    return stacked(map(square, examples), len(examples))


def stacked(made: Iterable[Tensor], count: int) -> Tensor:
    """(count, ...): as torch.stack, but beside the result one at a time is there.

    In one block, which the system gets back whole: thousands of small ones would stay with the process.
    """
    whole = torch.empty(0)
    for place, one in enumerate(made):
        if place == 0:
            whole = one.new_empty(count, *one.shape)
        whole[place] = one
    return whole


def in_small(
    examples: Sequence[Example], *sides: int, before: Callable[[Tensor], Tensor] = lambda square: square
) -> list[Tensor]:
    """Area means of what ``before`` makes of :func:`squares`, for each of ``sides``: (n, 5, side, side).

    Some photos at a time: all those of a large folder would take gigabytes.
    """
    parts = []
    for first in range(0, len(examples), _AT_A_TIME):
        some = torch.stack([before(square(example)) for example in examples[first : first + _AT_A_TIME]])
        parts.append([functional.adaptive_avg_pool2d(some, side) for side in sides])
    return [torch.cat(part) for part in zip(*parts, strict=True)]


def cloud(pictures: Tensor) -> Tensor:
    """All colours (n, 3) of pictures (n, c, h, w), at 64 pixels a side."""
    return functional.adaptive_avg_pool2d(pictures[:, :3], _CLOUD_SIDE).movedim(1, -1).reshape(-1, 3)
