"""ICC profiles as files (ICC.1:2010): what one says of itself, matrix and curve models, and writing one.

Profiles come from photos and so may be hostile: everything is bounded by the bytes that are there.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.files import open_file
from studio.imaging.colour import D50, Chromaticities, Float64, bradford, rgb_to_pcs_matrix, white_xyz
from studio.imaging.curves import Curve, ParametricCurve, TableCurve

MOST_BYTES = 16 << 20
"""A file of more is no profile; twice the largest that are about. What was parsed is kept."""
_HEADER = 128
_MOST_TAGS = 200
_MOST_POINTS = 65536
# Of a tag of processing elements, each run for every pixel, and of a curve among them, searched one by one.
_MOST_ELEMENTS, _MOST_SEGMENTS = 32, 64
# Coefficients of parametricCurveType by function type, in the file's order (10.16).
_PARAMETRIC = {0: "g", 1: "gab", 2: "gabc", 3: "gabcd", 4: "gabcdef"}


class ProfileBroken(ValueError):
    """Bytes that are no usable ICC profile. Never leaves studio.imaging: it becomes a note."""


@dataclass(frozen=True, eq=False)
class ProfileFile:
    """What a profile holds.

    ``space`` is "RGB", "GRAY", "CMYK" or another signature. ``matrix`` (3, 3) takes linear device colour to
    XYZ under D50 and ``curves`` (three, or one for gray) device values to linear; they are None where the
    profile has none. ``tables_in``/``tables_out``: there are multi-dimensional tables, which then rule.
    """

    icc: bytes
    name: str
    space: str
    matrix: Float64 | None
    curves: tuple[Curve, ...] | None
    tables_in: bool
    tables_out: bool


def read_profile(path: Path) -> bytes:
    """The bytes of a profile's file; of a larger file too many for :func:`parse_profile`. Raises OSError."""
    with open_file(path) as file:
        return file.read(MOST_BYTES + 1)


def parse_profile(icc: bytes) -> ProfileFile:
    """Raises ProfileBroken."""
    try:
        return _parse(icc)
    except ProfileBroken:
        raise
    except (struct.error, ValueError, IndexError, OverflowError, UnicodeError) as error:
        raise ProfileBroken(str(error)) from error


def _parse(icc: bytes) -> ProfileFile:
    if len(icc) < _HEADER + 4 or icc[36:40] != b"acsp":
        raise ProfileBroken("no ICC header")
    if len(icc) > MOST_BYTES:
        raise ProfileBroken("too large")
    (size,) = struct.unpack_from(">I", icc, 0)
    if not _HEADER + 4 <= size <= len(icc):
        raise ProfileBroken(f"says {size} bytes and has {len(icc)}")
    (count,) = struct.unpack_from(">I", icc, _HEADER)
    if count > _MOST_TAGS:
        raise ProfileBroken(f"{count} tags")
    tags: dict[bytes, bytes] = {}
    for index in range(count):
        name, offset, length = struct.unpack_from(">4sII", icc, _HEADER + 4 + 12 * index)
        if offset + length > size:
            raise ProfileBroken(f"tag {name!r} lies outside")
        tags.setdefault(name, icc[offset : offset + length])
    for name, tag in tags.items():
        if name[:3] in (b"D2B", b"B2D"):
            _check_elements(tag)
    space = icc[16:20].decode("ascii", "replace").strip()
    matrix, curves = _model(space, tags)
    tables_in = bool({b"A2B0", b"A2B1", b"D2B0", b"D2B1"} & tags.keys())
    if curves is None and not tables_in:
        raise ProfileBroken("neither curves nor tables")
    tables_out = bool({b"B2A0", b"B2A1", b"B2D0", b"B2D1"} & tags.keys())
    return ProfileFile(icc, _description(tags), space, matrix, curves, tables_in, tables_out)


def _check_elements(tag: bytes) -> None:
    """A small profile names one element, or one piece of a curve, 65,000 times: hours for a photo."""
    (count,) = struct.unpack_from(">I", tag, 12)
    if count > _MOST_ELEMENTS:
        raise ProfileBroken(f"{count} processing elements")
    for place, _ in struct.iter_unpack(">II", tag[16 : 16 + 8 * count]):
        if tag[place : place + 4] != b"cvst":
            continue
        (channels,) = struct.unpack_from(">H", tag, place + 8)
        if channels > _MOST_ELEMENTS:
            raise ProfileBroken(f"{channels} curves")
        for curve, _ in struct.iter_unpack(">II", tag[place + 12 : place + 12 + 8 * channels]):
            (segments,) = struct.unpack_from(">H", tag, place + curve + 8)
            if segments > _MOST_SEGMENTS:
                raise ProfileBroken(f"a curve of {segments} segments")


