"""JSON from files of strangers: no key twice, no NaN, no endless nesting, no more than expected."""

from __future__ import annotations

import json
from typing import Any, NoReturn


class TooMuch(ValueError):
    """There is more in a text than was allowed."""


def parse(text: str, most_parts: int) -> Any:
    """The value of a JSON text (RFC 8259).

    ``most_parts`` bounds braces, brackets and commas, also those within strings, before anything is built.
    Raises TooMuch then, ValueError for anything else than such a text, a key given twice included.
    """
    if sum(map(text.count, "{[,")) > most_parts:
        raise TooMuch(f"more than {most_parts} parts")
    try:
        return _DECODER.decode(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def canonical(value: Any) -> str:
    """The one text of a value: sorted keys, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def _no_constant(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant)
"""One for all: ``json.loads`` would make one for each of the thousands of lines of a journal."""
