"""HaldCLUT pictures: a cube of level² nodes an axis, laid out in a square PNG of level³ pixels a side.

The layout is Eskil Steenberg's (https://www.quelsolaar.com/technology/clut.html): pixels in reading order
are the nodes with red varying fastest, then green, then blue. Levels 2 to 16, 8 or 16 bits, RGB. The numbers
are the output, sRGB-encoded; a profile in the file is not applied.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import NoReturn

import numpy as np

from studio.errors import StyleFileInvalid
from studio.files import write_atomically
from studio.imaging.image import Float32
from studio.imaging.png_chunks import SIGNATURE, ChunkBroken, TooManyChunks, make_chunk, read_chunks
from studio.messages import QT_TRANSLATE_NOOP, Message
from studio.styles.cube import read_style_bytes
from studio.styles.lut import UNIT_DOMAIN, Lut, identity_grid

LEVELS = range(2, 17)
MAX_BYTES = 128 << 20
_RGB_TYPES = {2, 6}
_MOST_CHUNKS = 50_000  # in pieces of 8 KB the largest has 16,000


def read_hald(path: Path) -> Lut:
    """The table of a HaldCLUT PNG; its title is the file's stem.

    Raises StyleUnknown, or StyleFileInvalid for everything that is not a sound HaldCLUT, a photo included.
    """
    return parse_hald(read_style_bytes(path, MAX_BYTES), path.name)


def parse_hald(data: bytes, name: str) -> Lut:
    """The table in the bytes of a HaldCLUT PNG. Raises StyleFileInvalid."""
    level = hald_level(data, name)
    reduced = _only_pixels(data, name, level)
    import imagecodecs

    try:
        pixels = np.asarray(imagecodecs.png_decode(reduced))
    except Exception as error:
        damaged = Message("errors", QT_TRANSLATE_NOOP("errors", "the PNG is damaged"))
        raise StyleFileInvalid(name=name, reason=damaged, details=str(error)) from error
    side, size = level**3, level**2
    if pixels.dtype not in (np.uint8, np.uint16) or pixels.shape[:2] != (side, side) or pixels.ndim != 3:
        _refuse(name, QT_TRANSLATE_NOOP("errors", "it is not an RGB picture of 8 or 16 bits"))
    full = np.iinfo(pixels.dtype).max
    if pixels.shape[2] == 4 and (pixels[..., 3] != full).any():
        _refuse(name, QT_TRANSLATE_NOOP("errors", "it has transparent parts, which a HaldCLUT cannot have"))
    cube = (pixels[..., :3].reshape(size, size, size, 3) / np.float32(full)).astype(np.float32)
    if _looks_like_a_picture(cube):
        _refuse(name, QT_TRANSLATE_NOOP("errors", "it is an ordinary picture, not a HaldCLUT"))
    return Lut(Path(name).stem, cube)


def hald_level(head: bytes, name: str) -> int:
    """The level that a PNG's header (its first 33 bytes) claims. Raises StyleFileInvalid."""
    if not head.startswith(SIGNATURE) or len(head) < 33 or head[12:16] != b"IHDR":
        _refuse(name, QT_TRANSLATE_NOOP("errors", "it is not a PNG picture"))
    width, height, depth, colour_type = struct.unpack(">IIBB", head[16:26])
    level = next((level for level in LEVELS if level**3 == width == height), None)
    if level is None:
        shape = QT_TRANSLATE_NOOP(
            "errors", "a HaldCLUT is a square of 8, 27, 64 … 4096 pixels a side, not {width} x {height}"
        )
        _refuse(name, shape, width=width, height=height)
    if colour_type not in _RGB_TYPES:
        _refuse(name, QT_TRANSLATE_NOOP("errors", "a HaldCLUT is RGB, not gray and not of a palette"))
    if depth not in (8, 16):
        wrong = QT_TRANSLATE_NOOP("errors", "a HaldCLUT has 8 or 16 bits a channel, not {depth}")
        _refuse(name, wrong, depth=depth)
    return level


def format_hald(lut: Lut, level: int = 8) -> bytes:
    """The bytes of a 16-bit HaldCLUT PNG of ``level``, sampled over 0 to 1 and clipped to it.

    Raises ValueError for a level outside 2 to 16.
    """
    if level not in LEVELS:
        raise ValueError(f"a HaldCLUT has level 2 to 16, not {level}")
    import imagecodecs

    if (
        lut.cube is not None
        and lut.shaper is None
        and lut.domain == UNIT_DOMAIN
        and len(lut.cube) == level**2
    ):
        values = lut.cube
    else:
        values = lut.evaluate(identity_grid(level**2))
    pixels = np.round(np.clip(values.astype(np.float64), 0.0, 1.0) * 65535.0).astype(np.uint16)
    return bytes(imagecodecs.png_encode(pixels.reshape(level**3, level**3, 3), level=9))


def write_hald(path: Path, lut: Lut, level: int = 8, *, replace: bool = False) -> None:
    """Write ``format_hald`` to a file. Raises OutputError, ValueError."""
    write_atomically(path, format_hald(lut, level), replace=replace)


def _refuse(name: str, template: str, **values: str | int) -> NoReturn:
    raise StyleFileInvalid(name=name, reason=Message("errors", template, values))


def _only_pixels(data: bytes, name: str, level: int) -> bytes:
    """The PNG with nothing but its pixels, which are neither more nor less than its size asks for.

    Every chunk must be whole and its checksum right: decoders pass over some of these faults in silence,
    and unpack more than they need.
    """
    try:
        chunks = read_chunks(data, most=_MOST_CHUNKS)
    except TooManyChunks:
        _refuse(name, QT_TRANSLATE_NOOP("errors", "the PNG is damaged"))
    except ChunkBroken as broken:
        if not broken.chunk:
            _refuse(name, QT_TRANSLATE_NOOP("errors", "the PNG ends too early"))
        bad = QT_TRANSLATE_NOOP("errors", "the checksum of its part “{part}” is wrong")
        _refuse(name, bad, part=broken.chunk)
    _check_amount(b"".join(chunk.data for chunk in chunks if chunk.name == b"IDAT"), data, name, level)
    needed = (b"IHDR", b"IDAT", b"IEND")
    return SIGNATURE + b"".join(make_chunk(c.name, c.data) for c in chunks if c.name in needed)


def _check_amount(packed: bytes, data: bytes, name: str, level: int) -> None:
    depth, colour_type, _, _, interlaced = struct.unpack(">5B", data[24:29])
    if interlaced:
        _refuse(name, QT_TRANSLATE_NOOP("errors", "it is an interlaced PNG"))
    side = level**3
    expected = side * (1 + side * (depth // 8) * (4 if colour_type == 6 else 3))
    try:
        amount = len(zlib.decompressobj().decompress(packed, expected + 1))
    except zlib.error:
        amount = 0
    if amount != expected:
        _refuse(name, QT_TRANSLATE_NOOP("errors", "the PNG is damaged"))


def _looks_like_a_picture(cube: Float32) -> bool:
    """Whether the nodes are a picture that only has the size of a HaldCLUT.

    Neighbours along green lie ``level²`` pixels apart in the file. In a table they are nearly the same
    colour; in a picture they are nearly unrelated, so that they differ by about as much as any two pixels.
    The bound lies above the steepest of real looks (infrared film, 3.5 / size) and below real portraits
    scaled to a HaldCLUT's size (0.21 and more).
    """
    spread = float(cube.std(axis=(0, 1, 2)).mean())
    step = float(np.sqrt(np.square(np.diff(cube, axis=1)).mean()))
    return step > (4.0 / len(cube) + 0.05) * spread
