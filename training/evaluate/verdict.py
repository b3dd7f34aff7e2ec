"""The verdict: what was learned and how well, where it is weak and what would help, in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from torch import Tensor

from studio.generators.photographic import PhotographicNet
from studio.messages import QT_TRANSLATE_NOOP, Message
from training.evaluate import coverage
from training.evaluate.learned import Learned, learned
from training.evaluate.likely import FEWEST, Likely, foretold
from training.evaluate.measure import Measure, Measured, margin
from training.evaluate.pairs import MATCHES
from training.evaluate.styled import by_net
from training.evaluate.words import learned_sentences, likely_sentences
from training.examples import Example
from training.game.degrade import undoing
from training.game.watch import LEAST_STRUCTURE

_SURE = 1.0
_LEAST_GAIN = 0.005
_MORE_OFTEN, _FEWEST_WEAK, _LEAST_WEAK = 2.0, 3, 0.3
_MOST_WANTED = 4

_PAIRS = QT_TRANSLATE_NOOP(
    "Evaluation",
    "The style makes {percent} % of the change from before to after (give or take {error}): its pictures are"
    " {difference} ΔE from the finished ones, untouched ones {untouched}.",
)
_BEATS = QT_TRANSLATE_NOOP("Evaluation", "Measured so, it scores {points} points more than {other}.")
_ABOUT = QT_TRANSLATE_NOOP(
    "Evaluation", "Measured so, it scores about as much as {other} ({points} points apart)."
)
_BELOW = QT_TRANSLATE_NOOP("Evaluation", "Measured so, it scores {points} points less than {other}.")
_START = QT_TRANSLATE_NOOP("Evaluation", "the first estimate")
_TABLE = QT_TRANSLATE_NOOP("Evaluation", "one colour table for all photos")
_KEEPS_START = QT_TRANSLATE_NOOP(
    "Evaluation", "Learning on did not improve the first estimate, so that is what the style holds."
)
_DAMAGES = QT_TRANSLATE_NOOP(
    "Evaluation",
    "It changes edges and details of the photos: {percent} % of their structure is kept, {least} % or more is"
    " wanted.",
)
_MATCHES = QT_TRANSLATE_NOOP("Evaluation", "It matches on {good} of {all} photos (within {limit} ΔE).")
_FITS = QT_TRANSLATE_NOOP(
    "Evaluation", "In it {good} of {all} photos lie where the finished photos do, by their colours."
)
_WEAK = QT_TRANSLATE_NOOP("Evaluation", "It is weak in: {kind} ({bad} of {all}).")
_UNEVEN = QT_TRANSLATE_NOOP("Evaluation", "Photos of one scene come out less alike in white than they were.")
_EVEN = QT_TRANSLATE_NOOP("Evaluation", "Photos of one scene come out more alike in white than they were.")
_VARIED = QT_TRANSLATE_NOOP("Evaluation", "Its variations differ by {apart} ΔE and stay in the style.")
_STRAYED = QT_TRANSLATE_NOOP("Evaluation", "Its variations differ by {apart} ΔE, and some leave the style.")
_ADD = QT_TRANSLATE_NOOP("Evaluation", "Add finished photos of: {kind} ({have} of {all} now).")
_ENOUGH = QT_TRANSLATE_NOOP("Evaluation", "The finished photos cover what the style was tried on.")
_ONE = QT_TRANSLATE_NOOP(
    "Evaluation",
    "One picture tells little of a look. Teach it with 20 or more finished photos of that look, if you have"
    " them.",
)
_STRAYED_BY = 0.15
_UNEVEN_BY, _EVEN_BY = 1.25, 0.8


@dataclass(frozen=True, eq=False)
class Verdict:
    """``better``: the learned network is worth more than the start, which is to be kept where it is not.

    ``result``, ``learned``, ``weak``, ``add``: sentences. ``measured``: by "learned", "start", "baseline" and
    "untouched", as far as there are such. ``traits``: what it does, in numbers. ``fits``: for each measured
    photo, how far it is from the style; above 1 it does not match. ``likely``: what it is worth without
    pairs (not ``paired``), where that cannot be measured. ``discernible``: whether the score says anything.
    """

    better: bool
    result: tuple[Message, ...]
    learned: tuple[Message, ...]
    weak: tuple[Message, ...]
    add: tuple[Message, ...]
    measured: dict[str, Measured]
    traits: Learned
    fits: tuple[float, ...]
    likely: Likely | None = None
    paired: bool = False
    discernible: bool = True

    def as_event(self) -> dict[str, Any]:
        """The values of a "verdict" event."""
        scores = {
            name: {"score": each.score, "error": each.error, "structure": each.structure}
            for name, each in self.measured.items()
        }
        return {
            "better": self.better,
            "scores": scores,
            "result": list(self.result),
            "learned": list(self.learned),
            "weak": list(self.weak),
            "add": list(self.add),
            "paired": self.paired,
            "discernible": self.discernible,
            "likely": None if self.likely is None else asdict(self.likely),
        }


def better(one: Measured, other: Measured) -> bool:
    """Whether ``one`` is worth more: it damages nothing, and scores higher by more than chance explains."""
    more, error = margin(one, other)
    return one.structure >= LEAST_STRUCTURE and more > max(_LEAST_GAIN, error)


def verdict(
    measure: Measure,
    net: PhotographicNet,
    start: PhotographicNet | None = None,
    baseline: Tensor | None = None,
    style: Sequence[Example] = (),
    ordinary: Sequence[Example] = (),
) -> Verdict:
    """On what ``net`` learned.

    ``start``: the network that it began from. ``baseline`` (N, N, N, 3): the excess of one colour table for
    all. ``style`` and ``ordinary``: all photos, to say of which there are too few; without them those of the
    measure.
    """
    measured = {"learned": measure(net)}
    if start is not None:
        measured["start"] = measure(start)
    if baseline is not None:
        measured["baseline"] = measure.of_cube(baseline)
    measured["untouched"] = measure.untouched()
    good = start is None or better(measured["learned"], measured["start"])
    used = net if good or start is None else start
    traits = learned(used, measure.photos)
    fits = tuple(measure.scoring.each(by_net(used, measure.photos)).tolist())
    kinds = [coverage.kinds(example) for example in measure.material.before]
    weak = _weak_kinds(kinds, fits)
    finished = style or measure.material.style
    undo = None if baseline is None else undoing(baseline)
    have = [coverage.kinds(example, undo) for example in finished]
    meet = [coverage.kinds(example) for example in ordinary or measure.material.before]
    wanted = coverage.wanted(have, meet, [kind for kind, _, _ in weak])[:_MOST_WANTED]
    own = measured["learned" if good or start is None else "start"]
    paired = measure.material.kind == "pairs"
    count = len(finished)
    likely = None if paired or count < FEWEST else foretold(own.changed, count)
    return Verdict(
        better=good,
        result=_result(measure, measured, own, good, likely, count),
        learned=learned_sentences(traits),
        weak=_weakness(measure, used, own, fits, weak),
        add=(_say(_ONE),) if len(finished) == 1 else tuple(map(_add, wanted)) or (_say(_ENOUGH),),
        measured=measured,
        traits=traits,
        fits=fits,
        likely=likely,
        paired=paired,
        discernible=measure.scoring.discernible,
    )


def _result(
    measure: Measure,
    measured: dict[str, Measured],
    own: Measured,
    good: bool,
    likely: Likely | None,
    style: int,
) -> tuple[Message, ...]:
    """What it is worth comes first, how that was measured last."""
    out: list[Message] = []
    if measure.material.kind != "pairs":
        discernible = measure.scoring.discernible
        out += likely_sentences(likely, own.score, own.error, style, discernible=discernible)
        if not discernible:
            return (*out, *measure.notes)
    else:
        shown: dict[str, str | int] = {"percent": round(100 * own.score), "error": round(100 * own.error)}
        away = {"difference": own.difference, "untouched": measured["untouched"].difference}
        out.append(_say(_PAIRS, **shown, **{name: f"{value:.1f}" for name, value in away.items()}))
    if not good:
        out.append(_say(_KEEPS_START))
    for name, other in (("start", _START), ("baseline", _TABLE)):
        if name in measured and measured[name] is not own:
            out.append(_compared(own, measured[name], other))
    return (*out, *measure.notes)


def _compared(own: Measured, other: Measured, name: str) -> Message:
    more, error = margin(own, other)
    template = _ABOUT if abs(more) <= max(_SURE * error, _LEAST_GAIN) else _BEATS if more > 0 else _BELOW
    return _say(template, points=round(100 * abs(more)), other=_say(name))


def _weak_kinds(kinds: Sequence[coverage.Kinds], fits: Sequence[float]) -> list[tuple[str, int, int]]:
    """Kinds of photos that fail clearly more often than the rest: (kind, failed, all), worst first."""
    bad = [fit > 1.0 for fit in fits]
    found = []
    for question in coverage.QUESTIONS:
        all_of = Counter(each[question] for each in kinds if question in each)
        failed = Counter(
            each[question] for each, no in zip(kinds, bad, strict=True) if no and question in each
        )
        for kind, count in failed.items():
            others, failed_there = len(bad) - all_of[kind], sum(bad) - count
            elsewhere = failed_there / others if others else 0.0
            share = count / all_of[kind]
            if count >= _FEWEST_WEAK and others and share > max(_MORE_OFTEN * elsewhere, _LEAST_WEAK):
                found.append((share - elsewhere, (kind, count, all_of[kind])))
    return [each for _, each in sorted(found, key=lambda pair: -pair[0])]


def _weakness(
    measure: Measure,
    net: PhotographicNet,
    own: Measured,
    fits: Sequence[float],
    weak: Sequence[tuple[str, int, int]],
) -> tuple[Message, ...]:
    good = sum(fit <= 1.0 for fit in fits)
    if measure.material.kind == "pairs":
        out = [_say(_MATCHES, good=good, all=len(fits), limit=f"{MATCHES:g}")]
    else:
        out = [_say(_FITS, good=good, all=len(fits))]
    for kind, bad, count in weak[:_MOST_WANTED]:
        out.append(_say(_WEAK, kind=_say(coverage.NAMES[kind]), bad=bad, all=count))
    if own.structure < LEAST_STRUCTURE:
        out.append(_say(_DAMAGES, percent=round(100 * own.structure), least=round(100 * LEAST_STRUCTURE)))
    if own.consistency > _UNEVEN_BY:
        out.append(_say(_UNEVEN))
    elif own.consistency < _EVEN_BY:
        out.append(_say(_EVEN))
    if own.spread > 0.0:
        found = measure.variations(net)
        strayed = min(found.scores) < own.score - max(_STRAYED_BY, own.error)
        out.append(_say(_STRAYED if strayed else _VARIED, apart=f"{found.apart:.1f}"))
    return tuple(out)


def _add(each: coverage.Wanted) -> Message:
    return _say(_ADD, kind=_say(coverage.NAMES[each.kind]), have=each.have, all=each.of)


def _say(template: str, **values: str | int | float | Message) -> Message:
    return Message("Evaluation", template, values)
