"""The tables of the learning benchmarks: rows as they come, a summary at the end, all of it as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.learning_probes import Case
from studio.files import write_atomically

_LOOK, _SPLIT = 30, 15


@dataclass(frozen=True)
class Against:
    """What the program's own methods (``ours``, the last is what a user gets) are held against.

    ``under``: methods that they are to be better than, on average. ``best_of``: methods of which the best
    one counts in each case: none may be above ``most`` times that.
    """

    ours: tuple[str, ...]
    under: tuple[str, ...] = ()
    best_of: tuple[str, ...] = ()
    most: float = 1.05


class Table:
    """Prints the cases as they are measured, and writes them to ``path`` each time: a table takes hours."""

    def __init__(self, mode: str, settings: Mapping[str, Any], path: Path | None) -> None:
        self.cases: list[Case] = []
        self._whole: dict[str, Any] = {"mode": mode, "settings": dict(settings)}
        self._path = path
        print(f"{mode}; " + ", ".join(f"{key} {value}" for key, value in settings.items()), flush=True)

    def add(self, case: Case) -> None:
        """One more row. Raises OutputError where it cannot be written."""
        names = list(case.values)
        if not self.cases:
            print(_row(("kind", "look", "split"), names, names))
        self.cases.append(case)
        facts = ", ".join(f"{name} {value:.0f}" for name, value in case.facts.items())
        place = (case.kind, case.name, case.split)
        print(_row(place, names, _shown(case.values)) + (f"  ({facts})" if facts else ""), flush=True)
        self._write()

    def end(self, lines: Sequence[str]) -> None:
        """The summary. Raises OutputError where it cannot be written."""
        self._whole["summary"] = list(lines)
        print("\n" + "\n".join(lines), flush=True)
        self._write()

    def _write(self) -> None:
        if self._path is not None:
            whole = self._whole | {"cases": [asdict(case) for case in self.cases]}
            write_atomically(self._path, json.dumps(whole, indent=1).encode(), replace=True)


def summary(cases: Sequence[Case], against: Against) -> list[str]:
    """Means by kind and by split, how much is gained, and the cases that came out too badly."""
    if not cases:
        return ["nothing was measured"]
    names = list(cases[0].values)
    out = [_row(("mean", "", ""), names, names)]
    for group, some in _groups(cases):
        out.append(_row(("", group, f"{len(some)} cases"), names, _shown(means(some))))
    for name in against.ours:
        for group, some in _groups(cases):
            words = [f"{gain(some, name, bar):.0%} under {bar}" for bar in against.under]
            if against.best_of:
                words.append(f"at worst {max(ratios(some, name, against.best_of)):.2f} times the best bar")
            if words:
                out.append(f"{name}, {group}: " + ", ".join(words))
    if against.best_of:
        out += _too_bad(cases, against)
    return out + _time(cases)


def leaks(cases: Sequence[Case], most: float) -> list[str]:
    """Means and worst cases of how far skin moved, and where that was more than ``most``."""
    if not cases:
        return ["nothing was measured"]
    names = list(cases[0].values)
    worst = {name: max(case.values[name] for case in cases) for name in names}
    out = [_row(("", "", ""), names, names)]
    out.append(_row(("mean", "", f"{len(cases)} cases"), names, _shown(means(cases))))
    out.append(_row(("worst", "", ""), names, _shown(worst)))
    last = names[-1]
    above = [case for case in cases if case.values[last] > most]
    out.append(f"{last}: {len(above)} of {len(cases)} cases above {most:g}")
    ordered = sorted(above, key=lambda case: -case.values[last])
    out += [f"  {case.values[last]:.2f}  {case.name}, {case.split}" for case in ordered]
    return out + _time(cases)


def means(cases: Sequence[Case]) -> dict[str, float]:
    return {name: float(np.mean([case.values[name] for case in cases])) for name in cases[0].values}


def gain(cases: Sequence[Case], name: str, bar: str) -> float:
    """By what share the mean is under the bar's mean; negative above it."""
    found = means(cases)
    return 1.0 - found[name] / found[bar]


def ratios(cases: Sequence[Case], name: str, bars: Sequence[str]) -> list[float]:
    """Of each case, the value over the best one of the bars."""
    return [case.values[name] / min(case.values[bar] for bar in bars) for case in cases]


def _time(cases: Sequence[Case]) -> list[str]:
    """Without a line where only estimates were made."""
    seconds = [case.facts["seconds"] for case in cases if "seconds" in case.facts]
    if not seconds:
        return []
    return [f"learning took {np.mean(seconds):.0f} s, at most {max(seconds):.0f} s"]


def _too_bad(cases: Sequence[Case], against: Against) -> list[str]:
    last, bars = against.ours[-1], against.best_of
    found = zip(ratios(cases, last, bars), cases, strict=True)
    bad = sorted(((ratio, case) for ratio, case in found if ratio > against.most), key=lambda each: -each[0])
    out = [f"{last}: {len(bad)} of {len(cases)} cases above {against.most:g} times the best bar"]
    for ratio, case in bad:
        values = ", ".join(f"{name} {case.values[name]:.2f}" for name in (last, *bars))
        out.append(f"  {ratio:.2f}  {case.kind} {case.name}, {case.split}: {values}")
    return out


def _groups(cases: Sequence[Case]) -> list[tuple[str, Sequence[Case]]]:
    """By kind, by split, and all; a group that is all of them is not told twice."""
    groups: list[tuple[str, Sequence[Case]]] = []
    for part in ("kind", "split"):
        for value in dict.fromkeys(getattr(case, part) for case in cases):
            some = [case for case in cases if getattr(case, part) == value]
            if len(some) < len(cases):
                groups.append((value, some))
    return [*groups, ("all", cases)]


def _shown(values: Mapping[str, float]) -> list[str]:
    return [f"{value:.2f}" for value in values.values()]


def _row(place: tuple[str, str, str], names: Sequence[str], cells: Sequence[str]) -> str:
    kind, look, split = place
    columns = "".join(f"  {cell:>{max(len(name), 6)}}" for name, cell in zip(names, cells, strict=True))
    return f"{kind:9} {look[: _LOOK - 1]:{_LOOK}}{split:{_SPLIT}}{columns}"
