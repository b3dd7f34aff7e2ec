"""The chunks of a PNG file (ISO/IEC 15948) and the metadata that they carry."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from studio.imaging.curves import ParametricCurve
from studio.imaging.icc import write_profile
from studio.imaging.jpeg_segments import iptc_resource
from studio.imaging.photo import Metadata

MOST_CHUNKS = 500_000
"""A picture of 4 GB in the usual pieces of 8 KB."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MOST_TEXT = 1 << 26
_XMP_KEY = b"XML:com.adobe.xmp"
_RAW_KEYS = {
    b"Raw profile type exif": "exif",
    b"Raw profile type APP1": "exif",
    b"Raw profile type iptc": "iptc",
    b"Raw profile type xmp": "xmp",
}
_SRGB_GAMMA = 45455


class ChunkBroken(ValueError):
    """A chunk whose check sum is wrong, or that is cut off. ``chunk`` is its name, "" at the file's end."""

    def __init__(self, chunk: str) -> None:
        super().__init__(chunk)
        self.chunk = chunk


@dataclass(frozen=True)
class Chunk:
    name: bytes
    data: bytes


class TooManyChunks(ChunkBroken):
    """Empty ones by the million take seconds."""


def read_chunks(data: bytes, *, pixels: bool = True, most: int = MOST_CHUNKS) -> list[Chunk]:
    """All chunks through IEND, check sums verified; without ``pixels``, those of the pixels are passed over.

    Raises ChunkBroken; TooManyChunks for more than ``most``.
    """
    view, place, chunks = memoryview(data), len(SIGNATURE), list[Chunk]()
    while True:
        if place + 12 > len(data):
            raise ChunkBroken("")
        length, name = struct.unpack_from(">I4s", data, place)
        if place + 12 + length > len(data):
            raise ChunkBroken("" if _is_name(name) else _printable(name))
        if name == b"IDAT" and not pixels:
            place += 12 + length
            continue
        (checksum,) = struct.unpack_from(">I", data, place + 8 + length)
        if len(chunks) == most:
            raise TooManyChunks("")
        if zlib.crc32(view[place + 4 : place + 8 + length]) != checksum:
            raise ChunkBroken(_printable(name))
        chunks.append(Chunk(name, data[place + 8 : place + 8 + length]))
        if name == b"IEND":
            return chunks
        place += 12 + length


def _is_name(name: bytes) -> bool:
    return name.isalpha() and name.isascii()


def _printable(name: bytes) -> str:
    return name.decode("ascii") if _is_name(name) else name.hex()


