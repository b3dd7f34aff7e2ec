"""Plots as SVG inside a page: lines over steps, with axes, a legend and levels to compare with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from studio.styles.report_html import shown_text

COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")
"""Told apart by colour-blind people too (M. Okabe, K. Ito, 2008)."""
MOST_POINTS = 400
_WIDTH, _HEIGHT = 560, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 12, 12, 26
_TICKS = 4


@dataclass(frozen=True)
class Line:
    """``points``: (step, value); values that are not finite numbers are left out."""

    name: str
    points: Sequence[tuple[float, float]]


def plot(
    title: str, lines: Sequence[Line], levels: Sequence[tuple[str, float]] = (), empty: str = "–"
) -> str:
    """An SVG of ``lines`` and of dashed horizontal ``levels``; a paragraph that says ``empty`` without
    points.

    All texts may hold anything: they are escaped here.
    """
    kept = [Line(line.name, thinned(line.points)) for line in lines]
    kept = [line for line in kept if line.points]
    if not kept:
        return f'<p class="quiet">{shown_text(title)}: {shown_text(empty)}</p>'
    levels = [(name, value) for name, value in levels if math.isfinite(value)]
    xs = [x for line in kept for x, _ in line.points]
    ys = [y for line in kept for _, y in line.points] + [value for _, value in levels]
    x0, x1 = min(xs), max(xs)
    marks = _ticks(min(ys), max(ys))
    y0, y1 = marks[0], marks[-1]

    def at(x: float, y: float) -> tuple[float, float]:
        along = (x - x0) / (x1 - x0) if x1 > x0 else 0.5
        up = (y - y0) / (y1 - y0)
        return _LEFT + along * (_WIDTH - _LEFT - _RIGHT), _HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM)

    parts = []
    for mark in marks:
        _, y = at(x0, mark)
        parts.append(f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{mark:.4g}</text>')
    for step, anchor in ((x0, "start"), (x1, "end")):
        x, _ = at(step, y0)
        parts.append(f'<text x="{x:.1f}" y="{_HEIGHT - 8}" text-anchor="{anchor}">{step:.6g}</text>')
    for index, (_, value) in enumerate(levels):
        _, y = at(x0, value)
        dash = f"{6 - 2 * (index % 2)} 4"
        parts.append(
            f'<line class="level" stroke-dasharray="{dash}" x1="{_LEFT}" y1="{y:.1f}"'
            f' x2="{_WIDTH - _RIGHT}" y2="{y:.1f}"/>'
        )
    for index, line in enumerate(kept):
        colour = COLOURS[index % len(COLOURS)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in line.points))
        parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="1.6" points="{path}"/>')
        if len(line.points) == 1:
            x, y = at(*line.points[0])
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>')
    keys = [
        f'<span><i style="background:{COLOURS[index % len(COLOURS)]}"></i>{shown_text(line.name)}</span>'
        for index, line in enumerate(kept)
    ]
    keys += [f"<span><b>- -</b> {shown_text(name)} ({value:.3g})</span>" for name, value in levels]
    return (
        f'<figure class="plot"><figcaption>{shown_text(title)}</figcaption>'
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{shown_text(title)}">'
        f"{''.join(parts)}</svg>"
        f'<div class="keys">{"".join(keys)}</div></figure>'
    )


def thinned(points: Sequence[tuple[float, float]], most: int = MOST_POINTS) -> list[tuple[float, float]]:
    """At most so many points: means of neighbours. What is not finite is left out."""
    clean = [point for point in points if all(math.isfinite(value) for value in point)]
    if len(clean) <= most:
        return clean
    groups = np.array_split(np.array(clean), most)
    return [(float(group[:, 0].mean()), float(group[:, 1].mean())) for group in groups]


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from below ``low`` to above ``high``, at least two."""
    if high - low < 1e-9 * max(1.0, abs(low)):
        low, high = low - max(0.5, abs(low) * 0.1), high + max(0.5, abs(high) * 0.1)
    rough = (high - low) / _TICKS
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [index * step for index in range(first, last + 1)]
