"""The learned styles that come with the program, in the order of the gallery. No torch."""

from __future__ import annotations

from dataclasses import dataclass

from studio.messages import QT_TRANSLATE_NOOP

AUTHOR = "Portrait Style Studio"
LICENCE = "CC0-1.0"
KIND = "photographic-1"

_GROUP = QT_TRANSLATE_NOOP("Style", "Learned")


@dataclass(frozen=True)
class LearnedCard:
    """What the program says of a learned style; the texts are marked for translation.

    ``inputs``: ``"rgb"``, or ``"rgb+maps"`` for a style that asks where people are. ``meaning``: its
    procedure in words, for the model card.
    """

    id: str
    name: str
    description: str
    inputs: str
    meaning: str
    group: str = _GROUP


CARDS: tuple[LearnedCard, ...] = (
    LearnedCard(
        "even-light",
        QT_TRANSLATE_NOOP("Style", "Even light"),
        QT_TRANSLATE_NOOP("Style", "Brings exposure, white and contrast of every photo to one norm."),
        "rgb",
        "A third of the light's colour is taken out where enough looks gray, the lightness of what is lit is"
        " drawn to a norm, dark parts of the scene are opened and bright ones held back (edges kept), then"
        " contrast is drawn to a norm. Black and white backdrops stay as they are.",
    ),
    LearnedCard(
        "soft-skin",
        QT_TRANSLATE_NOOP("Style", "Soft skin"),
        QT_TRANSLATE_NOOP("Style", "Warm, soft skin before a quiet, crisp background."),
        "rgb+maps",
        "Where the skin map says skin: a glow in the middle tones, hues drawn together, the middle and coarse"
        " bands of texture softened. Behind people: darker, less saturated, crisper.",
    ),
    LearnedCard(
        "evening",
        QT_TRANSLATE_NOOP("Style", "Evening"),
        QT_TRANSLATE_NOOP("Style", "Low key with a film's curve, warm people, cool and falling corners."),
        "rgb+maps",
        "Exposure is drawn to a low norm, a film's curve with matt blacks, blue shadows and warm highlights;"
        " what lies behind people (without any: far from the centre) is cooler, and corners fall off.",
    ),
)


def index_entry(card: LearnedCard) -> dict[str, object]:
    """What the list of built-in styles says of a learned one."""
    return {
        "id": card.id,
        "name": card.name,
        "kind": KIND,
        "file": f"{card.id}.pstyle",
        "group": card.group,
        "author": AUTHOR,
        "licence": LICENCE,
        "description": card.description,
    }
