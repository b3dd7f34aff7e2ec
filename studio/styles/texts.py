"""What is said of a style outside its file: in the program's index, or in the JSON beside a user's table.

A ``.cube``, HaldCLUT or XMP file says no more than a title. A JSON file beside it, of the same stem, may say
more; where several style files share a stem, one named after the whole file (``look.cube.json``) goes before.
A ``.pstyle`` file says everything itself and has nothing beside it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from studio.errors import StyleFileInvalid
from studio.files import write_atomically
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.card import MAX_LINEAGE, clean
from studio.styles.cube import too_large

TEXTS = ("name", "group", "author", "licence", "description")
TABLE_SUFFIXES = (".cube", ".png", ".xmp")
_MAX_JSON = 64 << 10
_NOT_JSON = QT_TRANSLATE_NOOP("errors", "it is not the JSON that was expected")


def sidecar(path: Path) -> Path:
    """The JSON file that speaks of a table, whether it is there or not."""
    whole = path.with_name(path.name + ".json")
    shared = [
        other for suffix in TABLE_SUFFIXES if (other := path.with_suffix(suffix)) != path and other.is_file()
    ]
    return whole if shared or whole.is_file() else path.with_suffix(".json")


def sidecar_texts(path: Path) -> dict[str, Any]:
    """The texts and the lineage beside a table; empty ones where nothing is said. Raises StyleFileInvalid."""
    beside = sidecar(path)
    if not beside.is_file() and not (beside := path.with_suffix(".json")).is_file():
        return {**dict.fromkeys(TEXTS, ""), "lineage": ()}
    entry = read_json(beside, limit=_MAX_JSON)
    lineage = entry.get("lineage", [])
    if not isinstance(lineage, list) or not all(isinstance(text, str) for text in lineage):
        refuse_text(beside.name, "lineage")
    found: dict[str, Any] = dict(texts_of(entry, beside.name, TEXTS))
    return {**found, "lineage": tuple(clean(text, 240) for text in lineage[:MAX_LINEAGE])}


def write_sidecar(path: Path, changes: Mapping[str, Any]) -> None:
    """Say something else of a table; what else stands there is kept. Raises StyleFileInvalid, OutputError."""
    beside = sidecar(path)
    before = beside if beside.is_file() else path.with_suffix(".json")
    entries = read_json(before, limit=_MAX_JSON) if before.is_file() else {}
    entries.update(
        {key: list(value) if isinstance(value, tuple) else value for key, value in changes.items()}
    )
    data = json.dumps(entries, indent=1, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    write_atomically(beside, data + b"\n", replace=True)


def read_json(path: Path, *, limit: int) -> dict[str, Any]:
    """The object in a JSON file of at most ``limit`` bytes. Raises StyleFileInvalid."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise StyleFileInvalid(name=path.name, reason=too_large(limit))
        value = json.loads(data.decode("utf-8-sig"))
    # RecursionError: thousands of nested brackets.
    except (OSError, ValueError, RecursionError) as error:
        raise StyleFileInvalid(name=path.name, reason=reason(_NOT_JSON), details=str(error)) from error
    if not isinstance(value, dict):
        raise StyleFileInvalid(name=path.name, reason=reason(_NOT_JSON))
    return value


def texts_of(entry: Any, name: str, keys: tuple[str, ...]) -> dict[str, str]:
    """The text fields of a JSON object; absent ones are empty, other kinds refused (StyleFileInvalid)."""
    if not isinstance(entry, dict):
        raise StyleFileInvalid(name=name, reason=reason(_NOT_JSON))
    texts = {}
    for key in keys:
        value = entry.get(key, "")
        if not isinstance(value, str) or len(value) > 2000:
            refuse_text(name, key)
        texts[key] = clean(value, 2000)
    return texts


def refuse_text(name: str, key: str) -> NoReturn:
    """Raise StyleFileInvalid for an entry that is no short text."""
    not_text = QT_TRANSLATE_NOOP("errors", "“{key}” must be a short text")
    raise StyleFileInvalid(name=name, reason=reason(not_text, key=key))


def reason(template: str, **values: str) -> Message:
    """A part of a sentence of the errors."""
    return Message("errors", template, values)
