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
    procedure in words, for the model card. ``played``: learned as a user's own style is, from photos before
    and after, by the game; otherwise shown to the network directly, texture and variations too.
    """

    id: str
    name: str
    description: str
    inputs: str
    meaning: str
    played: bool = False
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
    LearnedCard(
        "portrait-negative",
        QT_TRANSLATE_NOOP("Style", "Portrait negative"),
        QT_TRANSLATE_NOOP("Style", "A soft colour negative, each frame printed to suit its light."),
        "rgb",
        "Exposure is drawn not quite half of the way to a norm, as a lab prints each frame; then low"
        " contrast, open shadows, peach skin, greens towards olive and blues towards cyan, both paler;"
        " shadows a little green and blue, lights creamy.",
        played=True,
    ),
    LearnedCard(
        "matte-print",
        QT_TRANSLATE_NOOP("Style", "Matte print"),
        QT_TRANSLATE_NOOP("Style", "A warm print on matte paper: brown blacks, quiet greens and blues."),
        "rgb",
        "Blacks lifted and brown, whites a little cream, greens drawn to olive and blues to slate, strong"
        " colours denser; corners a little darker, as under an enlarger.",
        played=True,
    ),
    LearnedCard(
        "muted-slide",
        QT_TRANSLATE_NOOP("Style", "Muted slide"),
        QT_TRANSLATE_NOOP("Style", "A dense slide: firm contrast, deep skies, restrained colours."),
        "rgb",
        "Firm contrast, clean blacks with a trace of violet, strong colours darker, blues deep, greens cool"
        " and pale, skin spared. The same for every picture.",
        played=True,
    ),
    LearnedCard(
        "airy",
        QT_TRANSLATE_NOOP("Style", "Airy"),
        QT_TRANSLATE_NOOP("Style", "High key: every photo bright and soft, with clean pale colours."),
        "rgb",
        "Half of the light's colour is taken out where enough looks gray; the lightness of what is lit is"
        " drawn up to a high norm, never down, contrast to a low one; pale greens and blues, clean whites."
        " What is dark all over stays so.",
        played=True,
    ),
    LearnedCard(
        "documentary",
        QT_TRANSLATE_NOOP("Style", "Documentary"),
        QT_TRANSLATE_NOOP("Style", "Plain light, low contrast and quiet true colours for a whole series."),
        "rgb",
        "Four tenths of the light's colour are taken out where enough looks gray; exposure and contrast are"
        " drawn to a middle norm, shadows opened; low saturation, shadows a trace of green.",
        played=True,
    ),
    LearnedCard(
        "silver",
        QT_TRANSLATE_NOOP("Style", "Silver"),
        QT_TRANSLATE_NOOP("Style", "Black and white on the grade that the light asks for."),
        "rgb",
        "Black and white as through a pale orange filter. Flat scenes are printed harder, contrasty ones"
        " softer, dark ones deeper, bright ones lighter; a trace of selenium in the shadows, warm lights.",
        played=True,
    ),
    LearnedCard(
        "warm-on-cool",
        QT_TRANSLATE_NOOP("Style", "Warm on cool"),
        QT_TRANSLATE_NOOP("Style", "Warm people before a cool, quieter background."),
        "rgb+maps",
        "People: warm middle tones and lights, skin hues drawn together. Behind them (without any: far from"
        " the centre): cool, less saturated, a bit darker. Corners fall off a little.",
        played=True,
    ),
    LearnedCard(
        "old-master",
        QT_TRANSLATE_NOOP("Style", "Old master"),
        QT_TRANSLATE_NOOP("Style", "People in warm light before a dark, brown, quiet ground."),
        "rgb+maps",
        "Exposure is drawn half of the way to a low norm. Behind people (without any: far from the centre)"
        " tones are drawn to the light around them, darker, browner and much less saturated; people keep"
        " their light, with warm highlights; corners fall off.",
        played=True,
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
