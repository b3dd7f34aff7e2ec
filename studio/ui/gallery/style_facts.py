"""What is known of a style, in words: for tooltips, for screen readers, for the window about a style."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from studio.messages import QT_TRANSLATE_NOOP
from studio.styles.style import Style
from studio.ui.style_names import name_of

_TABLE = QT_TRANSLATE_NOOP("StyleFacts", "Look-up table")
_LEARNED = QT_TRANSLATE_NOOP("StyleFacts", "Learned style")
_FROM = QT_TRANSLATE_NOOP("StyleFacts", "{style} photos of the style and {ordinary} others, {steps} steps")
_FROM_ONLY = QT_TRANSLATE_NOOP("StyleFacts", "{style} photos of the style, {steps} steps")
_FROM_PROCEDURE = QT_TRANSLATE_NOOP("StyleFacts", "{ordinary} photos, changed by a procedure, {steps} steps")
_QUALITY = QT_TRANSLATE_NOOP(
    "StyleFacts", "{value} mean colour difference (CIEDE2000) on photos it had not seen; less is closer"
)
_LABELS = {
    "kind": QT_TRANSLATE_NOOP("StyleFacts", "Kind"),
    "learned": QT_TRANSLATE_NOOP("StyleFacts", "Learned from"),
    "quality": QT_TRANSLATE_NOOP("StyleFacts", "Quality"),
    "group": QT_TRANSLATE_NOOP("StyleFacts", "Group"),
    "author": QT_TRANSLATE_NOOP("StyleFacts", "Author"),
    "licence": QT_TRANSLATE_NOOP("StyleFacts", "Licence"),
    "lineage": QT_TRANSLATE_NOOP("StyleFacts", "Made from"),
    "created": QT_TRANSLATE_NOOP("StyleFacts", "Learned on"),
    "version": QT_TRANSLATE_NOOP("StyleFacts", "By version"),
    "file": QT_TRANSLATE_NOOP("StyleFacts", "File"),
}
# A tooltip says what helps to choose.
_IN_TIP = ("learned", "quality", "author", "licence", "lineage")


def description_of(style: Style) -> str:
    """Translated where it is the program's own."""
    if style.builtin and style.description:
        return QCoreApplication.translate("Style", style.description)
    return style.description


def facts_of(style: Style) -> dict[str, tuple[str, str]]:
    """Key -> (label, plain text) of all that is known, in the language in force."""
    found = {
        "kind": _tr(_LEARNED if style.learned else _TABLE),
        "learned": _learned(style),
        "quality": "" if style.quality is None else _tr(_QUALITY).format(value=_number(style.quality)),
        "group": QCoreApplication.translate("Style", style.group) if style.group else "",
        "author": style.author,
        "licence": style.licence,
        "lineage": " → ".join(_lineage(name) for name in style.lineage),
        "created": _date(style.created),
        "version": style.learned_from.version if style.learned_from else "",
        "file": "" if style.builtin else str(style.path),
    }
    return {key: (_tr(_LABELS[key]), text) for key, text in found.items() if text}


def tip_of(style: Style) -> str:
    """A tooltip, as rich text in which nothing of the style's can be anything but text."""
    lines = [f"<b>{escape(name_of(style))}</b>"]
    if style.description:
        lines.append(escape(description_of(style)))
    facts = facts_of(style)
    keys = [key for key in _IN_TIP if key in facts and not (style.builtin and key in ("author", "licence"))]
    lines += [f"{escape(facts[key][0])}: {escape(facts[key][1])}" for key in keys]
    return "<qt>" + "<br>".join(lines) + "</qt>"


def said_of(style: Style) -> str:
    """The same for screen readers, in one line."""
    facts = facts_of(style)
    parts = [description_of(style), *(f"{facts[key][0]}: {facts[key][1]}" for key in _IN_TIP if key in facts)]
    return ". ".join(part.rstrip(".") for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("StyleFacts", text)


def _learned(style: Style) -> str:
    learned = style.learned_from
    if learned is None:
        return ""
    if not learned.style_photos:
        template = _FROM_PROCEDURE
    else:
        template = _FROM if learned.ordinary_photos else _FROM_ONLY
    return _tr(template).format(
        style=learned.style_photos, ordinary=learned.ordinary_photos, steps=QLocale().toString(learned.steps)
    )


def _lineage(name: str) -> str:
    """A style of the program's is known by its translated name."""
    return QCoreApplication.translate("Style", name)


def _number(value: float) -> str:
    return QLocale().toString(value, "f", 1)


def _date(text: str) -> str:
    when = QDateTime.fromString(text, Qt.DateFormat.ISODate)
    return (
        QLocale().toString(when.toLocalTime().date(), QLocale.FormatType.LongFormat) if when.isValid() else ""
    )
