"""Sentences for the user, kept apart from any toolkit.

The core never translates. It names a sentence once, in English, marked so that ``pyside6-lupdate`` finds
it; the window looks its translation up, and the command line prints the English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, Union


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name that lupdate looks for
    """Mark ``text`` for translation under ``context`` and return it unchanged."""
    return text


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
