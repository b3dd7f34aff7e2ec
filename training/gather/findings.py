"""What gathering found: the examples, and what there is to say of each photo and of the folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from studio.errors import StudioError
from studio.messages import QT_TRANSLATE_NOOP, Message
from training.examples import Examples

Side: TypeAlias = Literal["style", "ordinary", "before", "after"]
Kind: TypeAlias = Literal[
    "broken", "tiny", "blank", "duplicate", "black_and_white", "in_colour", "no_people",
    "already_styled", "unpaired", "misaligned", "cropped", "unchanged",
]  # fmt: skip

REASONS: Mapping[Kind, str] = {
    "broken": QT_TRANSLATE_NOOP("Gather", "{reason}"),
    "tiny": QT_TRANSLATE_NOOP("Gather", "It is too small ({width} x {height} pixels)."),
    "blank": QT_TRANSLATE_NOOP("Gather", "It shows one colour only."),
    "duplicate": QT_TRANSLATE_NOOP("Gather", "It shows the same as “{other}”."),
    "black_and_white": QT_TRANSLATE_NOOP("Gather", "It is black and white, and most of the others are not."),
    "in_colour": QT_TRANSLATE_NOOP("Gather", "It is in colour, and most of the others are black and white."),
    "no_people": QT_TRANSLATE_NOOP("Gather", "No people were found in it."),
    "already_styled": QT_TRANSLATE_NOOP(
        "Gather", "It is the same as “{other}” among the finished photos: it has the style already."
    ),
    "unpaired": QT_TRANSLATE_NOOP("Gather", "No photo of the other folder belongs to it."),
    "misaligned": QT_TRANSLATE_NOOP("Gather", "It does not show the same picture as “{other}”."),
    "cropped": QT_TRANSLATE_NOOP("Gather", "Only {percent} % of it is in “{other}” too: that part is used."),
    "unchanged": QT_TRANSLATE_NOOP("Gather", "It is the same as “{other}”: nothing was changed."),
}
KEEPABLE: frozenset[Kind] = frozenset({"tiny", "duplicate", "black_and_white", "in_colour", "already_styled"})
"""What the user may want all the same."""

SAMPLED = QT_TRANSLATE_NOOP(
    "Gather", "“{name}” holds {found} photos; {used} of them, spread over its scenes, are used."
)
FEW = QT_TRANSLATE_NOOP(
    "Gather",
    "Few photos in the style ({used}): it is learned roughly. {wanted} or more teach it well.",
)
NONE_HELD = QT_TRANSLATE_NOOP(
    "Gather", "There are too few photos or scenes to keep some apart for an honest test of the result."
)
SWAPPED = QT_TRANSLATE_NOOP(
    "Gather",
    "The photos without the style are more alike in light and colour than those with it. Are the folders"
    " swapped?",
)
SAME_FRAMES = QT_TRANSLATE_NOOP(
    "Gather", "{count} photos are there with and without the style. Learned from as pairs they teach more."
)


@dataclass(frozen=True)
class Finding:
    """Something about one photo. ``excluded``: it is not learned from."""

    path: Path
    side: Side
    kind: Kind
    reason: Message
    excluded: bool = True

    def as_event(self) -> dict[str, Any]:
        """The values for a "gathered" event."""
        return {
            "path": str(self.path),
            "side": self.side,
            "kind": self.kind,
            "reason": self.reason,
            "excluded": self.excluded,
        }


def finding(
    path: Path, side: Side, kind: Kind, *, excluded: bool = True, **values: str | int | Message
) -> Finding:
    """A finding with the reason of its kind."""
    return Finding(path, side, kind, Message("Gather", REASONS[kind], values), excluded)


@dataclass(frozen=True)
class Counts:
    """Photos (or pairs) of one side: in the folders, fit to learn from, learned from, held out."""

    found: int = 0
    usable: int = 0
    used: int = 0
    held: int = 0


@dataclass(frozen=True, eq=False)
class Gathered:
    """All that gathering gives. ``counts`` by "style", "ordinary" or "pairs".

    ``notes`` are about the folders as a whole. ``problem``, where there is one, says why these photos cannot
    be learned from; the examples are empty then and the findings say more.
    """

    examples: Examples
    findings: tuple[Finding, ...] = ()
    notes: tuple[Message, ...] = ()
    counts: Mapping[str, Counts] = field(default_factory=dict)
    problem: StudioError | None = None

    def as_event(self) -> dict[str, Any]:
        """The values of a "gathered" event."""
        return {
            "counts": {
                side: {"found": c.found, "usable": c.usable, "used": c.used, "held": c.held}
                for side, c in self.counts.items()
            },
            "findings": [each.as_event() for each in self.findings],
            "notes": list(self.notes),
        }
