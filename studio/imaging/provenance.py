"""What was done to a photo, said in its XMP: IPTC's digital source type, and the style.

The digital source type is a property of the IPTC Photo Metadata Standard (Extension), its values are IPTC's
NewsCodes. The style stands in a namespace of our own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias
from xml.sax.saxutils import escape

from studio.imaging.xmp_edit import is_well_formed

SourceType: TypeAlias = Literal["algorithmicallyEnhanced", "humanEdits"]
"""A learned style, or edits by hand and by fixed tables."""

CODES = b"http://cv.iptc.org/newscodes/digitalsourcetype/"
_IPTC_EXT = b"http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
NAMESPACE = "urn:portrait-style-studio:1.0/"
# What may be said again, from the weakest on. Anything else (made by a network, a composite) says more.
_ORDER = (
    b"digitalCapture", b"negativeFilm", b"positiveFilm", b"print", b"computationalCapture",
    b"minorHumanEdits", b"humanEdits", b"algorithmicallyEnhanced",
)  # fmt: skip
_VALUE = rb"(?:http://cv\.iptc\.org/newscodes/digitalsourcetype/)?([A-Za-z]+)/?\s*"
_FORMS = [
    re.compile(rb"(?<!\s)\s++[\w.-]++:DigitalSourceType\s*=\s*[\"']\s*" + _VALUE + rb"[\"']"),
    re.compile(rb"<([\w.-]+:)DigitalSourceType\s*>\s*" + _VALUE + rb"</\1DigitalSourceType\s*>"),
    re.compile(rb"<([\w.-]+:)DigitalSourceType\s+rdf:resource\s*=\s*[\"']" + _VALUE + rb"[\"']\s*/>"),
]
_EMPTY = re.compile(rb"<rdf:Description\b([^<>]*+)(?<=/)>\s*")
_OURS = re.compile(rb"\bxmlns:pss\s*=\s*[\"']" + re.escape(NAMESPACE.encode()) + rb"[\"']")
_ABOUT = re.compile(rb"<rdf:Description\b[^<>]*?\brdf:about\s*=\s*(\"[^\"]*\"|'[^']*')")
_END = re.compile(rb"</rdf:RDF\s*>")
_NEW = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
)


@dataclass(frozen=True)
class Provenance:
    """``style`` is its name, "" without one; ``version`` tells its file apart; ``strength`` 1 is whole."""

    source_type: SourceType
    software: str
    style: str = ""
    version: str = ""
    strength: float | None = None


def stamp(packet: bytes | None, made: Provenance) -> bytes:
    """The packet with what was done; a new one for None; one that is broken or has no place for it as it is.

    A digital source type that says more than ours stays; what an earlier export said of its style does not.
    """
    old = packet if packet is not None and packet.strip() else _NEW
    packet = _EMPTY.sub(lambda tag: b"" if _OURS.search(tag[1]) else tag[0], old)
    said = made.source_type.encode()
    for form in _FORMS:
        for found in form.finditer(packet):
            value = found[found.re.groups]
            if value not in _ORDER:
                said = b""
            elif said and _ORDER.index(value) > _ORDER.index(said):
                said = value
    if said:
        for form in _FORMS:
            packet = form.sub(b"", packet)
    ends = list(_END.finditer(packet))
    if not ends:
        return old
    place, about = ends[-1].start(), _ABOUT.search(packet)
    new = packet[:place] + _described(made, said, about[1] if about else b'""') + packet[place:]
    # What looks like a tag may stand in a comment or in a value.
    return new if is_well_formed(new) else old


def _described(made: Provenance, source_type: bytes, about: bytes) -> bytes:
    values = {"Software": made.software, "Style": made.style, "StyleVersion": made.version}
    if made.strength is not None:
        values["StyleStrength"] = f"{made.strength:.3g}"
    said = "".join(f' pss:{key}="{_attribute(value)}"' for key, value in values.items() if value)
    iptc = b""
    if source_type:
        value = CODES + source_type
        iptc = b' xmlns:Iptc4xmpExt="%s" Iptc4xmpExt:DigitalSourceType="%s"' % (_IPTC_EXT, value)
    return b"<rdf:Description rdf:about=%s xmlns:pss=%s%s%s/>" % (
        about, b'"' + NAMESPACE.encode() + b'"', said.encode(), iptc
    )  # fmt: skip


def _attribute(text: str) -> str:
    """XML 1.0 has no place for control characters."""
    printable = "".join(c for c in text if c.isprintable())
    return escape(printable, {'"': "&quot;"})
