"""What of a photo's metadata may leave the house: all, all but the place, nothing personal, or nothing.

What is left out is gone, bytes and all, not only its name. What stays keeps its place and form.
"""

from __future__ import annotations

import re
import struct
from typing import Literal, TypeAlias, get_args

from studio.imaging import xmp_edit
from studio.imaging.ifd import EXIF_IFD, IfdBroken
from studio.imaging.ifd_edit import only_entries
from studio.imaging.photo import Metadata

Keep: TypeAlias = Literal["all", "no-location", "no-personal", "none"]
KEEP: tuple[Keep, ...] = get_args(Keep)

# What of EXIF (CIPA DC-008) says how a photo was taken and is no text of its owner's: whatever else a maker
# or a program writes there may be personal.
_IMPERSONAL_FIRST = frozenset({
    0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x010F, 0x0110, 0x0112, 0x0115, 0x011A, 0x011B, 0x011C, 0x0128,
    0x012D, 0x0131, 0x0132, 0x013E, 0x013F, 0x0211, 0x0212, 0x0213, 0x0214, 0x8298,
})  # fmt: skip
_IMPERSONAL_EXIF = frozenset({
    0x829A, 0x829D, 0x8822, 0x8827, *range(0x8830, 0x8836), 0x9000, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012,
    0x9101, 0x9102, *range(0x9201, 0x920B), 0x9214, 0x9290, 0x9291, 0x9292, *range(0xA000, 0xA004), 0xA20B,
    0xA20E, 0xA20F, 0xA210, 0xA214, 0xA215, 0xA217, 0xA300, 0xA301, 0xA302, *range(0xA401, 0xA40B), 0xA40C,
    0xA432, 0xA433, 0xA434, 0xA460, 0xA461, 0xA462, 0xA500,
})  # fmt: skip
# Blocks in which a place may stand as well: tables and packets inside, makers' notes (Panasonic's and Nikon's
# know cities), GeoTIFF's tags.
_WITH_PLACES = frozenset({
    0x014A, 0x02BC, 0x83BB, 0x8649, 0x935C, 0x927C, 0xC634, 0x830E, 0x8482, 0x85D8, 0x87AF, 0x87B0, 0x87B1,
    0xA480, 0xA481,
})  # fmt: skip
# IPTC-IIM 4.2, record 2: content location, city, sublocation, province, country, a preview; and the records
# of objects inside.
_PLACES = frozenset({26, 27, 90, 92, 95, 100, 101, 200, 201, 202})
_FIRST_OBJECT_RECORD = 7
_KEPT_IPTC = {(1, 90), (2, 0), (2, 116)}  # how texts are coded, the record's version, the copyright
# Local names of XMP properties: those of EXIF, IPTC, Dublin Core, Photoshop, DJI's drones, W3C's geo, Darwin
# Core, Sony's cells; and pictures inside (Adobe's thumbnails, Google's data), with metadata of their own.
_PLACE_NAMES = re.compile(
    r"gps\w*|lat|long|\w*(?:latitude|long?t?itude|altitude)|location\w*|city|state|provincestate|sublocation"
    r"|country|country(?:code|name)|worldregion|coverage|spatial|shotlocation|mcc|mnc|lac|cellid|cgi"
    r"|stateprovince|county|municipality|\w*(?:locality|coordinates|geography)|island|islandgroup|waterbody"
    r"|continent|footprintwkt|thumbnails|image|data",
    re.IGNORECASE,
)


def kept(metadata: Metadata, keep: Keep) -> Metadata:
    """The blocks without what ``keep`` leaves out; a block that cannot be read is left out whole.

    "no-location": without GPS, the names of places, and the maker's note, which may hold both. "no-personal":
    of IPTC and XMP the copyright alone, of EXIF that and what says how the photo was taken.
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
    first, details = (_IMPERSONAL_FIRST, _IMPERSONAL_EXIF) if personal else (None, None)
    try:
        return only_entries(block, {0: first, EXIF_IFD: details}, _WITH_PLACES)
    except IfdBroken:
        return None


def _iptc(stream: bytes, personal: bool) -> bytes | None:
    """Data sets that stay; from the first that cannot be read on, none do."""
    out, place = bytearray(), 0
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
        if personal:
            stays = (record, number) in _KEPT_IPTC
        else:
            stays = record < _FIRST_OBJECT_RECORD and (record != 2 or number not in _PLACES)
        out += stream[place:end] if stays else b""
        place = end
    return bytes(out) or None


def _xmp(packet: bytes, personal: bool) -> bytes | None:
    try:
        if personal:
            return xmp_edit.rights_alone(packet)
        return xmp_edit.without(packet, lambda name: _PLACE_NAMES.fullmatch(name) is not None)
    except xmp_edit.XmpBroken:
        return None
