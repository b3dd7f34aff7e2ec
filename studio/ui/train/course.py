"""Course: the numbers that a run told, as curves over its steps. No widget, no toolkit."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.runs.events import Event, number

MOST_POINTS = 4000
"""More points than a screen has columns are thinned: of the older half, every second goes."""
SMOOTHING = 0.9
"""How much of a smoothed value is the one before it."""


@dataclass(frozen=True)
class Line:
    """What one curve shows: the value ``key`` of events of a kind. ``smooth``: noisy, so drawn smoothed."""

    kind: str
    key: str
    title: Message
    smooth: bool = False


@dataclass(frozen=True)
class Chart:
    """Curves that share their axes. ``bar``: the baseline's score is drawn across, as the line to beat."""

    key: str
    title: Message
    lines: tuple[Line, ...]
    bar: bool = False

    def shows(self, kinds: Collection[str]) -> bool:
        """Whether events of one of these kinds change it."""
        return any(line.kind in kinds for line in self.lines) or (self.bar and "baseline" in kinds)


def _say(text: str) -> Message:
    return Message("Course", text)


CHARTS: tuple[Chart, ...] = (
    Chart(
        "score",
        _say(QT_TRANSLATE_NOOP("Course", "How near held-out photos come to the finished ones")),
        (Line("measure", "score", _say(QT_TRANSLATE_NOOP("Course", "score"))),),
        bar=True,
    ),
    Chart(
        "losses",
        _say(QT_TRANSLATE_NOOP("Course", "Losses")),
        (
            Line("step", "loss_g", _say(QT_TRANSLATE_NOOP("Course", "generator")), smooth=True),
            Line("step", "loss_d", _say(QT_TRANSLATE_NOOP("Course", "discriminators")), smooth=True),
        ),
    ),
    Chart(
        "critics",
        _say(QT_TRANSLATE_NOOP("Course", "What the discriminators say")),
        (
            Line("step", "d_real", _say(QT_TRANSLATE_NOOP("Course", "finished, D(real)")), smooth=True),
            Line("step", "d_fake", _say(QT_TRANSLATE_NOOP("Course", "styled, D(fake)")), smooth=True),
        ),
    ),
    Chart(
        "rates",
        _say(QT_TRANSLATE_NOOP("Course", "Learning rates")),
        (
            Line("step", "rate_g", _say(QT_TRANSLATE_NOOP("Course", "generator"))),
            Line("step", "rate_d", _say(QT_TRANSLATE_NOOP("Course", "discriminators"))),
        ),
    ),
)


@dataclass
class Curve:
    """``steps`` rise; ``values`` are finite. Where a resumed run does steps again, the later ones count."""

    steps: list[float] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def add(self, step: float, value: float) -> None:
        while self.steps and self.steps[-1] >= step:
            self.steps.pop()
            self.values.pop()
        self.steps.append(step)
        self.values.append(value)
        if len(self.steps) > MOST_POINTS:
            older = len(self.steps) // 2
            self.steps[:older], self.values[:older] = self.steps[:older:2], self.values[:older:2]

    def at(self, step: float) -> tuple[float, float] | None:
        """The point nearest to ``step``; None without any."""
        if not self.steps:
            return None
        place = min(range(len(self.steps)), key=lambda index: abs(self.steps[index] - step))
        return self.steps[place], self.values[place]


class Course:
    """The curves of one run. :meth:`take` every event once, in order."""

    def __init__(self) -> None:
        self.baseline: float | None = None
        """The score of the bar; None before it is known."""
        self._lines = [line for chart in CHARTS for line in chart.lines]
        self._curves = {line.key: Curve() for line in self._lines}

    def take(self, events: Iterable[Event]) -> None:
        """What is no finite number is left out."""
        for event in events:
            if event.kind == "baseline":
                self.baseline = number(event.get("score"))
                continue
            step = number(event.get("step"))
            for line in self._lines:
                if line.kind == event.kind and step is not None:
                    value = number(event.get(line.key))
                    if value is not None:
                        self._curves[line.key].add(step, value)

    @property
    def empty(self) -> bool:
        """Whether there is no point yet."""
        return not any(curve.steps for curve in self._curves.values())

    def curve(self, line: Line) -> Curve:
        return self._curves[line.key]

    def as_csv(self) -> bytes:
        """All points, a row for each step and a column for each value: RFC 4180, UTF-8; empty for none."""
        rows: dict[float, dict[str, float]] = {}
        for key, curve in self._curves.items():
            for step, value in zip(curve.steps, curve.values, strict=True):
                rows.setdefault(step, {})[key] = value
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["step", *self._curves, "baseline"])
        for step in sorted(rows):
            values = [rows[step].get(key, "") for key in self._curves]
            writer.writerow([f"{step:g}", *values, "" if self.baseline is None else self.baseline])
        return text.getvalue().encode("utf-8")


def smoothed(values: Sequence[float], keep: float = SMOOTHING) -> list[float]:
    """A running mean that forgets, without the pull of its beginning (as Adam corrects its moments)."""
    out, mean, weight = [], 0.0, 0.0
    for value in values:
        mean = keep * mean + (1.0 - keep) * value
        weight = keep * weight + (1.0 - keep)
        out.append(mean / weight)
    return out