def _model(space: str, tags: dict[bytes, bytes]) -> tuple[Float64 | None, tuple[Curve, ...] | None]:
    if space == "GRAY" and b"kTRC" in tags:
        return None, (_curve(tags[b"kTRC"]),)
    if space != "RGB" or not {b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC"} <= tags.keys():
        return None, None
    matrix = np.stack([_xyz(tags[name]) for name in (b"rXYZ", b"gXYZ", b"bXYZ")], axis=1)
    if abs(np.linalg.det(matrix)) < 1e-6:
        raise ProfileBroken("singular matrix")
    return matrix, tuple(_curve(tags[name]) for name in (b"rTRC", b"gTRC", b"bTRC"))


def _xyz(tag: bytes) -> Float64:
    if tag[:4] != b"XYZ ":
        raise ProfileBroken("no XYZ")
    return np.array(struct.unpack_from(">3i", tag, 8)) / 65536


def _curve(tag: bytes) -> Curve:
    kind = tag[:4]
    if kind == b"curv":
        (count,) = struct.unpack_from(">I", tag, 8)
        if count == 0:
            return ParametricCurve(g=1.0)
        if count == 1:
            return ParametricCurve(g=struct.unpack_from(">H", tag, 12)[0] / 256)
        if count > _MOST_POINTS or 12 + 2 * count > len(tag):
            raise ProfileBroken("curve too long")
        return TableCurve(np.frombuffer(tag, ">u2", count, 12) / 65535)
    if kind == b"para":
        (function,) = struct.unpack_from(">H", tag, 8)
        if function not in _PARAMETRIC:
            raise ProfileBroken("unknown curve")
        names = _PARAMETRIC[function]
        numbers = [value / 65536 for value in struct.unpack_from(f">{len(names)}i", tag, 12)]
        return ParametricCurve.from_icc(function, dict(zip(names, numbers, strict=True)))
    raise ProfileBroken(f"curve of type {kind!r}")


def _description(tags: dict[bytes, bytes]) -> str:
    tag = tags.get(b"desc", b"")
    text = ""
    if tag[:4] == b"desc" and len(tag) > 12:
        (length,) = struct.unpack_from(">I", tag, 8)
        text = tag[12 : 12 + min(length, 500)].decode("latin-1")
    elif tag[:4] == b"mluc" and len(tag) >= 28:
        count, width = struct.unpack_from(">II", tag, 8)
        records = [struct.unpack_from(">4sII", tag, 16 + width * i) for i in range(min(count, 50))]
        _, length, offset = next((r for r in records if r[0][:2] == b"en"), records[0])
        text = tag[offset : offset + min(length, 1000)].decode("utf-16-be", "replace")
    text = "".join(c for c in text.split("\0")[0] if c.isprintable()).strip()
    return text or "ICC"


def write_profile(
    name: str,
    primaries: Chromaticities,
    white: tuple[float, float],
    curve: ParametricCurve,
    *,
    copyright_text: str = "No copyright, use freely",
) -> bytes:
    """A display profile of version 4.3: RGB primaries and white as (x, y), one curve for all channels."""
    matrix = rgb_to_pcs_matrix(primaries, white)
    adaptation = bradford(white_xyz(white), np.array(D50))
    colorants = [b"XYZ \0\0\0\0" + _fixed(matrix[:, channel]) for channel in range(3)]
    trc = curve.to_icc()
    tags = [
        (b"desc", _localised(name)),
        (b"cprt", _localised(copyright_text)),
        (b"wtpt", b"XYZ \0\0\0\0" + _fixed(np.array(D50))),
        (b"chad", b"sf32\0\0\0\0" + _fixed(adaptation.ravel())),
        (b"rXYZ", colorants[0]),
        (b"gXYZ", colorants[1]),
        (b"bXYZ", colorants[2]),
        (b"rTRC", trc),
        (b"gTRC", trc),
        (b"bTRC", trc),
    ]
    return _profile_of(b"RGB ", tags)


def write_gray_profile(
    name: str, curve: ParametricCurve, *, copyright_text: str = "No copyright, use freely"
) -> bytes:
    """A display profile of version 4.3 for gray, along one curve."""
    return _profile_of(
        b"GRAY",
        [
            (b"desc", _localised(name)),
            (b"cprt", _localised(copyright_text)),
            (b"wtpt", b"XYZ \0\0\0\0" + _fixed(np.array(D50))),
            (b"kTRC", curve.to_icc()),
        ],
    )


def _profile_of(space: bytes, tags: list[tuple[bytes, bytes]]) -> bytes:
    place = _HEADER + 4 + 12 * len(tags)
    table, body, places = b"", b"", dict[bytes, int]()
    for tag_name, data in tags:
        if data not in places:  # the three curves are stored once
            places[data] = place + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", tag_name, places[data], len(data))
    header = struct.pack(
        ">I4sI4s4s4s6H4s4sI4s4sQI12s4s",
        place + len(body), b"\0\0\0\0", 0x04300000, b"mntr", space, b"XYZ ",
        2024, 1, 1, 0, 0, 0, b"acsp", b"\0\0\0\0", 0, b"\0\0\0\0", b"\0\0\0\0", 0, 0,
        _fixed(np.array(D50)), b"\0\0\0\0",
    )  # fmt: skip
    return header.ljust(_HEADER, b"\0") + struct.pack(">I", len(tags)) + table + body


def _fixed(values: Float64) -> bytes:
    return struct.pack(f">{values.size}i", *(round(float(value) * 65536) for value in values))


def _localised(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    return b"mluc\0\0\0\0" + struct.pack(">II4sII", 1, 12, b"enUS", len(encoded), 28) + encoded
