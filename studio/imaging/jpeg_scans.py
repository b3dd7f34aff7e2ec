"""Whether the scans of a JPEG of several scans say everything about the picture (ISO/IEC 10918-1, annex G).

libjpeg shows what has come so far and calls it a picture; a progressive file that was cut and closed again
decodes without a warning, blurred. A fault inside a scan is not found here: that takes decoding.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from studio.imaging.jpeg_segments import end_of_scan

_EOI, _SOS = 0xD9, 0xDA
_MOST_SCANS = 1000


@dataclass(frozen=True)
class Scan:
    """A scan's header: component ids, its band of coefficients ``first`` to ``last``, its lowest bit."""

    components: tuple[int, ...]
    first: int
    last: int
    low: int


def read_scans(data: bytes, start: int) -> Iterator[Scan | None]:
    """The scans from the marker at ``start`` on; None at the end when the file ends without its EOI."""
    place = start
    for _ in range(_MOST_SCANS):
        length = struct.unpack_from(">H", data, place + 2)[0] if place + 4 <= len(data) else 0
        header = data[place + 4 : place + 2 + length]
        if len(header) < 6 or len(header) != 4 + 2 * header[0]:
            break
        first, last, bits = header[-3:]
        yield Scan(tuple(header[1:-3:2]), first, last, bits & 15)
        place, marker = end_of_scan(data, place)
        while marker is not None and marker not in (_EOI, _SOS):
            if place + 4 > len(data):
                marker = None
                break
            place += 2 + struct.unpack_from(">H", data, place + 2)[0]
            while data[place : place + 2] == b"\xff\xff":
                place += 1
            marker = data[place + 1] if data[place : place + 1] == b"\xff" and place + 1 < len(data) else None
        if marker == _EOI:
            return
        if marker is None:
            break
    yield None


def is_complete(data: bytes, start: int, components: int, *, progressive: bool) -> bool:
    """Whether all ``components`` have all their coefficients to the last bit, and the file its EOI."""
    missing: dict[int, list[int]] = {}
    for scan in read_scans(data, start):
        if scan is None:
            return False
        for component in scan.components:
            bits = missing.setdefault(component, [16] * 64)
            if progressive:
                for coefficient in range(scan.first, min(scan.last, 63) + 1):
                    bits[coefficient] = min(bits[coefficient], scan.low)
            else:
                bits[:] = [0] * 64
    return len(missing) == components and not any(map(any, missing.values()))
