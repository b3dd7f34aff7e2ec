"""Sentences for the user, kept apart from any toolkit.

The core never translates. It names a sentence once, in English, marked so that ``pyside6-lupdate`` finds
it; the window looks its translation up, and the command line prints the English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any, TypeAlias, Union


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name that lupdate looks for
    """Mark ``text`` for translation under ``context`` and return it unchanged."""
    return text


_MOST_TEMPLATE, _MOST_FIELDS, _MOST_VALUE = 2_000, 16, 10_000
"""Of a stranger's message, in characters: fields that repeat, each with messages inside, fill the memory."""
Value: TypeAlias = Union[str, int, float, "Message"]


@dataclass(frozen=True)
class Message:
    """One sentence for the user: a template in English and the values that fill it.

    ``context`` is the translation context and ``template`` a ``str.format`` string with named fields. A
    value may be a message itself (the reason in "could not be read: {reason}"), translated on its own.
    """

    context: str
    template: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def fill(self, template: str | None = None) -> str:
        """The sentence, from ``template`` (a translation) or in English."""
        return (template or self.template).format(**self.values)

    def __str__(self) -> str:
        return self.fill()

    def as_plain(self) -> dict[str, Any]:
        """The message as JSON takes it."""
        values = {k: v.as_plain() if isinstance(v, Message) else v for k, v in self.values.items()}
        return {"context": self.context, "template": self.template, "values": values}


def message_from(document: Any, *, depth: int = 3) -> Message:
    """The inverse of :meth:`Message.as_plain`. Raises ValueError for what is no message that can be shown."""
    if not isinstance(document, dict) or document.keys() != {"context", "template", "values"} or not depth:
        raise ValueError("no message")
    context, template, values = (document[key] for key in ("context", "template", "values"))
    if not isinstance(context, str) or not isinstance(template, str) or not isinstance(values, dict):
        raise ValueError("no message")
    taken: dict[str, Value] = {}
    for key, value in values.items():
        if isinstance(value, dict):
            taken[key] = message_from(value, depth=depth - 1)
        elif isinstance(value, str | int | float):
            taken[key] = value[:_MOST_VALUE] if isinstance(value, str) else value
        else:
            raise ValueError("no value of a message")
    fields = list(Formatter().parse(template)) if len(template) <= _MOST_TEMPLATE else []
    if len(template) > _MOST_TEMPLATE or len(fields) > _MOST_FIELDS:
        raise ValueError("a template without end")
    # By their names alone: a file's words reach nothing else of Python's format language.
    for _, name, spec, conversion in fields:
        if name is not None and (
            name not in taken or conversion or len(spec or "") > 4 or "{" in (spec or "")
        ):
            raise ValueError("a template that is not filled")
    message = Message(context, template, taken)
    message.fill()
    return message
