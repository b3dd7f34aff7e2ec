"""Lightroom and Camera Raw "enhanced" profiles (.xmp) that hold one table of colours.

The file is XMP (ISO 16684-1) with properties of the namespace ``crs`` (Camera Raw settings): what kind of
preset it is, its name and group, and the table itself (:mod:`studio.styles.rgb_table`) as
``crs:Table_<MD5>``, which ``crs:RGBTable`` names. The table's form is that of Adobe's published DNG SDK;
which properties a profile has was seen in published profiles. **Not yet tried in Lightroom or Camera Raw.**

Read back are such profiles and others of the same kind. Refused is everything else that a profile may hold
(curves, sliders, another table): without it the colours would be wrong.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final, NoReturn
from xml.sax.saxutils import escape

from studio.errors import StyleFileInvalid
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.card import clean
from studio.styles.lut import Lut
from studio.styles.rgb_table import (
    RgbTableInvalid,
    pack_table,
    table_bytes,
    table_name,
    table_text,
    unpack_table,
)
from studio.styles.xmp_reading import XmpBroken, read_properties

MAX_BYTES = 4 << 20
CRS = "http://ns.adobe.com/camera-raw-settings/1.0/"
GROUP: Final = "Portrait Style Studio"
_MAX_TITLE = 200

_TABLE_NAME = re.compile(r"[0-9A-Fa-f]{32}")
# What says nothing about colour.
_ABOUT = frozenset(
    (
        "PresetType", "Cluster", "UUID", "SupportsAmount", "SupportsAmount2", "SupportsColor",
        "SupportsMonochrome", "SupportsHighDynamicRange", "SupportsNormalDynamicRange",
        "SupportsSceneReferred", "SupportsOutputReferred", "RequiresRGBTables", "ShowInPresets",
        "ShowInQuickActions", "CameraModelRestriction", "Copyright", "ContactInfo", "Version",
        "CompatibleVersion", "ProcessVersion", "RGBTable", "HasSettings", "Name", "ShortName",
        "SortName", "Group", "Description",
    )
)  # fmt: skip
# What would, at any other value than this one.
_ONLY = {"ConvertToGrayscale": "false", "RGBTableAmount": "1"}

_FILE = """\
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:crs="{crs}"
   crs:PresetType="Look"
   crs:Cluster=""
   crs:UUID="{uuid}"
   crs:SupportsAmount="True"
   crs:SupportsColor="True"
   crs:SupportsMonochrome="True"
   crs:SupportsHighDynamicRange="True"
   crs:SupportsNormalDynamicRange="True"
   crs:SupportsSceneReferred="True"
   crs:SupportsOutputReferred="True"
   crs:RequiresRGBTables="False"
   crs:CameraModelRestriction=""
   crs:Copyright=""
   crs:ContactInfo=""
   crs:Version="14.3"
   crs:ProcessVersion="11.0"
   crs:ConvertToGrayscale="False"
   crs:RGBTable="{table}"
   crs:Table_{table}="{text}"
   crs:HasSettings="True">
{names}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""
_NAME = """\
   <crs:{key}>
    <rdf:Alt>
     <rdf:li xml:lang="x-default">{text}</rdf:li>
    </rdf:Alt>
   </crs:{key}>"""


def format_xmp_profile(lut: Lut) -> bytes:
    """The bytes of a profile with the table at 32 nodes an axis, clipped to 0 to 1.

    The same table under the same title gives the same bytes, so that a profile made anew takes the place of
    the one before.
    """
    table = pack_table(lut)
    name = table_name(table)
    title = " ".join("".join(c if c.isprintable() else " " for c in lut.title).split()) or "Style"
    uuid = hashlib.md5(f"{GROUP}/{title}/{name}".encode("utf-8", "replace"), usedforsecurity=False)
    texts = {"Name": title, "ShortName": "", "SortName": "", "Group": GROUP, "Description": ""}
    names = "\n".join(_NAME.format(key=key, text=escape(text)) for key, text in texts.items())
    text = _FILE.format(
        crs=CRS, uuid=uuid.hexdigest().upper(), table=name, text=table_text(table), names=names
    )
    return text.encode("utf-8", "replace")


def parse_xmp_profile(data: bytes, name: str) -> Lut:
    """The table in the bytes of a profile, titled by its name. Raises StyleFileInvalid."""
    if len(data) > MAX_BYTES:
        _refuse(name, QT_TRANSLATE_NOOP("errors", "it is larger than {limit} MB"), limit=MAX_BYTES >> 20)
    try:
        properties = read_properties(data, CRS)
    except XmpBroken as broken:
        raise StyleFileInvalid(name=name, reason=broken.reason, details=broken.details) from broken
    table = properties.get("RGBTable", "")
    if not _TABLE_NAME.fullmatch(table):
        _refuse(name, QT_TRANSLATE_NOOP("errors", "it is not a profile with a colour table"))
    _refuse_more(properties, name)
    text = properties.get(f"Table_{table}")
    if text is None:
        _refuse(name, QT_TRANSLATE_NOOP("errors", "its colour table is missing"))
    try:
        packed = table_bytes(text)
        if table_name(packed) != table.upper():
            _refuse(name, QT_TRANSLATE_NOOP("errors", "the checksum of its colour table is wrong"))
        return Lut(clean(properties.get("Name", ""), _MAX_TITLE), unpack_table(packed))
    except RgbTableInvalid as invalid:
        raise StyleFileInvalid(name=name, reason=invalid.reason) from invalid


def is_xmp(data: bytes) -> bool:
    """Whether the bytes begin as an XMP file does."""
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith((b"<x:xmpmeta", b"<?xpacket", b"<?xml", b"<rdf:RDF"))


def _refuse_more(properties: dict[str, str], name: str) -> None:
    """What would change colours beside the table."""
    for key, value in properties.items():
        if key in _ABOUT or _TABLE_NAME.fullmatch(key.removeprefix("Table_")):
            continue
        if key in _ONLY and value.strip().lower() == _ONLY[key]:
            continue
        more = QT_TRANSLATE_NOOP(
            "errors", "it holds more than a colour table (“{key}”), which cannot be applied here"
        )
        _refuse(name, more, key=key[:80])


def _refuse(name: str, template: str, **values: str | int) -> NoReturn:
    raise StyleFileInvalid(name=name, reason=Message("errors", template, values))
