"""StyleCard: what a style file says of itself, as a value and as the JSON in the file."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields
from typing import Any, NoReturn, TypeAlias

import numpy as np
import numpy.typing as npt

from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles import strict_json
from studio.styles.architectures import ARCHITECTURES, INPUTS
from studio.styles.style import LearnedFrom

UInt8: TypeAlias = npt.NDArray[np.uint8]

SCHEMA = 1
"""The version of the JSON. A program reads its own and older ones; whatever is added raises it."""
MAX_PREVIEW_SIDE = 1024
MAX_PREVIEW_BYTES = 1 << 20
MAX_TEXTS = {"name": 120, "author": 120, "licence": 120, "group": 60, "description": 2000}
"""The most characters of each text."""
MAX_LINEAGE = 64
MAX_LINEAGE_TEXT = 240
_MAX_VERSION = 40
_MAX_JSON = 96 << 10
_MOST_PARTS = 25_000
_MAX_PHOTOS, _MAX_STEPS, _MAX_QUALITY = 10**6, 10**9, 1000.0
_DATE = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\dZ")

_NOT_PLAIN = QT_TRANSLATE_NOOP("errors", "“{key}” must be plain text of at most {limit} characters")
_NOT_THAT = QT_TRANSLATE_NOOP("errors", "“{key}” is not what it should be")
_NO_NAME = QT_TRANSLATE_NOOP("errors", "it has no name")
_BAD_PREVIEW = QT_TRANSLATE_NOOP("errors", "its preview must be RGB, at most {side} pixels a side and 1 MB")
_UNKNOWN = QT_TRANSLATE_NOOP(
    "errors", "its architecture “{name}” is not known to this version of the program"
)
_NEWER = QT_TRANSLATE_NOOP("errors", "it was made by a newer version of the program")
_NO_JSON = QT_TRANSLATE_NOOP("errors", "its description is not the JSON that was expected")


class CardInvalid(ValueError):
    """A card that breaks a rule; ``reason`` is a part of a sentence for the user."""

    def __init__(self, template: str, **values: str | int) -> None:
        self.reason = Message("errors", template, values)
        super().__init__(str(self.reason))


@dataclass(frozen=True, eq=False, kw_only=True)
class StyleCard:
    """A learned style without its weights.

    ``architecture`` is one of :data:`~studio.styles.architectures.ARCHITECTURES`, ``inputs`` what it looks at
    (``"rgb"`` or ``"rgb+maps"``). Texts are printable, on one line, and as long as :data:`MAX_TEXTS` allows.
    ``quality``: mean CIEDE2000 to held-out photos, or None. ``lineage``: what it was made from, oldest first.
    ``created``: UTC as ``2026-11-24T08:30:00Z``, or "". ``preview``: uint8 (h, w, 3), sRGB, or None.

    Raises CardInvalid, a ValueError, for anything else.
    """

    architecture: str
    name: str
    inputs: str = "rgb"
    author: str = ""
    licence: str = ""
    description: str = ""
    group: str = ""
    learned_from: LearnedFrom | None = None
    quality: float | None = None
    lineage: tuple[str, ...] = ()
    created: str = ""
    preview: UInt8 | None = None

    def __post_init__(self) -> None:
        if self.architecture not in ARCHITECTURES:
            raise CardInvalid(_UNKNOWN, name=clean(self.architecture, 40))
        if self.inputs not in INPUTS:
            raise CardInvalid(_NOT_THAT, key="inputs")
        for key, limit in MAX_TEXTS.items():
            _check_text(key, getattr(self, key), limit)
        if not self.name:
            raise CardInvalid(_NO_NAME)
        if len(self.lineage) > MAX_LINEAGE:
            raise CardInvalid(_NOT_THAT, key="lineage")
        for text in self.lineage:
            _check_text("lineage", text, MAX_LINEAGE_TEXT)
        if self.created and not _DATE.fullmatch(self.created):
            raise CardInvalid(_NOT_THAT, key="created")
        if self.quality is not None and not 0.0 <= self.quality <= _MAX_QUALITY:
            raise CardInvalid(_NOT_THAT, key="quality")
        if self.learned_from is not None:
            _check_learned(self.learned_from)
        if self.preview is not None:
            check_preview(self.preview.shape)
            if self.preview.dtype != np.uint8:
                raise CardInvalid(_BAD_PREVIEW, side=MAX_PREVIEW_SIDE)


def check_preview(shape: tuple[int, ...]) -> None:
    """Raises CardInvalid for a shape that no preview may have."""
    sound = len(shape) == 3 and shape[2] == 3 and all(0 < side <= MAX_PREVIEW_SIDE for side in shape[:2])
    if not sound or math.prod(shape) > MAX_PREVIEW_BYTES:
        raise CardInvalid(_BAD_PREVIEW, side=MAX_PREVIEW_SIDE)


def clean(text: str, limit: int) -> str:
    """``text`` as a card takes it: what cannot be printed and runs of spaces become one space; cut.

    Control characters, line ends and marks that turn the direction of writing are among what goes.
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:limit].rstrip()


