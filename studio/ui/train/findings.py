"""What a look at the photos found, read from the events that tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studio.messages import Message
from studio.runs.config import PRESETS
from studio.runs.events import Event, number
from studio.ui.train.choices import SIDES
from studio.ui.train.coverage_view import Coverage
from studio.ui.train.photo_model import Found

_SIDES = frozenset(side for sides in SIDES.values() for side in sides)


@dataclass(frozen=True)
class Looked:
    """``counts``: by "style", "ordinary" or "pairs" how many photos (or pairs) are "found", "usable", "used"
    and "held" out. ``problem`` says why nothing can be learned. ``memory`` and ``disk`` in bytes, None where
    unknown.
    """

    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    findings: tuple[Found, ...] = ()
    notes: tuple[Message, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    problem: Message | None = None
    memory: int | None = None
    disk: int | None = None

    @classmethod
    def of_event(cls, event: Event) -> Looked:
        """What a "looked" event tells; what it does not tell rightly counts as not told."""
        counts = event.get("counts")
        problem = event.get("problem")
        return cls(
            counts={
                str(side): {str(key): value for key, value in each.items() if type(value) is int}
                for side, each in (counts.items() if isinstance(counts, Mapping) else ())
                if isinstance(each, Mapping)
            },
            findings=tuple(filter(None, map(_found, _listed(event.get("findings"))))),
            notes=tuple(note for note in _listed(event.get("notes")) if isinstance(note, Message)),
            coverage=tuple(filter(None, map(Coverage.of_event, _listed(event.get("coverage"))))),
            problem=problem if isinstance(problem, Message) else None,
            memory=whole(event.get("memory")),
            disk=whole(event.get("disk")),
        )


@dataclass(frozen=True)
class Timed:
    """``plans``: seconds that each preset takes on this computer. ``game``: seconds of one of its steps.
    ``device``: where it was measured, "" where unknown. ``problem`` says why nothing could be measured."""

    plans: Mapping[str, float] = field(default_factory=dict)
    game: float | None = None
    device: str = ""
    problem: Message | None = None
    memory: int | None = None

    @classmethod
    def of_event(cls, event: Event) -> Timed:
        """What a "timed" event tells."""
        plans, problem, device = event.get("plans"), event.get("problem"), event.get("device")
        named = plans if isinstance(plans, Mapping) else {}
        seconds = {preset: number(named.get(preset), least=0.0) for preset in PRESETS}
        return cls(
            plans={preset: value for preset, value in seconds.items() if value is not None},
            game=number(event.get("game"), least=0.0),
            device=device if isinstance(device, str) else "",
            problem=problem if isinstance(problem, Message) else None,
            memory=whole(event.get("memory")),
        )


def whole(value: Any) -> int | None:
    """A whole number that is not negative, or None."""
    known = number(value, least=0.0)
    return None if known is None else round(known)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _found(values: Any) -> Found | None:
    if not isinstance(values, Mapping) or values.get("side") not in _SIDES:
        return None
    path, reason = values.get("path"), values.get("reason")
    if not isinstance(path, str) or not path:
        return None
    said = reason if isinstance(reason, Message) else None
    kind = str(values.get("kind", ""))
    return Found(Path(path), values["side"], kind, said, bool(values.get("excluded")))
