"""What is said of a photo of the shoot: its skin, how far from its scene, why it is worth a look."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from studio.messages import QT_TRANSLATE_NOOP, Message, Value
from studio.ui.batch.shoot_desk import ShootDesk
from studio.ui.translate import translated

_SKIN = QT_TRANSLATE_NOOP("BatchShoot", "Skin L* {l}, a* {a}, b* {b}")
_NONE = QT_TRANSLATE_NOOP("BatchShoot", "No skin was found.")
_OFF = QT_TRANSLATE_NOOP("BatchShoot", "{far} ΔE from its scene")
_FEW = QT_TRANSLATE_NOOP("BatchShoot", "Too few photos of its scene show skin to compare with.")
_WISHED = QT_TRANSLATE_NOOP("BatchShoot", "To be aligned by {percent} %: at best {far} ΔE")
_BACK = QT_TRANSLATE_NOOP("BatchShoot", "To be as it was before it was aligned")
_ALIGNED = QT_TRANSLATE_NOOP("BatchShoot", "It was aligned with its scene.")
_BEFORE = QT_TRANSLATE_NOOP("BatchShoot", "It was aligned with its scene: {far} ΔE before.")


def told_of(desk: ShootDesk, photo: int) -> str:
    """Lines, the name first; "" for a photo of which nothing is known yet."""
    place = desk.shoot.places.get(photo)
    if place is None:
        return ""
    stretch, off = desk.shoot.stretches[place], desk.shoot.off[place]
    lines = [desk.name(photo)]
    if stretch.skin is None:
        lines.append(_say(_NONE))
    else:
        lightness, a, b = (_number(value) for value in stretch.skin)
        lines.append(_say(_SKIN, l=lightness, a=a, b=b))
        why = "" if stretch.why is None else translated(stretch.why)
        if off is None:
            lines.append(_say(_FEW))
        elif _number(off) not in why:  # which tells it, where it is an outlier
            lines.append(_say(_OFF, far=_number(off)))
    if stretch.why is not None:
        lines.append(translated(stretch.why))
    if desk.alignments.takes_back(photo):
        lines.append(_say(_BACK))
    elif photo in desk.alignments and off is not None:
        share = desk.alignments.share(photo)
        lines.append(_say(_WISHED, percent=round(100 * share), far=_number(off * (1.0 - share))))
    elif desk.is_aligned(photo):
        before = desk.shoot.before.get(place)
        lines.append(_say(_ALIGNED) if before is None else _say(_BEFORE, far=_number(before)))
    return "\n".join(lines)


def doubt_of(desk: ShootDesk, photo: int) -> str:
    """Why it is worth a look, else how far it is from its scene; "" where neither is known."""
    place = desk.shoot.places.get(photo)
    if place is None:
        return ""
    why, off = desk.shoot.stretches[place].why, desk.shoot.off[place]
    if why is not None:
        return translated(why)
    return "" if off is None else _say(_OFF, far=_number(off))


def _say(text: str, **values: Value) -> str:
    return translated(Message("BatchShoot", text, values))


def _number(value: float) -> str:
    return QLocale().toString(value, "f", 1)
