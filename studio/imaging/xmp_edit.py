"""XMP packets cut by what their XML says, not by how it is written: prefixes, blanks, quotes may be any."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

_TAG = re.compile(rb"<[^\s<>/=]+((?:\s+[^\s<>/=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(/?)>")
_ATTRIBUTE = re.compile(rb"\s+([^\s<>/=]+)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_AROUND = b" \t\r\n\0"
_MOST_RIGHTS = 1 << 16


class XmpBroken(ValueError):
    """No well-formed XML in UTF-8, or one with a document type. Never leaves studio.imaging."""


def is_well_formed(packet: bytes) -> bool:
    try:
        parse_into(packet, _parser())
    except XmpBroken:
        return False
    return True


def without(packet: bytes, named: Callable[[str], bool]) -> bytes:
    """Without the properties, elements and attributes alike, whose local names are ``named``.

    Comments go too, and instructions but the packet's own.

    Raises XmpBroken.
    """
    packet = packet.strip(_AROUND)
    parser, cuts = _parser(), list[tuple[int, int]]()
    depth, skipped, begun = 0, 0, 0

    def start(name: str, attributes: list[str]) -> None:
        nonlocal depth, skipped, begun
        depth += 1
        if skipped:
            return
        place = parser.CurrentByteIndex
        if named(_local(name)):
            skipped, begun = depth, place
        elif any(named(_local(key)) for key in attributes[::2]):
            tag = _TAG.match(packet, place)
            if tag is None:
                raise XmpBroken("a tag")
            cuts.extend(
                found.span()
                for found in _ATTRIBUTE.finditer(packet, *tag.span(1))
                if named(_local(found[1].decode()))
            )

    def end(_: str) -> None:
        nonlocal depth, skipped
        if skipped == depth:
            tag = _TAG.match(packet, begun)
            if tag is None:
                raise XmpBroken("a tag")
            after = tag.end() if tag[2] else packet.index(b">", parser.CurrentByteIndex) + 1
            cuts.append((begun, after))
            skipped = 0
        depth -= 1

    def comment(_: str) -> None:
        if not skipped:
            place = parser.CurrentByteIndex
            cuts.append((place, packet.index(b"-->", place) + 3))

    def instruction(target: str, _: str) -> None:
        if not skipped and target != "xpacket":
            place = parser.CurrentByteIndex
            cuts.append((place, packet.index(b"?>", place) + 2))

    parser.ordered_attributes = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CommentHandler, parser.ProcessingInstructionHandler = comment, instruction
    parse_into(packet, parser)
    parts, last = [], 0
    for place, after in cuts:
        parts.append(packet[last:place])
        last = after
    return b"".join([*parts, packet[last:]])


def rights_alone(packet: bytes) -> bytes | None:
    """A new packet that holds the copyright (dc:rights) of this one and nothing else; None without one.

    Raises XmpBroken.
    """
    parser, found = _parser(), list[tuple[str, list[str]]]()
    inside: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if inside or name == "dc:rights":
            inside.append(name)
            if name in ("dc:rights", "rdf:li"):
                found.append((attributes.get("xml:lang", "x-default"), []))

    def end(_: str) -> None:
        if inside:
            inside.pop()

    def data(text: str) -> None:
        if inside and inside[-1] in ("dc:rights", "rdf:li"):
            found[-1][1].append(text)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
    parse_into(packet, parser)
    said = [(language, "".join(parts).strip()) for language, parts in found]
    items = "".join(
        f"<rdf:li xml:lang={quoteattr(language)}>{escape(text)}</rdf:li>" for language, text in said if text
    )
    if not items or len(items) > _MOST_RIGHTS:
        return None
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:rights><rdf:Alt>'
        f"{items}</rdf:Alt></dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def _local(name: str) -> str:
    return "" if name.startswith("xmlns:") else name.rpartition(":")[2]


def _parser() -> expat.XMLParserType:
    return expat.ParserCreate("utf-8")


def parse_into(packet: bytes, parser: expat.XMLParserType) -> None:
    """Parse a whole packet by a parser with its handlers set. Raises XmpBroken."""

    def refuse(*_: object) -> None:
        raise XmpBroken("a document type")

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(packet.strip(_AROUND), True)
    except (expat.ExpatError, ValueError) as error:
        raise XmpBroken(str(error)) from error
