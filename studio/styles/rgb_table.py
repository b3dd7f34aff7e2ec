"""The table of colours inside a Lightroom or Camera Raw profile, as bytes and as text.

The layout is that of ``dng_rgb_table`` in Adobe's published DNG SDK 1.6 and 1.7. Little-endian: four uint32
(type 1 = RGB table, version 1, dimensions 3, divisions N from 2 to 32), N³ nodes of three uint16 with red
varying slowest and blue fastest, each less that node's place on the identity's ramp, modulo 65536; then
three uint32 (primaries, transfer curve, what is done beyond the gamut), two float64 (smallest and largest
amount) and, only where it is not 0, a uint32 of flags. The name of a table is the MD5 of those bytes, in
upper-case hexadecimal.

As text: the length as uint32, then the bytes in zlib's format, and all that in groups of four bytes as five
digits of base 85, the least significant digit first.
"""

from __future__ import annotations

import hashlib
import struct
import zlib

import numpy as np

from studio.imaging.image import Float32
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.lut import Lut, identity_grid

NODES = 32
"""The most that the format holds."""

_DIGITS = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?`'|()[]{}@%$#"
_VALUES = np.full(256, 255, np.uint8)
_VALUES[np.frombuffer(_DIGITS, np.uint8)] = np.arange(85)
_POWERS = 85 ** np.arange(5, dtype=np.uint64)
_HEAD, _TAIL = struct.Struct("<4I"), struct.Struct("<3I2d")
_RGB_TABLE, _VERSION, _CUBE = 1, 1, 3
_SRGB_PRIMARIES, _SRGB_CURVE, _EXTEND = 0, 1, 1
_GAMUTS = 2
_LARGEST = _HEAD.size + 6 * NODES**3 + _TAIL.size + 4
# Five digits for four bytes; deflate cannot make its input longer by more than this.
MAX_TEXT = (_LARGEST + 1024) * 5 // 4


class RgbTableInvalid(Exception):
    """A table that cannot be read; ``reason`` says why."""

    def __init__(self, template: str, **values: str | int) -> None:
        self.reason = Message("errors", template, values)
        super().__init__(str(self.reason))


def pack_table(lut: Lut) -> bytes:
    """A table over 0 to 1 as the format's bytes: 32 nodes, clipped to 0 to 1, 16 bits.

    Input and output are sRGB; colours outside it are carried through, as by the program's own styles.
    """
    cube = lut.evaluate(identity_grid(NODES)).transpose(2, 1, 0, 3)
    values = np.floor(np.clip(cube.astype(np.float64), 0.0, 1.0) * 65535.0 + 0.5).astype(np.int64)
    offsets = ((values - _identity(NODES)) & 0xFFFF).astype("<u2")
    head = _HEAD.pack(_RGB_TABLE, _VERSION, _CUBE, NODES)
    return head + offsets.tobytes() + _TAIL.pack(_SRGB_PRIMARIES, _SRGB_CURVE, _EXTEND, 0.0, 2.0)


def unpack_table(data: bytes) -> Float32:
    """The cube in the format's bytes, as ``Lut.cube``. Raises RgbTableInvalid.

    Tables for other primaries or curves than sRGB's are refused: their numbers mean other colours.
    """
    damaged = QT_TRANSLATE_NOOP("errors", "its colour table is damaged")
    if len(data) < _HEAD.size + _TAIL.size:
        raise RgbTableInvalid(damaged)
    kind, version, dimensions, size = _HEAD.unpack_from(data)
    if (kind, version) != (_RGB_TABLE, _VERSION):
        raise RgbTableInvalid(QT_TRANSLATE_NOOP("errors", "its colour table is of an unknown kind"))
    if dimensions != _CUBE or not 2 <= size <= NODES:
        raise RgbTableInvalid(
            QT_TRANSLATE_NOOP("errors", "its colour table is not a cube of 2 to {most} nodes"), most=NODES
        )
    end = _HEAD.size + 6 * size**3
    if len(data) not in (end + _TAIL.size, end + _TAIL.size + 4):
        raise RgbTableInvalid(damaged)
    primaries, curve, gamut, smallest, largest = _TAIL.unpack_from(data, end)
    if gamut >= _GAMUTS or not (0.0 <= smallest <= 1.0 <= largest):
        raise RgbTableInvalid(damaged)
    if (primaries, curve) != (_SRGB_PRIMARIES, _SRGB_CURVE):
        raise RgbTableInvalid(
            QT_TRANSLATE_NOOP("errors", "its colour table is made for another colour space than sRGB")
        )
    offsets = np.frombuffer(data, "<u2", 3 * size**3, _HEAD.size).reshape(size, size, size, 3)
    values = (offsets.astype(np.int64) + _identity(size)) & 0xFFFF
    cube = np.ascontiguousarray(values.transpose(2, 1, 0, 3) / 65535.0)
    return cube.astype(np.float32)


def table_name(data: bytes) -> str:
    """What a table is called by: the MD5 of its bytes."""
    return hashlib.md5(data, usedforsecurity=False).hexdigest().upper()


def table_text(data: bytes) -> str:
    """The bytes as text that needs no escaping in XML's attributes."""
    packed = struct.pack("<I", len(data)) + zlib.compress(data, 9)
    short = -len(packed) % 4
    groups = np.frombuffer(packed + bytes(short), "<u4").astype(np.uint64)
    digits = (groups[:, None] // _POWERS % 85).astype(np.intp)
    text = np.frombuffer(_DIGITS, np.uint8)[digits].tobytes().decode("ascii")
    return text[: len(text) - short]


def table_bytes(text: str) -> bytes:
    """The bytes in such a text; white space in it means nothing. Raises RgbTableInvalid.

    No more is unpacked than the largest table has, whatever the text claims.
    """
    damaged = QT_TRANSLATE_NOOP("errors", "its colour table is damaged")
    text = "".join(text.split())
    if not text.isascii() or not 10 < len(text) <= MAX_TEXT:
        raise RgbTableInvalid(damaged)
    values = _VALUES[np.frombuffer(text.encode("ascii"), np.uint8)]
    short = -len(values) % 5
    if short == 4 or (values == 255).any():
        raise RgbTableInvalid(damaged)
    digits = np.concatenate([values, np.zeros(short, np.uint8)]).reshape(-1, 5).astype(np.uint64)
    groups = digits @ _POWERS & 0xFFFFFFFF
    packed = groups.astype("<u4").tobytes()
    packed = packed[: len(packed) - short]
    length = struct.unpack_from("<I", packed)[0]
    if length > _LARGEST:
        raise RgbTableInvalid(damaged)
    try:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(packed[4:], _LARGEST + 1)
    except zlib.error as error:
        raise RgbTableInvalid(damaged) from error
    if len(data) != length or not unpacking.eof:
        raise RgbTableInvalid(damaged)
    return data


def _identity(size: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """(size, size, size, 3), indexed [red, green, blue]: what leaves a colour as it is, of 65535."""
    ramp = (np.arange(size) * 0xFFFF + size // 2) // (size - 1)
    return np.stack(np.meshgrid(ramp, ramp, ramp, indexing="ij"), axis=-1)
