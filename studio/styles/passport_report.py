"""What a style's passport says: how much of the style its look-up table keeps, on which photos, and where
not.

Distances are CIEDE2000 between pictures clipped to sRGB, in the mean over a picture's pixels; over several
photos every photo counts the same. What a table **keeps** of a style is 1 - (style to table) / (style to
untouched photo).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from studio.messages import QT_TRANSLATE_NOOP, Message

UNSEEN = 0.1
"""A style that is nearer than this to the untouched photo does nothing to it: there is nothing to keep."""

EXACT = QT_TRANSLATE_NOOP("Passport", "The look-up table keeps all of this style.")
KEEPS = QT_TRANSLATE_NOOP(
    "Passport", "The look-up table keeps {kept} % of this style; mean difference {lost} ΔE."
)
NOTHING = QT_TRANSLATE_NOOP("Passport", "The style changes next to nothing on these photos.")
MOSTLY = QT_TRANSLATE_NOOP("Passport", "Lost mostly at: {places}.")
EVENLY = QT_TRANSLATE_NOOP("Passport", "What is lost is spread evenly.")
ELSEWHERE = QT_TRANSLATE_NOOP("Passport", "On photos it was not made from, it keeps {kept} %.")
AND = QT_TRANSLATE_NOOP("Passport", "{one}, {other}")


@dataclass(frozen=True)
class Kept:
    """Two distances: of the style to the untouched photo, and of the style to the table."""

    distance: float
    lost: float

    @property
    def share(self) -> float | None:
        """What is kept, 0 to 1; None where the style changes nothing."""
        return None if self.distance < UNSEEN else max(0.0, 1.0 - self.lost / self.distance)


@dataclass(frozen=True)
class PhotoKept:
    """One photo. ``elsewhere`` is measured with a table that was made without it, where there are enough."""

    name: str
    here: Kept
    elsewhere: Kept | None = None


@dataclass(frozen=True)
class PlaceLost:
    """A part of the pictures where more is lost than elsewhere: ``lost`` is its mean distance, ``share``
    its size."""

    place: Message
    lost: float
    share: float


@dataclass(frozen=True)
class PassportReport:
    """The passport of one style in one file.

    ``style`` is its name; ``format`` one of :data:`studio.styles.table_formats.FORMATS`, ``nodes`` an axis.
    ``exact``: the style is a fixed table, and nothing was fitted. ``places`` are the worst first.
    ``skipped`` says which photos could not be opened.
    """

    style: str | Message
    format: str
    nodes: int
    exact: bool
    photos: tuple[PhotoKept, ...] = ()
    places: tuple[PlaceLost, ...] = ()
    skipped: tuple[Message, ...] = ()

    @property
    def here(self) -> Kept | None:
        """Over all photos; None without any."""
        return _mean([photo.here for photo in self.photos])

    @property
    def elsewhere(self) -> Kept | None:
        """Over all photos, each by a table that was made without it; None where that was not measured."""
        measured = [photo.elsewhere for photo in self.photos if photo.elsewhere is not None]
        return _mean(measured) if len(measured) == len(self.photos) else None

    def sentences(self) -> tuple[Message, ...]:
        """The result in a few words: what is kept, then where it is lost, then what to expect elsewhere."""
        here = self.here
        if here is None:
            return (Message("Passport", EXACT),)
        if here.share is None:
            return (Message("Passport", NOTHING),)
        values = {"kept": percent(here.share), "lost": f"{here.lost:.1f}"}
        if self.exact and here.lost < 0.05:
            return (Message("Passport", EXACT),)
        said = [Message("Passport", KEEPS, values)]
        if self.places:
            said.append(Message("Passport", MOSTLY, {"places": _listed([p.place for p in self.places])}))
        elif not self.exact:
            said.append(Message("Passport", EVENLY))
        elsewhere = self.elsewhere
        if elsewhere is not None and elsewhere.share is not None:
            said.append(Message("Passport", ELSEWHERE, {"kept": percent(elsewhere.share)}))
        return tuple(said)

    def as_json(self) -> dict[str, Any]:
        """Values for JSON: numbers are distances in CIEDE2000 or shares from 0 to 1."""
        return {
            "style": str(self.style),
            "format": self.format,
            "nodes": self.nodes,
            "exact": self.exact,
            **_json(self.here),
            "elsewhere": None if self.elsewhere is None else _json(self.elsewhere),
            "places": [
                {"place": str(p.place), "lost": round(p.lost, 3), "share": round(p.share, 3)}
                for p in self.places
            ],
            "photos": [
                {
                    "name": photo.name,
                    **_json(photo.here),
                    "elsewhere": None if photo.elsewhere is None else _json(photo.elsewhere),
                }
                for photo in self.photos
            ],
            "skipped": [str(message) for message in self.skipped],
        }


def percent(share: float) -> str:
    """A share in whole per cent; 100 only where next to nothing is missing."""
    return str(min(round(share * 100), 99 if share < 0.995 else 100))


def _mean(kept: list[Kept]) -> Kept | None:
    if not kept:
        return None
    return Kept(sum(k.distance for k in kept) / len(kept), sum(k.lost for k in kept) / len(kept))


def _json(kept: Kept | None) -> dict[str, float | None]:
    if kept is None:
        return {"kept": None, "lost": None, "distance": None}
    share = kept.share
    return {
        "kept": None if share is None else round(share, 4),
        "lost": round(kept.lost, 4),
        "distance": round(kept.distance, 4),
    }


def _listed(messages: list[Message]) -> Message:
    one, *others = messages
    for other in others:
        one = Message("Passport", AND, {"one": one, "other": other})
    return one
