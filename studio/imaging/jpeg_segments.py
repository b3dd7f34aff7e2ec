"""The segments of a JPEG file (ITU-T T.81, annex B) and the metadata that they carry."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from studio.imaging import xmp
from studio.imaging.photo import Metadata

_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_EXTENDED = b"http://ns.adobe.com/xmp/extension/\0"
_ICC = b"ICC_PROFILE\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_IPTC_RESOURCE = 0x0404

_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_MOST_PAYLOAD = 65533
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_DECODING = frozenset({*_FRAMES, 0xC4, 0xCC, 0xDB, 0xDD, 0xEE, 0xE0})


@dataclass(frozen=True)
class Segment:
    """``marker`` is its second byte; ``payload`` comes after the length."""

    marker: int
    payload: bytes


@dataclass(frozen=True)
class Frame:
    """Start of frame: ``marker`` tells the coding, ``sampling`` are the components' (h, v)."""

    marker: int
    precision: int
    width: int
    height: int
    sampling: tuple[tuple[int, int], ...]

    @property
    def progressive(self) -> bool:
        return self.marker in (0xC2, 0xC6, 0xCA, 0xCE)

    @property
    def lossless(self) -> bool:
        return self.marker in (0xC3, 0xC7, 0xCB, 0xCF)

    @property
    def arithmetic(self) -> bool:
        return self.marker > 0xC8

    @property
    def units(self) -> int:
        """How many MCUs a scan of all components has."""
        wide, high = max(h for h, _ in self.sampling), max(v for _, v in self.sampling)
        if len(self.sampling) == 1:
            wide = high = 1
        return -(-self.width // (8 * wide)) * -(-self.height // (8 * high))


@dataclass(frozen=True)
class JpegFile:
    """``segments`` up to the first scan, which starts (with its marker) at ``scan``; None without a scan."""

    segments: tuple[Segment, ...]
    scan: int | None
    frame: Frame | None

    @property
    def restart_interval(self) -> int:
        """MCUs between restart markers, 0 for none."""
        found = [s.payload for s in self.segments if s.marker == 0xDD and len(s.payload) >= 2]
        return int(struct.unpack_from(">H", found[-1])[0]) if found else 0

    def header(self) -> bytes:
        """What decoding needs, from the start to before the scan: no metadata that could trip a decoder."""
        parts = [b"\xff\xd8"]
        for segment in self.segments:
            known = segment.marker not in (0xE0, 0xEE) or segment.payload[:5] in (b"JFIF\0", b"Adobe")
            if segment.marker in _DECODING and known:
                parts.append(make_segment(segment.marker, segment.payload))
        return b"".join(parts)


def parse(data: bytes) -> JpegFile:
    """The segments as far as they can be read; never raises."""
    place, segments, frame = 2, list[Segment](), None
    while place + 4 <= len(data):
        if data[place] != 0xFF or data[place + 1] in (0x00, 0xFF):
            place = data.find(b"\xff", place + 1)  # fill bytes, or junk that decoders skip too
            if place < 0:
                break
            continue
        marker = data[place + 1]
        if marker == 0xDA:
            return JpegFile(tuple(segments), place, frame)
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            place += 2
            continue
        (length,) = struct.unpack_from(">H", data, place + 2)
        if marker == 0xD9 or length < 2 or place + 2 + length > len(data):
            break
        payload = data[place + 4 : place + 2 + length]
        segments.append(Segment(marker, payload))
        if marker in _FRAMES and frame is None:
            frame = _frame(marker, payload)
        place += 2 + length
    return JpegFile(tuple(segments), None, frame)


def _frame(marker: int, payload: bytes) -> Frame | None:
    if len(payload) < 6 or len(payload) < 6 + 3 * payload[5] or payload[5] == 0:
        return None
    precision, height, width, count = struct.unpack_from(">BHHB", payload)
    sampling = tuple(divmod(payload[7 + 3 * index], 16) for index in range(count))
    if any(not (1 <= h <= 4 and 1 <= v <= 4) for h, v in sampling):
        return None
    return Frame(marker, precision, width, height, sampling)


def end_of_scan(data: bytes, scan: int) -> tuple[int, int | None]:
    """Where the data of the scan at ``scan`` ends, and the marker there (None at the end of the file)."""
    length = struct.unpack_from(">H", data, scan + 2)[0] if scan + 4 <= len(data) else 2
    found = _END_OF_SCAN.search(data, scan + 2 + length)
    if found is None:
        return len(data), None
    return found.start(), data[found.start() + 1]


def read_metadata(jpeg: JpegFile) -> tuple[Metadata, bytes | None]:
    """The blocks that the segments carry, and the ICC profile (as far as its pieces are all there)."""
    packet = comment = None
    extended: dict[bytes, dict[int, bytes]] = {}
    icc: dict[int, bytes] = {}
    exif, photoshop = list[bytes](), list[bytes]()
    for marker, payload in ((s.marker, s.payload) for s in jpeg.segments):
        if marker == 0xE1 and payload.startswith(_EXIF):
            body = payload[len(_EXIF) :]
            if not exif or not body.startswith((b"II*\0", b"MM\0*")):  # a long block goes on in further ones
                exif.append(body)
        elif marker == 0xE1 and payload.startswith(_XMP) and packet is None:
            packet = payload[len(_XMP) :]
        elif marker == 0xE1 and payload.startswith(_EXTENDED) and len(payload) >= len(_EXTENDED) + 40:
            body = payload[len(_EXTENDED) :]
            (offset,) = struct.unpack_from(">I", body, 36)
            extended.setdefault(body[:32], {})[offset] = body[40:]
        elif marker == 0xE2 and payload.startswith(_ICC) and len(payload) > 14:
            icc.setdefault(payload[12], payload[14:])
        elif marker == 0xED and payload.startswith(_PHOTOSHOP):
            photoshop.append(payload[len(_PHOTOSHOP) :])
        elif marker == 0xFE and comment is None:
            comment = payload
    parts = extended.get(xmp.extension(packet) or b"") if packet is not None else None
    if packet is not None and parts:
        packet = xmp.join(packet, b"".join(parts[offset] for offset in sorted(parts)))
    profile = b"".join(icc[index] for index in sorted(icc)) or None
    iptc = iptc_resource(b"".join(photoshop))
    return Metadata(b"".join(exif) if exif else None, iptc, packet, comment), profile


def iptc_resource(resources: bytes) -> bytes | None:
    """The IPTC-IIM resource among Photoshop's image resource blocks."""
    place = 0
    while place + 12 <= len(resources) and resources[place : place + 4] == b"8BIM":
        (number,) = struct.unpack_from(">H", resources, place + 4)
        name = resources[place + 6] + 1
        start = place + 6 + name + name % 2
        if start + 4 > len(resources):
            return None
        (size,) = struct.unpack_from(">I", resources, start)
        if number == _IPTC_RESOURCE:
            return resources[start + 4 : start + 4 + size]
        place = start + 4 + size + size % 2
    return None


def make_segment(marker: int, payload: bytes) -> bytes:
    """The segment as bytes. Raises ValueError for a payload over 65533 bytes."""
    if len(payload) > _MOST_PAYLOAD:
        raise ValueError("segment too long")
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def exif_fits(exif: bytes) -> bool:
    """Whether an EXIF block fits into its one segment."""
    return len(exif) + len(_EXIF) <= _MOST_PAYLOAD


def metadata_segments(metadata: Metadata, icc: bytes | None) -> bytes:
    """All segments for the metadata and the profile, long ones in pieces. EXIF must fit (`exif_fits`)."""
    out = []
    if metadata.exif:
        out.append(make_segment(0xE1, _EXIF + metadata.exif))
    if metadata.xmp:
        packet = metadata.xmp
        if len(packet) > xmp.MOST_IN_JPEG:
            packet, digest, extended = xmp.split(packet)
            parts = [
                make_segment(0xE1, _EXTENDED + digest + struct.pack(">II", len(extended), start) + part)
                for start, part in _pieces(extended, xmp.EXTENDED_PART)
            ]
        else:
            parts = []
        out += [make_segment(0xE1, _XMP + packet), *parts]
    if metadata.iptc:
        size = len(metadata.iptc)
        head = b"8BIM" + struct.pack(">HHI", _IPTC_RESOURCE, 0, size)
        resource = head + metadata.iptc + b"\0" * (size % 2)
        out += [make_segment(0xED, _PHOTOSHOP + part) for _, part in _pieces(resource, 65000)]
    if icc:
        pieces = _pieces(icc, 65519)
        if len(pieces) < 256:
            out += [
                make_segment(0xE2, _ICC + bytes([index + 1, len(pieces)]) + part)
                for index, (_, part) in enumerate(pieces)
            ]
    if metadata.comment:
        out.append(make_segment(0xFE, metadata.comment[:_MOST_PAYLOAD]))
    return b"".join(out)


def _pieces(data: bytes, size: int) -> list[tuple[int, bytes]]:
    return [(start, data[start : start + size]) for start in range(0, len(data), size)]
