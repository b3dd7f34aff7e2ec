"""Sentences in another language where there is no Qt: read from the program's own translations."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping

from studio.messages import Message
from studio.paths import resources
from studio.runs.config import Language

HTML: Mapping[Language, str] = {"en": "en", "zh_CN": "zh-CN"}
"""The names of the program's languages in HTML."""


def speaker(language: Language) -> Callable[[Message], str]:
    """What says a message in ``language``; in English what is not translated."""
    known = {} if language == "en" else _read(language)

    def say(message: Message) -> str:
        values = {
            name: say(value) if isinstance(value, Message) else value
            for name, value in message.values.items()
        }
        return known.get((message.context, message.template), message.template).format(**values)

    return say


def _read(language: str) -> dict[tuple[str, str], str]:
    path = resources() / "translations" / f"studio_{language}.ts"
    try:
        root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - a file of the program's own
    except (OSError, ET.ParseError):
        return {}
    found = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            said = message.find("translation")
            if said is not None and said.get("type") is None and said.text:
                found[context.findtext("name", ""), message.findtext("source", "")] = said.text
    return found
