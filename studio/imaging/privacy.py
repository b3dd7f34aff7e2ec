"""What of a photo's metadata may leave the house: all, all but the place, nothing personal, or nothing.

What is left out is gone, bytes and all, not only its name. What stays keeps its place and form.
"""

from __future__ import annotations

import re
import struct
from typing import Literal, TypeAlias, get_args

from studio.imaging import ifd
from studio.imaging.ifd import EXIF_IFD, GPS_IFD, Ifd, IfdBroken, Layout
from studio.imaging.ifd_edit import remove_entries
from studio.imaging.photo import Metadata

Keep: TypeAlias = Literal["all", "no-location", "no-personal", "none"]
KEEP: tuple[Keep, ...] = get_args(Keep)

# EXIF (CIPA DC-008): names, serial numbers, identifiers and free texts; the maker's note holds such as well.
_PERSONAL_FIRST = frozenset({0x010D, 0x010E, 0x013B, 0x013C, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F, 0xC62F})
_PERSONAL_EXIF = frozenset({
    0x927C, 0x9286, 0xA420, 0xA430, 0xA431, 0xA435, 0xA436, 0xA437, 0xA438, 0xA439, 0xA43A, 0xA43B, 0xA43C,
})  # fmt: skip
# IPTC-IIM 4.2, record 2: content location, city, sublocation, province, country.
_PLACES = frozenset({26, 27, 90, 92, 95, 100, 101})
_KEPT_IPTC = {(1, 90), (2, 0), (2, 116)}  # how texts are coded, the record's version, the copyright
_PLACE_NAMES = (
    rb"exif:GPS\w+|photoshop:(?:City|State|Country)|Iptc4xmpCore:(?:Location|CountryCode)"
    rb"|Iptc4xmpExt:Location(?:Created|Shown)"
)
_ATTRIBUTE = re.compile(rb"\s+(?:" + _PLACE_NAMES + rb")\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')")
_OPENED = re.compile(rb"<(" + _PLACE_NAMES + rb")\b[^<>]*>")
_MOST_RIGHTS = 1 << 16


def kept(metadata: Metadata, keep: Keep) -> Metadata:
    """The blocks without what ``keep`` leaves out; a block that cannot be read is left out whole.

    "no-location": without GPS and the names of places. "no-personal": of IPTC and XMP the copyright alone, of
    EXIF all but names, serial numbers, the maker's note, texts and the place; the copyright stays.
    """
    if keep == "all":
        return metadata
    if keep == "none":
        return Metadata()
    personal = keep == "no-personal"
    return Metadata(
        exif=_exif(metadata.exif, personal) if metadata.exif else None,
        iptc=_iptc(metadata.iptc, personal) if metadata.iptc else None,
        xmp=_xmp(metadata.xmp, personal) if metadata.xmp else None,
        comment=None if personal else metadata.comment,
    )


def _exif(block: bytes, personal: bool) -> bytes | None:
    try:
        layout = ifd.read_layout(block)
        first = ifd.read_ifd(block, layout, layout.first)
    except IfdBroken:
        return None
    out = bytearray(block)
    _blank_table(out, block, layout, first, GPS_IFD)
    if personal:
        try:
            details = ifd.sub_ifd(block, layout, first, EXIF_IFD)
        except IfdBroken:
            return None
        if details is not None:
            remove_entries(out, layout, details, _PERSONAL_EXIF)
    remove_entries(out, layout, first, _PERSONAL_FIRST | {GPS_IFD} if personal else frozenset({GPS_IFD}))
    return bytes(out)


def _blank_table(out: bytearray, block: bytes, layout: Layout, parent: Ifd, tag: int) -> None:
    """All of the table that ``tag`` points to."""
    try:
        table = ifd.sub_ifd(block, layout, parent, tag)
    except IfdBroken:
        return
    if table is None or not table.entries:
        return
    for entry in table.entries:
        out[entry.place : entry.place + entry.size] = bytes(entry.size)
    start = min(entry.slot for entry in table.entries) - 2
    out[start : table.next_slot + 4] = bytes(table.next_slot + 4 - start)


def _iptc(stream: bytes, personal: bool) -> bytes | None:
    """Data sets that stay; from the first that cannot be read on, none do."""
    out, place = b"", 0
    while place + 5 <= len(stream) and stream[place] == 0x1C:
        record, number, size = struct.unpack_from(">BBH", stream, place + 1)
        head = 5
        if size & 0x8000:
            more = size & 0x7FFF
            size = int.from_bytes(stream[place + 5 : place + 5 + more], "big")
            head += more
        end = place + head + size
        if end > len(stream):
            break
        stays = (record, number) in _KEPT_IPTC if personal else record != 2 or number not in _PLACES
        out += stream[place:end] if stays else b""
        place = end
    return out or None


def _xmp(packet: bytes, personal: bool) -> bytes | None:
    if not personal:
        return _without_elements(_ATTRIBUTE.sub(b"", packet))
    start = packet.find(b"<dc:rights")
    end = packet.find(b"</dc:rights>", start)
    if start < 0 or end < 0 or end - start > _MOST_RIGHTS:
        return None
    return (
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        + packet[start:end]
        + b"</dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def _without_elements(packet: bytes) -> bytes:
    """Without the elements that name places, each with all that is in it."""
    parts, place, unclosed = [], 0, set[bytes]()
    for found in _OPENED.finditer(packet):
        if found.start() < place or found[1] in unclosed:
            continue
        end = found.end()
        if not found[0].endswith(b"/>"):
            closing = b"</" + found[1] + b">"
            end = packet.find(closing, found.end()) + len(closing)
            if end < len(closing):
                unclosed.add(found[1])  # and so none of that name closes later
                continue
        parts.append(packet[place : found.start()])
        place = end
    return b"".join([*parts, packet[place:]])
