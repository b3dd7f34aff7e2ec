"""JPEG 2000 (ISO/IEC 15444-1), through OpenJPEG: JP2 files and bare code streams."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Literal

import numpy as np

from studio.imaging.image import Stored
from studio.imaging.limits import check_size
from studio.imaging.photo import Metadata
from studio.imaging.source import Raster, SourceFile
from studio.messages import QT_TRANSLATE_NOOP

_TRUNCATED = QT_TRANSLATE_NOOP("errors", "the file ends too early")
_CORRUPT = QT_TRANSLATE_NOOP("errors", "its image data is corrupt")
_NO_HEADER = QT_TRANSLATE_NOOP("errors", "its header is incomplete")
_KIND = QT_TRANSLATE_NOOP("errors", "JPEG 2000 with {what}")
_XMP = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_EXIF = b"JpgTiffExif->JP2"
_IPTC = bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38")
_STREAM = b"\xff\x4f\xff\x51"
_TILE_PART = 0xFF90
_GRAY, _CMYK = 17, 12
_LONGEST_RATIO = 3000
# A packet is a byte at least, and decoders take hundreds for each, also where the file ends before it.
_MOST_MISSING, _FEW_PACKETS = 16, 1 << 16


class Jpeg2000File:
    """Up to 16 bits a channel."""

    def __init__(self, source: SourceFile, longest: int | None, quick: bool) -> None:
        self._source = source
        self._boxes = _Boxes(source)

    def facts(self) -> Raster:
        source, boxes = self._source, self._boxes
        width, height, parts, bits = self._size()
        check_size(source.name, width, height, 24)
        if width * height > len(source.data) * _LONGEST_RATIO:
            raise source.damaged(_TRUNCATED)
        if self._packets(width, height, parts) > len(source.data) * _MOST_MISSING + _FEW_PACKETS:
            raise source.damaged(_TRUNCATED)
        if parts > 4 or bits > 16:
            raise source.unsupported(_KIND, what=f"{parts} channels of {bits} bits")
        cmyk = boxes.space == _CMYK and parts == 4
        colour: Literal["gray", "rgb", "cmyk"] = "cmyk" if cmyk else "gray" if parts < 3 else "rgb"
        self._parts, self._bits, self._lines = parts, bits, (height, width)
        return Raster(
            "jp2", width, height, colour, 16 if bits > 8 else 8, parts in (2, 4) and not cmyk,
            icc=boxes.icc, metadata=Metadata(boxes.exif, boxes.iptc, boxes.xmp),
        )  # fmt: skip

    def pixels(self) -> Stored:
        """uint8 or uint16, full range."""
        import imagecodecs

        if not self._has_all_tiles():  # OpenJPEG would fill them
            raise self._source.damaged(_TRUNCATED)
        try:
            pixels = np.asarray(imagecodecs.jpeg2k_decode(self._source.data))
        except Exception as error:
            raise self._source.damaged(_CORRUPT, str(error)) from error
        pixels = pixels[..., None] if pixels.ndim == 2 else pixels
        if pixels.shape != (*self._lines, self._parts) or pixels.dtype.kind != "u":
            raise self._source.damaged(_CORRUPT, f"{pixels.dtype} {pixels.shape}")
        top, full = (1 << self._bits) - 1, 65535 if self._bits > 8 else 255
        if top != full:
            pixels = (np.minimum(pixels, top).astype(np.uint32) * full + top // 2) // top
        return pixels.astype(np.uint16 if self._bits > 8 else np.uint8, copy=False)

    def _size(self) -> tuple[int, int, int, int]:
        """Width, height, channels and bits, by the code stream's SIZ marker."""
        data = self._source.data
        place = self._boxes.stream
        if data[place : place + 4] != _STREAM or place + 43 > len(data):
            raise self._source.damaged(_NO_HEADER)
        right, bottom, left, top = struct.unpack_from(">4I", data, place + 8)
        (parts,) = struct.unpack_from(">H", data, place + 40)
        depths = {
            data[place + 42 + 3 * part] for part in range(min(parts, 16)) if place + 42 + 3 * part < len(data)
        }
        if not (left < right and top < bottom and parts) or len(depths) != 1 or max(depths) & 0x80:
            raise self._source.unsupported(_KIND, what="channels of several kinds")
        return right - left, bottom - top, int(parts), (max(depths) & 0x7F) + 1

    def _packets(self, width: int, height: int, parts: int) -> int:
        """Of one layer, at least: the main header's default style (COD) tells the size of their areas."""
        data, place = self._source.data, self._boxes.stream + 2
        while data[place : place + 2] not in (b"\xff\x52", b"\xff\x90", b"") and place + 4 <= len(data):
            place += 2 + max(2, int.from_bytes(data[place + 2 : place + 4], "big"))
        style = data[place : place + 14]
        if style[:2] != b"\xff\x52" or len(style) < 14 or not style[4] & 1:
            return 0
        levels = min(style[9], 32)
        sizes = data[place + 14 : place + 15 + levels]
        found = 0
        for level, area in enumerate(sizes):
            shrink = levels - level
            across, down = -(-width >> shrink), -(-height >> shrink)
            found += (max(across, 1) >> (area & 15)) * (max(down, 1) >> (area >> 4))
        return found * parts

    def _has_all_tiles(self) -> bool:
        """Whether there is a part of each tile (A.4.2); parts are found by the lengths that they tell."""
        data, place = self._source.data, self._boxes.stream
        right, bottom, _, _, wide, high, left, top = struct.unpack_from(">8I", data, place + 8)
        if not (wide and high and left < right and top < bottom):
            return False
        tiles = int(-(-(right - left) // wide) * -(-(bottom - top) // high))
        place += 2
        while place + 4 <= len(data):  # the main header
            marker, length = struct.unpack_from(">HH", data, place)
            if marker == _TILE_PART:
                break
            place += 2 + length
        found = set[int]()
        while place + 12 <= len(data) and len(found) < tiles:
            marker, _, tile, length = struct.unpack_from(">HHHI", data, place)
            if marker != _TILE_PART:
                break
            if tile < tiles:
                found.add(tile)
            if length < 14:  # 0: to the end
                break
            place += length
        return len(found) == tiles


class _Boxes:
    """What the boxes around a code stream say."""

    def __init__(self, source: SourceFile) -> None:
        self.icc: bytes | None = None
        self.space = 0
        self.exif: bytes | None = None
        self.iptc: bytes | None = None
        self.xmp: bytes | None = None
        self.stream = 0
        """Where the first code stream begins; a decoy of one may stand in any other box."""
        for name, body, place in _walk(source.data, 0, len(source.data)):
            if name == b"jp2c":
                self.stream = self.stream or place
            elif name == b"jp2h":
                self._header(body)
            elif name == b"uuid":
                self._tagged(body[:16], body[16:])

    def _header(self, body: bytes) -> None:
        for name, part, _ in _walk(body, 0, len(body)):
            if name == b"colr" and len(part) > 3:
                if part[0] == 2 and self.icc is None:
                    self.icc = part[3:]
                elif part[0] == 1 and len(part) >= 7:
                    (self.space,) = struct.unpack_from(">I", part, 3)

    def _tagged(self, which: bytes, body: bytes) -> None:
        if which == _XMP:
            self.xmp = body
        elif which == _EXIF:
            self.exif = body.removeprefix(b"Exif\0\0")
        elif which == _IPTC:
            self.iptc = body


def _walk(data: bytes, place: int, end: int) -> Iterator[tuple[bytes, bytes, int]]:
    """Boxes one after the other, with the places of their bodies; what is not whole ends the walk."""
    if data[:4] == _STREAM:
        return
    while place + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, place)
        head = 8
        if size == 1 and place + 16 <= end:
            (size,) = struct.unpack_from(">Q", data, place + 8)
            head = 16
        stop = end if size == 0 else place + size
        if name != b"jp2c" and size != 0 and (size < head or stop > end):
            return
        yield name, data[place + head : stop] if name != b"jp2c" else b"", place + head
        if name == b"jp2c" and (size < head or stop > end):
            return
        place = stop