def make_chunk(name: bytes, data: bytes) -> bytes:
    """The chunk as bytes, with its check sum."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def read_metadata(chunks: list[Chunk]) -> tuple[Metadata, bytes | None]:
    """The blocks that the chunks carry, and the ICC profile.

    Without a profile, one is made of gAMA and cHRM where these differ from sRGB. An eXIf or XMP chunk goes
    before a "Raw profile" of the same kind.
    """
    found: dict[str, bytes] = {}
    raw: dict[str, bytes] = {}
    icc = None
    for chunk in chunks:
        if chunk.name == b"eXIf":
            found.setdefault("exif", chunk.data.removeprefix(b"Exif\0\0"))
        elif chunk.name == b"iCCP" and icc is None:
            # A broken profile is handed on as it is, to be found broken.
            icc = _inflate(chunk.data.partition(b"\0")[2][1:]) or b"broken"
        elif chunk.name in (b"iTXt", b"zTXt", b"tEXt"):
            # Only the first of its kind is decompressed: a small file may hold gigabytes of text.
            key = chunk.data.partition(b"\0")[0]
            if key == _XMP_KEY and "xmp" not in found:
                found["xmp"] = _text(chunk)
            elif key in _RAW_KEYS and _RAW_KEYS[key] not in raw:
                raw[_RAW_KEYS[key]] = _raw_profile(_text(chunk))
            elif key == b"Comment" and "comment" not in found:
                found["comment"] = _text(chunk)
    raw["exif"] = raw.get("exif", b"").removeprefix(b"Exif\0\0")
    if "iptc" in raw and raw["iptc"][:4] == b"8BIM":
        raw["iptc"] = iptc_resource(raw["iptc"]) or b""
    blocks = {**{kind: block for kind, block in raw.items() if block}, **found}
    return Metadata(**blocks), icc or _profile_of_gamma(chunks)


def _text(chunk: Chunk) -> bytes:
    """The text behind the key."""
    rest = chunk.data.partition(b"\0")[2]
    if chunk.name == b"zTXt":
        return _inflate(rest[1:])
    if chunk.name == b"iTXt" and len(rest) >= 2:
        body = rest[2:].partition(b"\0")[2].partition(b"\0")[2]  # language and translated key
        return _inflate(body) if rest[0] else body
    return rest


def _inflate(data: bytes) -> bytes:
    """Decompressed, b"" when broken or larger than any honest text."""
    try:
        inflater = zlib.decompressobj()
        out = inflater.decompress(data, _MOST_TEXT)
    except zlib.error:
        return b""
    return out if inflater.eof else b""


def _raw_profile(text: bytes) -> bytes:
    """ImageMagick's form: a line with the kind (ExifTool's has two words), one with the length, then hex."""
    parts = text.strip().split(b"\n", 2)
    try:
        return bytes.fromhex(parts[2].decode("ascii"))[: int(parts[1])]
    except (IndexError, ValueError):
        return b""


def _profile_of_gamma(chunks: list[Chunk]) -> bytes | None:
    by_name = {chunk.name: chunk.data for chunk in reversed(chunks)}
    gamma_data = by_name.get(b"gAMA", b"")
    if b"sRGB" in by_name or len(gamma_data) != 4:
        return None
    (gamma,) = struct.unpack(">I", gamma_data)
    if abs(gamma - _SRGB_GAMMA) < 500 or not 10_000 <= gamma <= 1_000_000:
        return None
    points = (31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)
    if len(by_name.get(b"cHRM", b"")) == 32:
        points = struct.unpack(">8I", by_name[b"cHRM"])
    white, *primaries = [(points[i] / 1e5, points[i + 1] / 1e5) for i in (0, 2, 4, 6)]
    if any(not (0 <= x <= 1 and 0 < y <= 1) for x, y in (white, *primaries)):
        return None
    red, green, blue = primaries
    try:
        curve = ParametricCurve(1e5 / gamma)
        return write_profile(f"PNG gamma {gamma / 1e5:g}", (red, green, blue), white, curve)
    except (ValueError, ArithmeticError, struct.error):
        return None


def metadata_chunks(metadata: Metadata, icc: bytes | None, profile: str) -> bytes:
    """Chunks for the metadata and the profile, to stand right after IHDR."""
    out = []
    if icc:
        name = profile.encode("latin-1", "replace")[:79].strip() or b"ICC"
        out.append(make_chunk(b"iCCP", name + b"\0\0" + zlib.compress(icc)))
    if metadata.exif:
        out.append(make_chunk(b"eXIf", metadata.exif))
    if metadata.xmp:
        out.append(make_chunk(b"iTXt", _XMP_KEY + b"\0\0\0\0\0" + metadata.xmp))
    if metadata.iptc:
        size = len(metadata.iptc)
        # As exiftool and ImageMagick write it: inside a Photoshop resource.
        block = b"8BIM\x04\x04\0\0" + struct.pack(">I", size) + metadata.iptc + b"\0" * (size % 2)
        digits = block.hex()
        lines = "\n".join(digits[i : i + 72] for i in range(0, len(digits), 72))
        text = f"\niptc\n{len(block):8d}\n{lines}\n".encode()
        out.append(make_chunk(b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(text)))
    if metadata.comment:
        out.append(make_chunk(b"tEXt", b"Comment\0" + metadata.comment.replace(b"\0", b" ")))
    return b"".join(out)
