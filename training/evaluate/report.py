"""The report of a training: verdict, numbers, pictures and plots in one HTML file that needs nothing else."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
from torch import Tensor

from studio.files import write_atomically
from studio.generators.photographic import PhotographicNet
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.runs.config import Language
from studio.runs.events import Event
from studio.styles.report_html import shown_text
from training.evaluate import coverage
from training.evaluate.language import HTML, speaker
from training.evaluate.measure import Measure, Measured
from training.evaluate.page import HOTTEST, heat, page, picture
from training.evaluate.plots import Line, plot
from training.evaluate.samples import Sample, sample
from training.evaluate.verdict import Verdict
from training.examples import Example

Say: TypeAlias = Callable[[Message], str]

MOST_PICTURED = 8

_TITLE = QT_TRANSLATE_NOOP("Report", "What “{name}” learned")
_HEADINGS = {
    "result": QT_TRANSLATE_NOOP("Report", "Result"),
    "learned": QT_TRANSLATE_NOOP("Report", "What it learned"),
    "weak": QT_TRANSLATE_NOOP("Report", "Where it fits and where not"),
    "add": QT_TRANSLATE_NOOP("Report", "What would help"),
}
_NUMBERS = QT_TRANSLATE_NOOP("Report", "Numbers")
_PICTURES = QT_TRANSLATE_NOOP("Report", "Photos")
_HELD = QT_TRANSLATE_NOOP(
    "Report", "None of these photos was learned from. A dot marks those that do not match."
)
_SEEN = QT_TRANSLATE_NOOP(
    "Report", "These photos, or some of them, were learned from. A dot marks those that do not match."
)
_COURSE = QT_TRANSLATE_NOOP("Report", "The course of the training")
_KINDS = QT_TRANSLATE_NOOP("Report", "The photos")
_KINDS_NOTE = QT_TRANSLATE_NOOP(
    "Report", "Shares of finished photos (blue) and of ordinary ones (orange), judged from the pixels."
)
_ROWS = {
    "learned": QT_TRANSLATE_NOOP("Report", "Learned"),
    "start": QT_TRANSLATE_NOOP("Report", "First estimate"),
    "baseline": QT_TRANSLATE_NOOP("Report", "One colour table"),
    "untouched": QT_TRANSLATE_NOOP("Report", "Untouched"),
}
_COLUMNS = (
    QT_TRANSLATE_NOOP("Report", "score"),
    QT_TRANSLATE_NOOP("Report", "error"),
    QT_TRANSLATE_NOOP("Report", "structure"),
    QT_TRANSLATE_NOOP("Report", "skin shift, ΔE"),
    QT_TRANSLATE_NOOP("Report", "scene, after : before"),
    QT_TRANSLATE_NOOP("Report", "variations, ΔE"),
    QT_TRANSLATE_NOOP("Report", "to the truth, ΔE"),
)
_LEGEND = QT_TRANSLATE_NOOP(
    "Report",
    "Score: with pairs, how much of the change to the finished photos is made; without, how near all photos"
    " together come to the finished ones, which unlike contents blur; 1 at most, 0 is a photo left alone."
    " Structure: how much of edges and details is kept, 0.97 or more is wanted.",
)
_BEFORE = QT_TRANSLATE_NOOP("Report", "Before")
_TRUTH = QT_TRANSLATE_NOOP("Report", "Finished by its photographer")
_CHANGE = QT_TRANSLATE_NOOP("Report", "Change: dark 0 ΔE, pale {top} ΔE and more")
_MISSED = QT_TRANSLATE_NOOP("Report", "Difference to the finished photo: dark 0 ΔE, pale {top} ΔE and more")
_SCORE = QT_TRANSLATE_NOOP("Report", "Score on the measured photos")
_LOSSES = QT_TRANSLATE_NOOP("Report", "Losses")
_CRITICS = QT_TRANSLATE_NOOP("Report", "What the discriminators think of finished and of styled photos")
_RATES = QT_TRANSLATE_NOOP("Report", "Learning rates")
_GENERATOR = QT_TRANSLATE_NOOP("Report", "generator")
_DISCRIMINATOR = QT_TRANSLATE_NOOP("Report", "discriminators")
_REAL = QT_TRANSLATE_NOOP("Report", "finished")
_FAKE = QT_TRANSLATE_NOOP("Report", "styled")
_NO_DATA = QT_TRANSLATE_NOOP("Report", "nothing was recorded")


def write_report(path: Path, data: bytes) -> None:
    """Write it over what was there. Raises OutputError."""
    write_atomically(path, data, replace=True)


def report(
    name: str,
    measure: Measure,
    verdict: Verdict,
    net: PhotographicNet,
    events: Iterable[Event] = (),
    baseline: Tensor | None = None,
    style: Sequence[Example] = (),
    ordinary: Sequence[Example] = (),
    language: Language = "en",
) -> bytes:
    """The report on the style ``name`` and its network, as HTML.

    ``events``: those of the run's folder. ``baseline`` (N, N, N, 3): the excess of one table for all.
    ``style`` and ``ordinary``: all photos, to show of what kinds they are.
    """
    say = speaker(language)
    parts = [
        _sentences(verdict, say),
        _numbers(verdict, say),
        _pictures(measure, verdict, net, baseline, say),
    ]
    parts += [_course(list(events), verdict, say)]
    if style:
        parts.append(_kinds(style, ordinary, say))
    title = say(Message("Report", _TITLE, {"name": name}))
    return page(title, "\n".join(parts), HTML[language])


def _sentences(verdict: Verdict, say: Say) -> str:
    out = []
    for key, heading in _HEADINGS.items():
        messages: tuple[Message, ...] = getattr(verdict, key)
        if messages:
            items = "".join(f"<li>{shown_text(say(message))}</li>" for message in messages)
            out.append(f"<h2>{_text(say, heading)}</h2><ul>{items}</ul>")
    return "\n".join(out)


def _numbers(verdict: Verdict, say: Say) -> str:
    head = "".join(f"<th>{_text(say, column)}</th>" for column in _COLUMNS)
    rows = "\n".join(
        f"<tr><td>{_text(say, _ROWS[key])}</td>{_cells(measured)}</tr>"
        for key, measured in verdict.measured.items()
    )
    return (
        f"<h2>{_text(say, _NUMBERS)}</h2><table><thead><tr><th></th>{head}</tr></thead>"
        f'<tbody>\n{rows}\n</tbody></table><p class="quiet">{_text(say, _LEGEND)}</p>'
    )


def _cells(measured: Measured) -> str:
    values = (
        (measured.score, 2), (measured.error, 2), (measured.structure, 3), (measured.skin, 1),
        (measured.consistency, 2), (measured.spread, 1), (measured.difference, 2),
    )  # fmt: skip
    return "".join(
        f"<td>{f'{value:.{places}f}' if math.isfinite(value) else '–'}</td>" for value, places in values
    )


def _pictures(
    measure: Measure, verdict: Verdict, net: PhotographicNet, baseline: Tensor | None, say: Say
) -> str:
    """The best and the worst, best first."""
    order = np.argsort(verdict.fits, kind="stable").tolist()
    half = MOST_PICTURED // 2
    chosen = order if len(order) <= MOST_PICTURED else [*order[:half], *order[-half:]]
    material = measure.material
    out = [
        f"<h2>{_text(say, _PICTURES)}</h2>",
        f'<p class="quiet">{_text(say, _HELD if measure.held else _SEEN)}</p>',
    ]
    for place in chosen:
        truth = material.after[place] if material.after else None
        made = sample(material.before[place], net, baseline, truth)
        out.append(_row(made, verdict.fits[place] > 1.0, say))
    return "\n".join(out)


def _row(made: Sample, off: bool, say: Say) -> str:
    hot = say(Message("Report", _CHANGE if made.truth is None else _MISSED, {"top": round(HOTTEST)}))
    shown = [(made.before, _BEFORE), (made.baseline, _ROWS["baseline"]), (made.learned, _ROWS["learned"])]
    shown.append((made.truth, _TRUTH))
    figures = [picture(pixels, say(Message("Report", text))) for pixels, text in shown if pixels is not None]
    figures.append(picture(heat(made.difference), hot))
    mark = ' class="off"' if off else ""
    return f'<h3{mark}>{shown_text(made.name)}</h3><div class="row">{"".join(figures)}</div>'


def _course(events: list[Event], verdict: Verdict, say: Say) -> str:
    steps = [event for event in events if event.kind == "step"]
    measures = [event for event in events if event.kind == "measure"]

    def line(name: str, source: list[Event], key: str) -> Line:
        pairs = ((_number(event.get("step")), _number(event.get(key))) for event in source)
        return Line(say(Message("Report", name)), [pair for pair in pairs if all(map(math.isfinite, pair))])

    levels = [
        (say(Message("Report", _ROWS[key])), verdict.measured[key].score)
        for key in ("baseline", "start")
        if key in verdict.measured
    ]
    plots: tuple[tuple[str, list[Line], list[tuple[str, float]]], ...] = (
        (_SCORE, [line(_ROWS["learned"], measures, "score")], levels),
        (_LOSSES, [line(_GENERATOR, steps, "loss_g"), line(_DISCRIMINATOR, steps, "loss_d")], []),
        (_CRITICS, [line(_REAL, steps, "d_real"), line(_FAKE, steps, "d_fake")], []),
        (_RATES, [line(_GENERATOR, steps, "rate_g"), line(_DISCRIMINATOR, steps, "rate_d")], []),
    )
    empty = say(Message("Report", _NO_DATA))
    drawn = "".join(plot(say(Message("Report", title)), lines, marks, empty) for title, lines, marks in plots)
    return f'<h2>{_text(say, _COURSE)}</h2><div class="plots">{drawn}</div>'


def _kinds(style: Sequence[Example], ordinary: Sequence[Example], say: Say) -> str:
    sides = [coverage.counts([coverage.kinds(example) for example in side]) for side in (style, ordinary)]
    rows = []
    for question, names in coverage.QUESTIONS.items():
        heading = shown_text(say(Message("Evaluation", coverage.NAMES[question])))
        rows.append(f'<tr><th colspan="4">{heading}</th></tr>')
        for name in names:
            shares = [side[question][name] / max(sum(side[question].values()), 1) for side in sides]
            bars = "".join(
                f'<span class="bar{other}" style="width:{max(1, round(200 * share))}px"></span><br>'
                for share, other in zip(shares, ("", " other"), strict=True)
            )
            numbers = "".join(f"<td>{side[question][name]}</td>" for side in sides)
            label = shown_text(say(Message("Evaluation", coverage.NAMES[name])))
            rows.append(f'<tr><td>{label}</td>{numbers}<td class="bars">{bars}</td></tr>')
    return (
        f'<h2>{_text(say, _KINDS)}</h2><p class="quiet">{_text(say, _KINDS_NOTE)}</p>'
        f"<table><tbody>{''.join(rows)}</tbody></table>"
    )


def _text(say: Say, template: str) -> str:
    return shown_text(say(Message("Report", template)))


def _number(value: object) -> float:
    fits = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if fits else math.nan  # type: ignore[arg-type]
