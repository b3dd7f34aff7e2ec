"""What a style learned, in words: only what is large enough to be seen."""

from __future__ import annotations

import math

from studio.messages import QT_TRANSLATE_NOOP, Message
from training.evaluate.learned import Learned
from training.evaluate.likely import FEWEST, Likely, guess_error

_LIGHTER = QT_TRANSLATE_NOOP("Evaluation", "It makes photos lighter (L* by {amount}).")
_DARKER = QT_TRANSLATE_NOOP("Evaluation", "It makes photos darker (L* by {amount}).")
_WARMER = QT_TRANSLATE_NOOP("Evaluation", "It makes them warmer (b* by {amount}).")
_COOLER = QT_TRANSLATE_NOOP("Evaluation", "It makes them cooler (b* by {amount}).")
_REDDER = QT_TRANSLATE_NOOP("Evaluation", "It turns them toward magenta (a* by {amount}).")
_GREENER = QT_TRANSLATE_NOOP("Evaluation", "It turns them toward green (a* by {amount}).")
_HARDER = QT_TRANSLATE_NOOP("Evaluation", "It raises contrast by {percent} %.")
_SOFTER = QT_TRANSLATE_NOOP("Evaluation", "It lowers contrast by {percent} %.")
_STRONGER = QT_TRANSLATE_NOOP("Evaluation", "It strengthens colours by {percent} %.")
_PALER = QT_TRANSLATE_NOOP("Evaluation", "It mutes colours by {percent} %.")
_COLOURLESS = QT_TRANSLATE_NOOP("Evaluation", "It makes photos black and white.")
_FADED = QT_TRANSLATE_NOOP("Evaluation", "It lifts the blacks (L* by {amount}).")
_TINTED = QT_TRANSLATE_NOOP("Evaluation", "It tints shadows {shadows} and highlights {highlights}.")
_EXPOSURE = QT_TRANSLATE_NOOP(
    "Evaluation", "It evens out exposure: {percent} % of the differences between photos go."
)
_WHITE = QT_TRANSLATE_NOOP(
    "Evaluation", "It evens out white balance: {percent} % of the differences between photos go."
)
_VIGNETTE = QT_TRANSLATE_NOOP("Evaluation", "It darkens the corners (L* by {amount}).")
_HALO = QT_TRANSLATE_NOOP("Evaluation", "It lightens the corners (L* by {amount}).")
_SKIN = QT_TRANSLATE_NOOP("Evaluation", "It treats skin apart ({amount} ΔE from what it would do otherwise).")
_CRISP = QT_TRANSLATE_NOOP("Evaluation", "It strengthens {size} by {percent} %.")
_SMOOTH = QT_TRANSLATE_NOOP("Evaluation", "It softens {size} by {percent} %.")
_NOTHING = QT_TRANSLATE_NOOP("Evaluation", "It hardly changes photos.")
_SIZES = (
    QT_TRANSLATE_NOOP("Evaluation", "fine detail"),
    QT_TRANSLATE_NOOP("Evaluation", "middle-sized detail"),
    QT_TRANSLATE_NOOP("Evaluation", "coarse detail"),
)
# By the angle of (a*, b*), from 0 degrees on; each up to where the next begins.
_TINTS = (
    (25.0, QT_TRANSLATE_NOOP("Evaluation", "red")),
    (65.0, QT_TRANSLATE_NOOP("Evaluation", "orange")),
    (110.0, QT_TRANSLATE_NOOP("Evaluation", "yellow")),
    (170.0, QT_TRANSLATE_NOOP("Evaluation", "green")),
    (230.0, QT_TRANSLATE_NOOP("Evaluation", "teal")),
    (290.0, QT_TRANSLATE_NOOP("Evaluation", "blue")),
    (340.0, QT_TRANSLATE_NOOP("Evaluation", "violet")),
)
_UNTINTED = QT_TRANSLATE_NOOP("Evaluation", "not at all")

_LIKELY = QT_TRANSLATE_NOOP(
    "Evaluation",
    "Photos in this style likely differ by {low} to {high} ΔE from what you would have made of them,"
    " untouched ones by {least} to {most}.",
)
_WAY = QT_TRANSLATE_NOOP(
    "Evaluation", "That would be {low} to {high} % of the way from an untouched photo to yours."
)
_NO_WAY = QT_TRANSLATE_NOOP(
    "Evaluation", "So it may be no better than the untouched photo, and makes {high} % of the way at best."
)
_LEADS_AWAY = QT_TRANSLATE_NOOP("Evaluation", "So it is likely no better than the untouched photo.")
_CHANCE = QT_TRANSLATE_NOOP(
    "Evaluation",
    "It is likely no better than the untouched photo: it changes little for what it was learned from, and in"
    " trainings whose look was known so little was mostly chance. Either the finished photos were hardly"
    " edited, or it needs more of them.",
)
_GUESSED = QT_TRANSLATE_NOOP(
    "Evaluation",
    "From fewer than {fewest} finished photos a look can only be guessed: in trainings whose look was known,"
    " photos came out {difference} ΔE from the true ones on average, and where the look was mild, further"
    " away than untouched ones.",
)
_FORETOLD = QT_TRANSLATE_NOOP(
    "Evaluation",
    "These ranges held in eight of ten trainings whose look was known; without pairs it cannot be measured on"
    " your photos.",
)
_NEARER = QT_TRANSLATE_NOOP(
    "Evaluation",
    "Taken as a whole, the colours and textures of its photos are {percent} % nearer to those of the finished"
    " photos than untouched ones are (give or take {error}). What the photos show has a part in this.",
)
_FURTHER = QT_TRANSLATE_NOOP(
    "Evaluation",
    "Taken as a whole, the colours and textures of its photos are no nearer to those of the finished photos"
    " than untouched ones are. What the photos show has a part in this.",
)
_ALIKE = QT_TRANSLATE_NOOP(
    "Evaluation",
    "Taken as a whole, the colours and textures of its photos can no longer be told from those of the"
    " finished ones; that does not make each photo right.",
)
_UNCLEAR = QT_TRANSLATE_NOOP(
    "Evaluation",
    "Taken as a whole, ordinary and finished photos hardly differ by more than what they show, so that they"
    " say little of how well the style was learned.",
)
_ALIKE_FROM = 0.95

