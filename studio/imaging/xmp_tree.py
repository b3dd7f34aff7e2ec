"""XMP packets by their meaning: what a photographer says of a photo, and two packets made one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from studio.imaging import xmp
from studio.imaging.xmp_edit import XmpBroken, parse_into

_RDF, _XML = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/XML/1998/namespace"
_META = "adobe:ns:meta/"
_DC, _XAP = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/xap/1.0/"
# What says something of the photo. All else in a sidecar speaks of its RAW file or of how one program
# develops it, and would be taken for a thing still to be done to the finished picture.
_CARRIED = {
    _DC: "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/lightroom/1.0/": "lr",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
}
_CARRIED_ALONE = frozenset({f"{_XAP}}}Rating", f"{_XAP}}}Label"})
_NOT_CARRIED = frozenset({f"{_DC}}}format", "http://ns.adobe.com/photoshop/1.0/}SidecarForExtension"})
_PREFIXES = {**_CARRIED, _RDF: "rdf", _XML: "xml", _META: "x", _XAP: "xmp"}
_LI, _ABOUT, _LANGUAGE = f"{_RDF}}}li", f"{_RDF}}}about", f"{_XML}}}lang"
_MOST_DEPTH, _MOST_ELEMENTS = 64, 500_000
_MOST_KEYWORDS, _MOST_CHARACTERS = 500, 1000


@dataclass(frozen=True)
class XmpFacts:
    """``title`` in its default language, "" without one; ``rating`` 0 to 5 stars, -1 for rejected."""

    title: str = ""
    rating: int = 0
    keywords: tuple[str, ...] = ()


def facts_of(packet: bytes | None) -> XmpFacts:
    """What :func:`read_facts` finds; of a packet that is broken the rating alone."""
    try:
        return read_facts(packet) if packet else XmpFacts()
    except XmpBroken:
        return XmpFacts(rating=xmp.rating(packet or b""))


def read_facts(packet: bytes) -> XmpFacts:
    """dc:title, xmp:Rating and dc:subject. Raises XmpBroken."""
    title, rating, keywords = "", 0, tuple[str, ...]()
    for name, value in _properties(_parse(packet).root):
        if name == f"{_DC}}}title":
            title = _default(value)
        elif name == f"{_XAP}}}Rating":
            rating = _stars(_text(value))
        elif name == f"{_DC}}}subject":
            items = [_text(item) for item in value.iter(_LI)] if isinstance(value, Element) else [value]
            keywords = tuple(item for item in items if item)[:_MOST_KEYWORDS]
    return XmpFacts(title, rating, keywords)


def merged(packet: bytes | None, sidecar: bytes) -> bytes | None:
    """``packet`` with what ``sidecar`` says of the photo, which wins; ``packet`` itself if that is nothing.

    A packet that is broken gives way to a new one. Raises XmpBroken for the sidecar.
    """
    told = _parse(sidecar)
    said = {name: value for name, value in _properties(told.root) if _is_carried(name)}
    if not said:
        return packet
    try:
        into = _parse(packet or b"")
    except XmpBroken:
        into = _Tree(Element(f"{_META}}}xmpmeta"), {})
        into.root.append(Element(f"{_RDF}}}RDF"))
    about = ""
    for description in list(_descriptions(into.root)):
        about = description.get(_ABOUT, "") or about
        for name in said.keys() & description.attrib.keys():
            del description.attrib[name]
        description[:] = [child for child in description if child.tag not in said]
    new = Element(f"{_RDF}}}Description", {_ABOUT: about})
    for name, value in said.items():
        if isinstance(value, Element):
            new.append(value)
        else:
            new.set(name, value)
    rdf = next(into.root.iter(f"{_RDF}}}RDF"))
    rdf.append(new)
    return _written(into.root, {**told.prefixes, **into.prefixes})


@dataclass(frozen=True)
class _Tree:
    """Names are "namespace}local"; ``prefixes`` by namespace, as the packet has them."""

    root: Element
    prefixes: dict[str, str]


def _parse(packet: bytes) -> _Tree:
    parser, builder = expat.ParserCreate("utf-8", "}"), TreeBuilder()
    prefixes: dict[str, str] = {}
    depth = count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > _MOST_DEPTH or count > _MOST_ELEMENTS:
            raise XmpBroken("too deep, or too much")
        builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    def declared(prefix: str | None, namespace: str | None) -> None:
        prefixes.setdefault(namespace or "", prefix or "")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartNamespaceDeclHandler = declared
    parse_into(packet, parser)
    root = builder.close()
    if next(root.iter(f"{_RDF}}}RDF"), None) is None:
        raise XmpBroken("no rdf:RDF")
    return _Tree(root, prefixes)


def _descriptions(root: Element) -> Iterator[Element]:
    for rdf in root.iter(f"{_RDF}}}RDF"):
        yield from rdf.findall("*")


def _properties(root: Element) -> Iterator[tuple[str, Element | str]]:
    for description in _descriptions(root):
        yield from description.attrib.items()
        for child in description:
            yield child.tag, child


def _is_carried(name: str) -> bool:
    carried = name in _CARRIED_ALONE or name.rpartition("}")[0] in _CARRIED
    return carried and name not in _NOT_CARRIED


def _default(value: Element | str) -> str:
    """The item in no language of its own ("x-default"), else the first."""
    items = list(value.iter(_LI)) if isinstance(value, Element) else []
    chosen = next((item for item in items if item.get(_LANGUAGE) == "x-default"), None)
    if chosen is None:
        chosen = items[0] if items else None
    return _text(value if chosen is None else chosen)


def _text(value: Element | str) -> str:
    text = value if isinstance(value, str) else value.text or ""
    return " ".join("".join(c if c.isprintable() else " " for c in text[:_MOST_CHARACTERS]).split())


def _stars(text: str) -> int:
    try:
        return min(max(int(float(text)), -1), 5)
    except (ValueError, OverflowError):
        return 0


def _written(root: Element, prefixes: dict[str, str]) -> bytes:
    """The tree as a packet; every namespace is declared once, at its root."""
    used = {name.rpartition("}")[0] for node in root.iter() for name in (node.tag, *node.attrib)}
    chosen: dict[str, str] = {}
    taken, again = {"xmlns"}, Counter[str]()
    for space in sorted(used - {""}, key=lambda space: (space not in _PREFIXES, space)):
        prefix = wanted = _PREFIXES.get(space) or prefixes.get(space) or "ns"
        while prefix in taken:
            again[wanted] += 1
            prefix = f"{wanted}_{again[wanted]}"
        chosen[space] = prefix
        taken.add(prefix)

    def named(name: str) -> str:
        space, _, local = name.rpartition("}")
        return f"{chosen[space]}:{local}" if space else local

    def write(node: Element, more: str) -> str:
        attributes = "".join(f" {named(key)}={quoteattr(value)}" for key, value in node.attrib.items())
        inner = escape(node.text or "") + "".join(
            write(child, "") + escape(child.tail or "") for child in node
        )
        return f"<{named(node.tag)}{more}{attributes}>{inner}</{named(node.tag)}>"

    declared = "".join(f" xmlns:{p}={quoteattr(s)}" for s, p in chosen.items() if s != _XML)
    head = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    return f'{head}{write(root, declared)}<?xpacket end="w"?>'.encode()