def card_json(card: StyleCard) -> str:
    """The JSON of a card, always the same for the same values."""
    learned = card.learned_from
    entries: dict[str, Any] = {key: getattr(card, key) for key in _KEYS}
    entries["schema"] = SCHEMA
    entries["lineage"] = list(card.lineage)
    entries["quality"] = None if card.quality is None else float(card.quality)
    entries["learned_from"] = None if learned is None else {key: getattr(learned, key) for key in _LEARNED}
    return strict_json.canonical(entries)


def parse_card(text: str, preview: UInt8 | None = None) -> StyleCard:
    """The card of such a JSON. Raises CardInvalid."""
    try:
        entries = strict_json.parse(text, _MOST_PARTS) if len(text) <= _MAX_JSON else None
    except ValueError as error:
        raise CardInvalid(_NO_JSON) from error
    if not isinstance(entries, dict):
        raise CardInvalid(_NO_JSON)
    schema = entries.pop("schema", None)
    if type(schema) is not int or schema < 1:
        raise CardInvalid(_NOT_THAT, key="schema")
    if schema > SCHEMA:
        raise CardInvalid(_NEWER)
    if set(entries) != set(_KEYS):
        odd = min(set(entries) ^ set(_KEYS))
        raise CardInvalid(_NOT_THAT, key=clean(odd, 40))
    for key, value in entries.items():
        if key not in _TYPED and not isinstance(value, str):
            raise CardInvalid(_NOT_THAT, key=key)
    lineage, quality = entries["lineage"], entries["quality"]
    if not isinstance(lineage, list):
        raise CardInvalid(_NOT_THAT, key="lineage")
    if quality is not None and type(quality) not in (int, float):
        raise CardInvalid(_NOT_THAT, key="quality")
    if type(quality) is int and not 0 <= quality <= _MAX_QUALITY:  # may be too long for a float
        raise CardInvalid(_NOT_THAT, key="quality")
    entries["lineage"] = tuple(lineage)
    entries["quality"] = None if quality is None else float(quality)
    entries["learned_from"] = _learned(entries["learned_from"])
    return StyleCard(**entries, preview=preview)


_TYPED = ("lineage", "quality", "learned_from")
_KEYS = tuple(field.name for field in fields(StyleCard) if field.name != "preview")
_LEARNED = tuple(field.name for field in fields(LearnedFrom))


def _learned(value: Any) -> LearnedFrom | None:
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != set(_LEARNED):
        _refuse_learned()
    return LearnedFrom(**value)


def _check_learned(learned: LearnedFrom) -> None:
    counts = (learned.style_photos, learned.ordinary_photos, learned.steps)
    for count, most in zip(counts, (_MAX_PHOTOS, _MAX_PHOTOS, _MAX_STEPS), strict=True):
        if type(count) is not int or not 0 <= count <= most:
            _refuse_learned()
    _check_text("version", learned.version, _MAX_VERSION)


def _refuse_learned() -> NoReturn:
    raise CardInvalid(_NOT_THAT, key="learned_from")


def _check_text(key: str, text: object, limit: int) -> None:
    if not isinstance(text, str) or len(text) > limit or not text.isprintable():
        raise CardInvalid(_NOT_PLAIN, key=key, limit=limit)
