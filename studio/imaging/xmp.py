"""XMP packets (ISO 16684-1): the orientation and the size inside them, and Adobe's extended XMP of JPEG."""

from __future__ import annotations

import hashlib
import re

_ORIENTATION = re.compile(rb"(tiff:Orientation\s*(?:=\s*[\"']|>)\s*)(\d)(\s*[\"'<])")
_RATING = re.compile(rb"\bxmp:Rating\s*(?:=\s*[\"']|>)\s*(-?\d(?:\.\d+)?)\s*[\"'<]")
_NUMBER = rb"(\b%s\s*(?:=\s*[\"']|>)\s*)(\d{1,9})(\s*[\"'<])"
_WIDTHS = [re.compile(_NUMBER % name) for name in (b"tiff:ImageWidth", b"exif:PixelXDimension")]
_HEIGHTS = [re.compile(_NUMBER % name) for name in (b"tiff:ImageLength", b"exif:PixelYDimension")]
_RDF_START, _RDF_END = re.compile(rb"<rdf:RDF\b([^<>]*)>"), re.compile(rb"</rdf:RDF\s*>")
_HAS_EXTENDED = re.compile(
    rb"(?<!\s)\s++xmpNote:HasExtendedXMP\s*=\s*[\"'][0-9A-Fa-f]{32}[\"']"
    rb"|<xmpNote:HasExtendedXMP>\s*[0-9A-Fa-f]{32}\s*</xmpNote:HasExtendedXMP>"
)
_EXTENSION = re.compile(rb"HasExtendedXMP\s*(?:=\s*[\"']|>)\s*([0-9A-Fa-f]{32})\s*[\"'<]")
_NAMESPACE = re.compile(rb"\bxmlns:([\w.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")

# What one APP1 segment holds after its 29 bytes of name (XMP part 3, 1.1.3.1).
MOST_IN_JPEG = 65502
EXTENDED_PART = 65400


def orientation(packet: bytes) -> int | None:
    """tiff:Orientation, 1 to 8, or None."""
    found = _ORIENTATION.search(packet)
    number = int(found[2]) if found else 0
    return number if 1 <= number <= 8 else None


def rating(packet: bytes) -> int:
    """xmp:Rating, 0 to 5 stars; 0 where there is none, -1 for a rejected photo."""
    found = _RATING.search(packet)
    return min(max(int(float(found[1])), -1), 5) if found else 0


def patch(packet: bytes, width: int, height: int) -> bytes:
    """The packet for an upright picture of that size: orientation 1 and dimensions where it says any."""
    packet = _ORIENTATION.sub(rb"\g<1>1\3", packet)
    for patterns, size in ((_WIDTHS, width), (_HEIGHTS, height)):
        for pattern in patterns:
            packet = pattern.sub(rb"\g<1>%d\3" % size, packet)
    return packet


def extension(packet: bytes) -> bytes | None:
    """The digest by which a JPEG's main packet names its extended part, None without one."""
    found = _EXTENSION.search(packet)
    return found[1] if found else None


def join(main: bytes, extended: bytes) -> bytes:
    """One packet out of a JPEG's main packet and its extended part; the main one where they do not fit."""
    inner, extra = _rdf(main), _rdf(extended)
    if inner is None or extra is None:
        return main
    (head, inside), (_, more_inside) = inner, extra
    names = {name for name, _ in _NAMESPACE.findall(main[: inside.start])}
    more = b"".join(
        b" xmlns:%s=%s" % (name, value)
        for name, value in dict(_NAMESPACE.findall(extended[: more_inside.start])).items()
        if name not in names
    )
    body = _HAS_EXTENDED.sub(b"", main[inside]) + extended[more_inside]
    return main[:head] + more + b">" + body + main[inside.stop :]


def _rdf(packet: bytes) -> tuple[int, slice] | None:
    """Where the opening tag of the first rdf:RDF ends, and what is in it, up to the last closing tag."""
    opened, closed = _RDF_START.search(packet), list(_RDF_END.finditer(packet))
    if opened is None or not closed or closed[-1].start() < opened.end():
        return None
    return opened.end() - 1, slice(opened.end(), closed[-1].start())


def split(packet: bytes) -> tuple[bytes, bytes, bytes]:
    """For a packet too long for a JPEG segment: a main packet, the digest it names, the extended part."""
    extended = re.sub(rb"<\?xpacket\b[^?]*\?>", b"", packet).strip()
    digest = hashlib.md5(extended, usedforsecurity=False).hexdigest().upper().encode()
    main = (
        b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:xmpNote="http://ns.adobe.com/xmp/note/" '
        b'xmpNote:HasExtendedXMP="' + digest + b'"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    return main, digest, extended
