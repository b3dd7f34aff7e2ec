"""What an export says of itself: IPTC's digital source type and the style, in XMP that stays well-formed."""

from __future__ import annotations

import time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.imaging.provenance import NAMESPACE, Provenance, stamp

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
CODES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
LEARNED = Provenance("algorithmicallyEnhanced", "Studio 1", "Mine", "0badcafe", 0.8)
BY_HAND = Provenance("humanEdits", "Studio 1")
OPEN = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
)
CLOSE = b"</rdf:RDF></x:xmpmeta>"
IPTC = b' xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'


def described(packet: bytes) -> dict[str, str]:
    """All properties that are attributes or plain elements, by their names without a namespace."""
    found: dict[str, str] = {}
    for node in ElementTree.fromstring(packet).iter(f"{RDF}Description"):
        pairs = [
            *node.items(),
            *((child.tag, child.text or child.get(f"{RDF}resource", "")) for child in node),
        ]
        for name, value in pairs:
            key = name.split("}")[-1]
            assert key == "about" or key not in found, f"{key} is said twice"
            found[key] = value or ""
    return found


def test_a_photo_without_xmp_gets_some() -> None:
    said = described(stamp(None, LEARNED))
    assert said["DigitalSourceType"] == CODES + "algorithmicallyEnhanced"
    assert (said["Style"], said["StyleVersion"], said["StyleStrength"]) == ("Mine", "0badcafe", "0.8")
    assert "Style" not in described(stamp(b"", BY_HAND))


@pytest.mark.parametrize(
    "old",
    [
        b'<rdf:Description rdf:about=""%s e:DigitalSourceType="%s"/>',
        b'<rdf:Description rdf:about=""%s><e:DigitalSourceType>%s</e:DigitalSourceType></rdf:Description>',
        b'<rdf:Description rdf:about=""%s><e:DigitalSourceType rdf:resource="%s"/></rdf:Description>',
    ],
)
@pytest.mark.parametrize(
    ("before", "made", "after"),
    [
        ("digitalCapture", BY_HAND, "humanEdits"),
        ("humanEdits", LEARNED, "algorithmicallyEnhanced"),
        ("algorithmicallyEnhanced", BY_HAND, "algorithmicallyEnhanced"),
        ("trainedAlgorithmicMedia", LEARNED, "trainedAlgorithmicMedia"),
        ("compositeWithTrainedAlgorithmicMedia", BY_HAND, "compositeWithTrainedAlgorithmicMedia"),
    ],
)
def test_what_says_more_stays(old: bytes, before: str, made: Provenance, after: str) -> None:
    packet = OPEN + old % (IPTC, (CODES + before).encode()) + CLOSE
    assert described(stamp(packet, made))["DigitalSourceType"] == CODES + after


def test_the_rest_of_a_packet_stays_and_a_second_export_replaces_the_first() -> None:
    packet = (
        OPEN
        + b'<rdf:Description rdf:about="uuid:1" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/>'
    ) + CLOSE
    once = stamp(packet, LEARNED)
    again = stamp(once, Provenance("algorithmicallyEnhanced", "Studio 2", "Other", "1", 1.0))
    said = described(again)
    assert (said["Rating"], said["Style"], said["StyleStrength"], said["Software"]) == (
        "4",
        "Other",
        "1",
        "Studio 2",
    )
    assert again.count(NAMESPACE.encode()) == 1
    assert again.count(b'rdf:about="uuid:1"') == 2
    assert stamp(once, LEARNED) == once


@given(st.text(max_size=40))
def test_any_name_of_a_style_is_well_formed(name: str) -> None:
    said = described(stamp(None, Provenance("humanEdits", "Studio", name, "", 1.0)))
    assert said.get("Style", "") == "".join(c for c in name if c.isprintable())


@given(st.binary(max_size=300))
def test_nonsense_is_left_alone(packet: bytes) -> None:
    if packet.strip() and b"</rdf:RDF" not in packet:
        assert stamp(packet, LEARNED) == packet


@pytest.mark.parametrize(
    "body",
    [
        b"<!-- <rdf:Description rdf:about='<&' -->",
        b"<rdf:Description xmlns:pss=\"urn:portrait-style-studio:1.0/\" rdf:value='/>'></rdf:Description>",
        b"<rdf:Description rdf:value=' x:DigitalSourceType=\"humanEdits'/>",
    ],
)
def test_what_only_looks_like_a_tag_breaks_nothing(body: bytes) -> None:
    packet = OPEN + body + CLOSE
    ElementTree.fromstring(packet)
    ElementTree.fromstring(stamp(packet, LEARNED))


def test_a_hostile_packet_takes_no_time() -> None:
    begun = time.perf_counter()
    for part in (
        b"<rdf:Description ",
        b"<rdf:Description xmlns:pss=",
        b" x:DigitalSourceType = ",
        b"</rdf:RDF",
        b" ",
        b"a.",
        b"x:DigitalSourceType" + b" " * 100_000,
        b"<rdf:Description" + b' xmlns:pss="urn:portrait-style-studio:1.0/"' * 2000,
    ):
        stamp(part * (2_000_000 // len(part)), LEARNED)
    assert time.perf_counter() - begun < 5
