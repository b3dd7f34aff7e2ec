"""Thinning: a long training tells a hundred thousand steps; a few thousand of them are enough to see it."""

from __future__ import annotations

from collections.abc import Sequence

from studio.runs.events import Event

MOST_STEPS = 4000
LATEST = 1000
"""So many of the latest steps are all kept."""


def thinned(events: Sequence[Event]) -> list[Event]:
    """The events, of "step" at most ``MOST_STEPS``: the latest all, of the older ones some, evenly."""
    steps = [place for place, event in enumerate(events) if event.kind == "step"]
    if len(steps) <= MOST_STEPS:
        return list(events)
    older = steps[:-LATEST]
    # Down to half of what is allowed, so that this is not done anew for each that comes.
    keep = max(1, MOST_STEPS // 2 - LATEST)
    wanted = {older[round(number * (len(older) - 1) / max(1, keep - 1))] for number in range(keep)}
    drop = set(older) - wanted
    return [event for place, event in enumerate(events) if place not in drop]