_LIGHT, _COLOUR, _SHARE, _BLACKS, _TINT = 1.5, 1.5, 0.06, 3.0, 2.0
_EVENED, _CORNERS, _APART, _TEXTURE = 0.15, 1.5, 1.0, 0.06
_GREY_CHROMA = 3.0


def learned_sentences(traits: Learned) -> tuple[Message, ...]:
    """Sentences about what is to be seen of the traits; one that says so where nothing is."""
    grey = traits.colourless < _GREY_CHROMA and traits.colour < 0.5
    out = []
    for value, least, more, less in (
        (traits.light, _LIGHT, _LIGHTER, _DARKER),
        (traits.warmth, _COLOUR, _WARMER, _COOLER),
        (traits.red, _COLOUR, _REDDER, _GREENER),
    ):
        if abs(value) >= least and not (grey and more != _LIGHTER):
            out.append(_say(more if value > 0 else less, amount=f"{abs(value):.1f}"))
    for share, more, less in ((traits.contrast, _HARDER, _SOFTER), (traits.colour, _STRONGER, _PALER)):
        if abs(share - 1.0) >= _SHARE and not (grey and more == _STRONGER):
            out.append(_say(more if share > 1 else less, percent=round(100 * abs(share - 1.0))))
    if grey:
        out.append(_say(_COLOURLESS))
    if traits.blacks >= _BLACKS:
        out.append(_say(_FADED, amount=f"{traits.blacks:.1f}"))
    tints = [_tint(traits.shadows), _tint(traits.highlights)]
    if any(tint != _UNTINTED for tint in tints) and not grey:
        out.append(_say(_TINTED, shadows=_say(tints[0]), highlights=_say(tints[1])))
    for evened, template in ((traits.exposure, _EXPOSURE), (traits.white, _WHITE)):
        if evened >= _EVENED:
            out.append(_say(template, percent=round(100 * min(evened, 1.0))))
    if abs(traits.vignette) >= _CORNERS:
        template = _VIGNETTE if traits.vignette < 0 else _HALO
        out.append(_say(template, amount=f"{abs(traits.vignette):.1f}"))
    if traits.skin >= _APART:
        out.append(_say(_SKIN, amount=f"{traits.skin:.1f}"))
    for size, gain in zip(_SIZES, traits.texture, strict=True):
        if abs(gain) >= _TEXTURE:
            template = _CRISP if gain > 0 else _SMOOTH
            out.append(_say(template, size=_say(size), percent=round(100 * abs(gain))))
    return tuple(out) or (_say(_NOTHING),)


def likely_sentences(
    likely: Likely | None, score: float, error: float, style: int, *, discernible: bool
) -> tuple[Message, ...]:
    """What a style learned without pairs is worth, and how near its photos come as a whole (``score``, 1 not
    to be told apart, give or take ``error``), if ``discernible``. ``likely`` is None where it was learned
    from so few finished photos (``style``) that nothing is foretold.
    """
    if likely is None:
        out = [_say(_GUESSED, fewest=FEWEST, difference=f"{guess_error(style):.1f}")]
    else:
        out = _chances(likely)
    if not discernible:
        out.append(_say(_UNCLEAR))
    elif score >= _ALIKE_FROM:
        out.append(_say(_ALIKE))
    elif score <= 0:
        out.append(_say(_FURTHER))
    else:
        out.append(_say(_NEARER, percent=round(100 * score), error=round(100 * error)))
    return tuple(out)


def _chances(likely: Likely) -> list[Message]:
    way = {"low": round(100 * likely.share.low), "high": round(100 * likely.share.high)}
    if way["high"] <= 0:
        # How far untouched photos are is read off the change, which tells nothing where it is chance.
        return [_say(_CHANCE)]
    ends = {"low": likely.difference.low, "high": likely.difference.high}
    ends |= {"least": likely.untouched.low, "most": likely.untouched.high}
    out = [_say(_LIKELY, **{name: f"{value:.1f}" for name, value in ends.items()})]
    if way["low"] > 0:
        out.append(_say(_WAY, **way))
    else:
        out.append(_say(_NO_WAY, high=way["high"]) if likely.share.middle > 0 else _say(_LEADS_AWAY))
    return [*out, _say(_FORETOLD)]


def _tint(shift: tuple[float, float]) -> str:
    if math.hypot(*shift) < _TINT:
        return _UNTINTED
    angle = math.degrees(math.atan2(shift[1], shift[0])) % 360.0
    return next((name for end, name in _TINTS if angle < end), _TINTS[0][1])


def _say(template: str, **values: str | int | Message) -> Message:
    return Message("Evaluation", template, values)
