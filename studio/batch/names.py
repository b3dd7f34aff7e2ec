"""Templates for the names of outputs: ``{date}/{name}-{number:04}`` and the like."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import NoReturn, TypeAlias

from studio.batch.errors import NameTemplateInvalid
from studio.messages import QT_TRANSLATE_NOOP, Message, Value

DEFAULT = "{subfolder}/{name}"
MOST_CHARACTERS = 300
UNKNOWN = "unknown"
"""What stands for a date, a camera or a style that is not there."""

_BAD_BRACES = QT_TRANSLATE_NOOP("errors", "a brace is open; a brace itself is written twice")
_UNKNOWN_FIELD = QT_TRANSLATE_NOOP("errors", "there is no field “{field}”; there are {fields}")
_BAD_FORM = QT_TRANSLATE_NOOP(
    "errors", "of the fields only “number” takes digits, 1 to 9 of them, as in {example}"
)
_LEAVES = QT_TRANSLATE_NOOP("errors", "it leads out of the folder")
_EMPTY = QT_TRANSLATE_NOOP("errors", "it is empty or too long")
_BACKSLASH = QT_TRANSLATE_NOOP("errors", "folders are parted by “/”")

_WIDTH = re.compile(r"0?[1-9]", re.ASCII)
_TAKEN_AT = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)", re.ASCII)
# What FAT, NTFS and network shares refuse in names, and control characters.
_REFUSED = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


@dataclass(frozen=True)
class NameFacts:
    """What a template may name of one output.

    ``name`` is the original's without its suffix, ``number`` its place in the batch from 1, ``captured``
    EXIF's ("2024:05:06 07:08:09"), ``folder`` the name of the folder that it lies in, ``subfolder`` that
    folder's place below the one that was named, its parts divided by "/".
    """

    name: str
    number: int = 1
    captured: str = ""
    style: str = ""
    rating: int = 0
    camera: str = ""
    folder: str = ""
    subfolder: str = ""
    preset: str = ""


def _date(facts: NameFacts) -> str:
    found = _TAKEN_AT.match(facts.captured)
    return "-".join(found.groups()[:3]) if found else UNKNOWN


def _time(facts: NameFacts) -> str:
    found = _TAKEN_AT.match(facts.captured)
    return "".join(found.groups()[3:]) if found else UNKNOWN


FIELDS: Mapping[str, Callable[[NameFacts], str]] = {
    "name": lambda facts: facts.name,
    "number": lambda facts: str(facts.number),
    "date": _date,
    "time": _time,
    "style": lambda facts: facts.style or UNKNOWN,
    "rating": lambda facts: str(facts.rating),
    "camera": lambda facts: facts.camera or UNKNOWN,
    "folder": lambda facts: facts.folder or UNKNOWN,
    "subfolder": lambda facts: facts.subfolder,
    "preset": lambda facts: facts.preset,
}

# Literal text, or a field with its width.
_Part: TypeAlias = tuple[str, str, int]


@dataclass(frozen=True)
class NameTemplate:
    """A template, understood. Raises NameTemplateInvalid.

    Fields are those of :data:`FIELDS` and nothing else of Python's format language; ``{number:04}`` is filled
    up with zeros. "/" makes folders.
    """

    text: str
    _parts: tuple[_Part, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        text = self.text
        if not text.strip(" /.") or len(text) > MOST_CHARACTERS:
            self._refuse(_EMPTY)
        if "\\" in text:
            self._refuse(_BACKSLASH)
        if text.startswith("/") or ".." in (part.strip() for part in text.split("/")):
            self._refuse(_LEAVES)
        try:
            pieces = list(Formatter().parse(text))
        except ValueError as error:
            raise NameTemplateInvalid(text=text, reason=Message("errors", _BAD_BRACES)) from error
        object.__setattr__(self, "_parts", tuple(self._part(*piece) for piece in pieces))

    def fill(self, facts: NameFacts) -> tuple[str, ...]:
        """Folders and name, without a suffix: parts that file systems take, none of them "..", none empty.

        A "/" in a fact divides nothing, but in ``subfolder``, whose own parts do.
        """
        text = "".join(literal + _filled(name, width, facts) for literal, name, width in self._parts)
        parts = [_portable(part) for part in text.split("/") if part.strip(" .")]
        return tuple(parts) or ("_",)

    def _part(self, literal: str, name: str | None, spec: str | None, conversion: str | None) -> _Part:
        if name is None:
            return literal, "", 0
        if name not in FIELDS:
            self._refuse(_UNKNOWN_FIELD, field=name[:40], fields=", ".join(FIELDS))
        if conversion or (spec and (name != "number" or not _WIDTH.fullmatch(spec))):
            self._refuse(_BAD_FORM, example="{number:04}")
        return literal, name, int(spec or 0)

    def _refuse(self, reason: str, **values: Value) -> NoReturn:
        raise NameTemplateInvalid(text=self.text[:80], reason=Message("errors", reason, values))


def _filled(name: str, width: int, facts: NameFacts) -> str:
    if not name:
        return ""
    text = FIELDS[name](facts)
    if name == "subfolder":
        return "/".join(_REFUSED.sub("_", part) for part in text.split("/"))
    return _REFUSED.sub("_", text).zfill(width)


def _portable(part: str) -> str:
    """One part of a path as every system takes it."""
    part = _REFUSED.sub("_", part).strip(" ").rstrip(" .")
    return f"_{part}" if _RESERVED.match(part) else part
