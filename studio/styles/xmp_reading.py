"""Properties of one namespace out of an XMP file, read as hostile input.

Only what stands on the top description, as an attribute or an element; of texts in several languages the
default. A document type is refused, and with it every entity that could expand.
"""

from __future__ import annotations

from typing import Any, NoReturn
from xml.parsers import expat

from studio.messages import QT_TRANSLATE_NOOP, Message

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
MOST_PROPERTIES = 1000
MOST_ELEMENTS = 20_000
DEEPEST = 64

_BROKEN = QT_TRANSLATE_NOOP("errors", "it is not a sound XMP file")
_DOCTYPE = QT_TRANSLATE_NOOP("errors", "it declares a document type, which no XMP file needs")
_TWICE = QT_TRANSLATE_NOOP("errors", "its property “{key}” is given twice")


class XmpBroken(Exception):
    """A file that cannot be read; ``reason`` says why, ``details`` is the parser's own text."""

    def __init__(self, template: str, details: str = "", **values: str) -> None:
        self.reason = Message("errors", template, values)
        self.details = details
        super().__init__(str(self.reason))


def read_properties(data: bytes, namespace: str) -> dict[str, str]:
    """Names without their prefix, and values as text; that of a list is its first entry.

    Raises XmpBroken.
    """
    reader = _Reader(namespace)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an unknown encoding
        raise XmpBroken(_BROKEN, str(error)) from error
    return reader.properties


def _refuse_doctype(*_: Any) -> NoReturn:
    raise XmpBroken(_DOCTYPE)


class _Reader:
    """Follows the elements; ``properties`` grows."""

    def __init__(self, namespace: str) -> None:
        self.properties: dict[str, str] = {}
        self._lead = f"{namespace} "
        self._path: list[str] = []
        self._elements = 0
        self._key: str | None = None
        self._parts: list[str] = []

    def start(self, element: str, attributes: dict[str, str]) -> None:
        self._path.append(element)
        self._elements += 1
        if len(self._path) > DEEPEST or self._elements > MOST_ELEMENTS:
            raise XmpBroken(_BROKEN, "too deep, or too many elements")
        if element == f"{RDF} Description" and self._descriptions() == 1:
            for key, value in attributes.items():
                if key.startswith(self._lead):
                    self._put(key.removeprefix(self._lead), value)
        elif self._path[-2:-1] == [f"{RDF} Description"] and self._descriptions() == 1:
            self._key = element.removeprefix(self._lead) if element.startswith(self._lead) else None
            self._parts = []

    def text(self, text: str) -> None:
        # Nothing of white space at the beginning, which would be looked through at every end.
        if self._key is not None and (self._parts or text.strip()):
            self._parts.append(text)

    def end(self, element: str) -> None:
        self._path.pop()
        if self._path[-1:] == [f"{RDF} Description"] and self._descriptions() == 1:
            if self._key is not None:
                self._put(self._key, "".join(self._parts).strip())
            self._key = None
        elif element == f"{RDF} li" and self._key is not None and self._parts:
            # The first entry with a text is enough; the rest would run into it.
            self._put(self._key, "".join(self._parts).strip())
            self._key = None

    def _descriptions(self) -> int:
        return self._path.count(f"{RDF} Description")

    def _put(self, key: str, value: str) -> None:
        if key in self.properties:
            raise XmpBroken(_TWICE, key=key[:80])
        if len(self.properties) >= MOST_PROPERTIES:
            raise XmpBroken(_BROKEN, "too many properties")
        self.properties[key] = value
